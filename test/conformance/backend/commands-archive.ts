import { expect, test } from "vitest";
import type { Job } from "../../../src/domain/job.ts";
import { readJob, type SimulatedBackend } from "../../support/backend.ts";
import { able, jobAt } from "./commands-world.ts";
import { type Subject, signal } from "./subject.ts";

/** Cases about jobs that are hidden from lists. */
export function describeArchiving(subject: Subject): void {
  const { simulate, words } = subject;

  test.each(["running", "succeeded"] as const)("hides a job that is %s and shows it again", async (word) => {
    await using vendor = await simulate(5);
    const job = await jobAt(subject, vendor, words[word]);
    expect(job.core.archived).toBe(false);
    const before = await coreOf(vendor, job);
    for (const archived of [true, true, false, false]) {
      const reading = await able(vendor.connect(), "archiveJob").archiveJob(job, archived, signal);
      if (reading) expect(reading).toMatchObject({ nativeId: job.nativeId, core: { archived } });
      expect(await coreOf(vendor, job)).toEqual({ ...before, archived });
    }
  });
}

/** What archiving has nothing to do with. */
async function coreOf(vendor: SimulatedBackend, { nativeId }: Job) {
  const { updatedAt: _, creation: __, ...core } = (await readJob(vendor.connect(), nativeId)).core;
  return core;
}
