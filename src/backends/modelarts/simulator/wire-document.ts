/** A document as it goes over the wire; which keys it has depends on the kind of job and on what was sent. */
export type WireDocument = Readonly<Record<string, unknown>>;

/** Tells whether a value is an object: neither null nor a list. */
export function isDocument(value: unknown): value is WireDocument {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Lays one document over another: objects merge key by key, everything else is replaced. */
export function overlay(below: WireDocument, above: WireDocument): WireDocument {
  const merged: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = merged[key];
    merged[key] = isDocument(under) && isDocument(value) ? overlay(under, value) : value;
  }
  return merged;
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

/** Reads a list along a path; empty where there is none. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}
