import { describe, expect, it } from "vitest";
import { definitions } from "../../src/backends/registry.ts";
import { startWorld } from "../support/gateway.ts";
import { eventually, query } from "../support/graphql.ts";

interface Answer {
  readonly jobs: {
    readonly sources: readonly { readonly state: string }[];
    readonly nodes: readonly { readonly algorithm: object | null; readonly flavor: object | null }[];
  };
}

const withCatalogue = `query ($first: Int!, $kind: BackendKind!) {
  jobs(first: $first, filter: { backendKinds: [$kind] }) {
    sources { state }
    nodes { id owner { name } status { progress { fraction } } algorithm { id name engine { name } } flavor { id name } }
  }
}`;

/** Polls that leave a test alone: the first round, then nothing for an hour. */
const restful = { intervals: { watchedMs: 3_600_000, activeMs: 3_600_000, idleMs: 3_600_000 } };

/** Calls that a poll and both catalogues may take, where they are more than four. */
const mostCalls: Readonly<Record<string, number>> = {
  // Flavors are made of clusters, sizes and quotas.
  AZURE_ML: 5,
  // Flavors are asked for by algorithm, of which there are four.
  DATATURE: 7,
};

describe("vendor calls", () => {
  it.each(definitions.map(({ kind }) => kind))(
    "for algorithm and flavor of %s are as many for 50 jobs as for 5",
    async (kind) => {
      const calls: number[] = [];
      for (const first of [5, 50]) {
        await using world = await startWorld({ jobs: 60 * definitions.length });
        await using gateway = await world.startGateway({ sync: restful });
        const read = () =>
          query<Answer>(
            gateway.url,
            `query ($kind: BackendKind!) { jobs(first: 1, filter: { backendKinds: [$kind] }) { sources { state } nodes { id } } }`,
            { kind },
          );
        await eventually(read, ({ jobs }) => jobs.sources.every(({ state }) => state === "LIVE"));
        const { next } = await world.control.requests(kind);
        const { jobs } = await query<Answer>(gateway.url, withCatalogue, { first, kind });
        expect(jobs.nodes).toHaveLength(first);
        expect(jobs.nodes.some(({ algorithm }) => algorithm !== null)).toBe(true);
        calls.push((await world.control.requests(kind, next - 1)).items.length);
      }
      expect(calls[1]).toBe(calls[0]);
      expect(calls[1]).toBeLessThanOrEqual(mostCalls[kind] ?? 4);
    },
  );
});
