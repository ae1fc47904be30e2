import { parse } from "graphql";
import { describe, expect, it } from "vitest";
import { definitions } from "../../src/backends/registry.ts";
import { formatId } from "../../src/domain/id.ts";
import { startWorld } from "../support/gateway.ts";
import { ask, eventually, query } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";

interface Seen {
  readonly jobs: { readonly nodes: readonly { readonly id: string; readonly name: string }[] };
  readonly backends: readonly {
    readonly id: string;
    readonly title: string;
    readonly source: { readonly state: string };
  }[];
}

describe("as a subgraph", () => {
  it("shows its schema and finds jobs and backends for others, each in its place", async () => {
    await using world = await startWorld({ jobs: 6, definitions: tireless });
    await using gateway = await world.startGateway();
    const { _service } = await query<{ _service: { sdl: string } }>(gateway.url, "{ _service { sdl } }");
    parse(_service.sdl);
    expect(_service.sdl).toMatch(/type Job implements Node\s*@key\(fields: "id"\)/);
    expect(_service.sdl).toMatch(/type Backend\s*@key\(fields: "id"\)/);
    for (const { kind } of definitions) expect(_service.sdl).toMatch(new RegExp(`^ {2}${kind}$`, "m"));

    const read = () =>
      query<Seen>(gateway.url, "{ jobs { nodes { id name } } backends { id title source { state } } }");
    const { jobs, backends } = await eventually(read, (now) =>
      now.backends.every(({ source }) => source.state === "LIVE"),
    );
    const [job] = jobs.nodes;
    const [backend] = backends;
    const unknown = Buffer.from("job:nowhere:1").toString("base64url");
    const text = `query ($representations: [_Any!]!) {
      _entities(representations: $representations) {
        __typename ... on Job { id name } ... on Backend { id title }
      }
    }`;
    const representations = [
      { __typename: "Backend", id: backend?.id },
      { __typename: "Job", id: job?.id },
      { __typename: "Job", id: "none" },
      { __typename: "Job", id: unknown },
      { __typename: "Backend", id: "nowhere" },
      { __typename: "Job", id: job?.id },
    ];
    const { data, errors } = await ask(gateway.url, text, { representations });
    expect(data).toEqual({
      _entities: [
        { __typename: "Backend", id: backend?.id, title: backend?.title },
        { __typename: "Job", ...job },
        null,
        null,
        null,
        { __typename: "Job", ...job },
      ],
    });
    expect(errors).toMatchObject([{ path: ["_entities", 2], extensions: { code: "INVALID_ID" } }]);
    expect(errors).toHaveLength(1);
    expect(gateway.log).toEqual([]);
  });

  it("finds algorithms and flavors for others", async () => {
    await using world = await startWorld({ jobs: 6, definitions: tireless });
    await using gateway = await world.startGateway();
    type Things = Record<
      "algorithms" | "flavors",
      { nodes: { __typename: string; id: string; name: string }[] }
    >;
    const { algorithms, flavors } = await query<Things>(
      gateway.url,
      "{ algorithms(first: 2) { nodes { __typename id name } } flavors(first: 2) { nodes { __typename id name } } }",
    );
    const things = [...algorithms.nodes, ...flavors.nodes];
    expect(things).toHaveLength(4);
    const text = `query ($representations: [_Any!]!) {
      _entities(representations: $representations) {
        __typename ... on Algorithm { id name } ... on Flavor { id name }
      }
    }`;
    const ofNobody = [...world.vendors].map(({ config }) => ({
      __typename: "Flavor",
      id: formatId("flavor", String(config.id) as Parameters<typeof formatId>[1], "of-nobody"),
    }));
    const representations = [...things.map(({ __typename, id }) => ({ __typename, id })), ...ofNobody];
    const found = await query(gateway.url, text, { representations });
    expect(found).toEqual({ _entities: [...things, ...ofNobody.map(() => null)] });
  });
});
