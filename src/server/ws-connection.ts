import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import { CloseCode, type Server } from "graphql-ws";
import type { WebSocket } from "ws";
import type { OnBug } from "../graphql/errors.ts";
import { type PulseOptions, watchPulse } from "./pulse.ts";

/** Messages that a client may send between two heartbeats, and bytes that may wait for it to read them. */
const mostMessages = 2_000;
const mostWaitingBytes = 16 * 1024 * 1024;
/** Code of a connection that is closed because its client wants too much. */
export const limitCode = 4429;

/** What the protocol knows of a connection. */
export interface Connection {
  readonly socket: WebSocket;
  /** What the socket writes to. */
  readonly stream: Socket;
  /** Aborts when the client has gone. */
  readonly signal: AbortSignal;
  /** Bytes of the newest message: of the one that is being taken, until something is waited for. */
  messageBytes: number;
  /** Operations that have not ended, by their ids, with the bytes of the messages that asked for them. */
  readonly operations: Map<string, number>;
}

/** Lets the protocol speak through an open socket. Lets go of a client that answers nothing and takes nothing. */
export function serveSocket(
  protocol: Server<Connection>,
  socket: WebSocket,
  stream: Socket,
  { onBug, pulse: pulseOptions }: { readonly onBug: OnBug; readonly pulse: PulseOptions },
): void {
  const gone = new AbortController();
  const { signal } = gone;
  const connection: Connection = { socket, stream, signal, messageBytes: 0, operations: new Map() };
  // Each subscription that waits for the socket to drain listens.
  stream.setMaxListeners(0);
  let messages = 0;
  /** Lets go of a client that asks for more than it reads: what waits for it lies in our memory. */
  const isFlooded = () => {
    const excess = excessOf(++messages, socket.bufferedAmount);
    if (excess !== null) socket.close(limitCode, excess);
    return excess !== null;
  };
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      // Resolves when the client's side has taken it: a subscription goes at the pace of its reader. A client that
      // has gone meanwhile is no failure; `closed` ends what it had asked for.
      send: (text) => new Promise<void>((resolve) => socket.send(text, () => resolve())),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) => {
        socket.on("message", (data) => {
          if (socket.readyState !== socket.OPEN || isFlooded()) return;
          const text = String(data);
          connection.messageBytes = Buffer.byteLength(text);
          take(text).catch((error: unknown) => {
            onBug(error, randomUUID());
            socket.close(CloseCode.InternalServerError, "Internal server error");
          });
        });
      },
    },
    connection,
  );
  const pulse = watchPulse(
    stream,
    {
      beat() {
        messages = 0;
        socket.ping();
      },
      lost: () => socket.terminate(),
    },
    { ...pulseOptions, mayBeSilent: false },
  );
  socket.on("pong", () => pulse.alive());
  // Each is answered.
  socket.on("ping", isFlooded);
  // What breaks a socket is the client's doing.
  socket.on("error", () => socket.close());
  socket.once("close", (code, reason) => {
    pulse[Symbol.dispose]();
    gone.abort(new Error("The client has gone."));
    closed(code, String(reason)).catch((error: unknown) => onBug(error, randomUUID()));
  });
}

function excessOf(messages: number, unreadBytes: number): string | null {
  if (messages > mostMessages)
    return `A client sends at most ${mostMessages} messages between two heartbeats.`;
  if (unreadBytes > mostWaitingBytes) return `A connection has at most ${mostWaitingBytes} unread bytes.`;
  return null;
}
