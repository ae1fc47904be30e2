import type { Agenda } from "./agenda.ts";
import type { Calendar } from "./calendar.ts";
import type { Clock } from "./clock.ts";
import type {
  JobDraft,
  JobPlan,
  Jobs,
  Population,
  SimulatedJob,
  State,
  Step,
  TimeWindow,
} from "./contract.ts";
import { checkPlan, type JobRecord, settle, toDueSteps, toJob, toState } from "./life-cycle.ts";
import { mergeByTime } from "./merge.ts";
import { hash32 } from "./random.ts";

type StateListener = (job: SimulatedJob, state: State) => void;

/** The jobs of one world. Generated jobs have even serials, others odd ones; only changed and made ones are stored. */
export class JobStore implements Jobs {
  readonly #clock: Clock;
  readonly #agenda: Agenda;
  readonly #calendar: Calendar;
  readonly #population: Population;
  readonly #seed: number;
  /** Every stored job. */
  readonly #stored = new Map<string, JobRecord>();
  /** Ids of made jobs by creation. */
  #made: { readonly id: string; readonly createdAt: number }[] = [];
  #madeCount = 0;
  readonly #removed = new Set<number>();
  readonly #listeners = new Set<StateListener>();
  /** The next generated index to watch; null until somebody wants to know of steps. */
  #watched: number | null = null;

  constructor(parts: {
    clock: Clock;
    agenda: Agenda;
    calendar: Calendar;
    population: Population;
    seed: number;
  }) {
    this.#clock = parts.clock;
    this.#agenda = parts.agenda;
    this.#calendar = parts.calendar;
    this.#population = parts.population;
    this.#seed = parts.seed;
  }

  count(): number {
    return this.#calendar.size() - this.#removed.size + this.#made.length;
  }

