import { expect, test } from "vitest";
import { BackendError } from "../../../src/domain/error.ts";
import type { SearchTrial } from "../../../src/domain/trial.ts";
import { listAll, readJobs, type SimulatedBackend, toStoredJob } from "../../support/backend.ts";
import { type Subject, signal, stepTo } from "./subject.ts";

const idsOf = (trials: readonly SearchTrial[]) => trials.map(({ nativeId }) => nativeId);

/** Cases about jobs that try many settings. */
export function describeTrials({ definition, searching, words, simulate }: Subject): void {
  const { kind, limits } = definition;

  async function readTrials(vendor: SimulatedBackend, nativeId: string): Promise<SearchTrial[]> {
    const backend = vendor.connect();
    const [reading] = await readJobs(backend, definition, [nativeId]);
    if (reading === undefined || reading instanceof BackendError) throw reading;
    return (await backend.trials?.(toStoredJob(reading), signal)) ?? [];
  }

  test.runIf(searching)("tells the tries of a search newest first, each with its own id", async () => {
    await using vendor = await simulate(1);
    const nativeId = await vendor.control.addJob(kind, [stepTo(words.running)], searching);
    let before: readonly SearchTrial[] = [];
    for (let minute = 0; minute < 3; minute++) {
      await vendor.control.clock({ advanceMs: 60_000 });
      const trials = await readTrials(vendor, nativeId);
      expect(new Set(idsOf(trials)).size).toBe(trials.length);
      expect(idsOf(trials).slice(trials.length - before.length)).toEqual(idsOf(before));
      for (const { values } of trials) expect(new Set(values.map(({ key }) => key)).size).toBe(values.length);
      before = trials;
    }
    expect(before.length).toBeGreaterThan(1);
  });

  test.runIf(searching)("asks for no tries of jobs that search nothing", async () => {
    await using vendor = await simulate();
    const backend = vendor.connect();
    const ids = (await listAll(backend, limits.pageSize)).map(({ nativeId }) => nativeId);
    let quiet = 0;
    for (const reading of await readJobs(backend, definition, ids)) {
      if (reading instanceof BackendError) throw reading;
      if (reading.core.kind === "SEARCH" || reading.detail?.spec.policies?.search) continue;
      const { next } = await vendor.control.requests(kind);
      expect(await backend.trials?.(toStoredJob(reading), signal)).toEqual([]);
      expect((await vendor.control.requests(kind, next)).items).toEqual([]);
      quiet++;
    }
    expect(quiet).toBeGreaterThan(0);
  });

  test.runIf(!searching)("has no tries", async () => {
    await using vendor = await simulate(1);
    expect(vendor.connect()).not.toHaveProperty("trials");
  });
}
