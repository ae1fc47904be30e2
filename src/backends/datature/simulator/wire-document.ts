/** An object as it goes over the wire. */
export type WireDocument = Readonly<Record<string, unknown>>;

/** Tells whether a value is an object: neither null nor a list. */
export function isDocument(value: unknown): value is WireDocument {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Lays one document over another: objects merge key by key, all else is replaced. */
export function overlay(below: WireDocument, above: WireDocument): WireDocument {
  const merged: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = merged[key];
    merged[key] = isDocument(under) && isDocument(value) ? overlay(under, value) : value;
  }
  return merged;
}

/** Reads along a path of keys and list places; undefined where it ends early. */
export function valueAt(value: unknown, ...path: readonly (string | number)[]): unknown {
  let part = value;
  for (const step of path) {
    if (typeof step === "number") part = Array.isArray(part) ? part[step] : undefined;
    else part = isDocument(part) ? part[step] : undefined;
  }
  return part;
}
