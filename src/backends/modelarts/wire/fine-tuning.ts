import { z } from "zod";
import { isJsonObject, type Json, type JsonObject } from "../../../domain/json.ts";
import type { MetricPoint, MetricSeries } from "../../../domain/metric.ts";
import { document, instant, integer, number, record, records, text, texts } from "./lenient.ts";

const wireMetrics = record({
  data: record({
    metrics: records({
      name_en: text,
      name_cn: text,
      unit: text,
      group_by: texts,
      x_axis: text,
      data: z.unknown().optional(),
    }),
  }),
});

/**
 * Reads what a fine-tuning job has measured. The vendor's client says that a series has points in order, which of
 * their members is the x-axis and which tell series apart; the value is `value`, or else the only other number.
 */
export function parseTrainingMetrics(answer: unknown): MetricSeries[] {
  return wireMetrics.parse(answer).data.metrics.flatMap((metric) => {
    const name = metric.name_en ?? metric.name_cn;
    if (name === null) return [];
    const points = Array.isArray(metric.data) ? metric.data : [metric.data];
    const groups = Map.groupBy(points, (point) => groupOf(point, metric.group_by));
    const besides = [metric.x_axis ?? "", ...metric.group_by];
    return [...groups].map(([group, members]) => ({
      name: [name, group].filter((part) => part !== "").join("/"),
      unit: metric.unit,
      points: members.flatMap((member) => toPoint(member, metric.x_axis, besides)),
    }));
  });
}

function groupOf(point: unknown, fields: readonly string[]): string {
  if (!isJsonObject(point)) return "";
  return fields.flatMap((field) => text.parse(point[field]) ?? []).join("/");
}

function toPoint(point: unknown, axis: string | null, besides: readonly string[]): MetricPoint[] {
  if (!isJsonObject(point)) {
    const value = number.parse(point);
    return value === null ? [] : [{ at: null, step: null, value }];
  }
  const x = axis === null ? null : point[axis];
  const isTime = axis !== null && /time|date/i.test(axis);
  return [
    {
      at: isTime ? instant.parse(x) : null,
      step: isTime ? null : integer.parse(x),
      value: measureOf(point, besides),
    },
  ];
}

function measureOf({ value, ...members }: JsonObject, besides: readonly string[]): number | null {
  const others = Object.entries(members).filter(
    ([key, member]): boolean => typeof member === "number" && !besides.includes(key),
  );
  const [only, ...more] = others.map(([, member]: [string, Json]) => member);
  return number.parse(value) ?? (more.length === 0 ? number.parse(only) : null);
}

const wireDetail = record({ train_process: number });

/** Progress figure of `ft-detail`; null where it has none. */
export function trainProcessOf(detail: unknown): number | null {
  return wireDetail.parse(detail).train_process;
}

/** A document to be shown as it is; null for what is none. */
export function toShown(answer: unknown): JsonObject | null {
  return document.parse(answer);
}
