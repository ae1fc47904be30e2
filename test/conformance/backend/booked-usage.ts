import { expect, test } from "vitest";
import { listAll, toStoredJob } from "../../support/backend.ts";
import { type Subject, signal } from "./subject.ts";

/** Cases about what the vendor books for single jobs. */
export function describeBookedUsage({ definition, simulate }: Subject): void {
  test("tells what is booked for jobs as time and as an amount of money", async () => {
    await using vendor = await simulate();
    const backend = vendor.connect();
    if (!backend.bookedUsage) return expect(backend).not.toHaveProperty("bookedUsage");
    let booked = 0;
    for (const reading of await listAll(backend, definition.limits.pageSize)) {
      const { computeMs, cost } = await backend.bookedUsage(toStoredJob(reading), signal);
      expect(computeMs ?? 0).toBeGreaterThanOrEqual(0);
      expect(cost?.amount ?? "0").toMatch(/^-?\d+(\.\d+)?$/);
      expect(cost?.currency ?? "EUR").toMatch(/^[A-Z]{3}$/);
      if (computeMs !== null || cost !== null) booked++;
    }
    expect(booked).toBeGreaterThan(0);
  });
}
