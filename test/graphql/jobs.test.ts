import { describe, expect, it } from "vitest";
import { definitions } from "../../src/backends/registry.ts";
import { formatId, parseId } from "../../src/domain/id.ts";
import { type SimulatedWorld, startWorld } from "../support/gateway.ts";
import { ask, eventually, query } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";
import { wordFor } from "../support/words.ts";

const kinds = definitions.map(({ kind }) => kind);
/** Polls that leave a test alone: the first round, then nothing for an hour. */
const restful = { intervals: { watchedMs: 3_600_000, activeMs: 3_600_000, idleMs: 3_600_000 } };

interface Sources {
  readonly jobs: {
    readonly sources: readonly { readonly backend: { readonly id: string }; readonly state: string }[];
  };
}
async function untilLive(url: string): Promise<void> {
  const read = () => query<Sources>(url, "{ jobs(first: 1) { sources { backend { id } state } } }");
  await eventually(read, ({ jobs }) => jobs.sources.every(({ state }) => state === "LIVE"));
}

/** The round of polls that may follow the first one is over as well. */
async function untilQuiet({ control }: SimulatedWorld, kind: string): Promise<void> {
  let [last, same] = [0, 0];
  const read = async () => {
    const { next } = await control.requests(kind, last);
    same = next === last ? same + 1 : 0;
    last = next;
    return same;
  };
  await eventually(read, (reads) => reads >= 10);
}

interface Thing {
  readonly __typename: string;
  readonly id: string;
  readonly name: string;
}
interface JobRow {
  readonly id: string;
  readonly nativeId: string;
  readonly algorithm: Thing | null;
  readonly flavor: Thing | null;
}

describe("node and nodes", () => {
  it.each(kinds)(
    "find jobs, algorithms and flavors of %s by their ids, null for an unknown one",
    async (kind) => {
      await using world = await startWorld({ jobs: 20 * kinds.length, definitions: tireless });
      await using gateway = await world.startGateway();
      await untilLive(gateway.url);
      const { jobs, algorithms, flavors } = await query<{
        jobs: { nodes: JobRow[] };
        algorithms: { nodes: Thing[] };
        flavors: { nodes: Thing[] };
      }>(
        gateway.url,
        `query ($kind: BackendKind!, $backends: [ID!]) {
        jobs(first: 20, filter: { backendKinds: [$kind] }) {
          nodes { id nativeId algorithm { __typename id name } flavor { __typename id name } }
        }
        algorithms(first: 3, filter: { backends: $backends }) { nodes { __typename id name } }
        flavors(first: 3, filter: { backends: $backends }) { nodes { __typename id name } }
      }`,
        { kind, backends: [world.vendor(kind).config.id] },
      );
      const [job] = jobs.nodes;
      if (!job) throw new Error(`There is no job of ${kind}.`);
      const { backend } = parseId(job.id);
      const listed = [...algorithms.nodes, ...flavors.nodes];
      const unknown = [
        formatId("job", backend, "of-nobody"),
        formatId("algorithm", backend, "of-nobody"),
        formatId("flavor", backend, "of-nobody"),
        Buffer.from("job:nowhere:1").toString("base64url"),
      ];
      const text = `query ($ids: [ID!]!, $id: ID!) {
      nodes(ids: $ids) { __typename id ... on Job { nativeId } ... on Algorithm { name } ... on Flavor { name } }
      node(id: $id) { __typename id }
      job(id: $id) { nativeId }
    }`;
      const ids = [job.id, ...listed.map(({ id }) => id), ...unknown];
      const found = await query<{ nodes: unknown[]; node: unknown; job: unknown }>(gateway.url, text, {
        ids,
        id: job.id,
      });
      expect(found.nodes).toEqual([
        { __typename: "Job", id: job.id, nativeId: job.nativeId },
        ...listed,
        ...unknown.map(() => null),
      ]);
      expect(found.node).toEqual({ __typename: "Job", id: job.id });
      expect(found.job).toEqual({ nativeId: job.nativeId });
      const gone = await query(gateway.url, "query ($id: ID!) { job(id: $id) { id } }", { id: unknown[0] });
      expect(gone).toEqual({ job: null });
      // What a job says of its algorithm and flavor leads back to them.
      const named = jobs.nodes
        .flatMap(({ algorithm, flavor }) => [algorithm, flavor])
        .filter((one) => one !== null);
      const back = await query<{ nodes: unknown[] }>(
        gateway.url,
        "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }",
        { ids: named.map(({ id }) => id) },
      );
      expect(back.nodes).toEqual(named.map(({ __typename, id }) => ({ __typename, id })));
    },
  );

  it("answer every other id when one is none", async () => {
    await using world = await startWorld({ jobs: 4, definitions: tireless });
    await using gateway = await world.startGateway();
    await untilLive(gateway.url);
    const { jobs } = await query<{ jobs: { nodes: JobRow[] } }>(gateway.url, "{ jobs { nodes { id } } }");
    const ids = [jobs.nodes[0]?.id, "none", jobs.nodes[1]?.id];
    const { data, errors } = await ask(gateway.url, "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {
      ids,
    });
    expect(data).toEqual({ nodes: [jobs.nodes[0], null, jobs.nodes[1]] });
    expect(errors).toMatchObject([{ path: ["nodes", 1], extensions: { code: "INVALID_ID" } }]);
  });
});

