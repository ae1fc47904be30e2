import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Hub } from "../fanout/hub.ts";
import type { PrepareOperation } from "../graphql/operation.ts";
import {
  type Asked,
  createAnswers,
  type ExecutionTools,
  executeOnce,
  openFollowing,
} from "../graphql/subscription.ts";
import { answerOf } from "./error-answer.ts";
import { isSameOrigin } from "./origin.ts";
import type { PulseOptions } from "./pulse.ts";
import { type Refused, refusedBy, refuseStream } from "./sse-refusal.ts";
import { BadStreamRequest, parseStreamRequest } from "./sse-request.ts";
import { completeId, type EventStream, openEventStream } from "./sse-stream.ts";

const path = "/graphql/stream";

export interface EventStreamTools extends ExecutionTools {
  readonly prepare: PrepareOperation;
  readonly hub: Hub;
  /** Streams of this process at a time; 20,000 when absent. */
  readonly mostStreams?: number;
  readonly pulse?: PulseOptions;
}

/** Time that clients get to take what was sent when the server stops. */
const closeMs = 1000;
/** Time in which the answer before a stream on its connection has to end. */
const turnMs = 1000;

/**
 * Serves operations as server-sent events, one for each response: to `EventSource` (GET), which resumes by the ids of
 * the events, and to clients of the protocol of graphql-sse in distinct connections mode (POST). Disposing ends all
 * streams without a last event, so that their clients come back, and breaks those that do not end within a second.
 */
export function serveEventStreams(app: FastifyInstance, tools: EventStreamTools): AsyncDisposable {
  const { mostStreams = 20_000 } = tools;
  const streams = new Set<EventStream>();
  const stopping = new AbortController();
  app.route({
    url: path,
    method: ["GET", "POST"],
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      if (!isSameOrigin(request.raw))
        return reply.status(403).send(answerOf("FORBIDDEN", "Pages of other sites get no stream."));
      if (streams.size >= mostStreams) {
        const message = `There are ${mostStreams} streams already.`;
        return reply.status(503).header("retry-after", "5").send(answerOf("LIMIT_EXCEEDED", message));
      }
      if (!(await isItsTurn(reply.raw)))
        return reply.status(400).send(answerOf("BAD_REQUEST", "A connection has one stream at a time."));
      return serve(request, reply, tools, streams, stopping.signal);
    },
  });
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      const ended = [...streams].map((stream) => new Promise<void>((resolve) => stream.onceClosed(resolve)));
      for (const stream of streams) stream.interrupt();
      const patience = setTimeout(() => {
        for (const stream of streams) stream.destroy();
      }, closeMs);
      await Promise.all(ended);
      clearTimeout(patience);
    },
  };
}

async function serve(
  request: FastifyRequest,
  reply: FastifyReply,
  tools: EventStreamTools,
  streams: Set<EventStream>,
  stopping: AbortSignal,
): Promise<FastifyReply | undefined> {
  const lastEventId = lastEventIdOf(request);
  if (lastEventId === completeId) return reply.status(204).header("cache-control", "no-store").send();
  const open = (isLikelyOver = false) => {
    reply.hijack();
    const { pulse = {} } = tools;
    const comesBack = request.method === "GET";
    const stream = openEventStream(reply.raw, request.raw.socket, { comesBack, isLikelyOver, pulse });
    streams.add(stream);
    stream.onceClosed(() => streams.delete(stream));
    return stream;
  };
  // An answer of any other status would keep a browser from coming back.
  if (stopping.aborted) return void open().interrupt();
  const asked = readAsked(request, tools);
  if ("errors" in asked) return refuseStream(request, reply, asked, open);
  const { operation } = asked.operation.definition;
  if (operation === "mutation" && request.method === "GET")
    return reply.status(405).header("allow", "POST").send(answerOf("BAD_REQUEST", "Mutations take POST."));
  const gone = new AbortController();
  reply.raw.once("close", () => gone.abort(new Error("The client has gone.")));
  if (operation !== "subscription") {
    const stream = open();
    stream.answer(await executeOnce(asked, tools, gone.signal));
    stream.complete();
    return undefined;
  }
  const source = await openFollowing(asked, tools, gone.signal, lastEventId);
  if (reply.raw.destroyed) {
    // Nobody would hear that a stream which began now has ended.
    if ("feed" in source) source.feed[Symbol.dispose]();
    return reply.hijack();
  }
  if (!("feed" in source))
    return refuseStream(request, reply, refusedBy(source.errors ?? [], tools.onBug), open);
  const stream = open(lastEventId !== null && source.feed.reach.isComplete);
  stream.onceClosed(tools.hub.join(source, createAnswers(asked, tools), stream).leave);
  return undefined;
}

/** Tells whether a response is what its connection takes next: all that was written before would wait in our memory. */
async function isItsTurn(response: ServerResponse): Promise<boolean> {
  if (response.socket !== null) return true;
  const patience = AbortSignal.timeout(turnMs);
  return once(response, "socket", { signal: patience }).then(
    () => true,
    () => false,
  );
}

function readAsked(request: FastifyRequest, { prepare, onBug }: EventStreamTools): Asked | Refused {
  try {
    const { variables, ...wanted } = parseStreamRequest(request);
    const operation = prepare(wanted);
    return "document" in operation ? { operation, variables } : refusedBy(operation, onBug);
  } catch (error) {
    if (error instanceof BadStreamRequest) return answerOf("BAD_REQUEST", error.message);
    throw error;
  }
}

/** What a browser had seen last. */
function lastEventIdOf({ headers }: FastifyRequest): string | null {
  const id = headers["last-event-id"];
  return typeof id === "string" && id !== "" ? id : null;
}
