import { EventSource } from "eventsource";
import { createClient as createEventsClient } from "graphql-sse";
import { createClient as createSocketClient } from "graphql-ws";
import { WebSocket } from "ws";
import { openEventStream } from "./event-stream.ts";

export interface Wanted {
  /** Has a variable `$after`. */
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** `complete`: the server has said so. `lost`: anything else that ends a connection, our own leaving included. */
export type Ending = "complete" | "lost";

/** Takes the data of a message, and the event id where the transport has one. */
export type Take<T> = (data: T, id: string | null) => void;

/**
 * Follows a subscription over one connection, from a cursor on, until it ends or the signal aborts. Rejects with
 * what the server says when it refuses.
 */
export type Transport = <T>(
  url: string,
  wanted: Wanted,
  after: string | null,
  take: Take<T>,
  signal: AbortSignal,
) => Promise<Ending>;

interface Result<T> {
  readonly data?: T | null;
  readonly errors?: readonly unknown[];
}

/** A socket that may be left while it is still being opened. */
class LeavableSocket extends WebSocket {
  constructor(...given: ConstructorParameters<typeof WebSocket>) {
    super(...given);
    this.on("error", () => undefined); // the close that follows says enough
  }
}

/** graphql-ws, the client of the protocol's authors. */
export const overWebSocket: Transport = <T>(
  url: string,
  { query, variables }: Wanted,
  after: string | null,
  take: Take<T>,
  signal: AbortSignal,
) =>
  new Promise<Ending>((resolve, reject) => {
    const client = createSocketClient({
      url: `${url.replace("http", "ws")}/graphql`,
      webSocketImpl: LeavableSocket,
      retryAttempts: 0,
    });
    const leave = () => {
      client.terminate();
      resolve("lost");
    };
    const settle = (act: () => void) => {
      signal.removeEventListener("abort", leave);
      void client.dispose();
      act();
    };
    signal.addEventListener("abort", leave);
    client.subscribe<T>(
      { query, variables: { ...variables, after } },
      {
        next: (result) => {
          if (signal.aborted) return;
          if (result.errors || !result.data) settle(() => reject(refusal(result.errors)));
          else take(result.data, null);
        },
        error: (error) => settle(() => (isLoss(error) ? resolve("lost") : reject(refusal(error)))),
        complete: () => settle(() => resolve("complete")),
      },
    );
    if (signal.aborted) leave();
  });

/** Server-sent events, read by hand; resumes as a browser does, by `Last-Event-ID`. */
export const overEvents: Transport = <T>(
  url: string,
  { query, variables }: Wanted,
  after: string | null,
  take: Take<T>,
  signal: AbortSignal,
) => {
  const headers: Record<string, string> = after === null ? {} : { "last-event-id": after };
  return untilLost(signal, async () => {
    using stream = await openEventStream(url, { query, variables }, { headers, signal });
    if (stream.status === 204) return "complete";
    if (stream.status !== 200) throw refusal(`${stream.status} ${await stream.text()}`);
    for (let event = await stream.next(); event; event = await stream.next()) {
      if (signal.aborted) return "lost";
      if (event.event === "complete") return "complete";
      const result = JSON.parse(event.data) as Result<T>; // of the form that the test's own query asks for
      if (result.errors || !result.data) throw refusal(result.errors);
      take(result.data, event.id);
    }
    return "lost";
  });
};

/** graphql-sse, the client of the authors of GraphQL over server-sent events. It knows nothing of event ids. */
export const overGraphqlSse: Transport = <T>(
  url: string,
  { query, variables }: Wanted,
  after: string | null,
  take: Take<T>,
  signal: AbortSignal,
) =>
  untilLost(signal, async () => {
    const client = createEventsClient({ url: `${url}/graphql/stream`, retryAttempts: 0 });
    using _ = { [Symbol.dispose]: () => client.dispose() };
    const leave = () => client.dispose();
    signal.addEventListener("abort", leave);
    for await (const { data, errors } of client.iterate<T>({ query, variables: { ...variables, after } })) {
      if (signal.aborted) return "lost";
      if (errors || !data) throw refusal(errors);
      take(data, null);
    }
    return signal.aborted ? "lost" : "complete";
  });

/** The browser's own class: it connects again by itself, with the id of the last event, until the server is done. */
export function byEventSource<T>(
  url: string,
  { query, variables }: Wanted,
  after: string | null,
  take: Take<T>,
  signal: AbortSignal,
): Promise<Ending> {
  const address = new URL("/graphql/stream", url);
  address.searchParams.set("query", query);
  address.searchParams.set("variables", JSON.stringify({ ...variables, after }));
  return new Promise((resolve, reject) => {
    const source = new EventSource(address);
    const settle = (act: () => void) => {
      source.close();
      act();
    };
    signal.addEventListener("abort", () => settle(() => resolve("lost")), { once: true });
    source.addEventListener("next", ({ data, lastEventId }) => {
      if (signal.aborted) return;
      const result = JSON.parse(String(data)) as Result<T>; // as above
      if (result.errors || !result.data) settle(() => reject(refusal(result.errors)));
      else take(result.data, lastEventId);
    });
    source.addEventListener("complete", () => settle(() => resolve("complete")));
    source.addEventListener("error", ({ code, message }) => {
      if (source.readyState !== EventSource.CLOSED) return;
      // The answer to a client that has seen the end already.
      if (code === 204) settle(() => resolve("complete"));
      else settle(() => reject(refusal(`${code} ${message}`)));
    });
  });
}

/** What the server said when it would not serve; a broken connection is none. */
class Refusal extends Error {
  override readonly name = "Refusal";
}

function refusal(reason: unknown): Refusal {
  const text = typeof reason === "string" ? reason : JSON.stringify(reason);
  return new Refusal(`The server refused: ${text}`, { cause: reason });
}

/** Codes of an end that a client goes on after: the connection broke, the server restarts, we have left. */
const resumable: readonly unknown[] = [1000, 1001, 1005, 1006, 1012, 4499];

function isLoss(reason: unknown): boolean {
  if (Array.isArray(reason)) return false;
  const code = typeof reason === "object" && reason !== null && "code" in reason ? reason.code : null;
  return typeof code !== "number" || resumable.includes(code);
}

async function untilLost(signal: AbortSignal, run: () => Promise<Ending>): Promise<Ending> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Refusal && !signal.aborted) throw error;
    return "lost";
  }
}
