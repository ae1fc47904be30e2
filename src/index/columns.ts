import {
  type ByteName,
  byteNames,
  type CellReader,
  type CodeName,
  codeNames,
  type FloatName,
  floatNames,
  slotState,
} from "./cells.ts";
import { grown, ListColumn } from "./list-column.ts";
import { SortedSlots } from "./sorted-slots.ts";
import { Zones } from "./zones.ts";

type Floats = Float64Array<ArrayBuffer>;

/** What lists, filters and groups need of all jobs, one array per fact and one slot per job; free slots are used again. */
export class Columns {
  readonly floats = columnsOf(floatNames, () => new Float64Array(0));
  readonly zones = columnsOf(floatNames, () => new Zones());
  readonly codes = columnsOf(codeNames, () => new Uint32Array(0));
  readonly bytes = columnsOf(byteNames, () => new Uint8Array(0));
  readonly labels = new ListColumn((length) => new Uint32Array(length));
  /** UTF-8 of the names. */
  readonly names = new ListColumn((length) => new Uint8Array(length));
  /** By creation, oldest first, jobs without it last. */
  readonly byCreatedAt = new SortedSlots(
    (a, b) => compareFloats(this.floats.createdAt, a, b) || this.#compareTies(a, b),
    () => this.#used(),
  );
  /** By name, in the order of code points. */
  readonly byName = new SortedSlots(
    (a, b) => this.names.compare(a, b) || this.#compareTies(a, b),
    () => this.#used(),
  );
  /** One more than the largest slot in use. */
  size = 0;
  #capacity = 0;
  #free: number[] = [];

  /** Slot for a job to come. */
  takeSlot(): number {
    return this.#free.pop() ?? this.size++;
  }

  /** Puts a job into a slot of `takeSlot`, in place of what it holds. */
  set(slot: number, cells: CellReader): void {
    this.#reserve(slot + 1);
    const isNew = this.bytes.state[slot] === slotState.free;
    const isMoved =
      isNew || !Object.is(this.floats.createdAt[slot], cells.floats[floatNames.indexOf("createdAt")]);
    const isRenamed = isNew || Buffer.compare(this.names.get(slot), cells.name) !== 0;
    if (isMoved && !isNew) this.byCreatedAt.drop(slot);
    if (isRenamed && !isNew) this.byName.drop(slot);
    this.#write(slot, cells);
    if (isMoved) this.byCreatedAt.add(slot);
    if (isRenamed) this.byName.add(slot);
  }

  /** Takes the job out of a slot. */
  free(slot: number): void {
    this.byCreatedAt.drop(slot);
    this.byName.drop(slot);
    this.bytes.state[slot] = slotState.free;
    this.labels.set(slot, []);
    this.names.set(slot, []);
    this.#free.push(slot);
  }

  /** Fills empty columns with stored jobs, in order of their slots, `size` being one more than the last. */
  load(size: number, jobs: Iterable<{ readonly slot: number; readonly cells: CellReader }>): void {
    this.#reserve(size);
    this.size = size;
    let next = 0;
    for (const { slot, cells } of jobs) {
      while (next < slot) this.#free.push(next++);
      next = slot + 1;
      this.#write(slot, cells);
    }
  }

  #write(slot: number, cells: CellReader): void {
    for (let at = 0; at < floatNames.length; at++) {
      const name = floatNames[at] as FloatName; // as many cells as names, as below
      const value = cells.floats[at] as number;
      this.floats[name][slot] = value;
      this.zones[name].widen(slot, value);
    }
    for (let at = 0; at < codeNames.length; at++) {
      this.codes[codeNames[at] as CodeName][slot] = cells.codes[at] as number;
    }
    for (let at = 0; at < byteNames.length; at++) {
      this.bytes[byteNames[at] as ByteName][slot] = cells.bytes[at] as number;
    }
    this.labels.set(slot, cells.labels);
    this.names.set(slot, cells.name);
  }

  #reserve(slots: number): void {
    if (slots <= this.#capacity) return;
    const capacity = Math.ceil(Math.max(slots, 1024, this.#capacity * 1.5));
    for (const name of floatNames) this.floats[name] = grown(this.floats[name], new Float64Array(capacity));
    for (const name of codeNames) this.codes[name] = grown(this.codes[name], new Uint32Array(capacity));
    for (const name of byteNames) this.bytes[name] = grown(this.bytes[name], new Uint8Array(capacity));
    for (const name of floatNames) this.zones[name].reserve(capacity);
    this.labels.reserve(capacity);
    this.names.reserve(capacity);
    this.#capacity = capacity;
  }

  #used(): Uint32Array<ArrayBuffer> {
    const slots = new Uint32Array(this.size);
    let count = 0;
    for (let slot = 0; slot < this.size; slot++) {
      if (this.bytes.state[slot] !== slotState.free) slots[count++] = slot;
    }
    return slots.slice(0, count);
  }

  #compareTies(a: number, b: number): number {
    return compareFloats(this.floats.tie, a, b);
  }
}

function columnsOf<Name extends string, A>(names: readonly Name[], make: () => A): Record<Name, A> {
  return Object.fromEntries(names.map((name) => [name, make()])) as Record<Name, A>; // one entry per name
}

function compareFloats(values: Floats, a: number, b: number): number {
  const left = values[a] as number; // slots in use, as below
  const right = values[b] as number;
  if (left < right) return -1;
  if (left > right) return 1;
  if (left === right) return 0;
  return Number(Number.isNaN(left)) - Number(Number.isNaN(right)); // nulls last
}
