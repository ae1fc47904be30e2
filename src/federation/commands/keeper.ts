import { setTimeout as sleep } from "node:timers/promises";

import { BackendError } from "../../domain/error.ts";
import type { Job } from "../../domain/job.ts";
import type { Sync } from "../../sync/sync.ts";
import { createWakeable } from "../../sync/wakeable.ts";
import type { Backends } from "../backends.ts";
import type { ClearUp } from "./clear-up.ts";
import { createLockOf, type Intent, type Intents, isOver, type Outcome } from "./intents.ts";
import { nullOf } from "./persist.ts";
import type { Runner } from "./runner.ts";

const firstWaitMs = 1_000;
const longestWaitMs = 60_000;
/** Time between two looks at open intents, and between two over all that there are. */
const roundMs = 60_000;
const scanMs = 3_600_000;
/** How long a vendor may take to delete a job, or to stop one, in milliseconds. */
const longestWorkMs = 24 * 3_600_000;

/** Sees commands to their ends that did not reach them while their callers waited. */
export interface Keeper extends AsyncDisposable {
  /** Looks at open intents at once: there is a new one. */
  wake(): void;
  /** Reads a job that its vendor is stopping until it has ended. */
  followCancel(job: Pick<Job, "backend" | "nativeId">): void;
}

export interface KeeperTools {
  readonly backends: Backends;
  readonly sync: Sync;
  readonly intents: Intents;
  readonly runner: Runner;
  readonly clearUp: ClearUp;
  now(): number;
  onError(error: unknown): void;
}

/** Starts with what an earlier process left open. */
export function startKeeper(tools: KeeperTools): Keeper {
  const { backends, sync, intents, runner, clearUp, now, onError } = tools;
  const stop = new AbortController();
  const { signal } = stop;
  const following = new Map<string, Promise<void>>();
  const pause = createWakeable();

  function follow(key: string, run: () => Promise<void>): void {
    if (following.has(key) || signal.aborted) return;
    const running = run()
      .catch((error: unknown) => {
        if (!signal.aborted) onError(error);
      })
      .finally(() => following.delete(key));
    following.set(key, running);
  }

  /** Calls until it says that it is done, at growing intervals; gives up after a day. */
  async function until(isDone: () => Promise<boolean>): Promise<void> {
    const beganMs = now();
    for (
      let waitMs = firstWaitMs;
      now() - beganMs < longestWorkMs;
      waitMs = Math.min(2 * waitMs, longestWaitMs)
    ) {
      await sleep(waitMs, undefined, { signal });
      if (await isDone()) return;
    }
  }

  /** Reads a job that its vendor is deleting until it is gone. */
  function followDeletion(place: string, intent: Intent, outcome: Outcome): void {
    const { backend, actor } = intent;
    const { nativeId } = outcome;
    follow(`delete ${backend}/${nativeId}`, async () => {
      const own = sync.of(backend);
      const endExpecting = own.expectRemoval(nativeId, actor);
      try {
        await until(async () => {
          const [read] = await own.readJobs([nativeId], signal).catch(listOf);
          if (!(read instanceof BackendError) || read.kind !== "NOT_FOUND") return false;
          await intents.settle(place, intent, { ...outcome, deletion: "GONE" });
          return true;
        });
      } finally {
        endExpecting();
      }
    });
  }

  function followCancel({ backend, nativeId }: Pick<Job, "backend" | "nativeId">): void {
    follow(`cancel ${backend}/${nativeId}`, () =>
      until(async () => {
        const [read] = await sync.of(backend).readJobs([nativeId], signal).catch(listOf);
        if (read === undefined) return false;
        if (read instanceof BackendError) return read.kind === "NOT_FOUND";
        return read.core.status.phase !== "CANCELLING";
      }),
    );
  }

  async function clear(place: string): Promise<void> {
    const intent = intents.open.get(place);
    const connected = intent && backends.find(intent.backend);
    if (!connected || runner.isRunning(place)) return;
    const { create } = intent;
    const cleared = await (create
      ? clearUp.create(connected, { ...intent, create }, null, signal)
      : clearUp.ofJob(connected, intent, signal)
    ).catch(nullOf);
    if (cleared === null || intents.open.get(place) !== intent) return;
    // Its caller may have come back meanwhile, and be at it; the one of a create waits until this has ended.
    if (create === null && runner.isRunning(place)) return;
    if (cleared === "UNDONE") await intents.drop(place);
    else await intents.settle(place, intent, cleared);
  }

  /** A poll may find before us that a deletion was carried out. */
  function expectRemoval({ command, backend, nativeId, actor }: Intent): () => void {
    const isDeletion = command === "deleteJob" && nativeId !== null && backends.find(backend);
    return isDeletion ? sync.of(backend).expectRemoval(nativeId, actor) : () => undefined;
  }

  /** Looks until it is known, and in the journal, what became of a command. */
  function followOpen(place: string, intent: Intent): void {
    const { backend, create } = intent;
    const isAtEnd = async () => {
      if (create === null) await clear(place);
      else await runner.alone(createLockOf(backend, create.name), () => clear(place));
      return !intents.open.has(place);
    };
    follow(`clear ${place}`, async () => {
      const endExpecting = expectRemoval(intent);
      try {
        if (!(await isAtEnd())) await until(isAtEnd);
      } finally {
        endExpecting();
      }
    });
  }

  async function round(): Promise<void> {
    for (const [place, intent] of intents.open) {
      if (runner.isRunning(place)) continue;
      const { state } = intent;
      if (isOver(intent, now())) await intents.drop(place);
      else if (state.kind === "SENT" || !state.outcome.isRecorded) followOpen(place, intent);
      else if (backends.find(intent.backend)) followDeletion(place, intent, state.outcome);
    }
  }

  async function keep(): Promise<void> {
    let scannedMs = Number.NEGATIVE_INFINITY;
    while (!signal.aborted) {
      if (now() - scannedMs >= scanMs) {
        const beganMs = now();
        await intents.scan(beganMs).then(() => {
          scannedMs = beganMs;
        }, onError);
      }
      await round().catch((error: unknown) => !signal.aborted && onError(error));
      await pause.sleep(roundMs, signal).catch(() => undefined);
    }
  }
  const keeping = keep();

  return {
    wake: () => pause.wake(),
    followCancel,
    async [Symbol.asyncDispose]() {
      stop.abort(new Error("The gateway has stopped."));
      await Promise.all([keeping, ...following.values()]);
    },
  };
}

function listOf(error: unknown): readonly BackendError[] {
  if (error instanceof BackendError) return [];
  throw error;
}
