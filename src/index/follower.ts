import { formatEventCursor } from "../domain/cursor.ts";
import type { Position } from "../domain/event.ts";
import type { JobId } from "../domain/id.ts";
import type { Entry, Journal, Snapshot } from "../journal/contract.ts";
import type { JobIndex } from "./contract.ts";

const batchSize = 500;
const rebuildBatchSize = 1000;
const retryMs = 1000;
const nothingYet = "00000000";

/** Keeps an index at the head of the journal. */
export interface IndexFollower extends AsyncDisposable {
  readonly index: JobIndex;
  /** Event cursor of the newest applied entry: what an answer from the index covers. */
  readonly cursor: string;
  /** Resolves when the index has applied the entry at this position; rejects with the signal's reason. */
  reached(position: Position, signal: AbortSignal): Promise<void>;
  /** Takes newly read parts of a job into the index; they came without an entry. */
  refresh(jobIds: readonly JobId[]): Promise<void>;
  /** Calls back with each batch of entries once the index shows it; returns what ends it. */
  onApplied(listener: (entries: readonly Entry[]) => void): () => void;
}

export interface FollowerTools {
  readonly journal: Journal;
  readonly index: JobIndex;
  /** Told when reading the journal or writing the index fails; the follower tries again a second later. */
  onError(error: unknown): void;
}

/** Brings the index to the journal's head (rebuilding it when it is of another history) and keeps it there. */
export async function followJournal({ journal, index, onError }: FollowerTools): Promise<IndexFollower> {
  if (!(await isSameHistory(journal, index))) await rebuild(journal, index);
  const appliedListeners = new Set<(entries: readonly Entry[]) => void>();
  const waiting = new Set<{ position: Position; resolve: () => void }>();
  let check = (await journal.checkAt(index.version)) ?? nothingYet;
  let isClosed = false;
  let retry: NodeJS.Timeout | undefined;

  async function applyNext(): Promise<boolean> {
    const entries = await journal.read(index.version, batchSize);
    const last = entries.at(-1);
    if (!last || isClosed) return false;
    index.apply(await snapshotsOf(journal, entries), last.position);
    check = last.check;
    for (const waiter of waiting) if (waiter.position <= last.position) waiter.resolve();
    for (const listener of appliedListeners) listener(entries);
    return true;
  }

  const catchUp = coalesced(async () => {
    try {
      while (await applyNext());
    } catch (error) {
      onError(error);
      // Whoever waits for the index writes nothing meanwhile: no entry to come would wake it.
      clearTimeout(retry);
      if (!isClosed) retry = setTimeout(() => void catchUp(), retryMs);
    }
  });
  await catchUp();
  const endAppend = journal.onAppend(() => void catchUp());

  return {
    index,
    get cursor() {
      return formatEventCursor({ epoch: journal.epoch, position: index.version, check });
    },
    reached(position, signal) {
      if (index.version >= position) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const waiter = { position, resolve: () => finish(resolve) };
        const onAbort = () => finish(() => reject(signal.reason));
        const finish = (settle: () => void) => {
          waiting.delete(waiter);
          signal.removeEventListener("abort", onAbort);
          settle();
        };
        waiting.add(waiter);
        if (signal.aborted) onAbort();
        else signal.addEventListener("abort", onAbort);
      });
    },
    async refresh(jobIds) {
      for (const snapshot of await journal.snapshots(jobIds)) {
        // A snapshot that is ahead of the index comes with its own entry.
        if (snapshot && snapshot.revision <= index.version) index.put(snapshot);
      }
    },
    onApplied(listener) {
      appliedListeners.add(listener);
      return () => appliedListeners.delete(listener);
    },
    async [Symbol.asyncDispose]() {
      isClosed = true;
      clearTimeout(retry);
      endAppend();
      await catchUp();
    },
  };
}

async function isSameHistory(journal: Journal, index: JobIndex): Promise<boolean> {
  if (index.epoch !== journal.epoch || index.version > journal.head.position) return false;
  return index.version >= (await journal.oldest());
}

async function rebuild(journal: Journal, index: JobIndex): Promise<void> {
  // Entries after this position are replayed over the scan, so what changes meanwhile is not missed.
  const version = journal.head.position;
  index.reset(journal.epoch);
  for await (const snapshots of journal.scan(rebuildBatchSize)) index.apply(snapshots, 0);
  index.apply([], version);
}

async function snapshotsOf(journal: Journal, entries: readonly Entry[]): Promise<Snapshot[]> {
  const ids = new Set<JobId>();
  for (const entry of entries) {
    if (entry.kind === "Event") ids.add(entry.event.jobId);
    else for (const id of entry.jobIds) ids.add(id);
  }
  const snapshots = await journal.snapshots([...ids]);
  return snapshots.filter((snapshot) => snapshot !== null);
}

/** Runs one call at a time; calls made meanwhile share one more run after it. */
function coalesced(run: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const start = (): Promise<void> => {
    current = run().finally(() => {
      current = null;
    });
    return current;
  };
  return () => {
    if (!current) return start();
    next ??= current.then(() => {
      next = null;
      return start();
    });
    return next;
  };
}
