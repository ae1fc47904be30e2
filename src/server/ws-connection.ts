import { randomUUID } from "node:crypto";
import { CloseCode, type Server } from "graphql-ws";
import type { WebSocket } from "ws";
import type { OnBug } from "../graphql/errors.ts";

const keepAliveMs = 12_000;

/** What the protocol knows of a connection. */
export interface Connection {
  readonly socket: WebSocket;
  /** Aborts when the client has gone. */
  readonly signal: AbortSignal;
}

/** Lets the protocol speak through an open socket. A client that went without a word is let go of after 24 s at most. */
export function serveSocket(protocol: Server<Connection>, socket: WebSocket, onBug: OnBug): void {
  const gone = new AbortController();
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      // Resolves when the client's side has taken it: a subscription goes at the pace of its reader. A client that
      // has gone meanwhile is no failure; `closed` ends what it had asked for.
      send: (text) => new Promise<void>((resolve) => socket.send(text, () => resolve())),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) => {
        socket.on("message", (data) => {
          take(String(data)).catch((error: unknown) => {
            onBug(error, randomUUID());
            socket.close(CloseCode.InternalServerError, "Internal server error");
          });
        });
      },
    },
    { socket, signal: gone.signal },
  );
  let isAlive = true;
  const keepAlive = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, keepAliveMs);
  socket.on("pong", () => {
    isAlive = true;
  });
  // What breaks a socket is the client's doing.
  socket.on("error", () => socket.close());
  socket.once("close", (code, reason) => {
    clearInterval(keepAlive);
    gone.abort(new Error("The client has gone."));
    closed(code, String(reason)).catch((error: unknown) => onBug(error, randomUUID()));
  });
}
