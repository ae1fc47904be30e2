import { spawnSync } from "node:child_process";
import { delimiter } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const preload = fileURLToPath(new URL("../../src/node-version.js", import.meta.url));
const oldNode = findOldNode();

describe("the check of Node's version", () => {
  test("lets the Node that the project pins pass", () => {
    const { status, stdout, stderr } = startWith(process.execPath);

    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "started\n", stderr: "" });
  });

  test.skipIf(oldNode === null)("stops an older Node with one line (needs one in PATH)", () => {
    const { status, stdout, stderr } = startWith(oldNode?.path ?? "");

    expect(status).toBe(1);
    expect(stdout).toBe("");
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain(oldNode?.version);
    expect(stderr).toContain("needs Node 24");
    expect(stderr).toContain("npm ci");
  });
});

function startWith(node: string) {
  return spawnSync(node, ["--import", preload, "--eval", "console.log('started')"], { encoding: "utf8" });
}

/** The first Node in PATH that is older than 24 and knows `--import` (18.19 or newer); null where none is. */
function findOldNode(): { path: string; version: string } | null {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = `${folder}/node`;
    const version = spawnSync(path, ["--print", "process.versions.node"], {
      encoding: "utf8",
    }).stdout?.trim();
    const major = Number.parseInt(version ?? "", 10);
    if (version && major >= 20 && major < 24) return { path, version };
  }
  return null;
}
