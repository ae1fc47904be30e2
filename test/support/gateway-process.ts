import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import packageJson from "../../package.json" with { type: "json" };
import type { SyncSettings } from "../../src/config/settings.ts";
import { fastSync, type SimulatedWorld } from "./gateway.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What `npm start` gives to Node before the program. */
const nodeArguments = packageJson.scripts.start.split(" ").slice(1, -1);

/** A gateway in a process of its own, started as a user starts it. */
export interface GatewayProcess extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  /** Ends the process at once, as a crash does. */
  kill(): Promise<void>;
  /** Asks the process to end, as its operator does, and waits until it has. */
  stop(): Promise<void>;
}

export interface GatewayProcessOptions {
  /** What is started; `main.ts` unless it says otherwise. */
  readonly program?: string;
  readonly sync?: Partial<SyncSettings>;
  readonly env?: Readonly<Record<string, string>>;
}

/** Program of a gateway that may ask its vendors at any time. */
export const tirelessProgram = fileURLToPath(new URL("tireless-gateway.ts", import.meta.url));

/** File of the journal that the processes of a world share, one after the other. */
export function journalOf({ folder }: Pick<SimulatedWorld, "folder">): string {
  return join(folder, "process.db");
}

/** Starts a gateway with a `jobgraph.yaml` that leads to the simulated vendors; the journal lies in the world's folder. */
export async function startGatewayProcess(
  world: SimulatedWorld,
  { program = "src/main.ts", sync = {}, env = {} }: GatewayProcessOptions = {},
): Promise<GatewayProcess> {
  const path = join(world.folder, "jobgraph.yaml");
  const settings = {
    server: { host: "127.0.0.1", port: 0 },
    journal: `sqlite:${journalOf(world)}`,
    sync: { ...fastSync, ...sync },
    backends: world.vendors.map(({ config }) => config),
  };
  writeFileSync(path, stringify(settings));
  const child = spawn(process.execPath, [...nodeArguments, program], {
    cwd: root,
    env: { ...process.env, JOBGRAPH_CONFIG: path, PORT: "", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await readUrl(child);
  if (child.pid === undefined) throw new Error("The process has no id.");
  return {
    url,
    pid: child.pid,
    kill: () => end(child, "SIGKILL"),
    stop: () => end(child, "SIGTERM"),
    [Symbol.asyncDispose]: () => end(child, "SIGKILL"),
  };
}

async function readUrl(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("The process has no standard output.");
  for await (const line of createInterface({ input: child.stdout })) {
    const [url] = /http:\S+/.exec(line) ?? [];
    if (url) {
      child.stdout.resume();
      return url;
    }
  }
  throw new Error("The gateway ended before it was ready.");
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill(signal);
  await exit;
}
