import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CommandWorld, commandWorld, type KnownJob, shown } from "../support/command-world.ts";
import { type SimulatedWorld, startWorld, type TestGateway } from "../support/gateway.ts";
import { follow, query, type Subscribed } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";
import { command, type Outcome } from "../support/mutations.ts";
import { documentOf } from "../support/vendor-documents.ts";
import { wordFor } from "../support/words.ts";

let world: SimulatedWorld;
let gateway: TestGateway;
let vendors: CommandWorld;
// Polls that come too late to tell what a command has done.
const rare = { intervals: { watchedMs: 600_000, activeMs: 600_000, idleMs: 600_000 } };
const frequent = { intervals: { watchedMs: 100, activeMs: 100, idleMs: 100 } };
beforeAll(async () => {
  world = await startWorld({ jobs: 100, definitions: tireless });
  vendors = await commandWorld(world, tireless);
});
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

interface Told {
  readonly jobEvents: {
    readonly __typename: string;
    readonly source?: string;
    readonly actor?: string | null;
    readonly removedJobId?: string;
    readonly to?: string;
    readonly job?: { readonly id: string; readonly nativeId: string };
  };
}
const text = `subscription ($after: String) {
  jobEvents(after: $after) {
    __typename
    ... on RecordedEvent { source actor }
    ... on JobRemoved { removedJobId }
    ... on StatusTransition { to job { id nativeId } }
    ... on JobCreated { job { id nativeId } }
    ... on JobChanged { job { id nativeId } }
  }
}`;

async function subscribe(): Promise<Subscribed<Told>> {
  const { jobs } = await query<{ jobs: { eventCursor: string } }>(gateway.url, "{ jobs { eventCursor } }");
  return follow<Told>(gateway.url, text, { after: jobs.eventCursor });
}

/** The next event about a job that somebody has caused. */
async function nextCommand(events: Subscribed<Told>, id: string | undefined): Promise<Told["jobEvents"]> {
  for (;;) {
    const { jobEvents: event } = await events.next();
    if ((event.job?.id ?? event.removedJobId) === id && event.source === "COMMAND") return event;
  }
}

const codesOf = ({ userErrors }: Outcome) => userErrors.map(({ code }) => code);

/** Commands for a job of each vendor, in an order in which the job admits them. */
const commands: Readonly<
  Record<string, readonly (readonly [field: string, phase: "RUNNING" | "SUCCEEDED", input: object])[]>
> = {
  MODELARTS: [
    ["updateJob", "RUNNING", { description: "told" }],
    ["updateJobLabels", "RUNNING", { set: [{ key: "told", value: "yes" }] }],
    ["cancelJob", "RUNNING", {}],
    ["deleteJob", "SUCCEEDED", {}],
  ],
  AZURE_ML: [
    ["updateJob", "RUNNING", { description: "told" }],
    ["updateJobLabels", "RUNNING", { set: [{ key: "told", value: "yes" }] }],
    ["archiveJob", "SUCCEEDED", {}],
    ["cancelJob", "RUNNING", {}],
    ["deleteJob", "SUCCEEDED", {}],
  ],
  DATATURE: [
    ["cancelJob", "RUNNING", {}],
    ["deleteJob", "SUCCEEDED", {}],
  ],
  QAI_HUB: [
    ["renameJob", "SUCCEEDED", { name: "told" }],
    ["modifyJobSharing", "SUCCEEDED", { addEmails: ["ana@example.com"] }],
    ["disableJobSharing", "SUCCEEDED", {}],
  ],
  SEEME: [
    ["renameJob", "SUCCEEDED", { name: "told" }],
    ["updateJob", "SUCCEEDED", { description: "told" }],
    ["deleteJob", "SUCCEEDED", {}],
  ],
};
const rows = Object.entries(commands).flatMap(([kind, own]) =>
  own.map(([field, phase, input]) => ({ kind, field, phase, input })),
);

/** Vendors whose jobs are cancelled and deleted several at once. */
const [cancelled, deleted] = ["MODELARTS", "SEEME"];

