/** Named values of a document; those of the control port's `fields` may hold anything. */
export type Fields = Readonly<Record<string, unknown>>;

/** A field that should be text; anything else is `""`, the service's word for unset. */
export function readText(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value : "";
}
