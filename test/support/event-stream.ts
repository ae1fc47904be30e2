import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";

/** One event of `text/event-stream`. */
export interface ServerSentEvent {
  readonly event: string;
  /** Null: the event has none. */
  readonly id: string | null;
  readonly data: string;
}

/** A bare stream of server-sent events. Nothing is read from the socket but what is asked for. */
export interface EventStream extends Disposable {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  /** The next event; null when the server has ended the stream. Rejects when the connection breaks. */
  next(): Promise<ServerSentEvent | null>;
  /** Everything that is still to come, as text: what a refusal says. */
  text(): Promise<string>;
  /** Time to wait before a reconnect that the server has asked for, in milliseconds. */
  readonly retryMs: number | null;
}

export interface EventStreamRequest {
  readonly query: string;
  readonly variables?: object;
  readonly operationName?: string;
}

export interface EventStreamOptions {
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Asks for a stream at `/graphql/stream`, whatever comes of it: a refusal has another status or content type. */
export async function openEventStream(
  url: string,
  operation: EventStreamRequest,
  { method = "POST", headers = {}, signal }: EventStreamOptions = {},
): Promise<EventStream> {
  const address = new URL("/graphql/stream", url);
  const accept = { accept: "text/event-stream", ...headers };
  if (method === "GET") {
    const { query, variables, operationName } = operation;
    address.searchParams.set("query", query);
    if (variables) address.searchParams.set("variables", JSON.stringify(variables));
    if (operationName) address.searchParams.set("operationName", operationName);
  }
  const sent = request(address, {
    method,
    agent: false,
    headers: method === "POST" ? { "content-type": "application/json", ...accept } : accept,
    ...(signal && { signal }),
  });
  const answered = once(sent, "response") as Promise<[IncomingMessage]>;
  sent.on("error", () => undefined); // `answered` or the reading of the answer rejects
  sent.end(method === "POST" ? JSON.stringify(operation) : undefined);
  const [answer] = await answered;
  answer.setEncoding("utf8");
  const chunks: AsyncIterator<string> = answer[Symbol.asyncIterator]();
  let text = "";
  let retryMs: number | null = null;
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    get retryMs() {
      return retryMs;
    },
    async next() {
      for (;;) {
        const end = text.indexOf("\n\n");
        if (end < 0) {
          const chunk = await chunks.next();
          if (chunk.done) return null;
          text += chunk.value;
          continue;
        }
        const lines = text.slice(0, end).split("\n");
        text = text.slice(end + 2);
        const retry = fieldOf(lines, "retry");
        if (retry !== null) retryMs = Number(retry);
        const data = fieldOf(lines, "data");
        const event = fieldOf(lines, "event");
        if (data !== null || event !== null)
          return { event: event ?? "message", id: fieldOf(lines, "id"), data: data ?? "" };
      }
    },
    async text() {
      for (let chunk = await chunks.next(); !chunk.done; chunk = await chunks.next()) text += chunk.value;
      return text;
    },
    [Symbol.dispose]: () => void sent.destroy(),
  };
}

/** Value of a field in the lines of one event; those of several lines are joined, as `data` may be. */
function fieldOf(lines: readonly string[], name: string): string | null {
  const values = lines
    .filter((line) => line === name || line.startsWith(`${name}:`))
    .map((line) => line.slice(name.length + 1).replace(/^ /, ""));
  return values.length === 0 ? null : values.join("\n");
}
