import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import type { Backend, BackendDefinition, JobPage } from "../../../src/backends/contract.ts";
import { BackendError } from "../../../src/domain/error.ts";
import type { JobFilter } from "../../../src/domain/filter.ts";
import { parseIdOf } from "../../../src/domain/id.ts";
import { instantOf } from "../../../src/domain/instant.ts";
import type { JobReading } from "../../../src/domain/job.ts";
import type { Phase } from "../../../src/domain/status.ts";
import { followJournal } from "../../../src/index/follower.ts";
import { openIndex } from "../../../src/index/job-index.ts";
import { openSqliteJournal } from "../../../src/journal/sqlite.ts";
import { type BackendSync, startBackendSync } from "../../../src/sync/backend-sync.ts";
import { Interest } from "../../../src/sync/interest.ts";
import { tiny } from "../../graphql/tiny-vendor/index.ts";
import { eventually } from "../../support/graphql.ts";
import { backendId, makeReading } from "../../support/observation.ts";
import { makeTemporaryFolder } from "../../support/temporary-folder.ts";

const id = backendId("tested");
const dayMs = 86_400_000;
/** What jobs are dated by: a job that is the same has the same date at every reading. */
const beganMs = Date.now();
const fault = (kind: BackendError["kind"]) => new BackendError(kind, "no", { backend: id });

interface SyncedOptions {
  readonly order?: BackendDefinition["listing"]["order"];
  readonly minPollMs?: number;
  readonly minListMs?: number;
  readonly relistMs?: number;
  /** How far the gateway's clock is ahead. */
  readonly clockMs?: number;
}

interface Synced extends AsyncDisposable {
  readonly sync: BackendSync;
  readonly indexFile: string;
  readonly errors: readonly unknown[];
  setClock(aheadMs: number): void;
  /** Native ids of the jobs that the index shows. */
  jobs(filter?: JobFilter): Promise<string[]>;
}

