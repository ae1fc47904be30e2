import { expect, test } from "vitest";
import samples from "./fixtures/14-compute-vmsizes-usages.json" with { type: "json" };
import { errorOf, type Script, startVendor } from "./scripted-vendor.ts";

const { signal } = new AbortController();
const usages = samples.exchanges.at(-1)?.response.body as { value: object[] };
const [first, ...others] = usages.value;

test("are all usages of the region, -1 without bound", async () => {
  const script: Script = ({ path }, origin) => {
    if (path.endsWith("/locations/eastus2/usages"))
      return { json: { value: [first], nextLink: `${origin}/more` } };
    return path === "/more" ? { json: { value: [...others, { name: null }], nextLink: null } } : undefined;
  };
  await using vendor = await startVendor(script);
  expect(await vendor.backend.quotas?.(signal)).toEqual([
    { name: "Clusters", used: 7, limit: 100, unit: "Count" },
    { name: "Total Cluster Dedicated Regional vCPUs", used: 14, limit: 24, unit: "Count" },
    { name: "Standard D Family Cluster LowPriority vCPUs", used: 0, limit: null, unit: "Count" },
  ]);
});

test("of a subscription that is closed to us are an error", async () => {
  const script: Script = ({ path }) =>
    path.endsWith("/usages") ? { status: 403, json: { error: { code: "AuthorizationFailed" } } } : undefined;
  await using vendor = await startVendor(script);
  expect(await errorOf(vendor.backend.quotas?.(signal) ?? Promise.resolve())).toMatchObject({
    kind: "FORBIDDEN",
  });
});
