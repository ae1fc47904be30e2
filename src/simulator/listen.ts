import type { Server } from "node:http";
import { Server as TlsServer } from "node:https";

/** A server that accepts connections; disposing closes it together with its connections. */
export interface Listening extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`, or with `https:` */
  readonly origin: string;
}

/** Listens on the loopback address; port 0 takes a free one. Rejects when the port is taken, naming it. */
export async function listen(server: Server | TlsServer, port: number): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) =>
      reject(new Error(`cannot listen on 127.0.0.1:${port}: ${cause.message}`, { cause })),
    );
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a TCP server has a port");
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const scheme = server instanceof TlsServer ? "https" : "http";
  return { origin: `${scheme}://127.0.0.1:${address.port}`, [Symbol.asyncDispose]: close };
}
