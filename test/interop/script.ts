import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const outcome = z.object({ scenario: z.string(), error: z.string().nullable() });

/** How a scenario went; `error` is null when all was as expected. */
export type Outcome = z.infer<typeof outcome>;

/** Minutes after which a script counts as hung. */
const LIMIT_MS = 5 * 60_000;

/** Runs a scenario script in an empty home and current folder. A script that ends early is one failed scenario more. */
export async function runScript(python: string, script: string, offer: object): Promise<Outcome[]> {
  // Clients read settings from the user's home and the current folder, and some write there.
  const home = await mkdtemp(join(tmpdir(), "jobgraph-interop-home-"));
  try {
    const child = spawn(python, ["-X", "utf8", script], {
      cwd: home,
      env: {
        ...process.env,
        HOME: home,
        TMPDIR: home,
        PYTHONPATH: fileURLToPath(new URL(".", import.meta.url)),
        PYTHONPYCACHEPREFIX: join(dirname(python), "../byte-code"),
        NO_PROXY: "127.0.0.1",
        no_proxy: "127.0.0.1",
        INTEROP_SIMULATOR: JSON.stringify(offer),
      },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: LIMIT_MS,
    });
    const [output, errors, [code, signal]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "close"),
    ]);
    const lines = output.split("\n").filter((line) => line !== "");
    const outcomes = lines.map((line) => outcome.parse(JSON.parse(line)));
    if (code === 0 && outcomes.length > 0) return outcomes;
    return [...outcomes, { scenario: "comes to its end", error: `Ended with ${code ?? signal}.\n${errors}` }];
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
