import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import type { BackendError } from "../../domain/error.ts";
import { listAll, signal, simulate } from "./simulated-vendor.ts";

describe("credentials", () => {
  test("a wrong key is refused once and never tried again", async () => {
    await using vendor = await simulate(3);
    const backend = vendor.connect({ credentials: { accessKey: "WRONG", secretKey: "canary" } });
    const error: BackendError = await backend
      .listJobs({ cursor: null, pageSize: 5, since: null }, signal)
      .then(
        () => expect.unreachable(),
        (reason) => reason,
      );
    expect(error).toMatchObject({ kind: "UNAUTHENTICATED", retryable: false });
    expect(error.requestId).not.toBeNull();
    expect(error.message).not.toContain("canary");
    expect(await vendor.requests()).toHaveLength(1);
    covers("S1-315");
  });

  test("the project is looked up once by the name of the region", async () => {
    await using vendor = await simulate(3);
    const backend = vendor.connect({ projectId: undefined });
    await Promise.all([listAll(backend), backend.listFlavors(signal)]);
    await listAll(backend);
    const asked = await vendor.requests();
    expect(asked.filter((line) => line.endsWith("GET /v3/projects"))).toHaveLength(1);
    covers("S1-317");
  });

  test("a token is fetched once for calls that start together, and once more when it is refused", async () => {
    await using vendor = await simulate(3);
    const { domain, userName, password } = vendor.credentials;
    const backend = vendor.connect({ credentials: { domain, userName, password } });
    const tokens = async () =>
      (await vendor.requests()).filter((line) => line.endsWith("POST /v3/auth/tokens")).length;
    await Promise.all([listAll(backend), backend.listFlavors(signal), backend.listAlgorithms(signal)]);
    expect(await tokens()).toBe(1);
    vendor.clock.now += 60_000;
    await vendor.fail({ type: "expireTokens" }, { times: 1 });
    await Promise.all([listAll(backend), backend.listFlavors(signal)]);
    expect(await tokens()).toBe(2);
    vendor.clock.now += 24 * 3_600_000;
    await backend.listFlavors(signal);
    expect(await tokens()).toBe(3);
  });

  test("a wrong password is told and not repeated", async () => {
    await using vendor = await simulate(3);
    const { domain, userName } = vendor.credentials;
    const backend = vendor.connect({ credentials: { domain, userName, password: "canary" } });
    await expect(listAll(backend)).rejects.toMatchObject({
      kind: "UNAUTHENTICATED",
      message: expect.not.stringContaining("canary"),
    });
    expect(await vendor.requests()).toHaveLength(1);
  });
});

describe("catalogues", () => {
  test("flavors come in one call", async () => {
    await using vendor = await simulate(3);
    const flavors = await vendor.connect().listFlavors(signal);
    expect(new Set(flavors.map(({ type }) => type))).toEqual(new Set(["CPU", "GPU", "NPU"]));
    expect(await vendor.requests()).toHaveLength(1);
    covers("S1-284");
  });

  test.each(["page", "item"])("all algorithms by offsets that count %ss", async (unit) => {
    await using vendor = await simulate(3);
    await vendor.assume("algorithmOffsetUnit", unit);
    const backend = vendor.connect();
    const algorithms = await backend.listAlgorithms(signal);
    const ids = algorithms.map(({ nativeId }) => nativeId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(0);
    expect(await backend.getAlgorithms([ids[0] ?? "", "nobody"], signal)).toMatchObject([
      { nativeId: ids[0], form: "MANAGED" },
      { kind: "NOT_FOUND", nativeCode: "ModelArts.2755" },
    ]);
    covers("S1-286");
  });
});
