import type { SimulatedJob } from "../../../simulator/contract.ts";
import { createRandom } from "../../../simulator/random.ts";
import { runTimesOf } from "./job-status.ts";
import { textAt, type WireDocument } from "./wire-document.ts";

const SERIES = ["cpuUsage", "memUsage", "npuUtil", "npuMemUsage", "gpuUtil", "gpuMemUsage"];
/** The first minutes of a run have no samples. */
const MINUTES_WITHOUT = 2;

/**
 * Answers `…/metrics/{task}`: percent, one average a minute since the start, -1 where there is no sample. Null while
 * there is nothing at all. The series of accelerators that the job does not have are there and empty.
 */
export function metricsOf(
  job: SimulatedJob,
  task: string,
  document: WireDocument,
  now: number,
): object | null {
  const { startedAt, endedAt } = runTimesOf(job);
  const minutes = startedAt === null ? 0 : Math.floor(((endedAt ?? now) - startedAt) / 60_000);
  if (minutes < 1) return null;
  const accelerator = acceleratorOf(document);
  const metrics = SERIES.map((metric) => {
    const isThere = /^(cpu|mem)/.test(metric) || metric.startsWith(accelerator);
    const value = Array.from({ length: minutes }, (_, minute) =>
      isThere && minute >= MINUTES_WITHOUT ? sampleOf(job, task, metric, minute) : -1,
    );
    return { metric, value };
  });
  return { metrics };
}

function acceleratorOf(document: WireDocument): string {
  const type = textAt(document, "spec", "resource", "flavor_detail", "flavor_type");
  if (type === "Ascend") return "npu";
  return type === "CPU" ? "none" : "gpu";
}

function sampleOf(job: SimulatedJob, task: string, metric: string, minute: number): number {
  const level = createRandom(job.seed, task, metric).int(20, 85);
  const noise = createRandom(job.seed, task, metric, minute).next() * 10;
  return Math.round((level + noise) * 1000) / 1000;
}
