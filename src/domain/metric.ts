import type { Instant } from "./instant.ts";

/** One value of a series. */
export interface MetricPoint {
  readonly at: Instant | null;
  readonly step: number | null;
  readonly value: number | null;
}

/** Series of one measured value, oldest first. */
export interface MetricSeries {
  readonly name: string;
  readonly unit: string | null;
  readonly points: readonly MetricPoint[];
}
