import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { type SimulatedWorld, startWorld, type TestGateway } from "../../../test/support/gateway.ts";
import { ask, eventually, query } from "../../../test/support/graphql.ts";
import { seeme } from "./index.ts";

interface Row {
  readonly id: string;
  readonly nativeId: string;
  readonly kind: string;
  readonly algorithm: { readonly id: string };
  readonly status: { readonly phase: string; readonly native: { readonly value: string } };
}
interface Page {
  readonly jobs: { readonly nodes: readonly Row[]; readonly totalCount: number };
}

const states = ["waiting", "started", "finished", "error"];
let world: SimulatedWorld;
let gateway: TestGateway;
let all: readonly Row[];

async function list(filter: object): Promise<readonly Row[]> {
  const { jobs } = await query<Page>(
    gateway.url,
    `query ($filter: JobFilter) {
      jobs(first: 100, filter: $filter) {
        nodes { id nativeId kind algorithm { id } status { phase native { value } } }
        totalCount
      }
    }`,
    { filter },
  );
  expect(jobs.nodes).toHaveLength(jobs.totalCount);
  return jobs.nodes;
}

beforeAll(async () => {
  world = await startWorld({ jobs: 60, definitions: [seeme] });
  // All four states are there, of jobs that move no further.
  for (const native of states) await world.control.addJob("SEEME", [{ native, afterMs: 0 }]);
  gateway = await world.startGateway();
  all = await eventually(
    () => list({}),
    (jobs) => jobs.length === 60 + states.length,
  );
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

const idsOf = (jobs: readonly Row[]) => jobs.map(({ id }) => id);
const firstAlgorithm = () => {
  const [job] = all;
  if (!job) throw new Error("The gateway knows no job.");
  return job.algorithm.id;
};

describe("a list", () => {
  test("is of one application, or of all when none is named", async () => {
    const algorithm = firstAlgorithm();
    const wanted = all.filter((job) => job.algorithm.id === algorithm);
    expect(wanted.length).toBeLessThan(all.length);
    expect(idsOf(await list({ algorithmIds: [algorithm] }))).toEqual(idsOf(wanted));
    for (const algorithmIds of [[], null]) expect(idsOf(await list({ algorithmIds }))).toEqual(idsOf(all));
    covers("S0-2");
  });

  test("is of some states, by the vendor's words or by phases", async () => {
    const wanted = idsOf(all.filter(({ status }) => ["waiting", "error"].includes(status.native.value)));
    expect(wanted.length).toBeGreaterThan(1);
    expect(wanted.length).toBeLessThan(all.length);
    expect(idsOf(await list({ nativeStates: ["waiting", "error"] }))).toEqual(wanted);
    expect(idsOf(await list({ phases: ["QUEUED", "FAILED"] }))).toEqual(wanted);
    expect(idsOf(await list({ nativeStates: [], phases: [] }))).toEqual(idsOf(all));
    covers("S0-3");
  });

  test("meets all conditions that are given", async () => {
    const algorithm = firstAlgorithm();
    const filter = { algorithmIds: [algorithm], kinds: ["TRAINING"], nativeStates: ["finished", "error"] };
    const wanted = all.filter(
      (job) =>
        job.algorithm.id === algorithm &&
        job.kind === "TRAINING" &&
        ["finished", "error"].includes(job.status.native.value),
    );
    expect(wanted.length).toBeGreaterThan(0);
    expect(idsOf(await list(filter))).toEqual(idsOf(wanted));
    covers("S0-5");
  });

  test("is of the training jobs of one application in all four states", async () => {
    const algorithm = firstAlgorithm();
    const filter = { algorithmIds: [algorithm], kinds: ["TRAINING"], nativeStates: states };
    const wanted = all.filter((job) => job.algorithm.id === algorithm && job.kind === "TRAINING");
    expect(wanted.length).toBeGreaterThan(0);
    expect(idsOf(await list(filter))).toEqual(idsOf(wanted));
    expect(new Set(all.map(({ status }) => status.native.value))).toEqual(new Set(states));
    covers("S0-66");
  });
});

test("a job is read by the id that the list gave, and by no other", async () => {
  const text = "query ($id: ID!) { job(id: $id) { id nativeId backend { id } } }";
  for (const { id, nativeId } of all.slice(0, 5)) {
    const { job } = await query<{ job: object }>(gateway.url, text, { id });
    expect(job).toEqual({ id, nativeId, backend: { id: "seeme" } });
  }
  const { errors } = await ask(gateway.url, text, { id: all[0]?.nativeId });
  expect(errors).toMatchObject([{ extensions: { code: "INVALID_ID" } }]);
  covers("S0-9");
});

test("what is booked for a job is told to an administrator, and to nobody else without an error", async () => {
  // The last one has gone through all its states, so that an agent has worked on it.
  const job = all.findLast(({ status }) => status.native.value === "finished");
  const text = "query ($id: ID!) { job(id: $id) { usage { computeMs cost { amount currency } } } }";
  const usage = async () => {
    const { job: found } = await query<{ job: { usage: unknown } }>(gateway.url, text, { id: job?.id });
    return found.usage;
  };
  expect(await usage()).toEqual({
    computeMs: expect.any(Number),
    cost: { amount: expect.stringMatching(/^\d+(\.\d+)?$/), currency: "EUR" },
  });
  await world.control.assume("SEEME", "administrator", false);
  expect(await usage()).toEqual({ computeMs: null, cost: null });
  covers("S0-79");
});

test("a manifest that lacks what was asked for is none, and says why", async () => {
  await using closed = await startWorld({ jobs: 1, definitions: [seeme] });
  await closed.control.addFault({
    kind: "SEEME",
    match: { path: "/api/v1/applications" },
    fault: { type: "status", status: 403 },
  });
  await using other = await closed.startGateway();
  const text = "{ jobs { nodes { name manifest(format: YAML) } } }";
  interface Listed {
    readonly jobs: { readonly nodes: readonly { readonly manifest: string | null }[] };
  }
  const { data, errors } = await eventually(
    () => ask<Listed>(other.url, text),
    (answer) => answer.data?.jobs.nodes.length === 1,
  );
  expect(data?.jobs.nodes).toMatchObject([{ name: expect.any(String), manifest: null }]);
  expect(errors).toMatchObject([
    { path: ["jobs", "nodes", 0, "manifest"], extensions: { code: "BACKEND_FORBIDDEN" } },
  ]);
});
