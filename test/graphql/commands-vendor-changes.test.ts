import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Phase } from "../../src/domain/status.ts";
import { type CommandWorld, commandWorld, type KnownJob, shown } from "../support/command-world.ts";
import { covers } from "../support/covers.ts";
import { type SimulatedWorld, startWorld, type TestGateway } from "../support/gateway.ts";
import { follow, query } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";
import { command } from "../support/mutations.ts";
import { documentOf } from "../support/vendor-documents.ts";
import { wordFor } from "../support/words.ts";

let world: SimulatedWorld;
let gateway: TestGateway;
let vendors: CommandWorld;
beforeAll(async () => {
  const definitions = tireless.filter(({ kind }) => kind !== "DATATURE");
  world = await startWorld({ jobs: 100, definitions });
  vendors = await commandWorld(world, definitions);
  gateway = await world.startGateway();
});
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

const give = (field: string, input: object) => command(gateway.url, field, input);
const atVendor = (kind: string, { nativeId }: Pick<KnownJob, "nativeId">) =>
  documentOf(world.vendor(kind), nativeId);

/** A job that stays in a phase, known to the gateway. */
async function addJob(kind: string, phase: Phase, fields: object = {}): Promise<KnownJob> {
  const script = [{ native: wordFor(kind, phase), afterMs: 0 }];
  const nativeId = await world.control.addJob(kind, script, fields);
  const job = { kind, nativeId, id: vendors.idOf(kind, nativeId) };
  await shown(gateway.url, [job], (one) => one?.status.phase === phase);
  return job;
}

interface Change {
  readonly field: "renameJob" | "updateJob" | "updateJobLabels";
  readonly input: object;
  /** What the vendor's own document of the job then shows; a text where the place is not the same for all jobs. */
  readonly shows: object | string;
  readonly phase?: Phase;
  /** Wire fields that the job has from its creation. */
  readonly fields?: object;
}

const pair = (key: string, value: string) => ({ key, value });
const renamed = { field: "renameJob", input: { name: "better" } } as const;
const described = { field: "updateJob", input: { description: "for spring" } } as const;
const labelled = {
  field: "updateJobLabels",
  input: { set: [pair("season", "spring")], remove: ["gone", "never-there"] },
} as const;

/** A change of each field that a vendor lets change. */
const changes: Readonly<Record<string, readonly Change[]>> = {
  MODELARTS: [
    { ...described, shows: { metadata: { description: "for spring" } } },
    {
      ...labelled,
      fields: { tags: [pair("kept", "yes"), pair("gone", "soon")] },
      shows: { tags: [pair("kept", "yes"), pair("season", "spring")] },
    },
    {
      field: "updateJob",
      phase: "QUEUED",
      fields: { spec: { resource: { pool_id: "pool-a7c3-train" } } },
      input: { patch: { modelarts: { priority: 2, preemptible: true } } },
      shows: { spec: { schedule_policy: { priority: 2, preemptible: true } } },
    },
  ],
  AZURE_ML: [
    { ...described, shows: { properties: { description: "for spring" } } },
    {
      field: "updateJob",
      input: { displayName: "Spring" },
      shows: { properties: { displayName: "Spring" } },
    },
    {
      field: "updateJob",
      input: { properties: [pair("season", "spring")] },
      shows: { properties: { properties: { season: "spring" } } },
    },
    { ...labelled, shows: { properties: { tags: { season: "spring" } } } },
  ],
  QAI_HUB: [
    { ...renamed, shows: '"name":"better"' },
    { ...renamed, field: "updateJob", shows: '"name":"better"' },
  ],
  SEEME: [
    { ...renamed, shows: { name: "better" } },
    { ...described, shows: { description: "for spring" } },
    {
      field: "updateJob",
      phase: "RUNNING",
      input: { patch: { seeme: { statusMessage: "as told" } }, force: true },
      shows: { status: "started", status_message: "as told" },
    },
  ],
};

describe.each(Object.keys(changes))("%s", (kind) => {
  it.each(changes[kind] ?? [])("has what $field changes: $input", async (change) => {
    const { field, input, shows, phase = "SUCCEEDED", fields } = change;
    const job = await addJob(kind, phase, fields);
    const { job: changed, userErrors } = await give(field, { id: job.id, ...input });
    expect(userErrors).toEqual([]);
    expect(changed).toMatchObject({ id: job.id, status: { phase } });
    const document = await atVendor(kind, job);
    if (typeof shows === "string") expect(JSON.stringify(document)).toContain(shows);
    else expect(document).toMatchObject(shows);
  });

  it("lets change as many fields as this test knows", () => {
    const { changes: fields = [] } = tireless.find((definition) => definition.kind === kind) ?? {};
    const tried = (changes[kind] ?? []).flatMap(({ field, input }) =>
      field === "updateJobLabels" ? ["labels"] : Object.keys(input).filter((name) => name !== "force"),
    );
    expect(new Set(tried)).toEqual(new Set(fields));
  });
});

