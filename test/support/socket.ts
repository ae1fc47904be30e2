import { once } from "node:events";
import { type ClientOptions, WebSocket } from "ws";

/** What a server sends over `graphql-transport-ws`. */
export interface SocketMessage {
  readonly id?: string;
  readonly type: string;
  readonly payload?: unknown;
}

/** A bare WebSocket, for what a proper client would never send. */
export interface Socket extends Disposable {
  send(message: object | string | Buffer): void;
  /** The next message. */
  next(): Promise<SocketMessage>;
  /** The code that the server closes with. */
  closed(): Promise<number>;
}

/** Opens a socket at the GraphQL path, or another; rejects when the server refuses it. */
export async function openSocket(
  url: string,
  protocols: string | string[] = "graphql-transport-ws",
  options: ClientOptions = {},
): Promise<Socket> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/graphql`, protocols, options);
  const messages: SocketMessage[] = [];
  let notify = () => {};
  socket.on("message", (data) => {
    messages.push(JSON.parse(String(data)) as SocketMessage); // the protocol's own form
    notify();
  });
  const closing = once(socket, "close") as Promise<[code: number]>;
  closing.catch(() => undefined);
  await once(socket, "open");
  return {
    send: (message) =>
      socket.send(
        typeof message === "string" || Buffer.isBuffer(message) ? message : JSON.stringify(message),
      ),
    async next() {
      while (messages.length === 0) {
        await Promise.race([
          new Promise<void>((resolve) => {
            notify = resolve;
          }),
          closing.then(([code]) => Promise.reject(new Error(`The server closed the socket with ${code}.`))),
        ]);
      }
      return messages.shift() as SocketMessage; // there is one
    },
    closed: async () => (await closing)[0],
    [Symbol.dispose]: () => socket.terminate(),
  };
}

/** Opens a socket that is ready for operations. */
export async function openReadySocket(url: string): Promise<Socket> {
  const socket = await openSocket(url);
  socket.send({ type: "connection_init" });
  await socket.next();
  return socket;
}
