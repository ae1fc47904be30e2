import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Answer } from "../fanout/answers.ts";
import type { Framing, Sink } from "../fanout/sink.ts";
import { type PulseOptions, watchPulse } from "./pulse.ts";

/** Time after which a client that was cut off comes back, in milliseconds. */
const retryMs = 1_000;
/** Id of the last event of a stream: a client that comes back with it has seen everything. */
export const completeId = "complete";

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  // Proxies that wait for more would hold the events back.
  "x-accel-buffering": "no",
  "x-content-type-options": "nosniff",
};

/** A message as an event. Its cursor is the id with which a client comes back. */
const eventOf: Framing = (json, cursor) =>
  Buffer.from(`${cursor === null ? "" : `id: ${cursor}\n`}event: next\ndata: ${json}\n\n`);

/** Stream of events to one client, over one response. */
export interface EventStream extends Sink {
  /** Sends an answer that no message of a feed stands behind. */
  answer(answer: Answer): void;
  /** Ends without a last event: the client comes back by itself. */
  interrupt(): void;
  /** Breaks the connection. */
  destroy(): void;
  /** Calls back once when the connection is gone or the stream has ended. */
  onceClosed(listener: () => void): void;
}

export interface EventStreamOptions {
  /** Whether the client comes back by itself after a stream that ends without a last event, and goes on where it was. */
  readonly comesBack: boolean;
  /**
   * Says nothing before the first event, so that a client which has seen everything already is told so by the status
   * 204, at which browsers stay away.
   */
  readonly isLikelyOver: boolean;
  readonly pulse: PulseOptions;
}

/** Makes a stream of a response that nothing has been written to. */
export function openEventStream(
  response: ServerResponse,
  socket: Socket,
  { comesBack, isLikelyOver, pulse: pulseOptions }: EventStreamOptions,
): EventStream {
  // What breaks a connection is the client's doing; `close` follows.
  response.on("error", () => undefined);
  // A machine that has gone without a word is noticed by the system.
  socket.setKeepAlive(true, 30_000);
  const write = (bytes: Buffer | string) => {
    if (response.destroyed || response.writableEnded) return;
    open();
    response.write(bytes);
  };
  const open = () => {
    if (response.headersSent) return;
    response.writeHead(200, headers);
    response.write(`retry: ${retryMs}\n\n`);
  };
  const pulse = watchPulse(
    socket,
    {
      beat: () => response.headersSent && write(":\n\n"),
      lost: () => socket.destroy(),
    },
    { ...pulseOptions, mayBeSilent: true },
  );
  response.once("close", () => pulse[Symbol.dispose]());
  const complete = () => {
    if (response.headersSent) write(`id: ${completeId}\nevent: complete\ndata:\n\n`);
    else response.writeHead(204, { "cache-control": headers["cache-control"] });
    response.end();
  };
  const interrupt = () => {
    // Without its headers the answer would be none of a stream, and keep browsers away.
    open();
    response.end();
  };
  if (!isLikelyOver) open();
  return {
    framing: eventOf,
    get unsentBytes() {
      return response.writableLength;
    },
    send: write,
    onceDrained: (listener) => void response.once("drain", listener),
    answer: (answer) => write(eventOf(JSON.stringify(answer), null)),
    complete,
    fail: comesBack ? interrupt : complete,
    interrupt,
    destroy: () => void response.destroy(),
    onceClosed: (listener) => void response.once("close", listener),
  };
}
