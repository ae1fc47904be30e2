import { describe, expect, test } from "vitest";
import { failureOf } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import { startCommands } from "../../../test/support/modelarts-commands.ts";
import { modelarts } from "./index.ts";

const { signal } = new AbortController();
const { kind } = modelarts;

describe("a job", () => {
  test.each(["Creating", "Pending", "Running"])("that is %s is stopped", async (native) => {
    await using vendor = await startCommands();
    const backend = vendor.connect();
    const nativeId = await vendor.addJob(native);
    const job = await vendor.jobOf(backend, nativeId);
    expect(modelarts.refusal?.(job, "cancel")).toBeNull();
    const reading = await backend.cancelJob(job, signal);
    const { queuedAt } = job.core.status;
    const kept = queuedAt === null ? {} : { queuedAt };
    expect(reading).toMatchObject({ nativeId, core: { status: { phase: "CANCELLING", ...kept } } });
    expect(await vendor.document(nativeId)).toMatchObject({ status: { phase: "Terminating" } });
    await vendor.control.clock({ advanceMs: 3_000 });
    expect(await vendor.document(nativeId)).toMatchObject({ status: { phase: "Terminated" } });
    expect(await vendor.requests()).toContain(`POST /training-jobs/${nativeId}/actions 202`);
    covers("S1-265");
  });

  test.each(["Completed", "Failed", "Terminated", "Abnormal"])(
    "that is %s is left as it is",
    async (native) => {
      await using vendor = await startCommands();
      const backend = vendor.connect();
      const nativeId = await vendor.addJob(native);
      const job = await vendor.jobOf(backend, nativeId);
      const error = await failureOf(backend.cancelJob(job, signal));
      expect(error).toMatchObject({
        kind: "FAILED_PRECONDITION",
        nativeCode: "ModelArts.2796",
        undone: true,
      });
      expect(await vendor.document(nativeId)).toMatchObject({ status: { phase: native } });
      covers("S1-265");
    },
  );

  test.each(["Lost", "Unknown", "TerminatedFailed"])(
    "that is Abnormal and %s cannot be stopped, which is known before",
    async (secondary) => {
      await using vendor = await startCommands();
      const backend = vendor.connect();
      const nativeId = await vendor.addJob("Running");
      await vendor.control.changeJob(kind, nativeId, { native: "Abnormal", secondary });
      const job = await vendor.jobOf(backend, nativeId);
      expect(job.core.status.phaseClass).not.toBe("TERMINAL");
      expect(modelarts.refusal?.(job, "cancel")).toEqual({
        code: "FAILED_PRECONDITION",
        reason: expect.stringContaining(`this one is Abnormal, ${secondary}.`),
      });
      expect(modelarts.refusal?.(job, "delete")).toBeNull();
      expect(await failureOf(backend.cancelJob(job, signal))).toMatchObject({ kind: "FAILED_PRECONDITION" });
      covers("S1-265");
    },
  );

  test.each([200, 202])("is stopped where the answer has status %i", async (status) => {
    await using vendor = await startCommands();
    await vendor.control.assume(kind, "stopStatus", status);
    const backend = vendor.connect();
    const job = await vendor.jobOf(backend, await vendor.addJob("Running"));
    expect(await backend.cancelJob(job, signal)).toMatchObject({ core: { status: { phase: "CANCELLING" } } });
  });

  test("that is being stopped may be cancelled again", async () => {
    await using vendor = await startCommands();
    const backend = vendor.connect();
    const job = await vendor.jobOf(backend, await vendor.addJob("Running"));
    for (let times = 0; times < 2; times++)
      expect(await backend.cancelJob(job, signal)).toMatchObject({
        core: { status: { phase: "CANCELLING" } },
      });
    await vendor.control.clock({ advanceMs: 3_000 });
    expect(await backend.cancelJob(job, signal)).toMatchObject({ core: { status: { phase: "CANCELLED" } } });
  });

  test("whose stop was lost on the way is stopped once and shown", async () => {
    await using vendor = await startCommands();
    const backend = vendor.connect();
    const nativeId = await vendor.addJob("Running");
    const job = await vendor.jobOf(backend, nativeId);
    const match = { path: "*/actions" };
    await vendor.control.addFault({ kind, match, fault: { type: "drop", after: true }, times: 1 });
    expect(await backend.cancelJob(job, signal)).toMatchObject({ core: { status: { phase: "CANCELLING" } } });
    expect(await vendor.document(nativeId)).toMatchObject({ status: { phase: "Terminating" } });
  });

  test("that has ended is refused as the vendor says, also when it cannot be looked at", async () => {
    await using vendor = await startCommands();
    const backend = vendor.connect();
    const nativeId = await vendor.addJob("Completed");
    const job = await vendor.jobOf(backend, nativeId);
    const match = { method: "GET", path: `*/${nativeId}` };
    await vendor.control.addFault({ kind, match, fault: { type: "drop" } });
    expect(await failureOf(backend.cancelJob(job, signal))).toMatchObject({
      kind: "FAILED_PRECONDITION",
      undone: true,
    });
  });

  test("that is gone is NOT_FOUND", async () => {
    await using vendor = await startCommands();
    const backend = vendor.connect();
    const nativeId = await vendor.addJob("Running");
    const job = await vendor.jobOf(backend, nativeId);
    await vendor.control.removeJob(kind, nativeId);
    expect(await failureOf(backend.cancelJob(job, signal))).toMatchObject({
      kind: "NOT_FOUND",
      undone: true,
    });
  });
});
