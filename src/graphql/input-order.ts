import { type GraphQLSchema, getNamedType, isInputObjectType } from "graphql";

/** Something at a place of an input; null: about the whole. */
interface Placed {
  readonly path: readonly string[] | null;
}

/** Compares places of an input by the order of its type's fields, then by positions in lists; a whole comes before its parts. */
export function inputOrder(schema: GraphQLSchema, inputType: string): (a: Placed, b: Placed) => number {
  const ranks = new Map<string, readonly number[]>();
  const rankOf = ({ path }: Placed) => {
    const steps = path ?? [];
    const key = steps.join("/");
    const known = ranks.get(key) ?? placesOf(steps, schema, inputType);
    ranks.set(key, known);
    return known;
  };
  return (a, b) => compare(rankOf(a), rankOf(b));
}

/** Each step as its place among the fields, or its position in the list. */
function placesOf(path: readonly string[], schema: GraphQLSchema, inputType: string): number[] {
  let type = schema.getType(inputType);
  return path.map((step) => {
    if (/^\d+$/.test(step)) return Number(step);
    const fields = isInputObjectType(type) ? type.getFields() : {};
    type = fields[step] && getNamedType(fields[step].type);
    return Object.keys(fields).indexOf(step);
  });
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, place] of a.entries()) {
    const difference = place - (b[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
