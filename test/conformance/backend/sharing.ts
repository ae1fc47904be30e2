import { expect, test } from "vitest";
import { listAll, toStoredJob } from "../../support/backend.ts";
import { type Subject, signal } from "./subject.ts";

/** Cases about whom jobs are shared with. */
export function describeSharing({ definition, simulate }: Subject): void {
  test("tells each address that a job is shared with once", async () => {
    await using vendor = await simulate();
    const backend = vendor.connect();
    if (!backend.sharing) return expect(backend).not.toHaveProperty("sharing");
    for (const reading of await listAll(backend, definition.limits.pageSize)) {
      const addresses = await backend.sharing(toStoredJob(reading), signal);
      expect(new Set(addresses).size).toBe(addresses.length);
      for (const address of addresses) expect(address).toMatch(/^[^\s@]+@[^\s@]+$/);
    }
  });
}
