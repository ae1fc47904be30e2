import { describe, expect, it } from "vitest";
import type { Backend, JobPage } from "../../../src/backends/contract.ts";
import { BackendError } from "../../../src/domain/error.ts";
import { instantOf } from "../../../src/domain/instant.ts";
import type { JobReading } from "../../../src/domain/job.ts";
import type { Phase } from "../../../src/domain/status.ts";
import { tiny } from "../../graphql/tiny-vendor/index.ts";
import { backendId, makeReading } from "../../support/observation.ts";
import { startReader } from "../../support/reader.ts";
import { detail } from "../../support/stored-job.ts";

const { signal } = new AbortController();
const noonMs = Date.UTC(2026, 10, 2, 12);
const fault = (kind: BackendError["kind"]) => new BackendError(kind, "no", { backend: backendId("read") });

interface State {
  readonly phase: Phase;
  readonly message: string | null;
}

/** Vendor whose list shows no messages: those and the detail come with single reads, newest jobs first. */
class ThinVendor implements Backend {
  readonly #jobs = new Map<string, State>();
  /** Native ids of each call for single reads, in order. */
  readonly asked: (readonly string[])[] = [];
  /** What single reads of a job give in its place. */
  readonly broken = new Map<string, BackendError>();
  /** Happens before single reads are answered. */
  before: () => unknown = () => undefined;

  put(nativeId: string, phase: Phase, message: string | null = null): void {
    this.#jobs.set(nativeId, { phase, message });
  }

  remove(nativeId: string): void {
    this.#jobs.delete(nativeId);
  }

