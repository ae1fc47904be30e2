import type { Backend, BackendDefinition } from "../backends/contract.ts";
import { BackendError } from "../domain/error.ts";
import type { Fault } from "../domain/fault.ts";
import type { BackendId } from "../domain/id.ts";
import { type Instant, instantOf } from "../domain/instant.ts";
import type { JobReading } from "../domain/job.ts";
import type { IndexFollower } from "../index/follower.ts";
import type { Journal } from "../journal/contract.ts";
import { type CommandRecords, createCommandRecords } from "./command-records.ts";
import { type BackendState, faultOf, stateOf } from "./health.ts";
import { type Hint, startHintedReads } from "./hinted-reads.ts";
import type { Interest } from "./interest.ts";
import { intervalInForce, isDue, nextWait, type PollIntervals } from "./pace.ts";
import { beginProgress, loadProgress, type SyncProgress, saveProgress } from "./progress.ts";
import { keepHistory } from "./read-history.ts";
import { createReader } from "./reader.ts";
import { createRecorder } from "./recorder.ts";
import { createRounds } from "./rounds.ts";
import { createWakeable } from "./wakeable.ts";

/** An unordered list is read whole again after so many times the time that it took. */
const wholeListRest = 5;

export interface SyncSettings {
  readonly horizonDays: number;
  readonly intervals: PollIntervals;
  /** Time between two readings of a whole ordered listing, which find jobs that were removed or came up late. */
  readonly relistMs: number;
}

export interface BackendSyncTools {
  readonly id: BackendId;
  readonly backend: Backend;
  readonly definition: BackendDefinition;
  readonly settings: SyncSettings;
  readonly journal: Journal;
  readonly follower: IndexFollower;
  readonly interest: Interest;
  now(): number;
  random(): number;
  /** Told of failures that are ours. */
  onError(error: unknown): void;
}

/** How fresh the gateway's view of a backend is. */
export interface SourceState {
  readonly state: BackendState;
  /** When the last complete read began; null before the first. */
  readonly asOf: Instant | null;
  readonly error: Fault | null;
}

/** Keeps one backend in sync until it is disposed. */
export interface BackendSync extends AsyncDisposable, CommandRecords {
  readonly source: SourceState;
  /** Reads jobs at the vendor, in order, and records what it says. */
  readJobs(nativeIds: readonly string[], signal: AbortSignal): Promise<(JobReading | BackendError)[]>;
  /** Takes a hint from outside, such as a push of the vendor's: the jobs that it names are soon read. */
  hint(hint: Hint): void;
  /** Resolves when the view is no older than this, or when an attempt to make it so has failed. */
  refresh(maxStalenessMs: number, signal: AbortSignal): Promise<void>;
}

