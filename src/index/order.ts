import type { ListCursor } from "../domain/cursor.ts";
import { InvalidCursor } from "../domain/error.ts";
import { closedLists, type FloatName } from "./cells.ts";
import type { Columns } from "./columns.ts";
import { byteAmong, type Condition, numberBetween, slotPasses } from "./condition.ts";
import type { JobOrder, JobOrderField } from "./contract.ts";
import type { ListColumn } from "./list-column.ts";
import type { SortedSlots } from "./sorted-slots.ts";
import type { Zones } from "./zones.ts";

type KeyValue = string | number | null;
/** Places a slot before (negative), at or after a fixed place. */
type Placing = (slot: number) => number;

/** Place of a cursor in the list, by all keys and by the first one alone. */
export interface Bound {
  readonly place: Placing;
  readonly firstKey: Placing;
}

/** One key of an order, with direction and "nulls last" applied. */
export interface OrderKey {
  readonly descending: boolean;
  readonly compare: (a: number, b: number) => number;
  /** What a cursor holds of a slot. */
  readonly valueOf: (slot: number) => KeyValue;
  /** Places slots against the value of a cursor; null when the value is none of this key. */
  readonly against: (value: KeyValue) => Placing | null;
  /** Number that orders as the key does, where there is one. */
  readonly ranking: Ranking | null;
  /** All slots by this key, ascending, where that is kept, and which of them have no value. */
  readonly kept: { readonly slots: SortedSlots; readonly isNull: (slot: number) => boolean } | null;
}

/** Numbers that stand for a key: the lower, the earlier in the list; infinite for none. */
export interface Ranking {
  readonly rank: (slot: number) => number;
  /** No slot of the block has a lower rank; from the end, none has a higher rank, negated. */
  readonly bestOf: (block: number, fromEnd: boolean) => number;
  /** Keeps what has no higher rank than the limit; from the end, what has no lower rank than the limit negated. */
  readonly near: (limit: number, fromEnd: boolean) => Condition;
}

/** Order of a list: its keys, then the hash of the job's id in the direction of the last key. */
export interface Order {
  readonly first: OrderKey;
  /** True when there is only one key. */
  readonly isSingle: boolean;
  readonly compare: (a: number, b: number) => number;
  /** Throws `InvalidCursor`, for that argument, when the values are none of these keys. */
  readonly boundOf: (cursor: ListCursor, argument: readonly string[]) => Bound;
  readonly cursorOf: (slot: number) => Omit<ListCursor, "list">;
}

/** Values at a native path by slot; jobs without one are absent. */
export type NativeValues = ReadonlyMap<number, string | number>;

/** Makes an order; `natives` holds the values of each native path that it names. */
export function compileOrder(
  orders: readonly [JobOrder, ...JobOrder[]],
  columns: Columns,
  natives: ReadonlyMap<string, NativeValues>,
): Order {
  const keys = orders.map((order) => orderKey(order, columns, natives));
  const tieRanges = floatRanges(columns.floats.tie, columns.zones.tie);
  const first = keys[0] as OrderKey; // the type says at least one
  const tieKey = numberKey(columns.floats.tie, keys.at(-1)?.descending ?? true, tieRanges, null);
  const all = [...keys, tieKey];
  return {
    first,
    isSingle: keys.length === 1,
    compare: keys.length === 1 ? (a, b) => first.compare(a, b) || tieKey.compare(a, b) : comparison(all),
    boundOf: (cursor, argument) => bound(all, [...cursor.keys, cursor.tie], argument),
    cursorOf: (slot) => ({
      keys: keys.map((key) => key.valueOf(slot)),
      tie: columns.floats.tie[slot] as number,
    }),
  };
}

/** Keeps the slots on one side of a place: after it (1) or before it (-1). */
export function beyond({ place }: Bound, side: 1 | -1): Condition {
  return slotPasses((slot) => place(slot) * side > 0);
}

