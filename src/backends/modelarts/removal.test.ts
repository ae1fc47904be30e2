import { describe, expect, test } from "vitest";
import { failureOf } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import { startCommands } from "../../../test/support/modelarts-commands.ts";
import type { Job } from "../../domain/job.ts";
import { modelarts } from "./index.ts";
import { deleteLimit } from "./removal.ts";

const { signal } = new AbortController();
const { kind } = modelarts;
const other = "5f3c1f2a9d1e4b7f8a6c0d2e4b6a8c0e";
const batchPath = "*/batch-delete";

type Commands = Awaited<ReturnType<typeof startCommands>>;

/** Whether the vendor still answers for jobs. */
function areThere({ user }: Commands, jobs: readonly Job[]): Promise<boolean[]> {
  return Promise.all(
    jobs.map(async ({ nativeId }) => (await user.call("GET", `training-jobs/${nativeId}`)).status === 200),
  );
}

async function addJobs({ addJob, jobOf, connect }: Commands, workspaces: readonly string[]): Promise<Job[]> {
  const backend = connect();
  const jobs: Job[] = [];
  for (const workspace_id of workspaces)
    jobs.push(await jobOf(backend, await addJob("Completed", { metadata: { workspace_id } })));
  return jobs;
}

async function deletions({ requests }: Commands): Promise<string[]> {
  return (await requests()).filter((line) => /batch-delete|^DELETE/.test(line));
}

describe("a deletion", () => {
  test.each(["Creating", "Pending", "Running", "Terminating", "Completed", "Failed", "Abnormal"])(
    "of a job that is %s is followed until the job is gone",
    async (native) => {
      await using vendor = await startCommands();
      const backend = vendor.connect();
      const nativeId = await vendor.addJob(native);
      const job = await vendor.jobOf(backend, nativeId);
      expect(modelarts.refusal?.(job, "delete")).toBeNull();
      expect(await backend.deleteJob(job, signal)).toBe(false);
      expect(await vendor.requests()).toContain(`DELETE /training-jobs/${nativeId} 202`);
      expect(await areThere(vendor, [job])).toEqual([true]);
      await vendor.control.clock({ advanceMs: 3_000 });
      expect(await areThere(vendor, [job])).toEqual([false]);
      expect(await backend.getJobs([nativeId], signal)).toMatchObject([{ kind: "NOT_FOUND" }]);
      expect(await backend.deleteJob(job, signal)).toBe(true);
      covers("S1-271");
    },
  );

  test.each([400, 404])("of a job that is gone, told by status %i, is done", async (status) => {
    await using vendor = await startCommands();
    await vendor.control.assume(kind, "missingJobStatus", status);
    const backend = vendor.connect();
    const nativeId = await vendor.addJob("Completed");
    const job = await vendor.jobOf(backend, nativeId);
    await vendor.control.removeJob(kind, nativeId);
    expect(await backend.deleteJob(job, signal)).toBe(true);
    covers("S1-271");
  });

  test("whose answer was lost is sent again", async () => {
    await using vendor = await startCommands();
    const [job] = await addJobs(vendor, ["0"]);
    if (job === undefined) throw new Error("no job was made");
    const match = { method: "DELETE" };
    await vendor.control.addFault({ kind, match, fault: { type: "drop", after: true }, times: 1 });
    expect(await vendor.connect().deleteJob(job, signal)).toBe(false);
    await vendor.control.clock({ advanceMs: 3_000 });
    expect(await areThere(vendor, [job])).toEqual([false]);
  });

  test("that the service may not carry out leaves the job", async () => {
    await using vendor = await startCommands();
    const [job] = await addJobs(vendor, ["0"]);
    if (job === undefined) throw new Error("no job was made");
    await vendor.control.addFault({
      kind,
      match: { method: "DELETE" },
      fault: { type: "status", status: 403 },
    });
    expect(await failureOf(vendor.connect().deleteJob(job, signal))).toMatchObject({ kind: "FORBIDDEN" });
    await vendor.control.clock({ advanceMs: 3_000 });
    expect(await areThere(vendor, [job])).toEqual([true]);
  });
});

