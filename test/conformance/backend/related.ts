import { expect, test } from "vitest";
import { BackendError } from "../../../src/domain/error.ts";
import { contentHashes } from "../../../src/journal/content-hash.ts";
import { listAll, readJobs, toStoredJob } from "../../support/backend.ts";
import { type Subject, signal } from "./subject.ts";

/** Cases about jobs that belong together. */
export function describeRelated({ definition, simulate }: Subject): void {
  const { limits, noise } = definition;

  test("finds the jobs that belong to a job again by their ids, and lists those that are no part", async () => {
    await using vendor = await simulate();
    const backend = vendor.connect();
    const listed = new Set((await listAll(backend, limits.pageSize)).map(({ nativeId }) => nativeId));
    let met = 0;
    for (const reading of await readJobs(backend, definition, [...listed])) {
      if (reading instanceof BackendError) throw reading;
      const related = await backend.relatedJobs?.(toStoredJob(reading), signal);
      if (!related) return expect(backend).not.toHaveProperty("relatedJobs");
      const ids = related.map(({ nativeId }) => nativeId);
      const again = await readJobs(backend, definition, ids);
      for (const [index, one] of related.entries()) {
        expect(again[index]).toMatchObject({ nativeId: one.nativeId });
        const found = again[index];
        if (found === undefined || found instanceof BackendError) throw found;
        expect(contentHashes(found, noise).core).toBe(contentHashes(one, noise).core);
        expect(listed.has(one.nativeId)).toBe(!one.partOf);
      }
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).not.toContain(reading.nativeId);
      met += ids.length;
    }
    expect(met).toBeGreaterThan(0);
  });
}
