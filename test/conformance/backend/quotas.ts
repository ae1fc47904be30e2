import { expect, test } from "vitest";
import { type Subject, signal } from "./subject.ts";

/** Cases about bounds that the vendor sets. */
export function describeQuotas({ simulate }: Subject): void {
  test("tells its quotas, and at most as much used as there is", async () => {
    await using vendor = await simulate();
    const backend = vendor.connect();
    const quotas = await backend.quotas?.(signal);
    if (!quotas) return expect(backend).not.toHaveProperty("quotas");
    expect(quotas.length).toBeGreaterThan(0);
    for (const { name, limit, used } of quotas) {
      expect(name).not.toBe("");
      expect(used ?? 0).toBeGreaterThanOrEqual(0);
      expect(used ?? 0).toBeLessThanOrEqual(limit ?? Number.POSITIVE_INFINITY);
    }
  });
}
