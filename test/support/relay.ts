import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";

/** An address before a gateway that comes and goes, and a line to it that breaks when a test wants it to. */
export interface Relay extends AsyncDisposable {
  /** Stays the same for the relay's life. */
  readonly url: string;
  /** Lines that are up. */
  readonly lines: readonly Line[];
  /** Leads new connections to this gateway; to none with null, as when the machine is up and the program is not. */
  leadTo(url: string | null): void;
}

/** One connection of a client, as the relay passes it on. */
export interface Line {
  /** Breaks it for both ends, in the middle of whatever is being said. */
  cut(): void;
  /** Passes nothing on any more, in either direction, and tells nobody. */
  freeze(): void;
  /** Resolves when the gateway has let go of its end. */
  readonly dropped: Promise<void>;
}

/** Opens a relay that leads nowhere yet. */
export async function openRelay(): Promise<Relay> {
  const lines = new Set<Line>();
  let target: URL | null = null;
  const server = createServer((client) => {
    client.on("error", () => client.destroy());
    if (target === null) {
      client.destroy();
      return;
    }
    const gateway = connect(Number(target.port), target.hostname);
    const line = join(client, gateway);
    lines.add(line);
    client.once("close", () => lines.delete(line));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    url: `http://127.0.0.1:${port}`,
    get lines() {
      return [...lines];
    },
    leadTo(url) {
      target = url === null ? null : new URL(url);
    },
    async [Symbol.asyncDispose]() {
      for (const line of lines) line.cut();
      server.close();
      await once(server, "close");
    },
  };
}

function join(client: Socket, gateway: Socket): Line {
  const cut = () => {
    client.destroy();
    gateway.destroy();
  };
  const dropped = Promise.withResolvers<void>();
  let isFrozen = false;
  gateway.once("close", () => dropped.resolve());
  gateway.on("error", () => gateway.destroy());
  client.on("error", () => client.destroy());
  // What the gateway has said before it ended still arrives.
  gateway.on("end", () => isFrozen || client.end());
  gateway.on("close", () => isFrozen || client.destroySoon());
  client.on("close", () => isFrozen || gateway.destroy());
  client.pipe(gateway, { end: false });
  gateway.pipe(client, { end: false });
  return {
    cut,
    dropped: dropped.promise,
    freeze() {
      isFrozen = true;
      client.unpipe(gateway);
      gateway.unpipe(client);
      client.pause();
      gateway.pause();
    },
  };
}
