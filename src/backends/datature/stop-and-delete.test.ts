import { describe, expect, test } from "vitest";
import { failureOf, readJob, toStoredJob } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import { datature as drafts } from "../../../test/support/drafts/datature.ts";
import { type Instant, instantOf } from "../../domain/instant.ts";
import { type SimulatedVendor, simulateVendor } from "./simulated-vendor.ts";
import { valueAt } from "./simulator/wire-document.ts";

const { signal } = new AbortController();
const hourMs = 3_600_000;
const jobOf = async ({ backend }: SimulatedVendor, nativeId: string) =>
  toStoredJob(await readJob(backend, nativeId));
const cancel = async (vendor: SimulatedVendor, nativeId: string) =>
  vendor.backend.cancelJob(await jobOf(vendor, nativeId), signal);
const remove = async (vendor: SimulatedVendor, nativeId: string) =>
  vendor.backend.deleteJob(await jobOf(vendor, nativeId), signal);

async function schedule({ backend }: SimulatedVendor): Promise<string> {
  const [draft] = Object.values(await drafts.valid(backend));
  if (!draft) throw new Error("There is no valid draft");
  const startAt = instantOf(Date.now() + hourMs) as Instant; // inside the range of dates
  const { nativeId, reading } = await backend.createJob(
    { ...draft, schedule: { startAt, stopAt: null } },
    signal,
  );
  expect(reading?.core.status.phase).toBe("SCHEDULED");
  return nativeId;
}

describe("cancel", () => {
  test.each([
    ["scheduled", schedule],
    ["waiting", (vendor: SimulatedVendor) => vendor.add("Waiting")],
    ["running", (vendor: SimulatedVendor) => vendor.add("Running")],
  ])("ends a job that is %s, and the answer shows it", async (_what, make) => {
    await using vendor = await simulateVendor();
    const nativeId = await make(vendor);
    const reading = await cancel(vendor, nativeId);
    expect(reading?.core.status).toMatchObject({
      phase: "CANCELLED",
      native: { value: "Failed" },
      message: "Batch job cancelled",
    });
    expect(await vendor.document(nativeId)).toMatchObject({
      status: {
        overview: "Failed",
        message: "Batch job cancelled",
        reason: expect.stringContaining("requested cancellation"),
      },
    });
    expect(reading).toEqual(await readJob(vendor.backend, nativeId));
    covers("S2-66", "S2-67");
  });

  test.each(["reject", "ignore"])(
    "is refused for a job that has ended, where the vendor would %s it",
    async (answer) => {
      await using vendor = await simulateVendor();
      await vendor.assume("patchTerminal", answer);
      for (const native of ["Reached", "Failed", "TimedOut"]) {
        const nativeId = await vendor.add(native);
        const before = await vendor.document(nativeId);
        const error = await failureOf(cancel(vendor, nativeId));
        expect(error).toMatchObject({ kind: "FAILED_PRECONDITION", undone: true });
        expect(error.message).toContain("has ended");
        expect(await vendor.document(nativeId)).toEqual(before);
      }
      covers("S2-65");
    },
  );

  test("is refused for a job that was cancelled before", async () => {
    await using vendor = await simulateVendor();
    const nativeId = await vendor.add("Running");
    await cancel(vendor, nativeId);
    vendor.simulated.pass(10_000);
    expect(await failureOf(cancel(vendor, nativeId))).toMatchObject({
      kind: "FAILED_PRECONDITION",
      nativeCode: "BadRequestError",
    });
  });

  test("is told when its answer was lost and the second try is refused", async () => {
    await using vendor = await simulateVendor();
    const nativeId = await vendor.add("Running");
    const job = await jobOf(vendor, nativeId);
    await vendor.loseAnswers("PATCH");
    const reading = await vendor.backend.cancelJob(job, signal);
    expect(reading?.core.status.phase).toBe("CANCELLED");
    const { items } = await vendor.simulated.control.requests("DATATURE");
    expect(items.filter(({ method }) => method === "PATCH").map(({ status }) => status)).toEqual([null, 400]);
  });

  test("is left open when no answer comes at all", async () => {
    await using vendor = await simulateVendor();
    const nativeId = await vendor.add("Running");
    const job = await jobOf(vendor, nativeId);
    await vendor.loseAnswers("PATCH", 20);
    expect(await failureOf(vendor.backend.cancelJob(job, signal))).toMatchObject({ undone: false });
    expect(await vendor.document(nativeId)).toMatchObject({ status: { message: "Batch job cancelled" } });
  });

  test("shows a job that takes its time to stop as CANCELLING, and does no harm twice", async () => {
    await using vendor = await simulateVendor();
    await vendor.assume("cancelLatencyMs", 5_000);
    const nativeId = await vendor.add("Running");
    // The answer's own clock has to pass the stop: it is told in whole seconds.
    await vendor.simulated.control.clock({ advanceMs: 2_000 });
    for (const _time of [1, 2])
      expect((await cancel(vendor, nativeId))?.core.status.phase).toBe("CANCELLING");
    await vendor.simulated.control.clock({ advanceMs: 5_000 });
    expect((await readJob(vendor.backend, nativeId)).core.status.phase).toBe("CANCELLED");
  });

  test("is no stop to come where our clock goes ahead of the vendor's", async () => {
    await using vendor = await simulateVendor();
    const nativeId = await vendor.add("Running");
    const job = await jobOf(vendor, nativeId);
    vendor.simulated.pass(hourMs);
    const reading = await vendor.backend.cancelJob(job, signal);
    expect(reading?.core.status.phase).toBe("CANCELLED");
    expect(await vendor.document(nativeId)).toMatchObject({ status: { message: "Batch job cancelled" } });
  });

  test("finds no job that is gone", async () => {
    await using vendor = await simulateVendor();
    const job = await jobOf(vendor, await vendor.add("Running"));
    await vendor.raw("DELETE", `/batch/jobs/${job.nativeId}`);
    expect((await failureOf(vendor.backend.cancelJob(job, signal))).kind).toBe("NOT_FOUND");
  });
});

