import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, describe, expect, it } from "vitest";
import { definitions } from "../../src/backends/registry.ts";
import { createGateway } from "../../src/gateway.ts";
import { fastSync } from "../support/gateway.ts";
import { eventually, follow, query } from "../support/graphql.ts";
import { tiny, tinyJobs } from "./tiny-vendor/index.ts";

const folder = mkdtempSync(join(tmpdir(), "jobgraph-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Board {
  readonly jobs: {
    readonly eventCursor: string;
    readonly nodes: readonly { readonly name: string; readonly status: { readonly phase: string } }[];
  };
  readonly backends: readonly { readonly kind: string; readonly capabilities: { readonly logs: boolean } }[];
}
interface Sent {
  readonly statusTransitions: { readonly to: string; readonly job: { readonly name: string } };
}

describe("a sixth vendor", () => {
  it("joins by its definition alone: lists, capabilities, transitions", async () => {
    tinyJobs.set("first", "busy");
    await using gateway = await createGateway({
      definitions: [...definitions, tiny],
      settings: {
        server: { host: "127.0.0.1", port: 0 },
        journal: { kind: "sqlite", path: join(folder, "journal.db") },
        auth: null,
        sync: fastSync,
        backends: [tiny.config.parse({ id: "tiny", kind: "TINY" })],
      },
      log: pino({ level: "silent" }),
    });
    const text = `{
      jobs(filter: { backendKinds: [TINY] }) { eventCursor nodes { name status { phase } } }
      backends { kind capabilities { logs } }
    }`;
    const board = await eventually(
      () => query<Board>(gateway.url, text),
      ({ jobs }) => jobs.nodes.length === 1,
    );
    expect(board.jobs.nodes).toEqual([{ name: "first", status: { phase: "RUNNING" } }]);
    expect(board.backends).toEqual([{ kind: "TINY", capabilities: { logs: false } }]);

    await using subscriber = follow<Sent>(
      gateway.url,
      `subscription ($after: String) { statusTransitions(after: $after) { ... on StatusTransition { to job { name } } } }`,
      { after: board.jobs.eventCursor },
    );
    tinyJobs.set("first", "done");
    expect((await subscriber.next()).statusTransitions).toEqual({ to: "SUCCEEDED", job: { name: "first" } });
  });
});
