import { type GraphQLSchema, isUnionType } from "graphql";
import { InputError } from "../domain/error.ts";
import { isJsonObject } from "../domain/json.ts";

/**
 * Lets `_entities` refuse references that no router sends, and answer each in its own place: a bad one costs the
 * others nothing. Throws when the schema is no subgraph.
 */
export function checkReferences(schema: GraphQLSchema): GraphQLSchema {
  const field = schema.getQueryType()?.getFields()._entities;
  const resolve = field?.resolve;
  const entity = schema.getType("_Entity");
  if (!resolve || !isUnionType(entity)) throw new Error("The schema is no subgraph.");
  const names = entity.getTypes().map(({ name }) => name);
  field.resolve = (source, { representations }: { representations: readonly unknown[] }, context, info) =>
    representations.map(async (reference, index) => {
      checkReference(reference, names, ["representations", String(index)]);
      const found: unknown = await resolve(source, { representations: [reference] }, context, info);
      return Array.isArray(found) ? found[0] : null;
    });
  return schema;
}

function checkReference(reference: unknown, names: readonly string[], path: readonly string[]): void {
  const { __typename: name, id } = isJsonObject(reference) ? reference : {};
  if (typeof name !== "string" || !names.includes(name)) {
    const expected = `one of ${names.join(", ")}`;
    throw new InputError("INVALID_ARGUMENT", [...path, "__typename"], name, expected);
  }
  if (typeof id !== "string") throw new InputError("INVALID_ID", [...path, "id"], id, "an id");
}
