import { randomUUID } from "node:crypto";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { BackendError, InputError } from "../domain/error.ts";

/** Keeps what only we may see; told of every error that is ours. */
export type OnBug = (error: unknown, traceId: string) => void;

/**
 * Turns whatever went wrong into what a client sees: a message, a stable `extensions.code` and the facts that help.
 * Errors of our own making are masked; their trace id finds them in the log. Never a stack trace.
 */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  onBug: OnBug,
): GraphQLFormattedError {
  const place = { locations: formatted.locations, path: formatted.path };
  const cause = causeOf(error);
  if (cause instanceof InputError) {
    const { code, argument, expected } = cause;
    return { message: cause.message, ...present(place), extensions: { code, argument, expected } };
  }
  if (cause instanceof BackendError)
    return { message: cause.message, ...present(place), extensions: backendFacts(cause) };
  if (cause instanceof GraphQLError)
    return { ...present(place), message: formatted.message, extensions: { code: codeOf(formatted, cause) } };
  if (isTooDeep(cause) && formatted.path === undefined)
    return { message: "The document is nested too deeply.", extensions: { code: "TOO_COMPLEX" } };
  const traceId = randomUUID();
  onBug(cause, traceId);
  const message = `Internal error. It is logged with trace id ${traceId}.`;
  return { message, ...present(place), extensions: { code: "INTERNAL", traceId } };
}

function backendFacts({ kind, backend, nativeCode, solution, retryable }: BackendError) {
  return { code: `BACKEND_${kind}`, backend: { id: backend, code: kind, nativeCode, solution, retryable } };
}

/** The error that a resolver threw, or the error itself where GraphQL made it. */
function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

/** The parser and the rules go down a document by recursion; nothing of ours does that before there is a path. */
function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes("call stack");
}

/** Apollo's code where it set one. An error of GraphQL without a code comes out of coercing what the client sent. */
function codeOf(formatted: GraphQLFormattedError, error: GraphQLError): unknown {
  const code = error.extensions.code ?? formatted.extensions?.code;
  return code === undefined || code === "INTERNAL_SERVER_ERROR" ? "BAD_USER_INPUT" : code;
}

function present<T extends object>(facts: T): Partial<T> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Partial<T>;
}