/** Starts the sync of one backend: a backfill to the horizon beside polls of the head and of active jobs. */
export async function startBackendSync(tools: BackendSyncTools): Promise<BackendSync> {
  const { id, backend, definition, settings, journal, follower, interest, now, random, onError } = tools;
  const stop = new AbortController();
  const wakeable = createWakeable();
  const isUnordered = definition.listing.order === "unordered";
  const rounds = createRounds();
  const keeper = keepHistory(now);
  const onAnswer = keeper.answered;
  let progress =
    (await loadProgress(journal, id, settings.horizonDays)) ?? beginProgress(settings.horizonDays, now());
  let failures = 0;
  let retryAfterMs: number | null = null;
  /** Nothing is asked before the vendor wants to be asked again, however new an answer somebody wants. */
  let restUntilMs = Number.NEGATIVE_INFINITY;
  /** Begin of the last round of polls that went well. */
  let roundMs: number | null = null;
  let whole = { beganMs: Number.NEGATIVE_INFINITY, tookMs: 0 };
  /** Interval in force when the last round ended: so long the view was meant to last, also when somebody came to watch. */
  let plannedMs = 0;
  let active = { version: -1, has: false };

  const recorder = createRecorder({
    backend: id,
    noise: definition.noise,
    journal,
    follower,
    signal: stop.signal,
    now,
    onStale: reread,
  });
  const reader = createReader({ id, backend, definition, follower, recorder, now, onAnswer });

  const commands = createCommandRecords({
    backend: id,
    detail: definition.listing.detail,
    index: follower.index,
    recorder,
    onAnswer,
    reread,
  });

  async function reread(nativeIds: readonly string[]): Promise<void> {
    await reader.jobs(nativeIds, stop.signal).catch((error: unknown) => {
      // The next poll reads these jobs anyway; only what is ours is worth a word.
      if (!(error instanceof BackendError) && !stop.signal.aborted) onError(error);
    });
  }

  async function update(change: Partial<SyncProgress>): Promise<void> {
    progress = { ...progress, ...change };
    await saveProgress(journal, id, progress);
  }

  async function backfill(): Promise<void> {
    const beganMs = now();
    const isFirst = progress.cursor === null;
    for (let tries = 1; !progress.isBackfilled; tries++) {
      try {
        await reader.backfill(progress, update, stop.signal);
      } catch (error) {
        if (stop.signal.aborted) return;
        fail(error);
        // A pause of its own: a wake is for the polls.
        await sleep(pause(tries));
        continue;
      }
      // One that went on from an earlier process knows nothing of what was removed in between.
      if (isFirst) whole = { beganMs, tookMs: now() - beganMs };
      // The polls beside it have seen to what changed since they began.
      if (roundMs !== null) keeper.completed(roundMs);
    }
    wakeable.wake();
  }

  /** One round of polls; complete when all of them answered. */
  async function cycle(): Promise<void> {
    const beganMs = now();
    if (!isUnordered) await pollHead();
    // Before the long reading of the whole list: that one may fail at a page that these jobs are not on.
    await reader.active(progress, stop.signal);
    await pollWhole();
    failures = 0;
    retryAfterMs = null;
    restUntilMs = Number.NEGATIVE_INFINITY;
    roundMs = beganMs;
    if (!progress.isBackfilled) return;
    keeper.completed(isUnordered ? whole.beganMs : beganMs);
  }

  async function pollHead(): Promise<void> {
    // What is oldest first is read to its end by the backfill itself.
    if (!progress.isBackfilled && definition.listing.order === "oldest") return;
    const { cursor, newest } = await reader.head(progress, stop.signal);
    if (definition.listing.order === "newest") {
      if (newest !== progress.newest) await update({ newest });
    } else if (cursor !== progress.cursor) await update({ cursor });
  }

  async function pollWhole(): Promise<void> {
    if (!isUnordered && !progress.isBackfilled) return;
    if (isDue(whole.beganMs, isUnordered ? wholeIntervalMs() : settings.relistMs, now())) await readWhole();
    if (!progress.isBackfilled) await update({ isBackfilled: true });
  }

  async function readWhole(): Promise<void> {
    const beganMs = now();
    await reader.whole(progress, stop.signal);
    whole = { beganMs, tookMs: now() - beganMs };
    // What this reading did not meet again is gone, or outside the horizon by now.
    keeper.forgetUnreadable(beganMs);
  }

  function wholeIntervalMs(): number {
    return Math.max(definition.limits.minListMs, wholeListRest * whole.tookMs);
  }

  function fail(error: unknown): void {
    if (!(error instanceof BackendError)) {
      onError(error);
      error = new BackendError("UNAVAILABLE", "The gateway could not record what it read.", { backend: id });
    }
    failures += 1;
    retryAfterMs = (error as BackendError).retryAfterMs;
    restUntilMs = now() + (retryAfterMs ?? 0);
    keeper.failed(error as BackendError);
  }

  /** Looked up once for each version of the index: every list tells how fresh its sources are. */
  function hasActiveJobs(): boolean {
    const { index } = follower;
    if (active.version !== index.version) {
      const has = index.has({ backends: [id], phaseClasses: ["WAITING", "ACTIVE"] });
      active = { version: index.version, has };
    }
    return active.has;
  }

  function paceFacts(failed = failures) {
    return {
      isWatched: interest.isWatched(id),
      hasActiveJobs: hasActiveJobs(),
      failures: failed,
      retryAfterMs,
      minPollMs: definition.limits.minPollMs,
    };
  }

  function pause(failed?: number): number {
    return nextWait(settings.intervals, paceFacts(failed), random());
  }

  /** Sleeps in spite of a wake; ends with the sync. */
  function sleep(ms: number): Promise<void> {
    return createWakeable()
      .sleep(ms, stop.signal)
      .catch(() => undefined);
  }

  async function poll(): Promise<void> {
    while (!stop.signal.aborted) {
      // However many want something newer, the vendor's smallest interval stands.
      const spacing = sleep(definition.limits.minPollMs);
      try {
        await cycle();
      } catch (error) {
        if (stop.signal.aborted) return;
        fail(error);
      }
      plannedMs = intervalInForce(settings.intervals, paceFacts());
      rounds.end();
      await wakeable.sleep(pause(), stop.signal).catch(() => undefined);
      await spacing;
    }
  }

  async function readHinted(nativeIds: readonly string[]): Promise<void> {
    if (isResting()) return; // the poll after the rest sees to them
    await reader.jobs(nativeIds, stop.signal, "WEBHOOK").catch((error: unknown) => {
      if (!(error instanceof BackendError) && !stop.signal.aborted) onError(error);
    });
  }

  const isResting = () => now() < restUntilMs;
  const endInterest = interest.onFirst((first) => first === id && !isResting() && wakeable.wake());
  const hints = startHintedReads({
    limits: definition.limits,
    read: readHinted,
    // A poll that has failed waits for longer and longer, whatever is said from outside.
    wake: () => failures === 0 && wakeable.wake(),
    now,
    signal: stop.signal,
  });
  const running = Promise.all([poll(), isUnordered ? undefined : backfill(), hints.running]);
  running.catch(onError);

  return {
    get source() {
      const { history } = keeper;
      const interval = Math.max(plannedMs, intervalInForce(settings.intervals, paceFacts()));
      const state = stateOf(history, isUnordered ? Math.max(interval, wholeIntervalMs()) : interval, now());
      return {
        state,
        asOf: history.completeMs === null ? null : instantOf(history.completeMs),
        error: faultOf(history),
      };
    },
    async readJobs(nativeIds, signal) {
      return reader.jobs(nativeIds, AbortSignal.any([signal, stop.signal]));
    },
    get position() {
      return commands.position;
    },
    recordCommand: commands.recordCommand,
    expectRemoval: commands.expectRemoval,
    hint: (hint) => hints.take(hint),
    async refresh(maxStalenessMs, signal) {
      const wantedMs = now() - maxStalenessMs;
      const isFresh = () => (keeper.history.completeMs ?? Number.NEGATIVE_INFINITY) >= wantedMs;
      // A round that is under way began too early; the one after it does, or has failed.
      for (let count = 0; count < 2 && !isFresh() && !isResting(); count++) {
        await rounds.next(signal, wakeable.wake);
      }
    },
    async [Symbol.asyncDispose]() {
      stop.abort(new Error("The sync of this backend has stopped."));
      endInterest();
      await running;
      recorder[Symbol.dispose]();
    },
  };
}
