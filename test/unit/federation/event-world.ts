import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import type { Backend } from "../../../src/backends/contract.ts";
import { type Core, startCore } from "../../../src/core.ts";
import { BackendError } from "../../../src/domain/error.ts";
import { instantOf } from "../../../src/domain/instant.ts";
import type { JobReading } from "../../../src/domain/job.ts";
import type { Phase } from "../../../src/domain/status.ts";
import type { Feed, FeedMessage, Following, Place } from "../../../src/fanout/contract.ts";
import { createEvents, type Events } from "../../../src/federation/events.ts";
import type { EventMessage } from "../../../src/federation/events-messages.ts";
import { trimOld, usualRetention } from "../../../src/journal/retention.ts";
import type { PollIntervals } from "../../../src/sync/pace.ts";
import { tiny } from "../../graphql/tiny-vendor/index.ts";
import { eventually } from "../../support/graphql.ts";
import { backendId, makeReading, observe, type ReadingFacts } from "../../support/observation.ts";
import { makeTemporaryFolder } from "../../support/temporary-folder.ts";

const yearMs = 365 * 86_400_000;
const startedMs = Date.now();

/** Everything behind a subscription, over vendors that a test plays. The first of them is called "alpha". */
export interface EventWorld extends Core {
  /** Feeds that remember nothing: whoever is behind reads the journal. */
  readonly forgetful: Events;
  /** Aborts what the gateway would when it begins to stop. */
  leave(): void;
  /** Sets the clock ahead, for judging how fresh a vendor is. */
  setClock(aheadMs: number): void;
  /** Records a reading of a job of "alpha" and waits until the index shows it. */
  record(facts: ReadingFacts): Promise<void>;
  /** Trims what can be trimmed. */
  trim(): Promise<void>;
  /** Copies the journal as it is now, for a world that goes another way. */
  copyJournal(to: string): Promise<void>;
}

export interface EventWorldOptions {
  readonly vendors?: Readonly<Record<string, Backend>>;
  readonly intervals?: PollIntervals;
  /** Path of the journal; one of its own when absent. */
  readonly file?: string;
}

/** A vendor that never answers: nothing is recorded but what a test records. */
const silent: Backend = {
  listJobs: (_, signal) => never(signal),
  getJobs: (_, signal) => never(signal),
};

export async function startEventWorld(options: EventWorldOptions = {}): Promise<EventWorld> {
  const { vendors = { alpha: silent }, intervals = { watchedMs: 10, activeMs: 10, idleMs: 10 } } = options;
  await using parts = new AsyncDisposableStack();
  const { path } = parts.use(await makeTemporaryFolder());
  const file = options.file ?? join(path, "journal.db");
  const onError = (error: unknown) => {
    throw error;
  };
  let aheadMs = 0;
  const now = () => Date.now() + aheadMs;
  const connected = Object.entries(vendors).map(([name, backend]) => ({
    id: backendId(name),
    title: name,
    definition: tiny,
    backend,
  }));
  const leaving = new AbortController();
  const core = parts.use(
    await startCore({
      connected,
      file,
      settings: { horizonDays: 90, intervals, relistMs: 600_000 },
      bookmarkMs: 60_000,
      leaving: leaving.signal,
      now,
      random: () => 0.5,
      onError,
    }),
  );
  const { journal, follower, sync, federation } = core;
  const { backends } = federation;
  const { interest } = sync;
  const recent = { entries: 0, characters: 0 };
  const forgetful = createEvents({ backends, journal, follower, interest, recent, now });
  const running = parts.move();
  return {
    ...core,
    forgetful,
    leave: () => leaving.abort(),
    setClock: (ms) => {
      aheadMs = ms;
    },
    async record(facts) {
      await journal.record([observe(makeReading(facts), { asOf: journal.head.position })]);
      await follower.reached(journal.head.position, AbortSignal.timeout(5_000));
    },
    trim: () => trimOld(journal, usualRetention, Date.now() + yearMs),
    copyJournal: async (to) => {
      for (const suffix of ["", "-wal"]) await copyFile(file + suffix, to + suffix);
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** What a played vendor says of a job. */
export interface PlayedJob {
  readonly phase: Phase;
  readonly description?: string | null;
}

/** A vendor whose jobs a test writes; `fault` is what its calls fail with. */
export interface PlayedVendor extends Backend {
  readonly jobs: Map<string, PlayedJob>;
  fault: BackendError | null;
}

export function playVendor(name = "alpha"): PlayedVendor {
  const id = backendId(name);
  const vendor: PlayedVendor = {
    jobs: new Map(),
    fault: null,
    async listJobs() {
      if (vendor.fault) throw vendor.fault;
      return {
        readings: [...vendor.jobs.keys()].flatMap((job) => read(job) ?? []),
        unreadable: [],
        next: null,
      };
    },
    async getJobs(names) {
      if (vendor.fault) throw vendor.fault;
      return names.map((job) => read(job) ?? new BackendError("NOT_FOUND", "no", { backend: id }));
    },
  };
  function read(nativeId: string): JobReading | null {
    const job = vendor.jobs.get(nativeId);
    if (!job) return null;
    const { phase, description = null } = job;
    const createdAt = instantOf(startedMs - 60_000);
    return makeReading({ nativeId, core: { createdAt, description }, status: { phase } });
  }
  return vendor;
}

/** Waits until the index shows the jobs of "alpha" as its vendor has them. */
export async function settle({ follower }: EventWorld, vendor: PlayedVendor): Promise<void> {
  const { index } = follower;
  const wanted = [...vendor.jobs].map(([name, { phase, description = null }]) => [name, phase, description]);
  const isShown = (shown: unknown) => JSON.stringify(shown) === JSON.stringify(wanted.sort());
  await eventually(async () => {
    const found = index.get(index.identities({ backends: ["alpha"] }).map(({ jobId }) => jobId));
    return found
      .flatMap((snapshot) => (snapshot ? [snapshot.job] : []))
      .map(({ nativeId, core }) => [nativeId, core.status.phase, core.description])
      .sort();
  }, isShown);
}

/** What a message is about, in short: `JobCreated one`, `Gap`. */
export const inShort = (message: EventMessage) =>
  "event" in message ? `${message.type} ${message.event.nativeId}` : message.type;

/** Two jobs; the first starts, gets a description and ends. */
export async function play({ record }: EventWorld): Promise<void> {
  await record({ nativeId: "one", status: { phase: "QUEUED" } });
  await record({ nativeId: "two" });
  await record({ nativeId: "one", status: { phase: "RUNNING" } });
  await record({ nativeId: "one", core: { description: "changed" }, status: { phase: "RUNNING" } });
  await record({ nativeId: "one", core: { description: "changed" }, status: { phase: "SUCCEEDED" } });
}

/** Reads a feed from a place to its head, piece by piece. */
export async function readOn<M extends FeedMessage>(feed: Feed<M>, from: Place) {
  const messages: M[] = [];
  let place = from;
  for (;;) {
    const piece = await feed.read(place, feed.reach.head, AbortSignal.timeout(5_000));
    messages.push(...piece.messages);
    if (piece.place === place) return { messages, place };
    place = piece.place;
  }
}

/** Everything that a subscriber is told at once: what comes first and what its feed has. */
export async function readAll<M extends FeedMessage>({ feed, from, first }: Following<M>): Promise<M[]> {
  return [...first, ...(await readOn(feed, from)).messages];
}

function never(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
}
