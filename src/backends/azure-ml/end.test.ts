import { describe, expect, test } from "vitest";
import { failureOf } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import type { Job } from "../../domain/job.ts";
import { azureMl } from "./index.ts";
import { startVendor, workspacePath } from "./scripted-vendor.ts";
import { simulateWorkspace } from "./simulated-workspace.ts";

const { signal } = new AbortController();
const { kind } = azureMl;
const iris = { nativeId: "iris_1" } as Job; // all that these calls read of a job
const dropped = { type: "drop", after: true } as const;

/** Where the vendor tells whether an operation is over: a second request for it does no harm, and gives the address. */
const locationOf = ({ headers }: { readonly headers: Headers }) => headers.get("location") ?? "";

describe("cancelling", () => {
  test("is asked for at once, and followed until the Location answers 200 and the job is Canceled", async () => {
    await using workspace = await simulateWorkspace();
    const { backend, api, control } = workspace;
    const job = await workspace.make("Running", { jobType: "Command" });
    const { nativeId } = job;
    expect(await backend.cancelJob(job, signal)).toMatchObject({
      nativeId,
      core: { status: { phase: "CANCELLING", native: { value: "CancelRequested" } } },
    });
    expect(await api.job(nativeId)).toMatchObject({ status: "CancelRequested" });
    const address = locationOf(await api.ask("POST", `/jobs/${nativeId}/cancel`));
    expect((await api.follow(address)).status).toBe(202);
    await control.clock({ advanceMs: 3_000 });
    covers("S4-45");
    expect((await api.follow(address)).status).toBe(200);
    expect(await api.job(nativeId)).toMatchObject({ status: "Canceled" });
    expect((await workspace.stored(nativeId)).core.status.phase).toBe("CANCELLED");
  });

  test("twice does no harm", async () => {
    await using workspace = await simulateWorkspace();
    const job = await workspace.make("Running", { jobType: "Command" });
    for (const _ of ["first", "second"])
      expect(await workspace.backend.cancelJob(job, signal)).toMatchObject({
        core: { status: { phase: "CANCELLING" } },
      });
    await workspace.control.clock({ advanceMs: 3_000 });
    expect(await workspace.api.job(job.nativeId)).toMatchObject({ status: "Canceled" });
  });

  // 202 for a job that was canceled is also what is said to its own cancellation.
  test.each([
    ["Completed", 200],
    ["Completed", 202],
    ["Completed", 400],
    ["Failed", 200],
    ["Failed", 202],
    ["Canceled", 200],
    ["Canceled", 400],
  ])("a job that is %s is refused where the vendor answers %i", async (native, status) => {
    await using workspace = await simulateWorkspace();
    await workspace.control.assume(kind, "cancelFinishedStatus", status);
    const job = await workspace.make(native, { jobType: "Command" });
    const error = await failureOf(workspace.backend.cancelJob(job, signal));
    covers("S4-45");
    expect(error).toMatchObject({ kind: "FAILED_PRECONDITION", undone: true });
    expect(await workspace.api.job(job.nativeId)).toMatchObject({ status: native });
  });

  test("a job that is not there is refused", async () => {
    await using workspace = await simulateWorkspace();
    const job = await workspace.make("Running", { jobType: "Command" });
    await workspace.control.removeJob(kind, job.nativeId);
    const error = await failureOf(workspace.backend.cancelJob(job, signal));
    expect(error).toMatchObject({ kind: "NOT_FOUND", nativeCode: "JobNotFound" });
  });

  test("says that the outcome is open when the answer is lost, and asks no second time", async () => {
    await using workspace = await simulateWorkspace();
    const job = await workspace.make("Running", { jobType: "Command" });
    await workspace.control.addFault({ kind, match: { method: "POST", path: "*/cancel" }, fault: dropped });
    const error = await failureOf(workspace.backend.cancelJob(job, signal));
    expect(error).toMatchObject({ kind: "UNAVAILABLE", undone: false });
    expect(await workspace.count("POST")).toBe(1);
    expect(await workspace.api.job(job.nativeId)).toMatchObject({ status: "CancelRequested" });
  });

  test("that was accepted is not taken back because the job cannot be read", async () => {
    await using vendor = await startVendor(({ path }) => {
      if (path.endsWith("/cancel")) return { status: 202, text: "null" };
      return path.startsWith(`${workspacePath}/jobs/`) ? { status: 500 } : undefined;
    });
    expect(await vendor.backend.cancelJob?.(iris, signal)).toBeNull();
  });
});

describe("deleting", () => {
  test.each(["Completed", "Running"])(
    "a job that is %s is accepted, and done when the Location answers 200",
    async (native) => {
      await using workspace = await simulateWorkspace();
      const { backend, api, control } = workspace;
      const job = await workspace.make(native, { jobType: "Command" });
      const { nativeId } = job;
      expect(await backend.deleteJob(job, signal)).toBe(false);
      expect(await api.job(nativeId)).not.toBeNull();
      const address = locationOf(await api.ask("DELETE", `/jobs/${nativeId}`));
      expect((await api.follow(address)).status).toBe(202);
      await control.clock({ advanceMs: 3_000 });
      covers("S4-47");
      expect((await api.follow(address)).status).toBe(200);
      expect(await api.job(nativeId)).toBeNull();
      expect(await backend.getJobs([nativeId], signal)).toMatchObject([{ kind: "NOT_FOUND" }]);
      expect(await backend.deleteJob(job, signal)).toBe(true);
    },
  );

  test.each([200, 204, 404])("is done when the vendor answers %i", async (status) => {
    await using vendor = await startVendor(({ method }) => (method === "DELETE" ? { status } : undefined));
    expect(await vendor.backend.deleteJob?.(iris, signal)).toBe(true);
  });

  test.each([400, 409])("a running job is refused where the vendor refuses it (%i)", async (status) => {
    await using workspace = await simulateWorkspace();
    await workspace.control.assume(kind, "deleteRunningStatus", status);
    const job = await workspace.make("Running", { jobType: "Command" });
    const error = await failureOf(workspace.backend.deleteJob(job, signal));
    expect(error).toMatchObject({ kind: "FAILED_PRECONDITION", undone: true });
    expect(await workspace.api.job(job.nativeId)).toMatchObject({ status: "Running" });
  });

  test("whose answer is lost is asked for again by itself", async () => {
    await using workspace = await simulateWorkspace();
    const job = await workspace.make("Completed", { jobType: "Command" });
    await workspace.control.addFault({ kind, match: { method: "DELETE" }, fault: dropped, times: 1 });
    expect(await workspace.backend.deleteJob(job, signal)).toBe(false);
    expect(await workspace.count("DELETE")).toBe(2);
  });

  test.each(["..", ".", ""])(
    "%j, which an address would swallow, asks the vendor for nothing",
    async (nativeId) => {
      await using workspace = await simulateWorkspace();
      const job = await workspace.make("Completed", { jobType: "Command" });
      expect(await workspace.backend.deleteJob({ ...job, nativeId }, signal)).toBe(true);
      const { items } = await workspace.control.requests(kind);
      expect(items.filter(({ method }) => method === "DELETE")).toEqual([]);
    },
  );

  test("does not take a workspace that is not there for a job that is gone", async () => {
    await using vendor = await startVendor(({ method }) =>
      method === "DELETE" ? { status: 404, json: { error: { code: "ResourceNotFound" } } } : undefined,
    );
    const refused = vendor.backend.deleteJob?.(iris, signal);
    await expect(refused).rejects.toMatchObject({ kind: "FAILED_PRECONDITION" });
  });
});
