import type { Clock } from "./clock.ts";
import type { LogLine, LogRecord, LogSources, Logs, SimulatedJob } from "./contract.ts";
import { WrittenLog } from "./written-log.ts";

/** Two files of one name never have the same time of birth, told in seconds. */
const ONE_SECOND_MS = 1_000;

/** A source of one job that somebody has written to or cut off. */
interface Written {
  /** All that it holds, in the order in which it came. */
  log: WrittenLog;
  /** Lines that the job wrote by itself up to here are gone, or in `log` since a cut. */
  goneUntil: number;
  /** How many of the later ones are in `log`. */
  taken: number;
  bornAt: number;
  cuts: number;
}

/** The logs of one world: what jobs write by themselves is derived on each read, unless somebody has written to it or cut it off. */
export class LogStore implements Logs {
  readonly #clock: Clock;
  readonly #written = new Map<string, Map<string, Written>>();
  /** Set once the vendor's simulator stands; a vendor without logs leaves it null. */
  sources: LogSources | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  lines(job: SimulatedJob, source: string): readonly LogLine[] | null {
    return this.#find(job, source)?.lines ?? null;
  }

  text(job: SimulatedJob, source: string): Buffer | null {
    return this.#find(job, source)?.text ?? null;
  }

  birth(job: SimulatedJob, source: string): { readonly at: number; readonly cuts: number } {
    const { bornAt, cuts } = this.#written.get(job.id)?.get(source) ?? { bornAt: job.createdAt, cuts: 0 };
    return { at: bornAt, cuts };
  }

  written(job: SimulatedJob): readonly string[] {
    return [...(this.#written.get(job.id)?.keys() ?? [])];
  }

  append(job: SimulatedJob, source: string, lines: readonly (string | LogRecord)[]): void {
    const { log } = this.#open(job, source);
    const at = this.#clock.now();
    for (const line of lines) log.append({ at, line });
  }

  /** Starts a new, empty log; what the old one held is gone. */
  rotate(job: SimulatedJob, source: string): void {
    const written = this.#open(job, source);
    const now = this.#clock.now();
    const bornAt = Math.max(now, written.bornAt + ONE_SECOND_MS);
    Object.assign(written, { log: new WrittenLog(), goneUntil: now, taken: 0, bornAt });
  }

  /** Keeps the first `sizeBytes` of the log, of records the whole ones that fit. */
  truncate(job: SimulatedJob, source: string, sizeBytes: number): void {
    const written = this.#open(job, source);
    written.log.cut(sizeBytes);
    Object.assign(written, { goneUntil: this.#clock.now(), taken: 0, cuts: written.cuts + 1 });
  }

  remove(jobId: string): void {
    this.#written.delete(jobId);
  }

  /** Null when there never was anything. */
  #find(job: SimulatedJob, source: string): WrittenLog | null {
    const written = this.#written.get(job.id)?.get(source);
    if (written) return this.#catchUp(written, job, source).log;
    const log = new WrittenLog();
    for (const line of this.#generated(job, source)) log.append(line);
    return log.lines.length === 0 ? null : log;
  }

  #open(job: SimulatedJob, source: string): Written {
    const sources = this.#written.get(job.id) ?? new Map<string, Written>();
    this.#written.set(job.id, sources);
    const begun = { log: new WrittenLog(), goneUntil: 0, taken: 0, bornAt: job.createdAt, cuts: 0 };
    const written = sources.get(source) ?? begun;
    sources.set(source, written);
    return this.#catchUp(written, job, source);
  }

  /** Puts in what the job has written by itself since. */
  #catchUp(written: Written, job: SimulatedJob, source: string): Written {
    const later = this.#generated(job, source).filter(({ at }) => at > written.goneUntil);
    for (const line of later.slice(written.taken)) written.log.append(line);
    written.taken = later.length;
    return written;
  }

  #generated(job: SimulatedJob, source: string): readonly LogLine[] {
    return job.origin === "control" ? [] : (this.sources?.generated(job, source) ?? []);
  }
}
