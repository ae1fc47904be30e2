import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** `main.ts` in a process of its own, with everything that it says. Disposing ends it at once. */
export interface MainProcess extends AsyncDisposable {
  /** Address of the gateway; rejects with what the process said when it ends before it serves. */
  readonly url: Promise<string>;
  /** Exit code once the process has ended; null when a signal ended it. */
  readonly exit: Promise<number | null>;
  stdout(): string;
  stderr(): string;
  /** Asks the process to end, as a user does. */
  interrupt(): void;
}

/** Starts the program with settings in `folder`: a text as it stands, an object as YAML. */
export function startMain(
  folder: string,
  settings: string | object,
  env: Readonly<Record<string, string>> = {},
): MainProcess {
  const config = join(folder, "jobgraph.yaml");
  writeFileSync(config, typeof settings === "string" ? settings : stringify(settings));
  const child = spawn(process.execPath, ["--import", "./src/node-version.js", "src/main.ts"], {
    cwd: root,
    env: { ...process.env, PORT: "", JOBGRAPH_CONFIG: config, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  const served = Promise.withResolvers<string>();
  served.promise.catch(() => undefined);
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      said[stream] += text;
      const [url] = /http:\S+/.exec(said.stdout) ?? [];
      if (url) served.resolve(url);
    });
  }
  const exit = once(child, "close").then(([code]: (number | null)[]) => {
    served.reject(new Error(`The process ended with ${code}: ${said.stderr}`));
    return code ?? null;
  });
  return {
    url: served.promise,
    exit,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    interrupt: () => void child.kill("SIGINT"),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await exit;
    },
  };
}
