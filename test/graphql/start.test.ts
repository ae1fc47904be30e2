import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startWorld } from "../support/gateway.ts";
import { query } from "../support/graphql.ts";
import { startMain } from "../support/main-process.ts";
import { makeTemporaryFolder } from "../support/temporary-folder.ts";

const secret = "canary-of-a-secret-key";

/** Settings of a world's vendors, on a free port. */
function settingsOf(world: Awaited<ReturnType<typeof startWorld>>) {
  return {
    server: { host: "127.0.0.1", port: 0 },
    journal: `sqlite:${join(world.folder, "start.db")}`,
    backends: world.vendors.map(({ config }) => config),
  };
}

const wrong = {
  server: { host: "0.0.0.0", port: 70_000 },
  journal: "postgres://x",
  colour: "red",
  sync: { horizonDays: 0 },
  backends: [{ id: "UPPER", kind: "NOWHERE", credentials: { secretKey: secret } }],
};
const mistakes = [
  /^server\.host: got "0\.0\.0\.0", expected a loopback host .*`auth: none`/,
  /^server\.port: got 70000, expected a port from 0 to 65535$/,
  /^journal: got "postgres:\/\/x", expected sqlite:<path>/,
  /^sync\.horizonDays: got 0, expected /,
  /^backends\[0\]\.id: got "UPPER", expected /,
  /^backends\[0\]\.kind: got "NOWHERE", expected one of /,
  /^colour: got an unknown key, expected /,
];

describe.concurrent("the program", { timeout: 30_000 }, () => {
  it("tells each mistake in its settings in one line, without their secrets", async () => {
    await using folder = await makeTemporaryFolder();
    await using main = startMain(folder.path, wrong);
    expect(await main.exit).toBe(1);
    const lines = main.stderr().trimEnd().split("\n");
    expect(lines).toHaveLength(mistakes.length);
    for (const mistake of mistakes) expect(lines.filter((line) => mistake.test(line))).toHaveLength(1);
    expect(main.stdout()).toBe("");
    expect(main.stderr()).not.toContain(secret);
  });

  it("tells that its settings are nowhere", async () => {
    await using folder = await makeTemporaryFolder();
    await using main = startMain(folder.path, {}, { JOBGRAPH_CONFIG: "/nowhere/jobgraph.yaml" });
    expect(await main.exit).toBe(1);
    expect(main.stderr()).toBe(
      "JOBGRAPH_CONFIG: got an unreadable file (ENOENT), expected a readable file at /nowhere/jobgraph.yaml\n",
    );
  });

  it("tells a port that is none", async () => {
    await using world = await startWorld({ jobs: 2 });
    await using main = startMain(world.folder, settingsOf(world), { PORT: "http" });
    expect(await main.exit).toBe(1);
    expect(main.stderr()).toBe('PORT: got "http", expected a port from 0 to 65535\n');
  });

  it("tells that its port is taken", async () => {
    await using world = await startWorld({ jobs: 2 });
    using other = await listen();
    await using main = startMain(world.folder, settingsOf(world), { PORT: String(other.port) });
    expect(await main.exit).toBe(1);
    expect(main.stderr()).toMatch(
      new RegExp(`^listen EADDRINUSE: .*127\\.0\\.0\\.1:${other.port}\\. Set PORT, or server\\.host .*\\n$`),
    );
    expect(main.stdout()).toBe("");
  });

  it("tells that another process has its journal, and leaves that one alone", async () => {
    await using world = await startWorld({ jobs: 2 });
    await using first = startMain(world.folder, settingsOf(world));
    const url = await first.url;
    await using second = startMain(world.folder, settingsOf(world));
    expect(await second.exit).toBe(1);
    expect(second.stderr()).toMatch(/^\S*start\.db is in use by process \d+; .*\n$/);
    expect(await query(url, "{ __typename }")).toEqual({ __typename: "Query" });
  });

  it("tells that its journal is another program's file", async () => {
    await using world = await startWorld({ jobs: 2 });
    await using main = startMain(world.folder, { ...settingsOf(world), journal: `sqlite:${world.folder}` });
    expect(await main.exit).toBe(1);
    expect(main.stderr()).toMatch(/^\S+ cannot be opened as a journal: .*\n$/);
  });

  it("listens on loopback only, unless the settings say that there is no authentication", async ({
    skip,
  }) => {
    await using world = await startWorld({ jobs: 2 });
    const outside = addressOfThisMachine();
    await using guarded = startMain(world.folder, settingsOf(world));
    const { port } = new URL(await guarded.url);
    expect(await query(`http://127.0.0.1:${port}`, "{ __typename }")).toEqual({ __typename: "Query" });
    if (outside) await expect(query(`http://${outside}:${port}`, "{ __typename }")).rejects.toThrow();
    guarded.interrupt();
    expect(await guarded.exit).toBe(0);

    const anyAddress = { ...settingsOf(world), auth: "none", server: { host: "0.0.0.0", port: 0 } };
    await using open = startMain(world.folder, anyAddress);
    const url = new URL(await open.url);
    expect(url.hostname).toBe("0.0.0.0");
    if (!outside) return skip("This machine has no address but loopback.");
    expect(await query(`http://${outside}:${url.port}`, "{ __typename }")).toEqual({ __typename: "Query" });
  });
});

/** Address under which others see this machine; null when there is none. */
function addressOfThisMachine(): string | null {
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  return addresses.find(({ family, internal }) => family === "IPv4" && !internal)?.address ?? null;
}

async function listen(): Promise<Disposable & { readonly port: number }> {
  const server: Server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  return { port: address.port, [Symbol.dispose]: () => void server.close() };
}
