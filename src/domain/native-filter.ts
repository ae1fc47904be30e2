export type FilterOperator = "IN" | "NOT" | "LIKE" | "BETWEEN";

/** Condition on the native document. */
export interface NativeFilter {
  /** Dotted path into the document, or a short name of the vendor's for one. */
  readonly key: string;
  readonly operator: FilterOperator;
  readonly values: readonly string[];
}

/** Place of a native document that the vendor's own filters have a short name for. */
export interface NativeKey {
  /** Dotted path. */
  readonly path: string;
  /** Whether it holds milliseconds since 1970: conditions may then give times as ISO 8601 text too. */
  readonly isInstant?: boolean;
}

/** Places by their short names. */
export type NativeKeys = Readonly<Record<string, NativeKey>>;

/** Tells whether a native document meets one condition. A path through a list looks into each of its members. */
export function matchesNative(
  { key, operator, values }: NativeFilter,
  document: unknown,
  keys: NativeKeys = {},
): boolean {
  if (values.every((value) => value === "")) return true;
  const { path, isInstant = false } = nativeKey(key, keys);
  const wanted = isInstant ? values.map(toEpochMs) : values;
  const conditions = wanted.filter((value) => value !== "");
  const found = nativeValues(document, path.split("."));
  switch (operator) {
    case "IN":
      return found.some((value) => conditions.includes(value));
    case "NOT":
      return !found.some((value) => conditions.includes(value));
    case "LIKE":
      return found.some((value) =>
        conditions.some((part) => value.toLowerCase().includes(part.toLowerCase())),
      );
    case "BETWEEN":
      return found.some((value) => isBetween(value, wanted[0] ?? "", wanted[1] ?? ""));
  }
}

/** The place that a key names: a short name goes before a path that reads alike. */
export function nativeKey(key: string, keys: NativeKeys): NativeKey {
  return (Object.hasOwn(keys, key) ? keys[key] : undefined) ?? { path: key };
}

/** Values at a dotted path, as text; objects and nulls are no values. */
export function nativeValues(document: unknown, path: readonly string[]): string[] {
  if (Array.isArray(document)) return document.flatMap((member) => nativeValues(member, path));
  if (path.length === 0) {
    const isValue = ["string", "number", "boolean"].includes(typeof document);
    return isValue ? [String(document)] : [];
  }
  if (typeof document !== "object" || document === null) return [];
  // Keys may themselves hold dots (annotations do): the longest key that exists wins.
  for (let length = path.length; length > 0; length--) {
    const key = path.slice(0, length).join(".");
    if (Object.hasOwn(document, key)) {
      return nativeValues((document as Record<string, unknown>)[key], path.slice(length));
    }
  }
  return [];
}

function isBetween(value: string, from: string, to: string): boolean {
  const isNumeric = [value, from, to].every((text) => text === "" || !Number.isNaN(Number(text)));
  if (isNumeric)
    return (from === "" || Number(value) >= Number(from)) && (to === "" || Number(value) <= Number(to));
  return (from === "" || value >= from) && (to === "" || value <= to);
}

/** Milliseconds as text; what is no time stays as it is. */
function toEpochMs(value: string): string {
  const isTime = /^\d{4}-\d\d-\d\d/.test(value);
  const ms = isTime ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? value : String(ms);
}