  get(id: string): SimulatedJob | null {
    const record = this.#find(id);
    return record && toJob(record, this.#clock);
  }

  *newestFirst(window: TimeWindow = {}): Iterable<SimulatedJob> {
    const { first, end, made } = this.#within(window);
    const generated = this.#generatedRecords(end - 1, first - 1);
    yield* this.#jobs(mergeByTime(generated, this.#madeRecords(made.toReversed()), "newest"));
  }

  *oldestFirst(window: TimeWindow = {}): Iterable<SimulatedJob> {
    const { first, end, made } = this.#within(window);
    const generated = this.#generatedRecords(first, end);
    yield* this.#jobs(mergeByTime(generated, this.#madeRecords(made), "oldest"));
  }

  *made(): Iterable<SimulatedJob> {
    yield* this.#jobs(this.#madeRecords(this.#made.toReversed()));
  }

  *unsettled(): Iterable<SimulatedJob> {
    const border = this.#calendar.createdAt(this.#calendar.firstUnsettled());
    yield* this.newestFirst({ from: border });
    const older = [...this.#stored.values()].filter((record) => record.createdAt < border);
    yield* this.#jobs(older.sort((a, b) => b.createdAt - a.createdAt));
  }

  create(draft: JobDraft): SimulatedJob {
    return this.add(draft, "vendor");
  }

  change(id: string, fields: Readonly<Record<string, unknown>>): SimulatedJob | null {
    const record = this.#find(id);
    if (!record) return null;
    const changed = { ...record, fields: { ...record.fields, ...fields }, changedAt: this.#clock.now() };
    this.#stored.set(id, changed);
    return toJob(changed, this.#clock);
  }

  follow(id: string, steps: readonly Step[]): SimulatedJob | null {
    const record = this.#freeze(id);
    return record && this.#start({ ...record, coming: toDueSteps(steps, this.#life()) });
  }

  mark(id: string, step: Omit<Step, "afterMs">): SimulatedJob | null {
    const record = this.#freeze(id);
    return (
      record && this.#start({ ...record, reached: [...record.reached, toState(step, this.#clock.now())] }, 1)
    );
  }

  remove(id: string): boolean {
    const record = this.#find(id);
    if (!record) return false;
    if (record.serial % 2 === 0) this.#removed.add(record.serial / 2);
    else this.#made = this.#made.filter((entry) => entry.id !== id);
    this.#stored.delete(id);
    return true;
  }

  /** Adds a job now. Throws when the id is taken or the steps do not begin with one that holds at once. */
  add(draft: JobDraft, origin: SimulatedJob["origin"]): SimulatedJob {
    if (draft.steps[0]?.afterMs !== 0) throw new Error("the first step of a job must have afterMs 0");
    const serial = 2 * this.#madeCount++ + 1;
    const id = draft.id ?? this.#population.idOf(serial);
    if (this.#find(id)) throw new Error(`there is a job ${id} already`);
    // Unique: the microseconds set jobs of one millisecond apart.
    const createdAt = Math.max(this.#clock.now(), (this.#made.at(-1)?.createdAt ?? 0) + 0.001);
    const { type, fields, steps } = draft;
    const coming = toDueSteps(steps, this.#life());
    const seed = this.#jobSeed(serial);
    this.#made.push({ id, createdAt });
    return this.#start({
      id,
      serial,
      seed,
      type,
      origin,
      createdAt,
      fields,
      changedAt: 0,
      reached: [],
      coming,
      version: 0,
    });
  }

  /** Decides what the next made job would be like. */
  planNext(wish?: Parameters<Population["plan"]>[1]): JobPlan {
    return this.#plan(2 * this.#madeCount + 1, wish);
  }

  /** Calls for each state reached from now on. Returns the undo. */
  listen(listener: StateListener): () => void {
    this.#listeners.add(listener);
    this.watch();
    this.#agenda.keepTime();
    return () => this.#listeners.delete(listener);
  }

  /** Puts the coming steps of generated jobs on the agenda, which is left empty of them until somebody asks. */
  watch(): void {
    if (this.#watched !== null) return;
    const size = this.#calendar.size();
    this.#watched = size;
    for (let index = this.#calendar.firstUnsettled(); index < size; index++) {
      const record = this.#generated(index);
      if (record && !this.#stored.has(record.id))
        this.#schedule(record, settle(record, this.#clock).reached.length);
    }
    this.#agenda.setArrivals({
      delayMs: () => this.#calendar.createdAt(this.#watched ?? size) - this.#clock.now(),
      take: () => this.#arrive(),
    });
  }

  #arrive(): void {
    const record = this.#generated(this.#watched ?? 0);
    this.#watched = (this.#watched ?? 0) + 1;
    if (!record) return;
    this.#announce(record, 0, 1);
    this.#schedule(record, 1);
  }

  /** Stores a record whose states were just set and tells of those from index `told` on that hold already. */
  #start(record: JobRecord, fresh = 0): SimulatedJob {
    const told = record.reached.length - fresh;
    const started = { ...record, ...settle(record, this.#clock) };
    this.#stored.set(record.id, started);
    this.#schedule(started, 0);
    this.#announce(started, told, started.reached.length);
    return toJob(started, this.#clock);
  }

  /** Enters a coming step; when it falls due it is told and the one after it entered. */
  #schedule(record: JobRecord, at: number): void {
    const next = record.coming[at];
    if (!next) return;
    this.#agenda.addLife(next.due, () => {
      const current = this.#find(record.id);
      if (!current || current.version !== record.version) return false;
      this.#schedule(current, at + 1);
      this.#announce(current, current.reached.length + at, current.reached.length + at + 1);
      return true;
    });
  }

  /** Tells the listeners of a part of the job's history. */
  #announce(record: JobRecord, from: number, end: number): void {
    if (this.#listeners.size === 0) return;
    const job = toJob(record, this.#clock);
    for (const state of job.history.slice(from, end))
      for (const listener of this.#listeners) listener(job, state);
  }

  /** The record with everything due done, cut off from its life cycle's past; null when there is none. */
  #freeze(id: string): JobRecord | null {
    this.#agenda.runDue();
    const record = this.#find(id);
    return record && { ...record, ...settle(record, this.#clock), version: record.version + 1 };
  }

  #find(id: string): JobRecord | null {
    const stored = this.#stored.get(id);
    if (stored) return stored;
    const serial = this.#population.serialOf(id);
    if (serial === null || serial % 2 === 1) return null;
    const index = serial / 2;
    return index < this.#calendar.size() ? this.#generated(index) : null;
  }

  /** A generated job as stored or as planned; null when it was removed. */
  #generated(index: number): JobRecord | null {
    if (this.#removed.has(index)) return null;
    const serial = 2 * index;
    const id = this.#population.idOf(serial);
    const stored = this.#stored.get(id);
    if (stored) return stored;
    const { type, steps } = this.#plan(serial);
    const createdAt = this.#calendar.createdAt(index);
    const coming = toDueSteps(steps, this.#clock.life.valueAt(createdAt), this.#calendar.stretch);
    const seed = this.#jobSeed(serial);
    const origin = "generated";
    return {
      id,
      serial,
      seed,
      type,
      origin,
      createdAt,
      fields: {},
      changedAt: 0,
      reached: [],
      coming,
      version: 0,
    };
  }

  #plan(serial: number, wish?: Parameters<Population["plan"]>[1]): JobPlan {
    const plan = this.#population.plan(this.#jobSeed(serial), wish);
    checkPlan(plan);
    return plan;
  }

  #jobSeed(serial: number): number {
    return hash32(this.#seed, "job", serial);
  }

  #life(): number {
    return this.#clock.life.valueAt(this.#clock.now());
  }

  #within({ from = 0, to = Number.POSITIVE_INFINITY }: TimeWindow) {
    const first = this.#calendar.firstSince(from);
    let end = to === Number.POSITIVE_INFINITY ? this.#calendar.size() : this.#calendar.firstSince(to);
    if (end < this.#calendar.size() && this.#calendar.createdAt(end) === to) end++;
    const made = this.#made.filter((entry) => entry.createdAt >= from && entry.createdAt <= to);
    return { first, end, made };
  }

  /** Generated records from one index to another, the latter left out, in either direction. */
  *#generatedRecords(from: number, to: number): Generator<JobRecord> {
    const direction = Math.sign(to - from);
    for (let index = from; index !== to; index += direction) {
      const record = this.#generated(index);
      if (record) yield record;
    }
  }

  *#madeRecords(entries: readonly { readonly id: string }[]): Generator<JobRecord> {
    for (const { id } of entries) {
      const record = this.#stored.get(id);
      if (record) yield record;
    }
  }

  *#jobs(records: Iterable<JobRecord>): Generator<SimulatedJob> {
    for (const record of records) yield toJob(record, this.#clock);
  }
}
