import type { FastifyReply, FastifyRequest } from "fastify";
import type { GraphQLError, GraphQLFormattedError } from "graphql";
import { formatError, type OnBug } from "../graphql/errors.ts";
import type { EventStream } from "./sse-stream.ts";

/** What is told instead of a stream. */
export interface Refused {
  readonly errors: readonly GraphQLFormattedError[];
}

/** What a client sees of errors that came before a stream. */
export function refusedBy(errors: readonly GraphQLError[], onBug: OnBug): Refused {
  return { errors: errors.map((error) => formatError(error.toJSON(), error, onBug)) };
}

/**
 * Tells why there is no stream. Clients of graphql-sse read events alone, so they get it as one. `EventSource` shows
 * nobody what is wrong, but comes back after every stream that ends and never after another status: so a fault that
 * may pass ends a stream, and a mistake of the client's is status 400.
 */
export function refuseStream(
  { method, headers }: FastifyRequest,
  reply: FastifyReply,
  refused: Refused,
  open: () => EventStream,
): FastifyReply {
  const isPassing = refused.errors.some(mayPass);
  const readsEvents = headers.accept?.includes("text/event-stream") ?? false;
  if (!readsEvents || (method === "GET" && !isPassing))
    return reply.status(isPassing ? 500 : 400).send(refused);
  const stream = open();
  stream.answer(refused);
  stream.fail();
  return reply;
}

function mayPass({ extensions }: GraphQLFormattedError): boolean {
  if (extensions?.code === "INTERNAL") return true;
  const backend = extensions?.backend;
  return (
    typeof backend === "object" && backend !== null && "retryable" in backend && backend.retryable === true
  );
}
