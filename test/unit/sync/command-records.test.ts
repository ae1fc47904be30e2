import { describe, expect, it } from "vitest";
import type { Backend, BackendDefinition, JobPage } from "../../../src/backends/contract.ts";
import { BackendError } from "../../../src/domain/error.ts";
import { instantOf } from "../../../src/domain/instant.ts";
import type { JobReading } from "../../../src/domain/job.ts";
import type { Phase } from "../../../src/domain/status.ts";
import { tiny } from "../../graphql/tiny-vendor/index.ts";
import { eventually } from "../../support/graphql.ts";
import { backendId, makeReading } from "../../support/observation.ts";
import { startReader } from "../../support/reader.ts";
import { detail } from "../../support/stored-job.ts";

const { signal } = new AbortController();
const noonMs = Date.UTC(2026, 10, 2, 12);
const actor = "ada";

/** Vendor of whatever jobs a test puts into it; single reads carry the detail. */
class OpenVendor implements Backend {
  readonly jobs = new Map<string, JobReading>();
  /** Native ids of each single read, in order. */
  readonly asked: string[] = [];
  /** What single reads fail with. */
  failure: BackendError | null = null;

  put(nativeId: string, phase: Phase, description: string | null = null): JobReading {
    const core = { createdAt: instantOf(noonMs), description };
    const reading = makeReading({ nativeId, core, status: { phase }, labels: [] });
    this.jobs.set(nativeId, reading);
    return reading;
  }

  async listJobs(): Promise<JobPage> {
    return { readings: [...this.jobs.values()], unreadable: [], next: null };
  }

  async getJobs(nativeIds: readonly string[]) {
    this.asked.push(...nativeIds);
    if (this.failure) throw this.failure;
    return nativeIds.map((nativeId) => {
      const reading = this.jobs.get(nativeId);
      return reading ? { ...reading, detail } : fault("NOT_FOUND");
    });
  }
}

const fault = (kind: BackendError["kind"]) => new BackendError(kind, "no", { backend: backendId("read") });

async function start(listed: BackendDefinition["listing"]["detail"] = "on-demand") {
  const vendor = new OpenVendor();
  const listing = { ...tiny.listing, order: "newest", detail: listed } as const;
  const rig = await startReader({
    backend: vendor,
    definition: { ...tiny, listing },
    now: () => noonMs,
  });
  const poll = () => rig.reader.whole(rig.progress, signal);
  return { vendor, rig, poll };
}

describe("what commands record", () => {
  it("is told although polls have recorded the same, and moves the job's version at once", async () => {
    const { vendor, rig, poll } = await start();
    await using _ = rig;
    const reading = vendor.put("a", "RUNNING");
    await poll();
    await poll();
    await rig.commands.recordCommand({ readings: [reading] }, { asOf: rig.commands.position, actor });
    expect(rig.versionOf("a")).toBe(2);
    await rig.commands.recordCommand({ readings: [reading] }, { asOf: rig.commands.position, actor: "bob" });
    expect(rig.versionOf("a")).toBe(3);
    expect((await rig.eventsOf("a")).slice(1)).toMatchObject([
      { kind: "JobChanged", source: "COMMAND", actor: "ada", changedFields: [] },
      { kind: "JobChanged", source: "COMMAND", actor: "bob", changedFields: [] },
    ]);
  });

  it("does not hide what a poll finds later from the record", async () => {
    const { vendor, rig, poll } = await start();
    await using _ = rig;
    const asOf = rig.commands.position;
    vendor.put("a", "RUNNING", "old");
    await poll();
    const answered = vendor.put("a", "RUNNING", "new");
    await rig.commands.recordCommand({ readings: [answered] }, { asOf, actor });
    expect(rig.jobOf("a")?.core.description).toBe("old");
    await poll();
    expect(rig.jobOf("a")?.core.description).toBe("new");
  });

  it("proves that the vendor answers, and not that a job can be read", async () => {
    const { vendor, rig } = await start();
    await using _ = rig;
    const reading = vendor.put("a", "QUEUED");
    await rig.commands.recordCommand({ readings: [reading] }, { asOf: 0, actor });
    expect(rig.answers).toEqual([{ readings: [], unreadable: [] }]);
  });

  it("shows the created job with the one that it was made again from", async () => {
    const { vendor, rig, poll } = await start();
    await using _ = rig;
    const reading = { ...vendor.put("a", "QUEUED"), retryOf: "z" };
    await rig.commands.recordCommand({ readings: [reading] }, { asOf: 0, actor });
    vendor.put("a", "RUNNING");
    await poll();
    expect(rig.jobOf("a")).toMatchObject({ retryOf: "z", core: { status: { phase: "RUNNING" } } });
    expect(await rig.eventsOf("a")).toMatchObject([
      { kind: "JobCreated", source: "COMMAND", actor },
      { kind: "StatusTransition", source: "POLL", actor: null },
    ]);
  });
});

