import { isJsonObject, type JsonObject } from "../../../domain/json.ts";
import type { MetricPoint } from "../../../domain/metric.ts";
import type { SearchTrial } from "../../../domain/trial.ts";
import { record, text } from "./lenient.ts";
import { maskDocument } from "./mask.ts";
import type { RunReading } from "./run.ts";

const bestChild = record({ best_child_run_id: text });
const wireSweep = record({
  properties: record({ objective: record({ primaryMetric: text, goal: text }), properties: bestChild }),
  run: record({ properties: bestChild }),
});

/** What a sweep says of its trials. */
export interface SweepFacts {
  /** Name of the metric that it goes by. */
  readonly metric: string | null;
  /** `maximize` or `minimize`; any other word is no goal. */
  readonly goal: string | null;
  /** Run id of the best trial; null while the service names none. */
  readonly bestId: string | null;
}

/** Reads the stored document of a sweep. */
export function sweepFactsOf(native: JsonObject): SweepFacts {
  const { properties, run } = wireSweep.parse(native);
  return {
    metric: properties.objective.primaryMetric,
    goal: properties.objective.goal?.toLowerCase() ?? null,
    bestId: properties.properties.best_child_run_id ?? run.properties.best_child_run_id,
  };
}

/** The best value by a goal; the last one where the goal is none. Null without values. */
export function bestOf(points: readonly MetricPoint[], goal: string | null): number | null {
  const values = points.flatMap(({ value }) => value ?? []);
  if (values.length === 0) return null;
  if (goal === "maximize") return Math.max(...values);
  return goal === "minimize" ? Math.min(...values) : (values.at(-1) ?? null);
}

/** A run below a sweep. Its columns are the primary metric, where it was read, and `best` for the best one. */
export function toTrial(
  { run }: RunReading,
  { metric, bestId }: SweepFacts,
  value: number | null,
): SearchTrial {
  return {
    nativeId: run.runId ?? "",
    status: run.status,
    values: [
      ...(metric !== null && value !== null ? [{ key: metric, value: String(value) }] : []),
      ...(run.runId === bestId ? [{ key: "best", value: "true" }] : []),
    ],
    config: toConfig(run.tags.hyperparameters),
  };
}

/** Sweeps write the settings of a trial as JSON into a tag of its run. */
function toConfig(tag: string | undefined): JsonObject | null {
  try {
    const config: unknown = JSON.parse(tag ?? "");
    return isJsonObject(config) ? maskDocument(config) : null;
  } catch {
    return null;
  }
}