describe("whoever follows before a command", () => {
  const several: KnownJob[] = [];
  let events: Subscribed<Told>;
  const jobs = new Map<string, { id: string; nativeId: string }>();
  beforeAll(async () => {
    for (const { kind, field, phase } of rows) {
      const nativeId = await world.control.addJob(kind, [{ native: wordFor(kind, phase), afterMs: 0 }]);
      jobs.set(`${kind} ${field}`, { nativeId, id: vendors.idOf(kind, nativeId) });
    }
    for (const kind of [cancelled, deleted]) {
      const script = [{ native: wordFor(kind, kind === cancelled ? "RUNNING" : "SUCCEEDED"), afterMs: 0 }];
      for (const nativeId of await world.control.addJobs(kind, script, 2))
        several.push({ kind, nativeId, id: vendors.idOf(kind, nativeId) });
    }
    gateway = await world.startGateway({ sync: rare });
    await shown(gateway.url, [...jobs.values(), ...several], (job) => job !== null);
    events = await subscribe();
  });
  afterAll(() => events[Symbol.asyncDispose]());

  it.each(rows)("is told of $field of $kind at once, with its actor", async ({ kind, field, input }) => {
    const id = jobs.get(`${kind} ${field}`)?.id;
    const outcome = await command(gateway.url, field, { id, ...input });
    expect(codesOf(outcome)).toEqual([]);
    const event = await nextCommand(events, id);
    expect(event).toMatchObject({ actor: "anonymous" });
  });

  it("is told of a job that is shown again", async () => {
    const id = jobs.get("AZURE_ML archiveJob")?.id;
    const outcome = await command(gateway.url, "restoreJob", { id });
    expect(codesOf(outcome)).toEqual([]);
    expect(await nextCommand(events, id)).toMatchObject({ actor: "anonymous" });
  });

  it.each([
    ["cancelJobs", cancelled, "StatusTransition"],
    ["deleteJobs", deleted, "JobRemoved"],
  ])("is told of each job of %s", async (field, kind, __typename) => {
    const ids = several.filter((job) => job.kind === kind).map(({ id }) => id);
    await using own = await subscribe();
    const { results } = await command(gateway.url, field, { ids });
    expect(results.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    const told = new Set<string | undefined>();
    while (told.size < ids.length) {
      const { jobEvents: event } = await own.next();
      const id = event.job?.id ?? event.removedJobId;
      if (event.source !== "COMMAND" || !ids.includes(id ?? "")) continue;
      expect(event).toMatchObject({ __typename, actor: "anonymous" });
      told.add(id);
    }
  });

  it.each(tireless.map(({ kind }) => kind))("is told of the job that createJob makes: %s", async (kind) => {
    const name = `told-${kind.toLowerCase().replace("_", "-")}`;
    const made = await command(gateway.url, "createJob", vendors.inputOf(kind, name));
    expect(codesOf(made)).toEqual([]);
    expect(await nextCommand(events, made.job?.id)).toMatchObject({
      __typename: "JobCreated",
      actor: "anonymous",
    });
  });
});

describe("what a vendor does in its own time", () => {
  beforeAll(async () => {
    await gateway[Symbol.asyncDispose]();
    gateway = await world.startGateway({ sync: frequent });
  });

  it.each(tireless.map(({ kind }) => kind))("is told of the job that retryJob makes: %s", async (kind) => {
    const name = `old-${kind.toLowerCase().replace("_", "-")}`;
    const old = await command(gateway.url, "createJob", vendors.inputOf(kind, name));
    await world.control.changeJob(kind, old.job?.nativeId ?? "", { native: wordFor(kind, "SUCCEEDED") });
    await shown(gateway.url, [{ id: old.job?.id ?? "" }], (job) => job?.status.phase === "SUCCEEDED");
    await using events = await subscribe();
    const again = await command(gateway.url, "retryJob", { id: old.job?.id });
    expect(codesOf(again)).toEqual([]);
    expect(await nextCommand(events, again.job?.id)).toMatchObject({ actor: "anonymous" });
  });

  it.each(["MODELARTS", "AZURE_ML"])("removes a job of %s, by its actor", async (kind) => {
    const [job] = await vendors.addJobs(gateway.url, kind, "RUNNING", 1);
    await using events = await subscribe();
    const outcome = await command(gateway.url, "deleteJob", { id: job?.id });
    expect(outcome).toMatchObject({ deletedJobId: job?.id, deleted: false, userErrors: [] });
    expect(await nextCommand(events, job?.id)).toMatchObject({
      __typename: expect.not.stringMatching("JobRemoved"),
    });
    await world.control.clock({ advanceMs: 10_000 });
    const removal = {
      __typename: "JobRemoved",
      removedJobId: job?.id,
      source: "COMMAND",
      actor: "anonymous",
    };
    expect(await nextCommand(events, job?.id)).toEqual(removal);
    expect(await documentOf(world.vendor(kind), job?.nativeId ?? "")).toBeNull();
  });

  it.each([
    ["MODELARTS", "RUNNING"],
    ["MODELARTS", "SUCCEEDED"],
    ["AZURE_ML", "RUNNING"],
    ["AZURE_ML", "SUCCEEDED"],
  ] as const)("removes a job of %s that is %s while no gateway looks, by its actor", async (kind, phase) => {
    const [job] = await vendors.addJobs(gateway.url, kind, phase, 1);
    const { jobs } = await query<{ jobs: { eventCursor: string } }>(gateway.url, "{ jobs { eventCursor } }");
    const outcome = await command(gateway.url, "deleteJob", { id: job?.id });
    expect(outcome).toMatchObject({ deletedJobId: job?.id, deleted: false, userErrors: [] });
    await gateway[Symbol.asyncDispose]();
    await world.control.clock({ advanceMs: 10_000 });
    gateway = await world.startGateway({ sync: frequent });
    await using events = follow<Told>(gateway.url, text, { after: jobs.eventCursor });
    let event = await nextCommand(events, job?.id);
    while (event.__typename !== "JobRemoved") event = await nextCommand(events, job?.id);
    expect(event).toMatchObject({ actor: "anonymous" });
  });

  it.each(["MODELARTS", "AZURE_ML"])("stops a job of %s, which is followed to its end", async (kind) => {
    const [job] = await vendors.addJobs(gateway.url, kind, "RUNNING", 1);
    const outcome = await command(gateway.url, "cancelJob", { id: job?.id });
    expect(outcome).toMatchObject({ job: { status: { phase: "CANCELLING" } }, userErrors: [] });
    await world.control.clock({ advanceMs: 10_000 });
    await shown(gateway.url, [{ id: job?.id ?? "" }], (one) => one?.status.phase === "CANCELLED");
  });
});

describe("changes of one job at once", () => {
  interface Versioned {
    readonly job: { readonly version: number; readonly description: string | null };
  }
  const readJob = (id: string | undefined) =>
    query<Versioned>(gateway.url, "query ($id: ID!) { job(id: $id) { version description } }", { id });

  it.each(["MODELARTS", "AZURE_ML", "SEEME"])(
    "are won by one of 20 that are meant for the same version: %s",
    async (kind) => {
      const [job] = await vendors.addJobs(gateway.url, kind, "SUCCEEDED", 1);
      const { job: before } = await readJob(job?.id);
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          command(gateway.url, "updateJob", {
            id: job?.id,
            ifVersion: before.version,
            description: `of ${index}`,
          }),
        ),
      );
      const winners = outcomes.flatMap((outcome, index) => (codesOf(outcome).length === 0 ? [index] : []));
      expect(winners).toHaveLength(1);
      for (const [index, { userErrors }] of outcomes.entries())
        if (index !== winners[0])
          expect(userErrors).toMatchObject([{ code: "CONFLICT", path: ["input", "ifVersion"] }]);
      const { job: after } = await readJob(job?.id);
      expect(after.description).toBe(`of ${winners[0]}`);
      expect(after.version).toBeGreaterThan(before.version);
    },
  );

  it("are refused when somebody else has changed it at the vendor, whatever the index knows", async () => {
    const [job] = await vendors.addJobs(gateway.url, "SEEME", "SUCCEEDED", 1);
    const { job: before } = await readJob(job?.id);
    await changeAtVendor(job?.nativeId ?? "", { name: "of somebody else" });
    const outcome = await command(gateway.url, "updateJob", {
      id: job?.id,
      ifVersion: before.version,
      description: "mine",
    });
    expect(outcome.userErrors).toMatchObject([{ code: "CONFLICT", path: ["input", "ifVersion"] }]);
    expect(outcome.job).toMatchObject({ name: "of somebody else" });
  });

  it("lose nothing of what another client changes in between", async () => {
    const [job] = await vendors.addJobs(gateway.url, "SEEME", "SUCCEEDED", 1);
    const nativeId = job?.nativeId ?? "";
    for (let round = 0; round < 10; round++) {
      await changeAtVendor(nativeId, { status_message: `theirs ${round}` });
      const outcome = await command(gateway.url, "updateJob", { id: job?.id, description: `ours ${round}` });
      expect(codesOf(outcome)).toEqual([]);
      expect(await documentOf(world.vendor("SEEME"), nativeId)).toMatchObject({
        status_message: `theirs ${round}`,
        description: `ours ${round}`,
      });
    }
  });

  it("are all made when each is of another field", async () => {
    const [job] = await vendors.addJobs(gateway.url, "SEEME", "SUCCEEDED", 1);
    const outcomes = await Promise.all([
      command(gateway.url, "renameJob", { id: job?.id, name: "one" }),
      command(gateway.url, "updateJob", { id: job?.id, description: "two" }),
      command(gateway.url, "updateJob", { id: job?.id, patch: { seeme: { statusMessage: "three" } } }),
    ]);
    expect(outcomes.flatMap(codesOf)).toEqual([]);
    expect(await documentOf(world.vendor("SEEME"), job?.nativeId ?? "")).toMatchObject({
      name: "one",
      description: "two",
      status_message: "three",
    });
  });
});

/** Changes a job as another client of the vendor does, over its own API. */
async function changeAtVendor(nativeId: string, change: object): Promise<void> {
  const { url, credentials } = world.vendor("SEEME");
  const document = await documentOf(world.vendor("SEEME"), nativeId);
  const answer = await fetch(`${url}/jobs/${nativeId}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${credentials.apiKey}`, "content-type": "application/json" },
    body: JSON.stringify({ ...document, ...change }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}
