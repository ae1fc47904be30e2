/** A document as it goes over the wire; which keys it has depends on the sort of thing and on what was sent. */
export type WireDocument = Readonly<Record<string, unknown>>;

/** Tells whether a value is an object: neither null nor a list. */
export function isDocument(value: unknown): value is WireDocument {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads along a path; undefined where it ends early. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let part = value;
  for (const key of path) part = isDocument(part) ? part[key] : undefined;
  return part;
}

/** Reads text along a path; `""` where there is none. Numbers are written out. */
export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = at(value, ...path);
  return typeof found === "string" || typeof found === "number" ? String(found) : "";
}

/** Reads an object along a path; empty where there is none. */
export function documentAt(value: unknown, ...path: readonly string[]): WireDocument {
  const found = at(value, ...path);
  return isDocument(found) ? found : {};
}

/** Reads a list along a path; empty where there is none. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** Leaves out the members that are null or undefined. */
export function withoutNulls(document: WireDocument): WireDocument {
  return Object.fromEntries(
    Object.entries(document).filter(([, value]) => value !== null && value !== undefined),
  );
}
