import { z } from "zod";
import { type Instant, instantOf, parseInstant } from "../../../domain/instant.ts";
import { isJsonObject, type JsonObject } from "../../../domain/json.ts";

// What the service has no value for is "", 0, {}, null, [] or absent, and numbers come as text and text as numbers:
// these schemas read all of that and never fail, so that one odd field costs nothing but itself.

const reading = <T>(read: (value: unknown) => T) => z.unknown().optional().transform(read);

/** Text; null for "" and for what is no single value. */
export const text = reading(toText);

/** Text that may be empty; null for what is no single value. */
export const anyText = reading(toAnyText);

/** Finite number, also written as text. */
export const number = reading(toNumber);

/** Whole number that fits 32 bits; fractions are cut off. */
export const integer = reading((value): number | null => {
  const whole = Math.trunc(toNumber(value) ?? Number.NaN);
  return Math.abs(whole) < 2 ** 31 ? whole + 0 : null;
});

/** True or false, also written as text in any case. */
export const flag = reading((value): boolean | null => {
  const word = toAnyText(value)?.toLowerCase();
  return word === "true" || word === "false" ? word === "true" : null;
});

/** Instant in milliseconds since 1970, or as ISO 8601 text; 0 is none. */
export const instant = reading((value) => toInstant(value, 1));

/** Instant in seconds since 1970, or as ISO 8601 text; 0 is none. */
export const instantInSeconds = reading((value) => toInstant(value, 1000));

/** Map of texts; members that are no single value are left out. A list of maps is one map. */
export const textMap = reading((value): Readonly<Record<string, string>> => {
  const maps = (Array.isArray(value) ? value : [value]).filter(isJsonObject);
  const members = maps.flatMap((map) => Object.entries(map));
  const texts = members.flatMap(([key, member]) => {
    const entry = toAnyText(member);
    return entry === null ? [] : [[key, entry] as const];
  });
  return Object.fromEntries(texts);
});

/** Object as it is; null for {} and for anything else. */
export const document = reading((value): JsonObject | null => {
  return isJsonObject(value) && Object.keys(value).length > 0 ? value : null;
});

/** Object with these members; anything else is read as an empty object. */
export function record<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.preprocess((value) => (isJsonObject(value) ? value : {}), z.object(shape));
}

/** List; a single object is a list of one. Members that are no objects are left out. */
export function records<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.preprocess((value) => toList(value).filter(isJsonObject), z.array(z.object(shape)));
}

/** List as it is; empty for what is none. */
export const list = reading((value): readonly unknown[] => (Array.isArray(value) ? value : []));

/** List of texts that are not empty; a single text is a list of one. */
export const texts = reading((value) => toList(value).flatMap((member) => toText(member) ?? []));

function toList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === null || value === undefined || value === "" ? [] : [value];
}

function toText(value: unknown): string | null {
  return toAnyText(value) || null;
}

function toAnyText(value: unknown): string | null {
  return ["string", "number", "boolean"].includes(typeof value) ? String(value) : null;
}

function toNumber(value: unknown): number | null {
  const isNumeric = typeof value === "number" || (typeof value === "string" && /^\s*[-+]?[\d.]/.test(value));
  const parsed = isNumeric ? Number(value) : Number.NaN;
  return Number.isFinite(parsed) ? parsed : null;
}

function toInstant(value: unknown, unitMs: number): Instant | null {
  const amount = toNumber(value);
  if (amount !== null) return amount > 0 ? instantOf(amount * unitMs) : null;
  return typeof value === "string" ? parseInstant(value) : null;
}
