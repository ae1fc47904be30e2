import { z } from "zod";
import { type Instant, parseInstant } from "../../../domain/instant.ts";
import { isJsonObject, type JsonObject } from "../../../domain/json.ts";

// The service writes an explicit null for what is unset, declares every enum open and adds fields at will. These
// schemas never fail, so that one odd field costs nothing but itself.

const reading = <T>(read: (value: unknown) => T) => z.unknown().optional().transform(read);

/** Text; null for "" and for whatever is no single value. */
export const text = reading((value) => toText(value) || null);

/** Finite number; null for anything else. */
export const number = reading((value): number | null =>
  typeof value === "number" && Number.isFinite(value) ? value : null,
);

/** Whole number of 32 bits; null for anything else. */
export const integer = reading((value): number | null =>
  Number.isInteger(value) ? Number(value) | 0 : null,
);

/** True or false; null for anything else. */
export const flag = reading((value): boolean | null => (typeof value === "boolean" ? value : null));

/** Instant of ISO 8601 text, up to seven digits of fraction; null for anything else. */
export const instant = reading((value): Instant | null =>
  typeof value === "string" ? parseInstant(value) : null,
);

/** Object as it is; an empty one for anything else. */
export const document = reading((value): JsonObject => (isJsonObject(value) ? value : {}));

/** List of texts; members that are no single value are left out. */
export const texts = reading((value): readonly string[] =>
  (Array.isArray(value) ? value : []).flatMap((member) => toText(member) ?? []),
);

/** Map of texts; members that are no single value are left out. */
export const textMap = reading((value): Readonly<Record<string, string>> => {
  const members = Object.entries(isJsonObject(value) ? value : {});
  const texts = members.flatMap(([key, member]) => {
    const single = toText(member);
    return single === null ? [] : [[key, single] as const];
  });
  return Object.fromEntries(texts);
});

/** Object with these members; anything else is read as an empty object. */
export function record<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.preprocess((value) => (isJsonObject(value) ? value : {}), z.object(shape));
}

/** List of such objects; members that are no objects are left out. */
export function records<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.preprocess(
    (value) => (Array.isArray(value) ? value.filter(isJsonObject) : []),
    z.array(z.object(shape)),
  );
}

/** Members of a map that are objects, by name. */
export const documents = reading((value): readonly (readonly [name: string, document: JsonObject])[] =>
  Object.entries(isJsonObject(value) ? value : {}).flatMap(([name, member]) =>
    isJsonObject(member) ? [[name, member] as const] : [],
  ),
);

/** Text of a single value; null for null, lists and objects. */
export function toText(value: unknown): string | null {
  return ["string", "number", "boolean"].includes(typeof value) ? String(value) : null;
}
