import type { Backend } from "../../../src/backends/contract.ts";
import type { Job } from "../../../src/domain/job.ts";
import { readJob, type SimulatedBackend, toStoredJob } from "../../support/backend.ts";
import { type Subject, signal, stepTo } from "./subject.ts";

type Call = (backend: Backend, signal: AbortSignal) => Promise<unknown> | undefined;

/** Operations of the contract that call the vendor, as far as the backend has them, on a running job. */
export async function operationsOf(
  { definition, words, capabilities, searching, uncalled = [] }: Subject,
  vendor: SimulatedBackend,
): Promise<(readonly [name: string, call: Call])[]> {
  const { kind, limits } = definition;
  const nativeId = await vendor.control.addJob(kind, [stepTo(words.running)]);
  if (capabilities.logs) await vendor.control.writeLog(kind, nativeId, { lines: ["a line"] });
  const backend = vendor.connect();
  const job = toStoredJob(await readJob(backend, nativeId));
  const search =
    searching &&
    toStoredJob(
      await readJob(backend, await vendor.control.addJob(kind, [stepTo(words.running)], searching)),
    );
  // Some vendors have nothing to tell of the first minute.
  await vendor.control.clock({ advanceMs: 120_000 });
  const source = capabilities.logs ? await mainSource(backend, job) : "";
  const [algorithm] = (await backend.listAlgorithms?.(signal)) ?? [];
  const algorithmId = algorithm?.nativeId ?? "";
  const list = { cursor: null, pageSize: limits.pageSize, since: null };
  const tail = { direction: "backward", position: null, limit: 10 } as const;
  const calls: Readonly<Record<string, Call>> = {
    listJobs: (tested, stop) => tested.listJobs(list, stop),
    getJobs: (tested, stop) => tested.getJobs([nativeId], stop),
    activeJobs: (tested, stop) => tested.activeJobs?.(stop),
    readLogs: (tested, stop) => tested.readLogs?.(job, source, tail, stop),
    metrics: (tested, stop) => tested.metrics?.(job, null, stop),
    logFiles: (tested, stop) => tested.logFiles?.(job, stop),
    sharing: (tested, stop) => tested.sharing?.(job, stop),
    bookedUsage: (tested, stop) => tested.bookedUsage?.(job, stop),
    relatedJobs: (tested, stop) => tested.relatedJobs?.(job, stop),
    trials: (tested, stop) => search && tested.trials?.(search, stop),
    taskInstances: (tested, stop) => tested.taskInstances?.(job, stop),
    quotas: (tested, stop) => tested.quotas?.(stop),
    listFlavors: (tested, stop) => tested.listFlavors?.(stop),
    listFlavorsOf: (tested, stop) => tested.listFlavorsOf?.(algorithmId, null, stop),
    listAlgorithms: (tested, stop) => tested.listAlgorithms?.(stop),
    getAlgorithms: (tested, stop) => tested.getAlgorithms?.([algorithmId], stop),
  };
  return Object.entries(calls).filter(([name]) => name in backend && !uncalled.includes(name));
}

/** Id of the source that is read when none is named. */
export async function mainSource(backend: Backend, job: Job): Promise<string> {
  const sources = await backend.logSources?.(job, signal);
  const main = sources?.find((source) => source.main);
  if (!main) throw new Error(`job ${job.nativeId} has no main log`);
  return main.nativeId;
}
