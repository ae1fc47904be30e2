import { z } from "zod";
import { type Instant, parseInstant } from "../../domain/instant.ts";

/** Text that may be unset: the vendor writes `""`, null or nothing, and all of them become null. */
export const wireText = z
  .string()
  .nullish()
  .transform((text) => text || null);

/** Name of a job or item: never null, empty when unset. */
export const wireName = z
  .string()
  .nullish()
  .transform((text) => text ?? "");

const offset = /(?:Z|[+-]\d\d:?\d\d)$/i;

/**
 * Reads the vendor's two forms of time: with an offset, in the server's zone and with up to nine digits of fraction
 * (`created_at`), and without one, which is UTC (`cpu_start_time`). Null for unset and unreadable text.
 */
export function readInstant(text: string | null): Instant | null {
  if (text === null) return null;
  return parseInstant(offset.test(text) ? text : `${text}Z`);
}

/**
 * Makes an update time comparable as text: UTC, cut to microseconds, always as wide. The reply to a write shows
 * nanoseconds and later reads of the same record microseconds, in an offset that changes with daylight saving.
 */
export function readVersion(text: string | null): string | null {
  const instant = readInstant(text);
  if (instant === null) return null;
  const fraction = /\.(\d+)/.exec(text ?? "")?.[1] ?? "";
  return `${instant.slice(0, -1)}${fraction.slice(3, 6).padEnd(3, "0")}Z`;
}