describe("delete", () => {
  test.each(["shown", "absent"])("takes the job away, the answer's id being %s", async (id) => {
    await using vendor = await simulateVendor();
    await vendor.assume("deletionId", id);
    for (const native of ["Running", "Reached"]) {
      const job = await jobOf(vendor, await vendor.add(native));
      expect(await vendor.backend.deleteJob(job, signal)).toBe(true);
      expect(await vendor.document(job.nativeId)).toBeUndefined();
      expect((await vendor.raw("GET", `/batch/jobs/${job.nativeId}/logs`)).status).toBe(404);
      expect(await vendor.backend.deleteJob(job, signal), "a second time").toBe(true);
    }
    covers("S2-69");
  });

  test("is done when its answer was lost and the second try finds no job", async () => {
    await using vendor = await simulateVendor();
    const job = await jobOf(vendor, await vendor.add("Reached"));
    await vendor.loseAnswers("DELETE");
    expect(await vendor.backend.deleteJob(job, signal)).toBe(true);
  });

  test("is left open when no answer comes at all", async () => {
    await using vendor = await simulateVendor();
    const job = await jobOf(vendor, await vendor.add("Reached"));
    await vendor.loseAnswers("DELETE", 20);
    // The tries after the first are answered 404, and lost as well.
    expect(await failureOf(vendor.backend.deleteJob(job, signal))).toMatchObject({ undone: false });
    expect(await vendor.document(job.nativeId)).toBeUndefined();
  });

  test("is refused by how the job stands where the vendor minds", async () => {
    await using vendor = await simulateVendor();
    await vendor.assume("deleteActive", "reject");
    const nativeId = await vendor.add("Running");
    expect(await failureOf(remove(vendor, nativeId))).toMatchObject({
      kind: "FAILED_PRECONDITION",
      undone: true,
      nativeCode: "BadRequestError",
      message: expect.stringContaining("has not ended"),
    });
    expect(valueAt(await vendor.document(nativeId), "id")).toBe(nativeId);
  });
});