/** Keeps a backend in sync that the test plays, polled all the time. */
async function startSynced(
  backend: Pick<Backend, "listJobs"> & Partial<Backend>,
  { order = "newest", minPollMs = 0, minListMs = 0, relistMs = 600_000, clockMs = 0 }: SyncedOptions = {},
): Promise<Synced> {
  await using parts = new AsyncDisposableStack();
  const { path } = parts.use(await makeTemporaryFolder());
  const indexFile = join(path, "index.db");
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  let aheadMs = clockMs;
  const journal = parts.use(await openSqliteJournal(join(path, "journal.db")));
  const index = parts.use(openIndex({ file: indexFile, kindOf: () => tiny.kind }));
  const follower = parts.use(await followJournal({ journal, index, onError }));
  const sync = parts.use(
    await startBackendSync({
      id,
      backend: withSingleReads(backend),
      definition: {
        ...tiny,
        listing: { order, paging: "cursor", detail: "listed" },
        limits: { ...tiny.limits, minPollMs, minListMs },
      },
      settings: { horizonDays: 90, intervals: { watchedMs: 5, activeMs: 5, idleMs: 5 }, relistMs },
      journal,
      follower,
      interest: new Interest(),
      now: () => Date.now() + aheadMs,
      random: () => 0.5,
      onError,
    }),
  );
  const running = parts.move();
  return {
    sync,
    indexFile,
    errors,
    setClock(ms) {
      aheadMs = ms;
    },
    jobs: async (filter = {}) =>
      index.identities(filter).map(({ jobId }) => parseIdOf("job", jobId).nativeId),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** Lets a vendor that only lists answer single reads as it listed last: a read that denies a listed job removes it. */
function withSingleReads(backend: Pick<Backend, "listJobs"> & Partial<Backend>): Backend {
  const listed = new Map<string, JobReading>();
  return {
    getJobs: async (ids) => ids.map((nativeId) => listed.get(nativeId) ?? fault("NOT_FOUND")),
    ...backend,
    async listJobs(query, signal) {
      const listing = await backend.listJobs(query, signal);
      for (const reading of listing.readings) listed.set(reading.nativeId, reading);
      return listing;
    },
  };
}

function job(nativeId: string, agoMs: number, phase: Phase = "SUCCEEDED"): JobReading {
  return makeReading({ nativeId, core: { createdAt: instantOf(beganMs - agoMs) }, status: { phase } });
}

function page(readings: readonly JobReading[], next: string | null = null): JobPage {
  return { readings, unreadable: [], next };
}

const isLive = (synced: Synced) =>
  eventually(
    async () => synced.sync.source.state,
    (state) => state === "LIVE",
  );
const shows = (synced: Synced, nativeId: string) =>
  eventually(
    () => synced.jobs(),
    (nativeIds) => nativeIds.includes(nativeId),
  );

describe("the sync of one backend", () => {
  it("meets new jobs although one is dated in the future", async () => {
    const listed = [job("from-tomorrow", -dayMs), job("old", dayMs)];
    await using synced = await startSynced({ listJobs: async () => page([...listed]) });
    await isLive(synced);
    listed.unshift(job("new", 0));
    await shows(synced, "new");
  });

  it("meets new jobs although the gateway's clock is ahead of the vendor's", async () => {
    const listed = [job("old", dayMs)];
    await using synced = await startSynced(
      { listJobs: async () => page([...listed]) },
      { clockMs: dayMs / 2 },
    );
    await isLive(synced);
    listed.unshift(job("new", 0));
    await shows(synced, "new");
  });

  it("reads an unordered list again although the clock was set back", async () => {
    const listed = [job("old", dayMs)];
    await using synced = await startSynced(
      { listJobs: async () => page([...listed]) },
      { order: "unordered" },
    );
    await isLive(synced);
    synced.setClock(-dayMs);
    listed.unshift(job("new", 0));
    await shows(synced, "new");
  });

  it.each(["newest", "oldest"] as const)(
    "begins the backfill of a list that is %s first anew when the vendor has forgotten its cursor",
    async (order) => {
      let known = "page-2 of yesterday";
      const listJobs: Backend["listJobs"] = async ({ cursor }) => {
        if (cursor === null) return page([job("first", 0)], known);
        if (cursor === "page-2 of today") return page([job("second", 1000)]);
        known = "page-2 of today";
        throw fault("INVALID");
      };
      await using synced = await startSynced({ listJobs }, { order });
      await isLive(synced);
      expect((await synced.jobs()).sort()).toEqual(["first", "second"]);
    },
  );

  it("reads active jobs although a page of the whole list is broken", async () => {
    let isBroken = false;
    let active = job("active", dayMs, "RUNNING");
    const ended = [job("new", 0), job("old", dayMs)];
    const listJobs: Backend["listJobs"] = async ({ cursor }) => {
      if (cursor === null) return page(ended, "second-page");
      if (isBroken) throw fault("UNAVAILABLE");
      return page([active]);
    };
    const getJobs: Backend["getJobs"] = async (ids) =>
      ids.map((one) => [active, ...ended].find(({ nativeId }) => nativeId === one) ?? fault("NOT_FOUND"));
    await using synced = await startSynced({ listJobs, getJobs }, { relistMs: 0 });
    await shows(synced, "active");
    isBroken = true;
    await eventually(
      async () => synced.sync.source.error,
      (error) => error !== null,
    );
    active = job("active", dayMs, "SUCCEEDED");
    await eventually(
      () => synced.jobs({ phases: ["SUCCEEDED"] }),
      (nativeIds) => nativeIds.includes("active"),
    );
  });

  it("reads active jobs before an unordered list is due again, however few pages that has", async () => {
    let phase: Phase = "RUNNING";
    const listed = () => ["a", "b", "c"].map((nativeId) => job(nativeId, dayMs, phase));
    const getJobs: Backend["getJobs"] = async (nativeIds) =>
      nativeIds.map((nativeId) => job(nativeId, dayMs, phase));
    await using synced = await startSynced(
      { listJobs: async () => page(listed()), getJobs },
      { order: "unordered", minListMs: 600_000 },
    );
    await isLive(synced);
    phase = "SUCCEEDED";
    await eventually(
      () => synced.jobs({ phases: ["SUCCEEDED"] }),
      (nativeIds) => nativeIds.length === 3,
    );
  });

  it("does not ask more often than the vendor allows, however many want something newer", async () => {
    let calls = 0;
    const listJobs = async () => {
      calls += 1;
      return page([]);
    };
    await using synced = await startSynced({ listJobs }, { minPollMs: 200 });
    await isLive(synced);
    calls = 0;
    const began = performance.now();
    while (performance.now() - began < 600) {
      await synced.sync.refresh(0, AbortSignal.timeout(5_000));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(calls).toBeLessThanOrEqual(5);
  });

  it("polls at its usual pace again as soon as the vendor answers, even during a backfill", async () => {
    let calls = 0;
    const backfilling = Promise.withResolvers<void>();
    const listJobs: Backend["listJobs"] = async ({ cursor }) => {
      if (cursor === "second-page") await backfilling.promise;
      if (cursor !== null) return page([]);
      calls += 1;
      if (calls === 1) throw new BackendError("RATE_LIMITED", "slow", { backend: id, retryAfterMs: 1_000 });
      return page([job("a", 0), job("old", dayMs)], "second-page");
    };
    await using synced = await startSynced({ listJobs });
    await eventually(
      async () => calls,
      (count) => count > 10,
    );
    expect(synced.sync.source.state).toBe("BACKFILLING");
    backfilling.resolve();
  });

  it("goes on when the index can be written again, and ends when it cannot", async () => {
    const listed = [job("old", dayMs)];
    const synced = await startSynced({ listJobs: async () => page([...listed]) });
    await isLive(synced);
    using other = new DatabaseSync(synced.indexFile);
    other.exec("begin immediate");
    listed.unshift(job("new", 0));
    await eventually(
      async () => synced.errors.length,
      (count) => count > 0,
    );
    expect(await synced.jobs()).toEqual(["old"]);
    other.exec("rollback");
    await shows(synced, "new");
    other.exec("begin immediate");
    listed.unshift(job("newer", 0));
    await eventually(
      async () => synced.errors.length,
      (count) => count > 1,
    );
    await synced[Symbol.asyncDispose]();
  });
});