function comparison(keys: readonly OrderKey[]): (a: number, b: number) => number {
  return (a, b) => {
    for (const key of keys) {
      const difference = key.compare(a, b);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

function bound(keys: readonly OrderKey[], values: readonly KeyValue[], argument: readonly string[]): Bound {
  const places = keys.flatMap((key, index) => key.against(values[index] ?? null) ?? []);
  const firstKey = places[0];
  if (values.length !== keys.length || places.length !== keys.length || firstKey === undefined) {
    throw new InvalidCursor(values, "a cursor that this API has given", argument);
  }
  const place: Placing = (slot) => {
    for (const placing of places) {
      const difference = placing(slot);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  return { place, firstKey };
}

const floatFields: Readonly<Partial<Record<JobOrderField, FloatName>>> = {
  CREATED_AT: "createdAt",
  UPDATED_AT: "updatedAt",
  STARTED_AT: "startedAt",
  ENDED_AT: "endedAt",
  DURATION: "duration",
};

function orderKey(
  { field, nativeField, direction }: JobOrder,
  columns: Columns,
  natives: ReadonlyMap<string, NativeValues>,
): OrderKey {
  const descending = direction === "DESC";
  if (!field) return nativeKey(natives.get(nativeField ?? "") ?? new Map(), descending);
  if (field === "NAME") return nameKey(columns.names, descending, columns.byName);
  const name = floatFields[field];
  if (name === undefined)
    return numberKey(columns.bytes.phase, descending, phaseRanges(columns.bytes.phase), null);
  const ranges = floatRanges(columns.floats[name], columns.zones[name]);
  return numberKey(
    columns.floats[name],
    descending,
    ranges,
    field === "CREATED_AT" ? columns.byCreatedAt : null,
  );
}

/** How a column of numbers is narrowed down to a range. */
interface Ranges {
  readonly low: (block: number) => number;
  readonly high: (block: number) => number;
  readonly between: (low: number, high: number, isNaNKept: boolean) => Condition;
}

function floatRanges(values: Float64Array, zones: Zones): Ranges {
  return {
    low: (block) => zones.low(block),
    high: (block) => zones.high(block),
    between: (low, high, isNaNKept) => numberBetween(values, low, high, isNaNKept),
  };
}

function phaseRanges(values: Uint8Array): Ranges {
  return {
    low: () => Number.NEGATIVE_INFINITY,
    high: () => Number.POSITIVE_INFINITY,
    between: (low, high) => {
      const mask = new Uint8Array(closedLists.phase.length + 1);
      for (let code = 0; code < mask.length; code++) mask[code] = Number(code >= low && code <= high);
      return byteAmong(values, mask);
    },
  };
}

function numberKey(
  values: Float64Array | Uint8Array,
  descending: boolean,
  ranges: Ranges,
  slots: SortedSlots | null,
): OrderKey {
  const sign = descending ? -1 : 1;
  const rankOf = (value: number) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : sign * value);
  const rank = (slot: number) => rankOf(values[slot] as number); // a slot in use
  const isNull = (slot: number) => Number.isNaN(values[slot]);
  return {
    descending,
    compare: (a, b) => compareNumbers(rank(a), rank(b)),
    valueOf: (slot) => (isNull(slot) ? null : (values[slot] as number)),
    against: (value) => {
      if (typeof value === "string") return null;
      const place = rankOf(value ?? Number.NaN);
      return (slot) => compareNumbers(rank(slot), place);
    },
    ranking: {
      rank,
      bestOf: (block, fromEnd) => {
        // From the end, jobs without a value come first, and which blocks have some is not known.
        if (fromEnd) return Number.NEGATIVE_INFINITY;
        return descending ? -ranges.high(block) : ranges.low(block);
      },
      near: (limit, fromEnd) => {
        const isNaNKept = fromEnd || limit === Number.POSITIVE_INFINITY;
        if (descending === fromEnd) return ranges.between(Number.NEGATIVE_INFINITY, limit, isNaNKept);
        return ranges.between(-limit, Number.POSITIVE_INFINITY, isNaNKept);
      },
    },
    kept: slots && { slots, isNull },
  };
}

function compareNumbers(a: number, b: number): number {
  if (a < b) return -1;
  return a > b ? 1 : 0;
}

function nameKey(
  names: ListColumn<Uint8Array<ArrayBuffer>>,
  descending: boolean,
  slots: SortedSlots,
): OrderKey {
  const sign = descending ? -1 : 1;
  return {
    descending,
    ranking: null,
    compare: (a, b) => sign * names.compare(a, b),
    // As bytes: what is cut off may have cut a character.
    valueOf: (slot) => Buffer.from(names.get(slot)).toString("base64"),
    against: (value) => {
      if (typeof value !== "string") return null;
      const place = Buffer.from(value, "base64");
      return (slot) => sign * Buffer.compare(names.get(slot), place);
    },
    kept: { slots, isNull: () => false },
  };
}

function nativeKey(values: NativeValues, descending: boolean): OrderKey {
  const sign = descending ? -1 : 1;
  const compareTo = (a: KeyValue, b: KeyValue) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * compareNatives(a, b);
  };
  const found = (slot: number) => values.get(slot) ?? null;
  return {
    descending,
    ranking: null,
    valueOf: found,
    compare: (a, b) => compareTo(found(a), found(b)),
    against: (value) => (slot) => compareTo(found(slot), value),
    kept: null,
  };
}

/** Numbers by size, then text by code units. */
function compareNatives(a: string | number, b: string | number): number {
  if (typeof a === typeof b) return a < b ? -1 : Number(a > b);
  return typeof a === "number" ? -1 : 1;
}

/** How a native value is ordered: as a number where it reads as one. */
export function orderedNative(value: string): string | number {
  const number = Number(value);
  return value.trim() === "" || Number.isNaN(number) ? value : number;
}
