import type { JobId } from "../domain/id.ts";
import type { Job } from "../domain/job.ts";
import type { LogSource } from "../domain/log.ts";
import type { Interest } from "./interest.ts";
import { LogTail, type LogTailTools } from "./log-tail.ts";
import type { TailPace } from "./log-tail-pace.ts";
import type { TailJob } from "./log-tail-reader.ts";
import type { RingBounds } from "./log-tail-ring.ts";
import type { ConnectedBackend } from "./sync.ts";

/** A tail that somebody follows; disposing leaves it. */
export interface FollowedTail extends Disposable {
  readonly tail: LogTail;
  /** Tells this tail from others of the same log, before and after it. */
  readonly serial: number;
}

export interface LogTailsTools extends Pick<LogTailTools, "now" | "onError"> {
  readonly interest: Interest;
  readonly pace: TailPace;
  readonly bounds?: RingBounds;
  watch(job: Job): TailJob;
}

const usualBounds: RingBounds = { entries: 10_000, bytes: 8 * 1024 * 1024 };

interface Entry {
  readonly tail: LogTail;
  readonly jobId: JobId;
  readonly serial: number;
  readonly endInterest: () => void;
  followers: number;
  linger: NodeJS.Timeout | undefined;
}

/** The tails of a process: one for each log that is followed, however many follow it. */
export class LogTails implements Disposable {
  readonly #tools: LogTailsTools;
  readonly #entries = new Set<Entry>();
  #serial = 0;

  constructor(tools: LogTailsTools) {
    this.#tools = tools;
  }

  /** Follows a log that is being followed already, the job's main one when none is named; null when nobody follows it. */
  join(jobId: JobId, sourceId: string | null): FollowedTail | null {
    const entry = this.#find(jobId, sourceId);
    return entry ? this.#follow(entry) : null;
  }

  /** Follows a log; without a source the job's main one, as soon as it has any. */
  open(job: Job, source: LogSource | null, connected: ConnectedBackend): FollowedTail {
    const known = this.#find(job.id, source?.main ? null : (source?.nativeId ?? null));
    if (known && source) known.tail.resolve(source);
    return this.#follow(known ?? this.#start(job, source, connected));
  }

  [Symbol.dispose](): void {
    for (const entry of [...this.#entries]) this.#end(entry);
  }

  #find(jobId: JobId, sourceId: string | null): Entry | null {
    for (const entry of this.#entries) {
      const { source } = entry.tail;
      const isWanted = sourceId === null ? (source?.main ?? true) : source?.nativeId === sourceId;
      if (entry.jobId === jobId && isWanted) return entry;
    }
    return null;
  }

  #start(job: Job, source: LogSource | null, connected: ConnectedBackend): Entry {
    const { interest, pace, bounds = usualBounds, now, onError, watch } = this.#tools;
    const tail = new LogTail(job, source, {
      connected,
      job: watch(job),
      pace,
      bounds,
      now,
      onError,
      // Who comes later starts anew, and may fare better.
      onFailure: (failed) => {
        for (const one of this.#entries) if (one.tail === failed) this.#entries.delete(one);
      },
    });
    this.#serial += 1;
    const entry: Entry = {
      tail,
      jobId: job.id,
      serial: this.#serial,
      endInterest: interest.follow([connected.id]),
      followers: 0,
      linger: undefined,
    };
    this.#entries.add(entry);
    return entry;
  }

  #follow(entry: Entry): FollowedTail {
    entry.followers += 1;
    clearTimeout(entry.linger);
    let isFollowing = true;
    return {
      tail: entry.tail,
      serial: entry.serial,
      [Symbol.dispose]: () => {
        if (!isFollowing) return;
        isFollowing = false;
        entry.followers -= 1;
        if (entry.followers > 0) return;
        entry.linger = setTimeout(() => this.#end(entry), this.#tools.pace.lingerMs);
        entry.linger.unref();
      },
    };
  }

  #end(entry: Entry): void {
    clearTimeout(entry.linger);
    this.#entries.delete(entry);
    entry.endInterest();
    entry.tail[Symbol.dispose]();
  }
}
