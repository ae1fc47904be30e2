import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { idsOf, jobById, listAll, signal, simulate } from "./simulated-vendor.ts";

function splitBy<T>(values: readonly T[], isFirst: (value: T) => boolean): [T[], T[]] {
  return [values.filter(isFirst), values.filter((value) => !isFirst(value))];
}

describe("jobs", () => {
  test("the list holds all jobs, newest first, and agrees with single reads", async () => {
    await using vendor = await simulate(120);
    const backend = vendor.connect();
    const readings = await listAll(backend);
    expect(new Set(idsOf(readings)).size).toBe(120);
    const created = readings.map(({ core }) => core.createdAt);
    expect(created).toEqual(created.toSorted().reverse());
    const [stages, others] = splitBy(await vendor.requests(), (line) => line.endsWith("/stages"));
    // Three pages, and the labels of all; of each page at most ten jobs that have not ended are asked for their stages.
    expect(others).toHaveLength(4);
    expect(stages.length).toBeLessThanOrEqual(30);
    expect(readings.filter(({ core }) => !core.status.native.mapped)).toEqual([]);
    // The second time more stages are known.
    const { readings: again } = await backend.listJobs({ cursor: null, pageSize: 50, since: null }, signal);
    const some = idsOf(again).slice(0, 20);
    expect(await backend.getJobs(some, signal)).toEqual(again.slice(0, 20));
    covers("S1-1", "S1-28", "S1-270");
  });

  test.each(["page", "item"])("offsets that count %ss give the same jobs", async (unit) => {
    await using vendor = await simulate(23);
    await vendor.assume("offsetUnit", unit);
    const ids = idsOf(await listAll(vendor.connect(), 5));
    expect(ids).toHaveLength(23);
    expect(new Set(ids).size).toBe(23);
    covers("S1-4", "S1-5");
  });

  test("jobs deleted by others while paging cost none of the rest", async () => {
    await using vendor = await simulate(30);
    const backend = vendor.connect();
    const all = idsOf(await listAll(backend));
    const first = await backend.listJobs({ cursor: null, pageSize: 10, since: null }, signal);
    const gone = all.slice(2, 6);
    for (const nativeId of gone) await vendor.control(`/jobs/MODELARTS/${nativeId}`, undefined, "DELETE");
    const met = new Set(idsOf(first.readings));
    for (let { next } = first; next !== null; ) {
      const page = await backend.listJobs({ cursor: next, pageSize: 10, since: null }, signal);
      for (const nativeId of idsOf(page.readings)) met.add(nativeId);
      next = page.next;
    }
    expect([...met].sort()).toEqual(all.sort());
  });

  test("the jobs of several workspaces are merged newest first", async () => {
    await using vendor = await simulate(12);
    const workspace = "5f3c1f2a9d1e4b7f8a6c0d2e4b6a8c0e";
    const other = await vendor.create("Running", { metadata: { workspace_id: workspace } });
    const backend = vendor.connect({ workspaces: ["0", workspace] });
    const readings = await listAll(backend, 5);
    expect(readings).toHaveLength(13);
    expect(idsOf(readings)).toContain(other);
    const created = readings.map(({ core }) => core.createdAt);
    expect(created).toEqual(created.toSorted().reverse());
    expect(idsOf((await backend.activeJobs(signal)).readings)).toContain(other);
    covers("S1-26", "S1-278");
  });

  test("active jobs are those of the list that have not ended, jobs that may come back included", async () => {
    await using vendor = await simulate(40);
    const made = await Promise.all(
      ["Creating", "Pending", "Running", "Terminating", "Abnormal"].map((native) => vendor.create(native)),
    );
    for (const [index, secondary] of [
      [4, "Lost"],
      [2, null],
    ] as const) {
      const native = index === 4 ? "Abnormal" : "Completed";
      await vendor.control(`/jobs/MODELARTS/${made[index]}`, { native, secondary }, "PATCH");
    }
    const backend = vendor.connect();
    const readings = await listAll(backend);
    const active = await backend.activeJobs(signal);
    expect(active.unreadable).toEqual([]);
    const expected = readings.filter(({ core }) => core.status.phaseClass !== "TERMINAL");
    expect(idsOf(active.readings).sort()).toEqual(idsOf(expected).sort());
    expect(idsOf(active.readings)).toContain(made[4]);
    expect(idsOf(active.readings)).not.toContain(made[2]);
  });

  test.each([400, 404])("a job that is gone is told in its place, with status %i", async (status) => {
    await using vendor = await simulate(5);
    await vendor.assume("missingJobStatus", status);
    const backend = vendor.connect();
    const [reading] = await listAll(backend);
    const there = reading?.nativeId ?? "";
    const read = await backend.getJobs(["3faf5c03-aaa1-4cbe-879d-24b05d997347", there, "..", "a/b"], signal);
    expect(read).toMatchObject([
      { kind: "NOT_FOUND" },
      { nativeId: there },
      { kind: "NOT_FOUND" },
      { kind: "NOT_FOUND" },
    ]);
    covers("S1-313");
  });

  test("a failed job tells its task, exit code and message", async () => {
    await using vendor = await simulate(1);
    const nativeId = await vendor.create("Running");
    await vendor.control(
      `/jobs/MODELARTS/${nativeId}`,
      { native: "Failed", message: "out of memory" },
      "PATCH",
    );
    const { core } = await jobById(vendor.connect(), nativeId);
    expect(core.status).toMatchObject({
      phase: "FAILED",
      message: "out of memory",
      reason: { code: "USER_CODE", text: "out of memory" },
      tasks: [{ message: "out of memory" }],
    });
    expect(core.status.exitCode).not.toBeNull();
    expect(core.status.endedAt).not.toBeNull();
    covers("S1-76..78");
  });

  test("an unknown status word ends no job and keeps the page", async () => {
    await using vendor = await simulate(20);
    await vendor.fail({ type: "unknownStatus", word: "Exploding" });
    const readings = await listAll(vendor.connect());
    expect(readings).toHaveLength(20);
    expect(new Set(readings.map(({ core }) => core.status.phase))).toEqual(new Set(["UNKNOWN"]));
    expect(readings[0]?.core.status.native).toMatchObject({ value: "Exploding", mapped: false });
  });

  test("one document that cannot be read is named and costs nobody else", async () => {
    await using vendor = await simulate(3);
    await vendor.create("Running", { metadata: { id: "" } });
    const page = await vendor.connect().listJobs({ cursor: null, pageSize: 50, since: null }, signal);
    expect(page.readings).toHaveLength(3);
    expect(page.unreadable).toMatchObject([{ nativeId: null, error: { kind: "MALFORMED" } }]);
  });

  test.each([
    [{ type: "status", status: 500 }, "UNAVAILABLE"],
    [{ type: "status", status: 429 }, "RATE_LIMITED"],
    [{ type: "malformed" }, "MALFORMED"],
    [{ type: "half" }, "UNAVAILABLE"],
    [{ type: "drop" }, "UNAVAILABLE"],
  ])("%j rejects a listing with %s", async (fault, kind) => {
    await using vendor = await simulate(3);
    await vendor.fail(fault);
    const backend = vendor.connect();
    await expect(backend.listJobs({ cursor: null, pageSize: 50, since: null }, signal)).rejects.toMatchObject(
      { kind },
    );
    await expect(backend.activeJobs(signal)).rejects.toMatchObject({ kind });
  });

  test("a single job whose answer cannot be read is told in its place", async () => {
    await using vendor = await simulate(2);
    const backend = vendor.connect();
    const [first = "", second = ""] = idsOf(await listAll(backend));
    await vendor.fail({ type: "malformed" }, { match: { path: `*/training-jobs/${first}` } });
    expect(await backend.getJobs([first, second], signal)).toMatchObject([
      { kind: "MALFORMED" },
      { nativeId: second },
    ]);
  });
});
