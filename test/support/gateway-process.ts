import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import { fastSync, type SimulatedWorld } from "./gateway.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A gateway in a process of its own, started as a user starts it. */
export interface GatewayProcess extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  /** Ends the process at once, as a crash does. */
  kill(): Promise<void>;
}

/** Starts `main.ts` with a `jobgraph.yaml` that leads to the simulated vendors; the journal lies in the world's folder. */
export async function startGatewayProcess(world: SimulatedWorld): Promise<GatewayProcess> {
  const path = join(world.folder, "jobgraph.yaml");
  const settings = {
    server: { host: "127.0.0.1", port: 0 },
    journal: `sqlite:${join(world.folder, "process.db")}`,
    sync: fastSync,
    backends: world.vendors.map(({ config }) => config),
  };
  writeFileSync(path, stringify(settings));
  const child = spawn(process.execPath, ["--import", "./src/node-version.js", "src/main.ts"], {
    cwd: root,
    env: { ...process.env, JOBGRAPH_CONFIG: path, PORT: "" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await readUrl(child);
  if (child.pid === undefined) throw new Error("The process has no id.");
  return {
    url,
    pid: child.pid,
    kill: () => end(child, "SIGKILL"),
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