  async listJobs(): Promise<JobPage> {
    const readings = [...this.#jobs].toReversed().map(([nativeId, state]) => summaryOf(nativeId, state));
    return { readings, unreadable: [], next: null };
  }

  async getJobs(nativeIds: readonly string[]) {
    this.asked.push(nativeIds);
    await this.before();
    return nativeIds.map((nativeId) => {
      const state = this.#jobs.get(nativeId);
      return this.broken.get(nativeId) ?? (state ? jobOf(nativeId, state) : fault("NOT_FOUND"));
    });
  }
}

function summaryOf(nativeId: string, { phase }: State): JobReading {
  const core = { createdAt: instantOf(noonMs) };
  const omits = ["status.message"];
  return makeReading({ nativeId, core, status: { phase }, native: { summary: phase }, omits });
}

function jobOf(nativeId: string, { phase, message }: State): JobReading {
  const core = { createdAt: instantOf(noonMs) };
  const omits = ["native.summary"];
  const native = { job: phase };
  return makeReading({ nativeId, core, status: { phase, message }, detail, native, omits });
}

async function start() {
  const vendor = new ThinVendor();
  const listing = { order: "newest", paging: "whole", detail: "on-change" } as const;
  const definition = { ...tiny, listing, limits: { ...tiny.limits, batchSize: 2 } };
  const rig = await startReader({ backend: vendor, definition, now: () => noonMs });
  return { vendor, rig, poll: (reader = rig.reader) => reader.whole(rig.progress, signal) };
}

/** With jobs that are known to run; the calls that this has cost are forgotten. */
async function startRunning(...nativeIds: string[]) {
  const started = await start();
  for (const nativeId of nativeIds) started.vendor.put(nativeId, "RUNNING");
  await started.poll();
  started.vendor.asked.length = 0;
  return started;
}

describe("a change in a listing without details", () => {
  it("is one event with its reason, and is read once", async () => {
    const { vendor, rig, poll } = await startRunning("a", "b");
    await using _ = rig;
    vendor.put("a", "FAILED", "Out of memory.");
    await poll();
    await poll();
    await poll();
    expect(vendor.asked).toEqual([["a"]]);
    expect(await rig.eventsOf("a")).toMatchObject([
      { kind: "JobCreated" },
      { kind: "StatusTransition", to: "FAILED", job: { status: { message: "Out of memory." } } },
    ]);
    expect(rig.jobOf("a")).toMatchObject({ detail, native: { summary: "FAILED", job: "FAILED" } });
  });

  it("is not looked for again by a gateway that has just been started", async () => {
    const { vendor, rig, poll } = await startRunning("a", "b");
    await using _ = rig;
    vendor.put("b", "FAILED", "Out of memory.");
    await poll(rig.anew());
    await poll(rig.anew());
    expect(vendor.asked).toEqual([["b"]]);
  });

  it("is told in the order of creation, as many at once as the vendor gives", async () => {
    const { vendor, rig, poll } = await startRunning("a", "b", "c", "d", "e");
    await using _ = rig;
    const shown: unknown[] = [];
    vendor.before = () => shown.push(rig.jobOf("a")?.core.status.phase);
    for (const nativeId of ["a", "b", "c", "d", "e"]) vendor.put(nativeId, "FAILED", "why");
    await poll();
    expect(vendor.asked).toEqual([["a", "b"], ["c", "d"], ["e"]]);
    expect(shown).toEqual(["RUNNING", "FAILED", "FAILED"]);
  });

  it("is told as it was listed where the job itself cannot be read", async () => {
    const { vendor, rig, poll } = await startRunning("a", "b");
    await using _ = rig;
    vendor.put("a", "FAILED", "why");
    vendor.broken.set("a", fault("MALFORMED"));
    await poll();
    expect((await rig.eventsOf("a")).at(-1)).toMatchObject({
      to: "FAILED",
      job: { status: { message: null } },
    });
    expect(rig.answers.flatMap(({ unreadable }) => unreadable)).toMatchObject([{ nativeId: "a" }]);
  });

  it("is no change where the job has gone since", async () => {
    const { vendor, rig, poll } = await startRunning("a", "b");
    await using _ = rig;
    for (const nativeId of ["a", "new"]) vendor.put(nativeId, "FAILED", "why");
    vendor.before = () => ["a", "new"].forEach((nativeId) => void vendor.remove(nativeId));
    await poll();
    expect((await rig.eventsOf("a")).map(({ kind }) => kind)).toEqual(["JobCreated", "JobRemoved"]);
    expect(await rig.eventsOf("new")).toEqual([]);
  });

  it.each(["all of them", "one of them"])(
    "is told as it was listed, and then the poll has failed, when the reads of %s fail",
    async (which) => {
      const { vendor, rig, poll } = await startRunning("a", "b", "c");
      await using _ = rig;
      for (const nativeId of ["a", "b", "c"]) vendor.put(nativeId, "FAILED", "why");
      if (which === "one of them") vendor.broken.set("a", fault("UNAVAILABLE"));
      else vendor.before = () => Promise.reject(fault("UNAVAILABLE"));
      await expect(poll()).rejects.toMatchObject({ kind: "UNAVAILABLE" });
      expect(vendor.asked).toEqual([["a", "b"]]);
      const messages = ["a", "b", "c"].map((nativeId) => rig.jobOf(nativeId)?.core.status);
      expect(messages).toMatchObject([
        { phase: "FAILED", message: null },
        { phase: "FAILED", message: which === "one of them" ? "why" : null },
        { phase: "FAILED", message: null },
      ]);
    },
  );

  it("is told as it is when the job has moved on since, and makes no second transition", async () => {
    const { vendor, rig, poll } = await startRunning("a");
    await using _ = rig;
    vendor.put("a", "FINALIZING");
    vendor.before = () => vendor.put("a", "FAILED", "why");
    await poll();
    await poll();
    await poll();
    expect(vendor.asked).toHaveLength(2);
    expect(await rig.eventsOf("a")).toMatchObject([
      { kind: "JobCreated" },
      { kind: "StatusTransition", from: "RUNNING", to: "FAILED", job: { status: { message: "why" } } },
      { kind: "JobChanged", changedFields: ["native"] },
    ]);
    expect(rig.jobOf("a")?.native).toEqual({ summary: "FAILED", job: "FAILED" });
  });

  it("does not undo what was found out while its detail was read", async () => {
    const { vendor, rig, poll } = await startRunning("a");
    await using _ = rig;
    vendor.put("a", "FINALIZING");
    vendor.before = async () => {
      const reading = jobOf("a", { phase: "SUCCEEDED", message: null });
      const { commands } = rig;
      await commands.recordCommand({ readings: [reading] }, { asOf: commands.position, actor: "ada" });
    };
    await poll();
    expect(rig.jobOf("a")?.core.status.phase).toBe("SUCCEEDED");
  });
});

describe("jobs from before the backfill", () => {
  it("come with the reasons of their failures, and those that went well cost no read", async () => {
    const { vendor, rig } = await start();
    await using _ = rig;
    vendor.put("a", "SUCCEEDED");
    vendor.put("b", "FAILED", "why");
    const startedAt = instantOf(noonMs + 1) ?? rig.progress.startedAt;
    const progress = { ...rig.progress, startedAt, isBackfilled: false };
    await rig.reader.backfill(progress, async () => undefined, signal);
    expect(vendor.asked).toEqual([["b"]]);
    expect(rig.jobOf("a")).toMatchObject({ core: { status: { phase: "SUCCEEDED" } }, detail: null });
    expect(rig.jobOf("b")).toMatchObject({ core: { status: { phase: "FAILED", message: "why" } }, detail });
    expect([await rig.eventsOf("a"), await rig.eventsOf("b")]).toEqual([[], []]);
  });
});