describe("freshness", () => {
  it.each(kinds)("jobByNativeId knows a job of %s that appeared a moment ago", async (kind) => {
    await using world = await startWorld({ jobs: 4, definitions: tireless });
    await using gateway = await world.startGateway({ sync: restful });
    await untilLive(gateway.url);
    const nativeId = await world.control.addJob(kind, [{ native: wordFor(kind, "RUNNING"), afterMs: 0 }]);
    const text = `query ($backend: ID!, $nativeId: String!) {
      jobByNativeId(backend: $backend, nativeId: $nativeId) { nativeId status { phase } }
    }`;
    const backend = world.vendor(kind).config.id;
    const found = await query(gateway.url, text, { backend, nativeId });
    expect(found).toEqual({ jobByNativeId: { nativeId, status: { phase: "RUNNING" } } });
    expect(await query(gateway.url, text, { backend, nativeId: "of-nobody" })).toEqual({
      jobByNativeId: null,
    });
    const { jobs } = await query<{ jobs: { totalCount: number } }>(
      gateway.url,
      "query ($ids: [String!]) { jobs(filter: { nativeIds: $ids }) { totalCount } }",
      { ids: [nativeId] },
    );
    expect(jobs.totalCount).toBe(1);
  });

  it.each(kinds)(
    "maxStalenessMs: 0 asks %s and shows the newest state, without it nobody is asked",
    async (kind) => {
      await using world = await startWorld({ jobs: 4, definitions: tireless });
      const running = [{ native: wordFor(kind, "RUNNING"), afterMs: 0 }];
      const [one = "", other = ""] = await world.control.addJobs(kind, running, 2);
      await using gateway = await world.startGateway({ sync: restful });
      await untilLive(gateway.url);
      await untilQuiet(world, kind);
      const text = `query ($ids: [String!], $maxStalenessMs: Milliseconds) {
      jobs(filter: { nativeIds: $ids }, maxStalenessMs: $maxStalenessMs) { nodes { id nativeId status { phase } } }
    }`;
      type Phases = { jobs: { nodes: { id: string; nativeId: string; status: { phase: string } }[] } };
      const phases = async (variables: object) => {
        const { jobs } = await query<Phases>(gateway.url, text, { ids: [one, other], ...variables });
        const own = jobs.nodes.filter(({ id }) => parseId(id).backend === world.vendor(kind).config.id);
        return new Map(own.map((node) => [node.nativeId, node]));
      };
      const before = await phases({});
      for (const id of [one, other]) {
        expect(before.get(id)?.status.phase).toBe("RUNNING");
        await world.control.changeJob(kind, id, { native: wordFor(kind, "SUCCEEDED") });
      }
      const calls = async (since: number) => (await world.control.requests(kind, since)).items.length;
      const { next } = await world.control.requests(kind);
      expect((await phases({ maxStalenessMs: 3_600_000 })).get(one)?.status.phase).toBe("RUNNING");
      expect(await calls(next)).toBe(0);

      const single = await query(
        gateway.url,
        "query ($id: ID!) { job(id: $id, maxStalenessMs: 0) { status { phase } } }",
        { id: before.get(one)?.id },
      );
      expect(single).toEqual({ job: { status: { phase: "SUCCEEDED" } } });
      const callsForOne = await calls(next);
      expect(callsForOne).toBeGreaterThan(0);
      expect((await phases({})).get(other)?.status.phase).toBe("RUNNING");
      expect((await phases({ maxStalenessMs: 0 })).get(other)?.status.phase).toBe("SUCCEEDED");
      expect(await calls(next)).toBeGreaterThan(callsForOne);
    },
  );
});
