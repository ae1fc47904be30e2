import type { Json, JsonObject } from "../../../domain/json.ts";

/** The members that have something: neither null nor undefined, no empty list and no empty object. */
export function present(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  const kept = Object.entries(members).flatMap(([key, value]): [string, Json][] => {
    if (value === undefined || value === null) return [];
    return typeof value === "object" && Object.keys(value).length === 0 ? [] : [[key, value]];
  });
  return Object.fromEntries(kept);
}

/** Tells whether a value is one of the many that the service writes where it has none. */
export function isNothing(value: Json | undefined): boolean {
  if (typeof value === "object" && value !== null) return Object.values(value).every(isNothing);
  return !value;
}
