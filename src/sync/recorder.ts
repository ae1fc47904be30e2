import { hash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { UnreadableJob } from "../backends/contract.ts";
import type { EventSource, Position } from "../domain/event.ts";
import { type BackendId, formatId, type JobId } from "../domain/id.ts";
import { type Instant, instantOf } from "../domain/instant.ts";
import type { JobReading } from "../domain/job.ts";
import { canonicalJson } from "../domain/json.ts";
import type { IndexFollower } from "../index/follower.ts";
import { contentHashes } from "../journal/content-hash.ts";
import type { Journal, Observation, RecordResult } from "../journal/contract.ts";
import { decide } from "../journal/record-rules.ts";
import { createKnown } from "./known.ts";
import { fillIn } from "./omitted.ts";

const batchSize = 200;

/** What a read at the vendor found. */
export interface Found {
  readonly readings: readonly JobReading[];
  readonly unreadable?: readonly UnreadableJob[];
  /** Native ids that the vendor confirmed as gone. */
  readonly removed?: readonly string[];
}

/** When and how something was read. */
export interface ReadContext {
  /** `Recorder.position` before the request was sent. */
  readonly asOf: Position;
  readonly source: EventSource;
  readonly actor?: string | null;
}

/** Brings what was read at one backend into the journal. */
export interface Recorder extends Disposable {
  /** The `asOf` of a request that is sent now. */
  readonly position: Position;
  /** Resolves when the index shows what was recorded. Jobs whose observation was stale are handed to `onStale`. */
  record(found: Found, context: ReadContext): Promise<void>;
  /** Native ids, each once, of the readings that would make an entry if they were recorded now. */
  news(readings: readonly JobReading[], context: ReadContext): Promise<string[]>;
  /** Tells a removal of this job, whichever read finds it, as a command's of this actor; returns what ends that. */
  expectRemoval(nativeId: string, actor: string): () => void;
}

export interface RecorderTools {
  readonly backend: BackendId;
  readonly noise: readonly string[];
  readonly journal: Journal;
  readonly follower: IndexFollower;
  /** Ends the waiting for the index. */
  readonly signal: AbortSignal;
  now(): number;
  /** Told which jobs ask for one immediate re-read. */
  onStale(nativeIds: readonly string[]): Promise<void>;
}

/** Makes the recorder of one backend. It remembers what it recorded last, so that unchanged readings cost a hash and no write. */
export function createRecorder(tools: RecorderTools): Recorder {
  const { backend, noise, journal, follower, signal, now, onStale } = tools;
  const known = createKnown();
  const expected = new Set<{ readonly nativeId: string; readonly actor: string }>();
  const endFollowing = follower.onApplied((entries) => {
    for (const entry of entries)
      if (entry.kind === "Event") known.overtake(entry.event.jobId, entry.position);
  });

  function observe(reading: JobReading | null, nativeId: string, context: ReadContext): Observation {
    const observedAt = instantOf(now()) as Instant; // the clock of a running process lies inside the range of dates
    const { asOf, source, actor = null } = context;
    const observed = { backend, nativeId, asOf, source, actor, observedAt };
    if (reading === null) return { ...observed, reading, hashes: null };
    return { ...observed, reading, hashes: contentHashes(reading, noise) };
  }

  /** A removal that a command's deletion has led to is the command's, whoever finds it. */
  function observeRemoval(nativeId: string, context: ReadContext): Observation {
    const command = [...expected].find((one) => one.nativeId === nativeId);
    if (command === undefined || context.source === "COMMAND") return observe(null, nativeId, context);
    return observe(null, nativeId, { ...context, source: "COMMAND", actor: command.actor });
  }

  function isKnown(observation: Observation): boolean {
    return known.has(jobIdOf(observation), fingerprint(observation));
  }

  /** Fills in what a reading leaves out from what is stored, so that the parts compare. */
  function withOmitted(reading: JobReading): JobReading {
    if (!reading.omits) return reading;
    const [stored] = follower.index.get([formatId("job", backend, reading.nativeId)]);
    return stored ? fillIn(reading, stored.job) : reading;
  }

  /** What is to be recorded of these readings: parts of jobs never are, and what is known is only when it is a command's. */
  function toRecord(readings: readonly JobReading[], context: ReadContext): Observation[] {
    return readings
      .filter(({ partOf }) => partOf === undefined)
      .map((reading) => observe(withOmitted(reading), reading.nativeId, context))
      .filter((observation) => context.source === "COMMAND" || !isKnown(observation));
  }

  /** Records as many as one entry of the journal may take. */
  async function recordBatch(
    readings: readonly JobReading[],
    removed: readonly string[],
    context: ReadContext,
  ): Promise<void> {
    const removals = removed.map((nativeId) => observeRemoval(nativeId, context));
    const all = [...toRecord(readings, context), ...removals];
    if (all.length === 0) return;
    const before = journal.head.position;
    const results = await journal.record(all);
    await follower.reached(lastPosition(results), signal);
    const filled: JobId[] = [];
    const stale: string[] = [];
    for (const [index, result] of results.entries()) {
      const observation = all[index];
      if (!observation) continue;
      const jobId = jobIdOf(observation);
      if (result.kind === "recorded") {
        // What is to be read again may not be what is stored.
        if (!result.reread) known.add(jobId, fingerprint(observation), result.position);
      } else if (result.kind === "filled") filled.push(jobId);
      else if (result.kind === "same" && !result.deferred) known.add(jobId, fingerprint(observation), before);
      if ((result.kind === "stale" || result.kind === "recorded") && result.reread)
        stale.push(observation.nativeId);
    }
    if (filled.length > 0) await follower.refresh(filled);
    const rereading = stale.length > 0 ? onStale(stale) : undefined;
    // Who gave a command is to see what it did: a poll has been faster than its answer.
    if (context.source === "COMMAND") await rereading;
  }

  return {
    get position() {
      return journal.head.position;
    },
    async record({ readings, removed = [] }, context) {
      for (let start = 0; start < readings.length; start += batchSize) {
        await recordBatch(readings.slice(start, start + batchSize), [], context);
        // A vendor without pages gives a hundred thousand at once: others get their turn in between.
        if (start + batchSize < readings.length) await nextTurn();
      }
      for (let start = 0; start < removed.length; start += batchSize) {
        await recordBatch([], removed.slice(start, start + batchSize), context);
      }
    },
    async news(readings, context) {
      const observations = toRecord(readings, context);
      if (observations.length === 0) return [];
      const stored = await journal.snapshots(observations.map(jobIdOf));
      const place = { epoch: journal.epoch, position: journal.head.position + 1 };
      const isNews = (observation: Observation, index: number) =>
        decide(stored[index] ?? null, observation, place).kind === "write";
      return [...new Set(observations.filter(isNews).map(({ nativeId }) => nativeId))];
    },
    expectRemoval(nativeId, actor) {
      const removal = { nativeId, actor };
      expected.add(removal);
      return () => void expected.delete(removal);
    },
    [Symbol.dispose]: endFollowing,
  };
}

function jobIdOf({ backend, nativeId }: Observation): JobId {
  return formatId("job", backend, nativeId);
}

/** Of the parts together: there is one in memory for each job. */
function fingerprint({ hashes }: Observation): string {
  return hash("sha1", canonicalJson(hashes), "base64url");
}

function lastPosition(results: readonly RecordResult[]): Position {
  return Math.max(0, ...results.map((result) => (result.kind === "recorded" ? result.position : 0)));
}
