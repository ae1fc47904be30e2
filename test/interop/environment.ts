import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Makes a virtual environment with the packages of a requirements file, or takes the one that an earlier run made of
 * the same file. One for each vendor: the pins of their clients contradict each other. Answers its interpreter.
 */
export async function makeEnvironment(vendor: string, requirements: string): Promise<string> {
  const { stdout: version } = await run("python3", ["--version"]);
  const key = createHash("sha256")
    .update(version)
    .update(await readFile(requirements));
  const cache = join(tmpdir(), `jobgraph-interop-${process.getuid?.() ?? "user"}`);
  const folder = join(cache, `${vendor}-${key.digest("hex").slice(0, 12)}`);
  const python = join(folder, "bin/python");
  const complete = join(folder, "complete");
  if (existsSync(complete)) return python;

  await mkdir(cache, { recursive: true, mode: 0o700 });
  await rm(folder, { recursive: true, force: true });
  await run("python3", ["-m", "venv", folder]);
  // Without byte code, which Python makes of the few modules that it loads: that halves the time of large packages.
  const quietly = ["--quiet", "--disable-pip-version-check", "--no-input", "--no-compile"];
  await run(python, ["-m", "pip", "install", ...quietly, "--requirement", requirements]);
  await writeFile(complete, "");
  return python;
}