describe("a deletion of several", () => {
  test("takes one call for each workspace", async () => {
    await using vendor = await startCommands();
    const jobs = await addJobs(vendor, ["0", other, "0", other, "0"]);
    const backend = vendor.connect({ workspaces: ["0", other] });
    expect(await backend.deleteJobs(jobs, signal)).toEqual([false, false, false, false, false]);
    const calls = await deletions(vendor);
    expect(calls).toEqual(Array(2).fill("POST /training-jobs/batch-delete 202"));
    await vendor.control.clock({ advanceMs: 3_000 });
    expect(await areThere(vendor, jobs)).toEqual(Array(5).fill(false));
    covers("S1-272");
  });

  test("that holds a job which is gone takes the jobs of its workspace one by one", async () => {
    await using vendor = await startCommands();
    const jobs = await addJobs(vendor, ["0", other, "0", other]);
    await vendor.control.removeJob(kind, jobs[2]?.nativeId ?? "");
    expect(await vendor.connect().deleteJobs(jobs, signal)).toEqual([false, false, true, false]);
    expect((await deletions(vendor)).sort()).toEqual(
      [
        `DELETE /training-jobs/${jobs[0]?.nativeId} 202`,
        `DELETE /training-jobs/${jobs[2]?.nativeId} 400`,
        "POST /training-jobs/batch-delete 202",
        "POST /training-jobs/batch-delete 400",
      ].sort(),
    );
    await vendor.control.clock({ advanceMs: 3_000 });
    expect(await areThere(vendor, jobs)).toEqual(Array(4).fill(false));
    covers("S1-272");
  });

  test.each([403, 404, 405])("goes one by one where the call is refused with %i", async (status) => {
    await using vendor = await startCommands();
    const jobs = await addJobs(vendor, ["0", "0"]);
    await vendor.control.addFault({ kind, match: { path: batchPath }, fault: { type: "status", status } });
    expect(await vendor.connect().deleteJobs(jobs, signal)).toEqual([false, false]);
    await vendor.control.clock({ advanceMs: 3_000 });
    expect(await areThere(vendor, jobs)).toEqual([false, false]);
    covers("S1-272");
  });

  test("tells of each job why it was not deleted", async () => {
    await using vendor = await startCommands();
    const jobs = await addJobs(vendor, ["0", "0"]);
    await vendor.control.addFault({
      kind,
      match: { path: batchPath },
      fault: { type: "status", status: 403 },
    });
    const match = { method: "DELETE", path: `*/${jobs[1]?.nativeId}` };
    await vendor.control.addFault({ kind, match, fault: { type: "status", status: 403 } });
    expect(await vendor.connect().deleteJobs(jobs, signal)).toMatchObject([false, { kind: "FORBIDDEN" }]);
    await vendor.control.clock({ advanceMs: 3_000 });
    expect(await areThere(vendor, jobs)).toEqual([false, true]);
  });

  test.each([
    [
      { type: "status", status: 429 },
      { kind: "RATE_LIMITED", undone: true },
    ],
    [
      { type: "status", status: 401 },
      { kind: "UNAUTHENTICATED", undone: true },
    ],
    [
      { type: "drop", after: true },
      { kind: "UNAVAILABLE", undone: false },
    ],
  ])("that fails with %j is not tried job by job", async (fault, failure) => {
    await using vendor = await startCommands();
    const jobs = await addJobs(vendor, ["0", "0"]);
    await vendor.control.addFault({ kind, match: { path: batchPath }, fault });
    expect(await vendor.connect().deleteJobs(jobs, signal)).toMatchObject([failure, failure]);
    expect((await deletions(vendor)).filter((line) => line.startsWith("DELETE"))).toEqual([]);
  });

  test("that never left the gateway is not tried job by job", async () => {
    await using vendor = await startCommands();
    const jobs = await addJobs(vendor, Array(20).fill("0"));
    const backend = vendor.connect({ projectId: undefined });
    await vendor.control.addFault({ kind, match: { path: "/v3/projects" }, fault: { type: "drop" } });
    const failure = { kind: "UNAVAILABLE", undone: true };
    expect(await backend.deleteJobs(jobs, signal)).toMatchObject(Array(20).fill(failure));
    const asked = (await vendor.requests()).filter((line) => line.startsWith("GET /v3/projects"));
    expect(asked).toHaveLength(4);
  });

  test("takes as many jobs as the vendor does", async () => {
    await using vendor = await startCommands();
    expect(modelarts.limits.deleteBatch).toBe(deleteLimit);
    const { user, control } = vendor;
    const ids = await control.addJobs(kind, [{ native: "Completed", afterMs: 0 }], deleteLimit + 1);
    const body = (count: number) => ({
      jobs: ids.slice(0, count).map((id) => ({ kind: "job", metadata: { id } })),
    });
    const ask = (count: number) => user.call("POST", "training-jobs/batch-delete", body(count));
    expect((await ask(deleteLimit + 1)).status).toBe(400);
    expect((await ask(deleteLimit)).status).toBe(202);
    covers("S1-272");
  });
});