describe("a job that is created while the backfill is under way", () => {
  it.each(["answer", "backfill"])("is told as created when the %s comes first", async (first) => {
    const { vendor, rig } = await start();
    await using _ = rig;
    const progress = { ...rig.progress, isBackfilled: false };
    const reading = vendor.put("a", "QUEUED");
    const { commands, reader } = rig;
    const record = () => commands.recordCommand({ readings: [reading] }, { asOf: commands.position, actor });
    if (first === "answer") await record();
    await reader.backfill(progress, async () => undefined, signal);
    if (first === "backfill") await record();
    const created = { kind: "JobCreated", sequence: 1 };
    expect(await rig.eventsOf("a")).toMatchObject(
      first === "answer"
        ? [{ ...created, source: "COMMAND", actor }]
        : [
            { ...created, source: "POLL" },
            { kind: "JobChanged", source: "COMMAND", actor },
          ],
    );
  });

  it("is news, and one from before is not", async () => {
    const { vendor, rig } = await start();
    await using _ = rig;
    vendor.put("a", "QUEUED");
    const startedAt = instantOf(noonMs + 1) ?? rig.progress.startedAt;
    const progress = { ...rig.progress, startedAt, isBackfilled: false };
    await rig.reader.backfill(progress, async () => undefined, signal);
    expect(rig.versionOf("a")).toBe(0);
    expect(await rig.eventsOf("a")).toEqual([]);
  });
});

describe("the detail that a command's answer lacks", () => {
  it.each([
    ["on-change", 2],
    ["listed", 1],
    ["on-demand", 0],
  ] as const)("is read as polls read it, where listings are %s", async (listed, reads) => {
    const { vendor, rig } = await start(listed);
    await using _ = rig;
    const record = async (reading: JobReading) => {
      await rig.commands.recordCommand({ readings: [reading] }, { asOf: rig.commands.position, actor });
      if (reads > 0)
        await eventually(
          async () => rig.jobOf("a")?.detail,
          (shown) => shown?.spec !== undefined,
        );
    };
    await record(vendor.put("a", "QUEUED"));
    await record(vendor.put("a", "RUNNING"));
    expect(vendor.asked).toHaveLength(reads);
    expect(await rig.eventsOf("a")).toMatchObject([{ kind: "JobCreated" }, { kind: "StatusTransition" }]);
    await record({ ...vendor.put("a", "SUCCEEDED"), detail });
    expect(vendor.asked).toHaveLength(reads);
  });
});

describe("a removal that is expected", () => {
  it("is the command's, whoever finds it, until it is expected no more", async () => {
    const { vendor, rig, poll } = await start();
    await using _ = rig;
    for (const nativeId of ["a", "b", "c"]) vendor.put(nativeId, "SUCCEEDED");
    await poll();
    const endExpecting = rig.commands.expectRemoval("a", actor);
    rig.commands.expectRemoval("b", actor)();
    vendor.jobs.clear();
    await rig.reader.jobs(["a", "b", "c"], signal);
    endExpecting();
    const last = async (nativeId: string) => (await rig.eventsOf(nativeId)).at(-1);
    expect(await last("a")).toMatchObject({ kind: "JobRemoved", source: "COMMAND", actor });
    expect(await last("b")).toMatchObject({ kind: "JobRemoved", source: "POLL", actor: null });
    expect(await last("c")).toMatchObject({ kind: "JobRemoved", source: "POLL", actor: null });
  });
});
