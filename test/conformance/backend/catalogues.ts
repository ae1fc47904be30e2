import { expect, test } from "vitest";
import { BackendError } from "../../../src/domain/error.ts";
import { failureOf, listAll, readJobs } from "../../support/backend.ts";
import { type Subject, signal } from "./subject.ts";

/** Cases about algorithms and flavors. */
export function describeCatalogues({
  definition,
  capabilities,
  uncataloguedFlavors,
  regions,
  simulate,
}: Subject): void {
  const { limits } = definition;

  test.runIf(capabilities.flavors)("lists flavors, among them those of its jobs", async () => {
    await using vendor = await simulate();
    const backend = vendor.connect();
    const flavors = (await backend.listFlavors?.(signal)) ?? [];
    const ids = new Set(flavors.map(({ nativeId }) => nativeId));
    expect(flavors.length).toBeGreaterThan(0);
    expect(ids.size).toBe(flavors.length);
    for (const { core, detail } of await listAll(backend, limits.pageSize)) {
      const named = core.flavor?.nativeId;
      const isDescribed = named === undefined || detail?.flavor?.nativeId === named;
      if (!isDescribed && !uncataloguedFlavors?.test(named)) expect(ids).toContain(named);
    }
  });

  test.runIf(regions)("lists flavors of an algorithm by region, which together are all", async () => {
    await using vendor = await simulate(1);
    const backend = vendor.connect();
    const flavorsOf = async (algorithmId: string, region: string | null) =>
      new Set((await backend.listFlavorsOf?.(algorithmId, region, signal))?.map(({ nativeId }) => nativeId));
    const met = new Set<string>();
    for (const { nativeId } of (await backend.listAlgorithms?.(signal)) ?? []) {
      const anywhere = await flavorsOf(nativeId, null);
      const somewhere = new Set<string>();
      for (const region of regions ?? [])
        for (const id of await flavorsOf(nativeId, region)) somewhere.add(id);
      expect(somewhere).toEqual(anywhere);
      for (const id of anywhere) met.add(id);
    }
    expect(met).toEqual(new Set((await backend.listFlavors?.(signal))?.map(({ nativeId }) => nativeId)));
    expect(met.size).toBeGreaterThan(0);
    const error = await failureOf(flavorsOf("no such algorithm", null));
    expect(error.kind).toBe("NOT_FOUND");
  });

  test.runIf(!regions)("has no flavors that hang on an algorithm", async () => {
    await using vendor = await simulate(1);
    expect(vendor.connect()).not.toHaveProperty("listFlavorsOf");
  });

  test.runIf(!capabilities.flavors)(
    "has no flavors, and its jobs name none that it does not describe",
    async () => {
      await using vendor = await simulate();
      const backend = vendor.connect();
      expect(backend).not.toHaveProperty("listFlavors");
      for (const { core, detail } of await listAll(backend, limits.pageSize))
        if (!detail?.flavor) expect(core.flavor).toBeNull();
    },
  );

  test.runIf(capabilities.algorithms)("lists algorithms, and every job's is known", async () => {
    await using vendor = await simulate();
    const backend = vendor.connect();
    const algorithms = (await backend.listAlgorithms?.(signal)) ?? [];
    const ids = new Set(algorithms.map(({ nativeId }) => nativeId));
    expect(algorithms.length).toBeGreaterThan(0);
    expect(ids.size).toBe(algorithms.length);

    const listed = await listAll(backend, limits.pageSize);
    const jobs = await readJobs(
      backend,
      definition,
      listed.map(({ nativeId }) => nativeId),
    );
    for (const job of jobs) {
      if (job instanceof BackendError) throw job;
      const named = job.core.algorithm?.nativeId;
      if (named === undefined || ids.has(named) || job.detail?.algorithm?.nativeId === named) continue;
      expect(await backend.getAlgorithms?.([named], signal)).toMatchObject([{ nativeId: named }]);
    }
  });

  test.runIf(capabilities.algorithms)(
    "puts NOT_FOUND in place of an algorithm that there is not",
    async () => {
      await using vendor = await simulate(1);
      const backend = vendor.connect();
      const [known] = (await backend.listAlgorithms?.(signal)) ?? [];
      const nativeId = known?.nativeId ?? "";
      const found = await backend.getAlgorithms?.(["no such algorithm", nativeId], signal);
      if (!found) return expect(backend).not.toHaveProperty("getAlgorithms");
      expect(found).toMatchObject([{ kind: "NOT_FOUND", backend: "tested" }, { nativeId }]);
    },
  );

  test.runIf(!capabilities.algorithms)("has no algorithms, neither all nor some", async () => {
    await using vendor = await simulate(1);
    const backend = vendor.connect();
    expect(backend).not.toHaveProperty("listAlgorithms");
    expect(backend).not.toHaveProperty("getAlgorithms");
  });
}
