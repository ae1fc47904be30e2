import { describe, expect, test } from "vitest";
import type { Job } from "../../../src/domain/job.ts";
import { failureOf, readJob, readJobs, type SimulatedBackend, toStoredJob } from "../../support/backend.ts";
import { able, jobAt, listedIds, settle, unknownJob } from "./commands-world.ts";
import { type Subject, signal, stepTo } from "./subject.ts";

/** Cases about jobs that are to go. */
export function describeDeleting(subject: Subject): void {
  const { definition, simulate, words } = subject;
  const { kind } = definition;
  const remove = (vendor: SimulatedBackend, job: Job) =>
    able(vendor.connect(), "deleteJob").deleteJob(job, signal);
  const isThere = async (vendor: SimulatedBackend, { nativeId }: Job) => {
    const [result] = await vendor.connect().getJobs([nativeId], signal);
    if (result && "kind" in result) expect(result.kind).toBe("NOT_FOUND");
    return result !== undefined && "core" in result;
  };

  test.each(Object.keys(words) as (keyof typeof words)[])("takes away a job that is %s", async (word) => {
    await using vendor = await simulate(5);
    const job = await jobAt(subject, vendor, words[word]);
    const others = (await listedIds(subject, vendor)).filter((nativeId) => nativeId !== job.nativeId);
    const isGone = await remove(vendor, job);
    expect(isGone).toBe(!(await isThere(vendor, job)));
    await settle(vendor);
    expect(await isThere(vendor, job)).toBe(false);
    expect(await listedIds(subject, vendor)).toEqual(others);
    expect(await remove(vendor, job), "a second time").toBe(true);
  });

  test("does no harm twice while the vendor is at it", async () => {
    await using vendor = await simulate(5);
    const job = await jobAt(subject, vendor, words.succeeded);
    const first = await remove(vendor, job);
    expect(await remove(vendor, job)).toBe(first);
    await settle(vendor);
    expect(await isThere(vendor, job)).toBe(false);
  });

  test("has nothing to do for a job that there is not", async () => {
    await using vendor = await simulate(5);
    const before = await listedIds(subject, vendor);
    const job = await jobAt(subject, vendor, words.succeeded);
    expect(await remove(vendor, await unknownJob(subject, job))).toBe(true);
    await settle(vendor);
    expect(await listedIds(subject, vendor)).toEqual([...before, job.nativeId].toSorted());
  });

  test("is done in the end when all answers were lost", async () => {
    await using vendor = await simulate(5);
    const job = await jobAt(subject, vendor, words.succeeded);
    const backend = able(vendor.connect(), "deleteJob");
    await readJob(backend, job.nativeId); // which signs it in
    const id = await vendor.control.addFault({ kind, fault: { type: "drop", after: true } });
    const error = await failureOf(backend.deleteJob(job, signal));
    expect(error).toMatchObject({ kind: "UNAVAILABLE", undone: false });
    await vendor.control.removeFault(id);
    await remove(vendor, job);
    await settle(vendor);
    expect(await isThere(vendor, job)).toBe(false);
  });

  const { deleteBatch } = definition.limits;
  if (deleteBatch === undefined) return;

  describe("several at once", () => {
    const add = async (vendor: SimulatedBackend, number: number): Promise<Job[]> => {
      const nativeIds = await vendor.control.addJobs(kind, [stepTo(words.succeeded)], number);
      const first = toStoredJob(await readJob(vendor.connect(), nativeIds[0] ?? ""));
      return nativeIds.map((nativeId) => ({ ...first, nativeId }));
    };
    const removeAll = (vendor: SimulatedBackend, jobs: readonly Job[]) =>
      able(vendor.connect(), "deleteJobs").deleteJobs(jobs, signal);

    test("takes away all that there are, in order, and minds no unknown one", async () => {
      await using vendor = await simulate(5);
      const [first, second, third] = await add(vendor, 3);
      if (!first || !second || !third) throw new Error("There are no three jobs.");
      const results = await removeAll(vendor, [third, await unknownJob(subject, first), first]);
      expect(results).toHaveLength(3);
      for (const result of results) expect(result).toBeTypeOf("boolean");
      await settle(vendor);
      expect(await isThere(vendor, first)).toBe(false);
      expect(await isThere(vendor, second)).toBe(true);
      expect(await isThere(vendor, third)).toBe(false);
    });

    test("takes as many as it says with fewer calls than jobs", async () => {
      await using vendor = await simulate(5);
      const jobs = await add(vendor, deleteBatch);
      const { next } = await vendor.control.requests(kind);
      expect(await removeAll(vendor, jobs)).toHaveLength(deleteBatch);
      expect((await vendor.control.requests(kind, next)).items.length).toBeLessThan(deleteBatch / 10);
      await settle(vendor);
      const nativeIds = jobs.map(({ nativeId }) => nativeId);
      for (const result of await readJobs(vendor.connect(), definition, nativeIds))
        expect(result).toMatchObject({ kind: "NOT_FOUND" });
    });

    test("tells of none when there are none", async () => {
      await using vendor = await simulate(1);
      expect(await removeAll(vendor, [])).toEqual([]);
    });
  });
}
