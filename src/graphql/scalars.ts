import { GraphQLError, GraphQLScalarType, Kind, type ValueNode, valueFromASTUntyped } from "graphql";
import { type Instant, parseInstant } from "../domain/instant.ts";

/** Instants pass through as they are stored; inputs may have any offset. */
export const DateTime = new GraphQLScalarType<Instant, string>({
  name: "DateTime",
  serialize: (value) => String(value),
  parseValue: parseDateTime,
  parseLiteral: (node) => located(node, () => parseDateTime(literalOf(node, Kind.STRING))),
});

export const Milliseconds = new GraphQLScalarType<number, number>({
  name: "Milliseconds",
  serialize: (value) => parseAmount(value, "Milliseconds"),
  parseValue: (value) => parseAmount(value, "Milliseconds"),
  parseLiteral: (node) => located(node, () => parseAmount(numberOf(node), "Milliseconds")),
});

export const ByteCount = new GraphQLScalarType<number, number>({
  name: "ByteCount",
  serialize: (value) => parseWhole(value),
  parseValue: parseWhole,
  parseLiteral: (node) => located(node, () => parseWhole(numberOf(node))),
});

export const JSONScalar = new GraphQLScalarType({
  name: "JSON",
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});

function parseDateTime(value: unknown): Instant {
  const instant = typeof value === "string" ? parseInstant(value) : null;
  if (instant === null) throw refused("DateTime", value, "an ISO 8601 instant such as 2026-03-01T09:30:00Z");
  return instant;
}

function parseAmount(value: unknown, name: string): number {
  const isAmount = typeof value === "number" && value >= 0 && value < 2 ** 53;
  if (!isAmount) throw refused(name, value, "a number from 0 to below 2^53");
  return value;
}

function parseWhole(value: unknown): number {
  const amount = parseAmount(value, "ByteCount");
  if (!Number.isInteger(amount)) throw refused("ByteCount", value, "a whole number");
  return amount;
}

function numberOf(node: ValueNode): unknown {
  const isNumber = node.kind === Kind.INT || node.kind === Kind.FLOAT;
  return isNumber ? Number(node.value) : valueFromASTUntyped(node);
}

function literalOf(node: ValueNode, kind: Kind.STRING): unknown {
  return node.kind === kind ? node.value : valueFromASTUntyped(node);
}

/** Adds the place in the document, which validation leaves to the scalar. */
function located<T>(node: ValueNode, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new GraphQLError(error.message, { nodes: node });
  }
}

function refused(name: string, value: unknown, expected: string): GraphQLError {
  return new GraphQLError(`${name} cannot represent ${JSON.stringify(value)}: expected ${expected}.`);
}
