import { BackendError } from "../../domain/error.ts";
import type { Service } from "./service.ts";
import { parseRunBatch, type RunBatch } from "./wire/run.ts";

/** What stands for all runs where run history is closed to us: none is known. */
const noRuns: RunBatch = { of: () => null };
const batchLimit = 100;

/**
 * Reads the runs of jobs, many in one call. Times, causes and queues are known to runs alone, so a reading without
 * them would say that a job has none: where run history fails, the whole read fails. Only where we may not see it at
 * all do jobs go without.
 */
export async function readRuns(
  service: Service,
  names: readonly string[],
  signal: AbortSignal,
): Promise<RunBatch> {
  const batches: RunBatch[] = [];
  for (let start = 0; start < names.length; start += batchLimit) {
    batches.push(await readBatch(service, names.slice(start, start + batchLimit), signal));
  }
  return { of: (name) => batches.map((batch) => batch.of(name)).find((run) => run !== null) ?? null };
}

async function readBatch(service: Service, names: readonly string[], signal: AbortSignal): Promise<RunBatch> {
  const selection = { selectRunMetadata: true, selectRunDefinition: false, selectJobSpecification: false };
  const requests = Object.fromEntries(names.map((runId) => [runId, { runId, ...selection }]));
  const call = {
    operation: "readRuns",
    service: "history",
    path: ["batchrundata"],
    body: { requests },
  } as const;
  try {
    return parseRunBatch(await service.data(call, signal), names);
  } catch (error) {
    if (error instanceof BackendError && error.kind === "FORBIDDEN") return noRuns;
    throw error;
  }
}
