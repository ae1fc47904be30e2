import { isJsonObject } from "../../../domain/json.ts";
import type { MetricSeries } from "../../../domain/metric.ts";
import { document, instant, integer, number, record, records, text } from "./lenient.ts";

const wireDefinition = record({ metricKey: record({ name: text, namespace: text }) });

/** Name of a metric, as a run's list of metrics gives it. */
export interface MetricName {
  readonly name: string;
  readonly namespace: string | null;
}

/** Reads an entry of the list of metrics; null without a name. */
export function parseMetricName(value: unknown): MetricName | null {
  const { name, namespace } = wireDefinition.parse(value).metricKey;
  return name === null ? null : { name, namespace };
}

const wireSample = record({
  name: text,
  value: records({ createdUtc: instant, step: integer, data: document }),
});

/**
 * Reads the values of a metric; null when it is none. A metric is a table: its column of the same name is the series,
 * any other numeric column one of its own. Tables of texts have no values.
 */
export function parseMetric(value: unknown, metric: MetricName): MetricSeries[] | null {
  if (!isJsonObject(value) || !Array.isArray(value.value)) return null;
  const series = new Map<string, MetricSeries["points"][number][]>();
  for (const { createdUtc: at, step, data } of wireSample.parse(value).value) {
    for (const [column, cell] of Object.entries(data)) {
      const read = number.parse(cell);
      if (read === null) continue;
      const name = column === metric.name ? metric.name : `${metric.name}.${column}`;
      const points = series.get(name) ?? [];
      points.push({ at, step, value: read });
      series.set(name, points);
    }
  }
  return [...series].map(([name, points]) => ({ name, unit: null, points: points.sort(byStep) }));
}

type Point = MetricSeries["points"][number];

/** Oldest first; the order of the answer decides where neither the step nor the time does. */
function byStep(a: Point, b: Point): number {
  if (a.step !== null && b.step !== null && a.step !== b.step) return a.step - b.step;
  return (a.at ?? "") < (b.at ?? "") ? -1 : Number((a.at ?? "") > (b.at ?? ""));
}
