import { z } from "zod";
import { epochMs, type Instant, instantOf } from "../../../domain/instant.ts";
import { isJsonObject } from "../../../domain/json.ts";
import type { MetricSeries } from "../../../domain/metric.ts";
import { list, number, records, text } from "./lenient.ts";

const wireMetrics = z.object({ metrics: records({ metric: text, value: list }) });

const minuteMs = 60_000;

/**
 * Reads what a task has used; null when it is none of these documents. One average a minute, -1 where there was no
 * sample. The vendor tells neither unit nor times: shares are taken for percent, and the first minute for that of the
 * start.
 */
export function parseTaskMetrics(answer: unknown, startedAt: Instant | null): MetricSeries[] | null {
  if (!isJsonObject(answer) || !("metrics" in answer)) return null;
  return wireMetrics.parse(answer).metrics.flatMap(({ metric, value }) => {
    if (metric === null) return [];
    const samples = value.map((sample) => number.parse(sample));
    const points = samples.map((sample, minute) => ({
      at: startedAt === null ? null : instantOf(epochMs(startedAt) + minute * minuteMs),
      step: startedAt === null ? minute : null,
      value: sample === null || sample < 0 ? null : sample,
    }));
    return [{ name: metric, unit: "%", points }];
  });
}
