import type { FastifyRequest } from "fastify";
import type { OperationRequest } from "../graphql/operation.ts";

/** An operation as it is asked for over HTTP. */
export interface StreamRequest extends OperationRequest {
  readonly variables: Readonly<Record<string, unknown>> | null;
}

/** Reads what a client asks for from the address (GET) or the body (POST). Throws `BadStreamRequest`. */
export function parseStreamRequest({ method, query, body }: FastifyRequest): StreamRequest {
  const asked = method === "GET" ? fromAddress(query) : body;
  if (!isObject(asked)) throw new BadStreamRequest("The body has to be a JSON object with a query.");
  const { query: text, variables = null, operationName = null } = asked;
  if (typeof text !== "string" || text === "") throw new BadStreamRequest("query has to be a document.");
  if (variables !== null && !isObject(variables))
    throw new BadStreamRequest("variables has to be an object.");
  if (operationName !== null && typeof operationName !== "string")
    throw new BadStreamRequest("operationName has to be a name.");
  return { query: text, variables, operationName };
}

/** Says what a request lacks before there is an operation. */
export class BadStreamRequest extends Error {}

function fromAddress(query: unknown): unknown {
  if (!isObject(query)) return query;
  const { variables, operationName, ...others } = query;
  return {
    ...others,
    variables: typeof variables === "string" && variables !== "" ? parseJson(variables) : variables,
    operationName: operationName === "" ? null : operationName,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadStreamRequest("variables has to be an object, written as JSON.");
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
