import type { Brand } from "./brand.ts";

/**
 * Instant as ISO 8601 text in UTC with milliseconds, for example `2026-03-01T09:30:00.000Z`.
 * Text of one form: it orders as the instants do, is stored as it is and leaves through the scalar untouched.
 */
export type Instant = Brand<string, "Instant">;

/** Makes an instant of milliseconds since 1970; null outside the range of dates. */
export function instantOf(epochMs: number): Instant | null {
  const date = new Date(epochMs);
  const year = date.getUTCFullYear();
  if (Number.isNaN(date.getTime()) || year < 0 || year > 9999) return null;
  return date.toISOString() as Instant;
}

/** Reads ISO 8601 text with an offset or `Z`; null when it is no such instant. */
export function parseInstant(text: string): Instant | null {
  if (!/^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|z|[+-]\d\d:?\d\d)$/.test(text)) return null;
  const milliseconds = Date.parse(text.replace(" ", "T").replace(/(\.\d{3})\d+/, "$1"));
  return instantOf(milliseconds);
}

/** Milliseconds since 1970. */
export function epochMs(instant: Instant): number {
  return Date.parse(instant);
}
