import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { definitions } from "../../src/backends/registry.ts";
import { eventually, query } from "../support/graphql.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

interface First {
  readonly jobs: {
    readonly totalCount: number;
    readonly sources: readonly { readonly backend: { readonly id: string }; readonly state: string }[];
    readonly nodes: readonly object[];
  };
}

describe("npm start without a configuration", () => {
  it("serves 200 jobs of every vendor and ends cleanly on a signal", { timeout: 30_000 }, async () => {
    const child = spawn(process.execPath, ["--import", "./src/node-version.js", "src/main.ts"], {
      cwd: root,
      env: { ...process.env, PORT: "0", JOBGRAPH_CONFIG: "" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      const { value: ready = "" } = await lines.next();
      const [url = ""] = /http:\S+/.exec(ready) ?? [];
      const text =
        "{ jobs(first: 5) { totalCount sources { backend { id } state } nodes { id name backend { kind } status { phase } } } }";
      const read = () => query<First>(url, text);
      const isLive = ({ jobs }: First) => jobs.sources.every(({ state }) => state === "LIVE");
      const { jobs } = await eventually(read, isLive);
      expect(jobs.totalCount).toBeGreaterThanOrEqual(200);
      expect(jobs.nodes).toHaveLength(5);
      expect(jobs.sources).toHaveLength(definitions.length);
    } finally {
      child.kill("SIGTERM");
    }
    const [code] = await once(child, "exit");
    expect(code).toBe(0);
  });
});
