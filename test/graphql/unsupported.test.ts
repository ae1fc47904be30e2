import { expect, it } from "vitest";
import { definitions } from "../../src/backends/registry.ts";
import { startWorld } from "../support/gateway.ts";
import { ask, eventually, query } from "../support/graphql.ts";

interface Board {
  readonly backends: readonly {
    readonly id: string;
    readonly kind: string;
    readonly capabilities: {
      readonly logs: boolean;
      readonly flavors: boolean;
      readonly algorithms: boolean;
    };
  }[];
}
interface Sources {
  readonly sources: readonly { readonly error: { readonly code: string; readonly message: string } | null }[];
}
interface Catalogues {
  readonly flavors: Sources;
  readonly algorithms: Sources;
}
interface Jobs {
  readonly jobs: { readonly nodes: readonly { readonly logs: object | null }[] };
}

const catalogues = `query ($id: ID!) {
  flavors(filter: { backends: [$id] }) { sources { error { code message } } }
  algorithms(filter: { backends: [$id] }) { sources { error { code message } } }
}`;

const logs = `query ($id: ID!, $source: ID) {
  jobs(first: 1, filter: { backends: [$id] }) { nodes { logs(source: $source) { totalCount } } }
}`;

it("refuses what a vendor lacks with UNSUPPORTED and a reason, and only that", async () => {
  await using world = await startWorld({ jobs: 4 * definitions.length });
  await using gateway = await world.startGateway();
  const board = await query<Board>(
    gateway.url,
    "{ backends { id kind capabilities { logs flavors algorithms } } }",
  );
  expect(board.backends).toHaveLength(definitions.length);
  for (const { id, kind, capabilities } of board.backends) {
    const refusal = { code: "UNSUPPORTED", message: expect.stringMatching(/ has no /) };
    const { flavors, algorithms } = await query<Catalogues>(gateway.url, catalogues, { id });
    expect(flavors.sources, kind).toEqual([{ error: capabilities.flavors ? null : refusal }]);
    expect(algorithms.sources, kind).toEqual([{ error: capabilities.algorithms ? null : refusal }]);
    if (capabilities.logs) continue;
    const isThere = ({ jobs }: Jobs) => jobs.nodes.length === 1;
    const { jobs } = await eventually(() => query<Jobs>(gateway.url, logs, { id }), isThere);
    expect(jobs.nodes[0]?.logs).toBeNull();
    const { errors } = await ask<Jobs>(gateway.url, logs, { id, source: "main" });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(/ has no logs/),
      path: ["jobs", "nodes", 0, "logs"],
      extensions: { code: "BACKEND_UNSUPPORTED" },
    });
  }
});