describe("a record that an agent writes too", () => {
  const kind = "SEEME";
  const versionOf = async ({ id }: KnownJob): Promise<number> => {
    const text = "query ($id: ID!) { job(id: $id) { version } }";
    return (await query<{ job: { version: number } }>(gateway.url, text, { id })).job.version;
  };

  it("is not changed by who means an older version of it", async () => {
    const job = await addJob(kind, "SUCCEEDED");
    const ifVersion = await versionOf(job);
    expect((await give("renameJob", { id: job.id, name: "newer" })).userErrors).toEqual([]);
    const before = await atVendor(kind, job);
    const { userErrors } = await give("updateJob", {
      id: job.id,
      ifVersion,
      name: "late",
      description: "late",
    });
    expect(userErrors).toMatchObject([{ code: "CONFLICT", path: ["input", "ifVersion"] }]);
    expect(await atVendor(kind, job)).toEqual(before);
    const current = { id: job.id, ifVersion: await versionOf(job), description: "in time" };
    expect((await give("updateJob", current)).userErrors).toEqual([]);
    expect(await atVendor(kind, job)).toMatchObject({ name: "newer", description: "in time" });
    covers("S0-11");
  });

  it("is changed with force alone while the agent is at work", async () => {
    const job = await addJob(kind, "RUNNING");
    const before = await atVendor(kind, job);
    const change = { id: job.id, description: "anyway" };
    const { userErrors } = await give("updateJob", change);
    expect(userErrors).toMatchObject([{ code: "FAILED_PRECONDITION" }]);
    expect(await atVendor(kind, job)).toEqual(before);
    expect((await give("updateJob", { ...change, force: true })).userErrors).toEqual([]);
    expect(await atVendor(kind, job)).toMatchObject({ description: "anyway", status: "started" });
    covers("S0-11");
  });

  it.each([
    ["with its end", "StatusTransition", finish],
    ["while it runs", "JobChanged", nameModel],
  ] as const)("has no model until the agent has made it, which is told %s", async (_, type, make) => {
    const draft = vendors.inputOf(kind, `makes a model for ${type}`);
    const { job, userErrors, eventCursor: after } = await give("createJob", draft);
    expect(userErrors).toEqual([]);
    if (!job) throw new Error("There is no job.");
    const text = "query ($id: ID!) { job(id: $id) { resultModel { nativeId } } }";
    expect(await query(gateway.url, text, { id: job.id })).toEqual({ job: { resultModel: null } });
    expect(await atVendor(kind, job)).toMatchObject({ model_id: "" });
    await using events = follow<Made>(gateway.url, told, { after, ids: [job.id] });
    await make(job);
    let { jobEvents: event } = await events.next();
    while (!event.changedFields?.includes("resultModel")) ({ jobEvents: event } = await events.next());
    const document = await atVendor(kind, job);
    expect(document).toMatchObject({ model_id: expect.stringMatching(/./) });
    const resultModel = { nativeId: document?.model_id };
    expect(event).toMatchObject({ __typename: type, source: "POLL", job: { resultModel } });
    expect(await query(gateway.url, text, { id: job.id })).toEqual({ job: { resultModel } });
    covers("S0-38");
  });
});

interface Made {
  readonly jobEvents: { readonly changedFields?: readonly string[] };
}
const told = `subscription ($after: String, $ids: [ID!]) { jobEvents(after: $after, filter: { ids: $ids }) {
  __typename
  ... on RecordedEvent { source }
  ... on JobChanged { changedFields job { resultModel { nativeId } } }
  ... on StatusTransition { changedFields job { resultModel { nativeId } } }
} }`;

/** Lets the vendor's agent take a job and end it. */
const finish = () => world.control.clock({ advanceMs: 600_000 });

/** Names the model that a running job makes, as an agent does over the vendor's own API. */
async function nameModel(job: Pick<KnownJob, "id" | "nativeId">): Promise<void> {
  await world.control.changeJob("SEEME", job.nativeId, { native: "started" });
  await shown(gateway.url, [job], (one) => one?.status.phase === "RUNNING");
  const { url, credentials } = world.vendor("SEEME");
  const model = vendors.draftsOf("SEEME")["a validation"]?.job;
  const names = { model_id: model?.modelId, model_version_id: model?.modelVersionId };
  const answer = await fetch(`${url}/jobs/${job.nativeId}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${credentials.apiKey}`, "content-type": "application/json" },
    body: JSON.stringify({ ...(await atVendor("SEEME", job)), ...names }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}
