import { join } from "node:path";
import type { Backend, BackendDefinition, JobPage } from "../../src/backends/contract.ts";
import type { JobEvent } from "../../src/domain/event.ts";
import { formatId } from "../../src/domain/id.ts";
import type { Instant } from "../../src/domain/instant.ts";
import { instantOf } from "../../src/domain/instant.ts";
import type { Job } from "../../src/domain/job.ts";
import { followJournal } from "../../src/index/follower.ts";
import { openIndex } from "../../src/index/job-index.ts";
import { openSqliteJournal } from "../../src/journal/sqlite.ts";
import { type CommandRecords, createCommandRecords } from "../../src/sync/command-records.ts";
import type { SyncProgress } from "../../src/sync/progress.ts";
import { createReader, type Reader } from "../../src/sync/reader.ts";
import { createRecorder, type Recorder } from "../../src/sync/recorder.ts";
import { backendId } from "./observation.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const id = backendId("read");

export interface ReaderOptions {
  readonly backend: Backend;
  readonly definition: BackendDefinition;
  /** Clock of the reader, in milliseconds. */
  now(): number;
}

/** A reader over a journal and an index of its own, and what it has made of its backend. */
export interface TestReader extends AsyncDisposable {
  readonly reader: Reader;
  /** A reader that remembers nothing, over the same journal and index: as after a new start. */
  anew(): Reader;
  /** What commands record over the same journal; reads that they ask for come at once. */
  readonly commands: CommandRecords;
  /** Progress of a sync whose backfill is done. */
  readonly progress: SyncProgress;
  /** Pages that the reader has reported, in order. */
  readonly answers: readonly Pick<JobPage, "readings" | "unreadable">[];
  /** The job as the index shows it; null for one that is unknown. */
  jobOf(nativeId: string): Job | null;
  /** Version of the job as the index shows it; null for one that is unknown. */
  versionOf(nativeId: string): number | null;
  /** Everything that has happened to a job, in order; nothing about those that came with the backfill. */
  eventsOf(nativeId: string): Promise<JobEvent[]>;
}

/** Starts a reader; nothing is read but what a test asks it for. */
export async function startReader({ backend, definition, now }: ReaderOptions): Promise<TestReader> {
  await using parts = new AsyncDisposableStack();
  const folder = parts.use(await makeTemporaryFolder());
  const { signal } = new AbortController();
  const journal = parts.use(await openSqliteJournal(join(folder.path, "journal.db")));
  const index = parts.use(openIndex({ file: join(folder.path, "index.db"), kindOf: () => definition.kind }));
  const onError = (error: unknown) => {
    throw error;
  };
  const follower = parts.use(await followJournal({ journal, index, onError }));
  const { noise } = definition;
  const reread = async (nativeIds: readonly string[]) => void (await reader.jobs(nativeIds, signal));
  const onStale = async () => undefined;
  const newRecorder = () => createRecorder({ backend: id, noise, journal, follower, signal, now, onStale });
  const recorder = parts.use(newRecorder());
  const answers: Pick<JobPage, "readings" | "unreadable">[] = [];
  const onAnswer = (page: (typeof answers)[number]) => void answers.push(page);
  const makeReader = (own: Recorder) =>
    createReader({ id, backend, definition, follower, recorder: own, now, onAnswer });
  const reader = makeReader(recorder);
  const { detail } = definition.listing;
  const commands = createCommandRecords({ backend: id, detail, index, recorder, onAnswer, reread });
  const running = parts.move();
  return {
    reader,
    anew: () => makeReader(running.use(newRecorder())),
    commands,
    answers,
    progress: {
      horizonDays: 90,
      startedAt: instantOf(now()) as Instant, // a test's clock lies inside the range of dates
      cursor: null,
      isBackfilled: true,
      newest: null,
    },
    jobOf: (nativeId) => index.get([formatId("job", id, nativeId)])[0]?.job ?? null,
    versionOf: (nativeId) => index.get([formatId("job", id, nativeId)])[0]?.sequence ?? null,
    async eventsOf(nativeId) {
      const entries = await journal.read(0, 10_000);
      const events = entries.flatMap((entry) => (entry.kind === "Event" ? [entry.event] : []));
      return events.filter((event) => event.nativeId === nativeId);
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
