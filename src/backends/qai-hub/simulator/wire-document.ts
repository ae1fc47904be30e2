/** A message in canonical proto3 JSON with the names of the schema. */
export type WireDocument = Readonly<Record<string, unknown>>;

/** Tells whether a value is an object: neither null nor a list. */
export function isDocument(value: unknown): value is WireDocument {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The document under a name; an empty one when there is none. */
export function documentAt(document: WireDocument, name: string): WireDocument {
  const value = document[name];
  return isDocument(value) ? value : {};
}

/** The text under a name; `""` when there is none, as the protocol has it. */
export function textAt(document: WireDocument, name: string): string {
  const value = document[name];
  return typeof value === "string" ? value : "";
}

/** The documents in the list under a name. */
export function documentsAt(document: WireDocument, name: string): readonly WireDocument[] {
  const value = document[name];
  return Array.isArray(value) ? value.filter(isDocument) : [];
}

/** Lays one document over another: objects merge key by key, all else is replaced; null unsets a field. */
export function overlay(below: WireDocument, above: WireDocument): WireDocument {
  const merged: Record<string, unknown> = { ...below };
  for (const [name, value] of Object.entries(above)) {
    const under = merged[name];
    merged[name] = isDocument(under) && isDocument(value) ? overlay(under, value) : value;
  }
  return merged;
}
