import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRandom } from "../../src/simulator/random.ts";
import { type CommandWorld, commandWorld, shown } from "../support/command-world.ts";
import { type SimulatedWorld, startWorld, type TestGateway } from "../support/gateway.ts";
import { tireless } from "../support/hasty.ts";
import { command, type Outcome, type Send, senders } from "../support/mutations.ts";
import { documentOf } from "../support/vendor-documents.ts";
import { listAtVendor } from "../support/vendor-listings.ts";
import { wordFor } from "../support/words.ts";

const random = createRandom("keys");
const sync = { intervals: { watchedMs: 300, activeMs: 300, idleMs: 300 } };

let world: SimulatedWorld;
let gateway: TestGateway;
let vendors: CommandWorld;
beforeAll(async () => {
  world = await startWorld({ jobs: 200, definitions: tireless });
  gateway = await world.startGateway({ sync });
  vendors = await commandWorld(world, tireless);
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

const overHttp: Send = senders.HTTP as Send; // one of them
const overSocket: Send = senders.WebSocket as Send; // as above
let keys = 0;
const newKey = () => `key-${++keys}`;
const codesOf = ({ userErrors }: Pick<Outcome, "userErrors">) => userErrors.map(({ code }) => code);
/** What tells one result from another; the cursor is of the moment. */
const gist = ({ job, deletedJobId, userErrors, results }: Outcome) => ({
  job: job?.id,
  deletedJobId,
  userErrors,
  results: results?.map(({ jobId, job: one, userErrors: errors }) => [jobId, one?.id, errors]),
});

/** Gives the same command over two connections, one a little after the other. */
async function giveTwice(field: string, input: object): Promise<[Outcome, Outcome]> {
  const [first, second] = random.chance(0.5) ? [overHttp, overSocket] : [overSocket, overHttp];
  const offsetMs = random.int(0, 40);
  return Promise.all([
    command(gateway.url, field, input, first),
    sleep(offsetMs).then(() => command(gateway.url, field, input, second)),
  ]);
}

/** Requests of this kind that a vendor has had about a job. */
async function countCalls(kind: string, method: string, ending: string): Promise<number> {
  const { items } = await world.control.requests(kind);
  return items.filter((item) => item.method === method && item.path.endsWith(ending)).length;
}

describe("the same key twice at once, from two connections", () => {
  it("creates one job", async () => {
    const pairs = tireless.flatMap(({ kind }) => Array.from({ length: 4 }, (_, index) => ({ kind, index })));
    await Promise.all(
      pairs.map(async ({ kind, index }) => {
        const name = `pair-${kind.toLowerCase().replace("_", "-")}-${index}`;
        const input = { ...vendors.inputOf(kind, name), idempotencyKey: newKey() };
        const [one, other] = await giveTwice("createJob", input);
        expect(codesOf(one)).toEqual([]);
        expect(gist(other)).toEqual(gist(one));
        const made = (await listAtVendor(world.vendor(kind))).filter((job) => job.name === name);
        expect(made.map(({ nativeId }) => nativeId)).toEqual([one.job?.nativeId]);
      }),
    );
  });

  it("makes one job again", async () => {
    await Promise.all(
      tireless.map(async ({ kind }) => {
        const before = new Set((await listAtVendor(world.vendor(kind))).map(({ nativeId }) => nativeId));
        // What a gateway has created can be made again.
        const name = `again-${kind.toLowerCase().replace("_", "-")}`;
        const old = await command(gateway.url, "createJob", vendors.inputOf(kind, name));
        await world.control.changeJob(kind, old.job?.nativeId ?? "", { native: wordFor(kind, "SUCCEEDED") });
        await shown(gateway.url, [{ id: old.job?.id ?? "" }], (job) => job?.status.phase === "SUCCEEDED");
        for (let round = 0; round < 2; round++) {
          const input = { id: old.job?.id, idempotencyKey: newKey() };
          const [one, other] = await giveTwice("retryJob", input);
          expect(codesOf(one)).toEqual([]);
          expect(gist(other)).toEqual(gist(one));
          expect(one.job?.retryOf).toEqual({ id: old.job?.id });
        }
        const after = await listAtVendor(world.vendor(kind));
        expect(after.filter(({ nativeId }) => !before.has(nativeId))).toHaveLength(3);
      }),
    );
  });

  it("cancels once", async () => {
    const jobs = await vendors.addJobs(gateway.url, "AZURE_ML", "RUNNING", 8);
    await Promise.all(
      jobs.map(async ({ id, nativeId }) => {
        const [one, other] = await giveTwice("cancelJob", { id, idempotencyKey: newKey() });
        expect(codesOf(one)).toEqual([]);
        expect(gist(other)).toEqual(gist(one));
        expect(await countCalls("AZURE_ML", "POST", `/${nativeId}/cancel`)).toBe(1);
      }),
    );
  });

  it.each(["SEEME", "MODELARTS"])("deletes once: %s", async (kind) => {
    const jobs = await vendors.addJobs(gateway.url, kind, "SUCCEEDED", 6);
    await Promise.all(
      jobs.map(async ({ id, nativeId }) => {
        const [one, other] = await giveTwice("deleteJob", { id, idempotencyKey: newKey() });
        expect(codesOf(one)).toEqual([]);
        expect(gist(other)).toEqual(gist(one));
        expect(one.deletedJobId).toBe(id);
        expect(await countCalls(kind, "DELETE", `/${nativeId}`)).toBe(1);
      }),
    );
  });

  it.each([
    ["cancelJobs", "RUNNING"],
    ["deleteJobs", "SUCCEEDED"],
  ] as const)("does %s once for each job", async (field, phase) => {
    const jobs = await vendors.addJobs(gateway.url, "DATATURE", phase, 12);
    const groups = [0, 3, 6, 9].map((from) => jobs.slice(from, from + 3));
    await Promise.all(
      groups.map(async (group) => {
        const input = { ids: group.map(({ id }) => id), idempotencyKey: newKey() };
        const [one, other] = await giveTwice(field, input);
        expect(one.results.flatMap(codesOf)).toEqual([]);
        expect(gist(other)).toEqual(gist(one));
        for (const { nativeId } of group)
          expect(
            await countCalls("DATATURE", field === "cancelJobs" ? "PATCH" : "DELETE", `/${nativeId}`),
          ).toBe(1);
      }),
    );
  });
});

describe("a key with another input", () => {
  const mismatch = [
    expect.objectContaining({ code: "IDEMPOTENCY_MISMATCH", path: ["input", "idempotencyKey"] }),
  ];

  it("is refused, by whatever command, later and at once", async () => {
    const idempotencyKey = newKey();
    const input = vendors.inputOf("SEEME", "keyed");
    const { job } = await command(gateway.url, "createJob", { ...input, idempotencyKey });
    const id = job?.id;
    const others: [string, object][] = [
      ["createJob", { ...input, name: "another" }],
      ["createJob", vendors.inputOf("QAI_HUB", "keyed")],
      ["retryJob", { id }],
      ["renameJob", { id, name: "better" }],
      ["updateJob", { id, description: "?" }],
      ["deleteJob", { id }],
    ];
    for (const [field, other] of others)
      expect((await command(gateway.url, field, { ...other, idempotencyKey })).userErrors).toEqual(mismatch);
    for (const field of ["cancelJobs", "deleteJobs"]) {
      const { results } = await command(gateway.url, field, { ids: [id], idempotencyKey });
      expect(results).toEqual([expect.objectContaining({ userErrors: mismatch })]);
    }
    expect(await documentOf(world.vendor("SEEME"), job?.nativeId ?? "")).toMatchObject({ name: "keyed" });
  });

  it("is refused to one of two that come at once", async () => {
    for (let round = 0; round < 10; round++) {
      const idempotencyKey = newKey();
      const names = [`either-${round}`, `or-${round}`];
      const outcomes = await Promise.all(
        names.map(async (name, index) => {
          await sleep(index * random.int(0, 10));
          const input = { ...vendors.inputOf("SEEME", name), idempotencyKey };
          return command(gateway.url, "createJob", input, index === 0 ? overHttp : overSocket);
        }),
      );
      expect(outcomes.map(codesOf).sort()).toEqual([[], ["IDEMPOTENCY_MISMATCH"]]);
      const made = (await listAtVendor(world.vendor("SEEME"))).filter(({ name }) => names.includes(name));
      expect(made).toHaveLength(1);
    }
  });

  it("is refused when other jobs are named, or the same in another order", async () => {
    const jobs = await vendors.addJobs(gateway.url, "SEEME", "SUCCEEDED", 3);
    const [one, two, three] = jobs.map(({ id }) => id);
    const idempotencyKey = newKey();
    const give = (ids: unknown[]) => command(gateway.url, "deleteJobs", { ids, idempotencyKey });
    expect((await give([one, two])).results.flatMap(codesOf)).toEqual([]);
    for (const ids of [[one, three], [three], [two, one]])
      expect((await give(ids)).results.flatMap(codesOf)).toEqual(ids.map(() => "IDEMPOTENCY_MISMATCH"));
    await shown(gateway.url, [{ id: three ?? "" }], (job) => job !== null);
  });
});

it("gives the first result again after a restart", async () => {
  const [running] = await vendors.addJobs(gateway.url, "AZURE_ML", "RUNNING", 1);
  const [ended] = await vendors.addJobs(gateway.url, "SEEME", "SUCCEEDED", 1);
  const [later] = await vendors.addJobs(gateway.url, "MODELARTS", "SUCCEEDED", 1);
  const commands: [string, object][] = [
    ["createJob", vendors.inputOf("SEEME", "lasting")],
    ["createJob", vendors.inputOf("QAI_HUB", "lasting")],
    ["cancelJob", { id: running?.id }],
    ["deleteJob", { id: ended?.id }],
    ["deleteJob", { id: later?.id }],
  ];
  const keyed = commands.map(([field, input]) => [field, { ...input, idempotencyKey: newKey() }] as const);
  const giveAll = () => Promise.all(keyed.map(([field, input]) => command(gateway.url, field, input)));
  const first = await giveAll();
  expect(first.flatMap(codesOf)).toEqual([]);
  await gateway[Symbol.asyncDispose]();
  gateway = await world.startGateway({ sync });
  const { next } = await world.control.requests("SEEME");
  const again = await giveAll();
  expect(again.map(gist)).toEqual(first.map(gist));
  const { items } = await world.control.requests("SEEME", next);
  expect(items.filter(({ method }) => method !== "GET")).toEqual([]);
});
