import { afterEach, expect, test, vi } from "vitest";
import { type SimulatedBackend, simulateBackend } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import { modelarts } from "./index.ts";

const { signal } = new AbortController();
const dayMs = 24 * 3_600_000;

afterEach(() => vi.unstubAllEnvs());

/** A vendor whose backend is left to its surroundings; nothing of this machine's is among them. */
async function simulate() {
  for (const name of ["AK", "SK", "SECURITY_TOKEN"]) vi.stubEnv(`HUAWEICLOUD_SDK_${name}`, undefined);
  return simulateBackend(modelarts, {
    jobs: 3,
    configure: ({ endpoint, ...entry }) => ({
      ...entry,
      endpoint,
      metadataEndpoint: endpoint,
      credentials: "ambient",
    }),
  });
}

async function callsOf({ control }: SimulatedBackend): Promise<string[]> {
  return (await control.requests("MODELARTS")).items.map(
    ({ method, path, status }) => `${status} ${method} ${path}`,
  );
}
const keyCall = "200 GET /openstack/latest/securitykey";

test("the key of the environment signs, and the machine is not asked for one", async () => {
  await using vendor = await simulate();
  vi.stubEnv("HUAWEICLOUD_SDK_AK", "SIMULATEDACCESSKEY01");
  vi.stubEnv("HUAWEICLOUD_SDK_SK", "simulated-secret-key-of-no-account");
  expect(await vendor.connect().listFlavors?.(signal)).not.toHaveLength(0);
  expect(await callsOf(vendor)).toHaveLength(1);
  vi.stubEnv("HUAWEICLOUD_SDK_SK", "another");
  await expect(vendor.connect().listFlavors?.(signal)).rejects.toMatchObject({ kind: "UNAUTHENTICATED" });
  covers("S1-3");
});

test("else the machine's agency is given a key, once for calls that start together, until it has ended", async () => {
  await using vendor = await simulate();
  const backend = vendor.connect();
  const keys = async () => (await callsOf(vendor)).filter((call) => call === keyCall).length;
  await Promise.all([backend.listFlavors?.(signal), backend.listAlgorithms?.(signal)]);
  await backend.listFlavors?.(signal);
  expect(await keys()).toBe(1);
  vendor.pass(dayMs);
  // Another key is asked for; the vendor, whose clock stands still, takes no signature of tomorrow.
  await expect(backend.listFlavors?.(signal)).rejects.toMatchObject({ kind: "UNAUTHENTICATED" });
  expect(await keys()).toBe(2);
  covers("S1-3");
});

test("a key that is refused is asked for again, unless it has just been given", async () => {
  await using vendor = await simulate();
  const backend = vendor.connect();
  await backend.listFlavors?.(signal);
  vendor.pass(60_000);
  await vendor.control.addFault({ kind: "MODELARTS", fault: { type: "expireTokens" }, times: 1 });
  expect(await backend.listFlavors?.(signal)).not.toHaveLength(0);
  const path = "/v2/*/training-job-flavors";
  await vendor.control.addFault({
    kind: "MODELARTS",
    fault: { type: "status", status: 401 },
    match: { path },
  });
  await expect(backend.listFlavors?.(signal)).rejects.toMatchObject({ kind: "UNAUTHENTICATED" });
  expect((await callsOf(vendor)).filter((call) => call.startsWith("401"))).toHaveLength(2);
});

test("a machine without sessions is asked without one, and one without an agency tells so", async () => {
  await using vendor = await simulate();
  const fault = { type: "status", status: 404 };
  await vendor.control.addFault({ kind: "MODELARTS", fault, match: { path: "/meta-data/*" } });
  await expect(vendor.connect().listFlavors?.(signal)).rejects.toMatchObject({ kind: "UNAUTHENTICATED" });
  expect(await callsOf(vendor)).toContain("401 GET /openstack/latest/securitykey");
});
