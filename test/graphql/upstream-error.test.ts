import { describe, expect, it } from "vitest";
import { startWorld, type TestGateway } from "../support/gateway.ts";
import { ask, eventually, query } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";

/** Polls that leave a test alone: the first round, then nothing for an hour. */
const restful = { intervals: { watchedMs: 3_600_000, activeMs: 3_600_000, idleMs: 3_600_000 } };

interface Answer {
  readonly jobs: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly name: string;
      readonly algorithm: { readonly name: string } | null;
    }[];
  };
  readonly algorithms: {
    readonly nodes: readonly { readonly name: string }[];
    readonly sources: readonly { readonly backend: { readonly id: string }; readonly error: object | null }[];
  };
  readonly flavors: { readonly totalCount: number } | null;
}
const everything = `query ($backends: [ID!]) {
  jobs(filter: { backends: $backends }) { totalCount nodes { name algorithm { name } } }
  algorithms(filter: { backends: $backends }) { nodes { name } sources { backend { id } error { code retryable } } }
  flavors(filter: { backends: $backends }) { totalCount }
}`;

async function untilLive({ url }: TestGateway): Promise<void> {
  type States = { backends: { source: { state: string } }[] };
  const read = () => query<States>(url, "{ backends { source { state } } }");
  await eventually(read, ({ backends }) => backends.every(({ source }) => source.state === "LIVE"));
}

describe("a failure of one call to a vendor", () => {
  it.each(tireless.map((definition) => [definition.kind, definition] as const))(
    "of %s, that for algorithms, leaves the rest of the answer",
    { timeout: 20_000 },
    async (kind, definition) => {
      await using world = await startWorld({ jobs: 10, definitions: [definition] });
      const { control } = world;
      const id = world.vendor(kind).config.id;
      const variables = { backends: [id] };
      let paths = new Set<string>();
      let flavorPaths = new Set<string>();
      let known: Answer;
      {
        await using gateway = await world.startGateway({ sync: restful, journal: "first" });
        await untilLive(gateway);
        // A last poll may fall into the same moment, on the paths of those before.
        const polled = new Set((await control.requests(kind)).items.map(({ path }) => path));
        const pathsOf = async (text: string) => {
          const { next } = await control.requests(kind);
          await query(gateway.url, text);
          const { items } = await control.requests(kind, next);
          return new Set(items.map(({ path }) => path)).difference(polled);
        };
        paths = await pathsOf("{ algorithms { totalCount } }");
        flavorPaths = await pathsOf("{ flavors { totalCount } }");
        known = await query<Answer>(gateway.url, everything, variables);
      }
      if (paths.size === 0) return expect(known.algorithms.nodes).toEqual([]);
      for (const path of paths) await control.addFault({ kind, match: { path }, fault: { type: "drop" } });

      await using gateway = await world.startGateway({ sync: restful, journal: "second" });
      await untilLive(gateway);
      const { data, errors = [] } = await ask<Answer>(gateway.url, everything, variables);
      expect(data?.jobs.totalCount).toBe(10);
      expect(data?.jobs.nodes.map(({ name }) => name)).toEqual(known.jobs.nodes.map(({ name }) => name));
      if (paths.isDisjointFrom(flavorPaths)) expect(data?.flavors).toEqual(known.flavors);
      expect(data?.algorithms).toEqual({
        nodes: [],
        sources: [{ backend: { id }, error: { code: "UNAVAILABLE", retryable: true } }],
      });
      for (const { path, extensions } of errors) {
        expect(path).toEqual(["jobs", "nodes", expect.any(Number), "algorithm"]);
        expect(extensions).toEqual({
          code: "BACKEND_UNAVAILABLE",
          backend: { id, code: "UNAVAILABLE", nativeCode: null, solution: null, retryable: true },
        });
      }
      const failed = new Set(errors.map(({ path }) => path?.[2]));
      for (const [index, { algorithm }] of (data?.jobs.nodes ?? []).entries()) {
        if (failed.has(index)) expect(algorithm).toBeNull();
        else expect(algorithm === null).toBe(known.jobs.nodes[index]?.algorithm === null);
      }
      expect(gateway.log).toEqual([]);
    },
  );
});
