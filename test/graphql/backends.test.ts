import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { definitions } from "../../src/backends/registry.ts";
import { startWorld, type TestGateway } from "../support/gateway.ts";
import { eventually, query } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";

interface BackendRow {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly source: { readonly state: string };
  readonly limits: { readonly pageSize: number };
  readonly projects: readonly { readonly nativeId: string }[];
  readonly capabilities: Readonly<Record<string, boolean>>;
}

describe("backends", () => {
  const parts = new AsyncDisposableStack();
  let gateway: TestGateway;
  let backends: readonly BackendRow[];

  beforeAll(async () => {
    const world = parts.use(await startWorld({ jobs: 8 * definitions.length, definitions: tireless }));
    gateway = parts.use(await world.startGateway());
    const text = `{ backends {
      id kind title source { state } limits { pageSize } projects { nativeId }
      capabilities {
        createJob updateJob renameJob cancelJob deleteJob retryJob archiveJob modifySharing
        logs liveLogs metrics flavors algorithms jobTemplate push
      }
    } }`;
    const read = () => query<{ backends: BackendRow[] }>(gateway.url, text);
    ({ backends } = await eventually(read, (now) =>
      now.backends.every(({ source }) => source.state === "LIVE"),
    ));
  });
  afterAll(() => parts.disposeAsync());

  it("are all that are configured, each found by its id", async () => {
    expect(backends.map(({ kind }) => kind)).toEqual(definitions.map(({ kind }) => kind));
    for (const { id, kind, limits } of backends) {
      const found = await query(gateway.url, "query ($id: ID!) { backend(id: $id) { kind } }", { id });
      expect(found).toEqual({ backend: { kind } });
      expect(limits.pageSize).toBeGreaterThan(0);
    }
    expect(await query(gateway.url, '{ backend(id: "nowhere") { id } }')).toEqual({ backend: null });
  });

  it("claim the capabilities that they show", async () => {
    for (const { id, kind, capabilities } of backends) {
      const { algorithms, flavors, jobs } = await query<{
        algorithms: { totalCount: number };
        flavors: { totalCount: number };
        jobs: { nodes: { logs: object | null; logSources: { live: boolean }[] }[] };
      }>(
        gateway.url,
        `query ($backends: [ID!]) {
          algorithms(filter: { backends: $backends }) { totalCount }
          flavors(filter: { backends: $backends }) { totalCount }
          jobs(filter: { backends: $backends }) { nodes { logSources { live } logs(first: 1) { totalCount } } }
        }`,
        { backends: [id] },
      );
      expect(algorithms.totalCount > 0, kind).toBe(capabilities.algorithms);
      expect(flavors.totalCount > 0, kind).toBe(capabilities.flavors);
      expect(
        jobs.nodes.some(({ logSources }) => logSources.length > 0),
        kind,
      ).toBe(capabilities.logs);
      expect(
        jobs.nodes.some(({ logs }) => logs !== null),
        kind,
      ).toBe(capabilities.logs);
      expect(capabilities.liveLogs, kind).toBe(
        jobs.nodes.some(({ logSources }) => logSources.some(({ live }) => live)),
      );
    }
  });

  it("tell how their native words map to phases, all or narrowed", async () => {
    const text = `query ($backendKind: BackendKind, $jobKind: JobKind) {
      statusVocabulary(backendKind: $backendKind, jobKind: $jobKind) {
        backendKind jobKinds nativeValue nativeSecondary phase phaseClass stage
      }
    }`;
    type Rows = { statusVocabulary: { backendKind: string; jobKinds: string[]; phaseClass: string }[] };
    const rows = async (variables: object) =>
      (await query<Rows>(gateway.url, text, variables)).statusVocabulary;
    const all = await rows({});
    const expected = definitions.flatMap(({ kind, vocabulary }) =>
      vocabulary.map(({ jobKinds, nativeValue, nativeSecondary, phase, stage }) => ({
        backendKind: kind,
        jobKinds,
        nativeValue,
        nativeSecondary,
        phase,
        stage,
      })),
    );
    expect(all).toMatchObject(expected);
    expect(all).toHaveLength(expected.length);
    expect(new Set(all.map(({ phaseClass }) => phaseClass))).toContain("TERMINAL");
    for (const { kind } of definitions) {
      const own = all.filter(({ backendKind }) => backendKind === kind);
      expect(await rows({ backendKind: kind })).toEqual(own);
      const training = own.filter(({ jobKinds }) => jobKinds.length === 0 || jobKinds.includes("TRAINING"));
      expect(await rows({ backendKind: kind, jobKind: "TRAINING" })).toEqual(training);
    }
  });
});
