import { expect, test } from "vitest";
import { BackendError } from "../../../src/domain/error.ts";
import { listAll, readJobs, toStoredJob } from "../../support/backend.ts";
import { type Subject, signal } from "./subject.ts";

/** Cases about what jobs have measured. */
export function describeMetrics({ definition, capabilities, simulate }: Subject): void {
  test.runIf(capabilities.metrics)(
    "reads all series of a job or those that are named, in order",
    async () => {
      await using vendor = await simulate();
      const backend = vendor.connect();
      const ids = (await listAll(backend, definition.limits.pageSize)).map(({ nativeId }) => nativeId);
      let measured = 0;
      for (const reading of await readJobs(backend, definition, ids)) {
        if (reading instanceof BackendError) throw reading;
        const job = toStoredJob(reading);
        const all = (await backend.metrics?.(job, null, signal)) ?? [];
        const names = all.map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
        for (const { points } of all) {
          const steps = points.map(({ step }) => step ?? 0);
          expect(steps).toEqual(steps.toSorted((a, b) => a - b));
        }
        const asked = [...names.slice(0, 1), "of nothing"];
        expect(await backend.metrics?.(job, asked, signal)).toEqual(all.slice(0, 1));
        if (all.length > 0) measured++;
      }
      expect(measured).toBeGreaterThan(0);
    },
  );

  test.runIf(!capabilities.metrics)("has no metrics", async () => {
    await using vendor = await simulate(1);
    expect(vendor.connect()).not.toHaveProperty("metrics");
  });
}
