import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from "graphql";

/**
 * Writes a selection of every field below a type that needs no argument, down to a number of levels. Members of
 * abstract types are selected under names of their own, so that fields of different types do not clash. Of the job that
 * another one repeats only the leaves are selected.
 */
export function everyField(schema: GraphQLSchema, typeName: string, levels: number): string {
  const type = schema.getType(typeName);
  if (!type) throw new Error(`The schema has no type ${typeName}.`);
  return selectionOf(schema, type, levels, "");
}

function selectionOf(schema: GraphQLSchema, type: GraphQLNamedType, levels: number, prefix: string): string {
  if (isUnionType(type) || isInterfaceType(type)) {
    const members = schema.getPossibleTypes(type).map((member) => {
      const selection = selectionOf(schema, member, levels, `${member.name}_`);
      return `... on ${member.name} ${selection}`;
    });
    return `{ __typename ${members.join(" ")} }`;
  }
  if (!isObjectType(type)) return "";
  const fields = Object.values(type.getFields()).map((field) => fieldOf(schema, field, levels, prefix));
  return `{ __typename ${fields.join(" ")} }`;
}

function fieldOf(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  levels: number,
  prefix: string,
): string {
  if (field.args.some(isRequiredArgument)) return "";
  const type = getNamedType(field.type);
  const name = prefix === "" ? field.name : `${prefix}${field.name}: ${field.name}`;
  if (!isCompositeType(type)) return name;
  const below = field.name === "retryOf" ? 0 : levels - 1;
  return levels > 0 ? `${name} ${selectionOf(schema, type, below, "")}` : "";
}
