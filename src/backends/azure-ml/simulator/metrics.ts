import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import { createRandom } from "../../../simulator/random.ts";
import { stableGuid } from "./stable-guid.ts";
import { runTimesOf } from "./statuses.ts";
import { toTime } from "./timestamps.ts";
import type { WireDocument } from "./wire-document.ts";

const NAMES = ["loss", "accuracy"];
/** Points come more seldom the longer a run takes. */
const POINT_EVERY_MS = 5_000;

/** The names and columns of the metrics that a run has logged; empty before its first value. */
export function metricsOf(world: World, job: SimulatedJob): readonly WireDocument[] {
  if (valuesOf(world, job, "loss").length === 0) return [];
  return NAMES.map((name) => ({
    metricKey: { namespace: null, name, labels: null, columnNames: [name] },
    columns: { [name]: "Double" },
    properties: { uxMetricType: "azureml.v1.scalar" },
  }));
}

/** One value as the service writes it, with its instant for filters. */
export interface MetricValue {
  readonly at: number;
  readonly document: WireDocument;
}

/** All values of one metric so far, oldest first; empty for a name that the run does not log. */
export function valuesOf(world: World, job: SimulatedJob, name: string): readonly MetricValue[] {
  const { startedAt, endedAt } = runTimesOf(job);
  if (startedAt === null || !NAMES.includes(name)) return [];
  const values: MetricValue[] = [];
  for (let step = 0; ; step++) {
    const at = startedAt + step * POINT_EVERY_MS + step * step * 5;
    if (at > (endedAt ?? world.now())) return values;
    const noise = createRandom(job.seed, name, step).next() / 50;
    const value = name === "loss" ? 2 / (1 + step / 10) + noise : 1 - 0.8 / (1 + step / 10) - noise;
    const metricId = stableGuid("metric", job.id, name, String(step));
    values.push({ at, document: { metricId, createdUtc: toTime(at), step, data: { [name]: value } } });
  }
}
