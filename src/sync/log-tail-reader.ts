import type { LogQuery } from "../backends/contract.ts";
import { type Instant, instantOf } from "../domain/instant.ts";
import type { Job } from "../domain/job.ts";
import { itemsOf, type LogItem, type LogPage, type LogSource } from "../domain/log.ts";
import { TailEnding } from "./log-tail-ending.ts";
import { overlapStart } from "./log-tail-overlap.ts";
import type { TailPace } from "./log-tail-pace.ts";
import { pageLimit } from "./log-tail-pages.ts";
import { LogRing, type RingBounds } from "./log-tail-ring.ts";
import type { ConnectedBackend } from "./sync.ts";

/** The job of a tail, as it changes. */
export interface TailJob {
  /** The newest that is known; null when the job was removed. Rejects with `BackendError` where its vendor has to be asked. */
  read(signal: AbortSignal): Promise<Job | null>;
  /** When the end of a job that had ended before the tail began came to be known, by our clock in milliseconds. */
  endedMs(job: Job): number;
  /** Calls back when the job has changed; returns what ends it. */
  onChange(listener: () => void): () => void;
}

export interface TailReaderTools {
  readonly connected: ConnectedBackend;
  readonly job: TailJob;
  readonly pace: TailPace;
  readonly bounds: RingBounds;
  /** Milliseconds since 1970. */
  now(): number;
}

/** What one read has brought. */
export interface TailRead {
  /** The ring has grown, or is there for the first time, or nothing will come after it. */
  readonly hasNews: boolean;
  /** Nothing had been written. */
  readonly isEmpty: boolean;
  /** There is more to read at once. */
  readonly hasLater: boolean;
}

/** Reads one log of one job into a ring, from the end that the log has at the first read. */
export class TailReader {
  readonly #tools: TailReaderTools;
  #job: Job;
  #source: LogSource | null;
  #ring: LogRing | null = null;
  #ending: TailEnding | null = null;
  /** Position of a last line that is held back: it may go on. */
  #held: string | null = null;
  #isComplete = false;
  /** Where a read that found more than fits a page goes on; null at the end of the log. */
  #readOnAfter: string | null = null;
  #isFirst = true;
  /** The last read found unreadable records that the next one, which overlaps it, may find again. */
  #isUnreadable = false;

  /** Without a source it waits for the main one to come up. */
  constructor(job: Job, source: LogSource | null, tools: TailReaderTools) {
    this.#job = job;
    this.#source = source;
    this.#tools = tools;
  }

  /** Null while the job has no main source yet. */
  get source(): LogSource | null {
    return this.#source;
  }

  /** Null before the first read. */
  get ring(): LogRing | null {
    return this.#ring;
  }

  /** True when the job has ended and its log is whole: nothing comes after the ring's end. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** True when the job has ended and no line is held back: what is waited for now is that nothing comes. */
  get isEnding(): boolean {
    return this.#ending !== null && this.#held === null;
  }

  /** Tells which source is the main one before it is found. */
  resolve(source: LogSource): void {
    this.#source ??= source;
  }

  /** Tells whether an entry is the last line of an ended job that may still go on. */
  mayGoOn(item: LogItem): boolean {
    const isLine = item.kind === "entry" && item.entry.kind === "LINE";
    return isLine && !this.#isComplete && (this.#ending?.isOpen(this.#tools.now()) ?? false);
  }

  observedAt(): Instant {
    return instantOf(this.#tools.now()) as Instant; // the clock of a running process lies inside the range of dates
  }

  /** Takes what is new into the ring. Rejects with `BackendError`. */
  async read(signal: AbortSignal): Promise<TailRead> {
    const hasEnded = await this.#updateJob(signal);
    const atMs = this.#tools.now();
    const source = await this.#findSource(signal);
    const isShown = source !== null && (source.live || hasEnded);
    const page = isShown ? await this.readLogs(this.#nextQuery(), signal) : nothing;
    const isSeed = this.#ring === null;
    const items = isSeed ? this.#seed(page) : itemsOf(page);
    const fresh = this.#withoutUnfinished(items, page).filter((item) => this.#isNews(item));
    this.#ring?.append(fresh, this.observedAt());
    const isEmpty = fresh.length === 0 && this.#held === null;
    // A page before the end is no more than where the ring begins.
    const hasLater = page.hasLater && !isSeed && page.entries.length > 0;
    this.#readOnAfter = hasLater ? (page.entries.at(-1)?.position ?? null) : null;
    this.#isUnreadable = !hasLater && page.gaps.some(({ reason }) => reason === "UNREADABLE");
    this.#isComplete = this.#ending?.isDrained({ atMs, isEmpty, hasLater }) ?? false;
    return { hasNews: fresh.length > 0 || isSeed || this.#isComplete, isEmpty, hasLater };
  }

  /** Asks the vendor for a page, as the job stands now; an empty one while there is no source. */
  async readLogs(query: LogQuery, signal: AbortSignal): Promise<LogPage> {
    const { backend } = this.#tools.connected;
    if (!this.#source || !backend.readLogs) return nothing;
    return backend.readLogs(this.#job, this.#source.nativeId, query, signal);
  }

  async #updateJob(signal: AbortSignal): Promise<boolean> {
    const { job, pace, now } = this.#tools;
    const newest = await job.read(signal);
    if (newest) this.#job = newest;
    const hasEnded = newest === null || newest.core.status.phaseClass === "TERMINAL";
    const knownMs = this.#isFirst ? Math.min(now(), job.endedMs(this.#job)) : now();
    // A vendor may take an end back.
    this.#ending = hasEnded ? (this.#ending ?? new TailEnding(pace, knownMs)) : null;
    this.#isFirst = false;
    return hasEnded;
  }

  async #findSource(signal: AbortSignal): Promise<LogSource | null> {
    if (this.#source) return this.#source;
    const sources = (await this.#tools.connected.backend.logSources?.(this.#job, signal)) ?? [];
    this.#source ??= sources.find((source) => source.main) ?? null;
    return this.#source;
  }

  #nextQuery(): LogQuery {
    if (!this.#ring) return { direction: "backward", position: null, limit: pageLimit };
    const position = this.#readOnAfter ?? overlapStart(this.#ring);
    return { direction: "forward", position: position || null, limit: pageLimit };
  }

  /** Begins the ring. Where older entries exist, the first that was read is the place where it begins. */
  #seed(page: LogPage): LogItem[] {
    const items = itemsOf(page);
    const first = page.hasEarlier ? items.findIndex(({ kind }) => kind === "entry") : -1;
    const base = items[first];
    this.#ring = new LogRing(base?.kind === "entry" ? base.entry.position : "", this.#tools.bounds);
    return items.slice(first + 1);
  }

  /** Without a last line that is seen for the first time just after the end: what wrote it may go on with it. */
  #withoutUnfinished(items: readonly LogItem[], { hasLater }: LogPage): readonly LogItem[] {
    const last = items.at(-1);
    const held = this.#held;
    this.#held = null;
    if (last?.kind !== "entry" || hasLater || !this.mayGoOn(last)) return items;
    if (last.entry.position === held) return items;
    this.#held = last.entry.position;
    return items.slice(0, -1);
  }

  /** False for a record that was read before, and for a gap that was told before and has not ended since. */
  #isNews(item: LogItem): boolean {
    const last = this.#ring?.last?.item;
    if (item.kind === "entry")
      return item.entry.nativeId === null || (this.#ring?.find(item.entry.position) ?? null) === null;
    if (item.gap.reason === "UNREADABLE" && this.#isUnreadable) return false;
    if (last?.kind !== "gap") return true;
    return last.gap.reason !== item.gap.reason || last.gap.fromPosition !== item.gap.fromPosition;
  }
}

const nothing: LogPage = { entries: [], hasEarlier: false, hasLater: false, totalCount: null, gaps: [] };
