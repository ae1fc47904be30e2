import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JobAction } from "../../src/domain/command.ts";
import type { Phase } from "../../src/domain/status.ts";
import { type CommandWorld, commandWorld, type KnownJob, shown } from "../support/command-world.ts";
import { covers } from "../support/covers.ts";
import { toInput } from "../support/drafts/contract.ts";
import { type SimulatedWorld, startWorld, type TestGateway } from "../support/gateway.ts";
import { eventually, follow, query } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";
import { command, type Outcome } from "../support/mutations.ts";
import { documentOf } from "../support/vendor-documents.ts";
import { wordFor } from "../support/words.ts";

let world: SimulatedWorld;
let gateway: TestGateway;
let vendors: CommandWorld;
beforeAll(async () => {
  world = await startWorld({ jobs: 100, definitions: tireless });
  vendors = await commandWorld(world, tireless);
  gateway = await world.startGateway();
});
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

const give = (field: string, input: object) => command(gateway.url, field, input);
const atVendor = (kind: string, { nativeId }: Pick<KnownJob, "nativeId">) =>
  documentOf(world.vendor(kind), nativeId);

/** Four jobs that stay in a phase, known to the gateway. */
async function addJobs(kind: string, phase: Phase) {
  const jobs = await vendors.addJobs(gateway.url, kind, phase, 4);
  return jobs as readonly [KnownJob, KnownJob, KnownJob, KnownJob]; // as many as were asked for
}

/** The job of a payload that tells of no mistake. */
function jobOf({ job, userErrors }: Pick<Outcome, "job" | "userErrors">) {
  expect(userErrors).toEqual([]);
  if (!job) throw new Error("The payload has no job.");
  return job;
}

const nameOf = (kind: string, title: string) =>
  `made ${kind} ${title}`.toLowerCase().replace(/[^a-z]+/g, "-");
/** Each vendor has it in another place. */
const named = (name: string) => `"name":${JSON.stringify(name)}`;

const rowsOfCreating: Readonly<Record<string, readonly string[]>> = { DATATURE: ["S2-3"] };

describe.each(tireless.map(({ kind }) => kind))("%s", (kind) => {
  it("has a job of every sort that createJob makes, and the one that retryJob makes of it", async () => {
    const drafts = Object.entries(vendors.draftsOf(kind));
    expect(drafts).not.toEqual([]);
    for (const [title, draft] of drafts) {
      const name = nameOf(kind, title);
      const input = toInput({ ...draft, name }, kind, vendors.backendOf(kind));
      const made = jobOf(await give("createJob", input));
      expect(made, title).toMatchObject({ name, retryOf: null });
      expect(JSON.stringify(await atVendor(kind, made)), title).toContain(named(name));

      await world.control.changeJob(kind, made.nativeId, { native: wordFor(kind, "SUCCEEDED") });
      await shown(gateway.url, [made], (job) => job?.status.phase === "SUCCEEDED");
      const again = jobOf(await give("retryJob", { id: made.id }));
      expect(again.retryOf, title).toEqual({ id: made.id });
      expect(again.nativeId, title).not.toBe(made.nativeId);
      expect(JSON.stringify(await atVendor(kind, again)), title).toContain(named(again.name));
      expect(JSON.stringify(await atVendor(kind, made)), title).toContain(named(name));
    }
    covers(...(rowsOfCreating[kind] ?? []));
  });
});

/** What the documents of vendors show of a job that was stopped. */
const stopped: Readonly<Record<string, object>> = {
  MODELARTS: { status: { phase: "Terminated" } },
  AZURE_ML: { properties: { status: "Canceled" } },
  DATATURE: { status: { reason: expect.stringContaining("due to requested cancellation") } },
};

describe.each(Object.entries(stopped))("%s", (kind, shows) => {
  it("stops the jobs that cancelJob and cancelJobs name, and no other", async () => {
    const [one, other, another, bystander] = await addJobs(kind, "RUNNING");
    expect(jobOf(await give("cancelJob", { id: one.id })).status.phase).toMatch(/^CANCELL(?:ED|ING)$/);
    const { results } = await give("cancelJobs", { ids: [other.id, another.id] });
    expect(results.map((result) => jobOf(result).id)).toEqual([other.id, another.id]);
    await world.control.clock({ advanceMs: 60_000 });
    for (const job of [one, other, another]) expect(await atVendor(kind, job)).toMatchObject(shows);
    expect(await atVendor(kind, bystander)).not.toMatchObject(shows);
  });
});

interface Removal {
  readonly jobEvents: { readonly removedJobId?: string; readonly source?: string };
}

/** Whether a vendor has deleted a job when it answers. */
const atOnce: Readonly<Record<string, boolean>> = {
  MODELARTS: false,
  AZURE_ML: false,
  DATATURE: true,
  SEEME: true,
};

describe.each(Object.entries(atOnce))("%s", (kind, deleted) => {
  it("has no longer what deleteJob and deleteJobs name, and tells subscribers", async () => {
    const [one, other, another, bystander] = await addJobs(kind, "SUCCEEDED");
    const gone = [one, other, another];
    const { jobs: list } = await query<{ jobs: { eventCursor: string } }>(
      gateway.url,
      "{ jobs { eventCursor } }",
    );
    const text = `subscription ($after: String, $ids: [ID!]) {
      jobEvents(after: $after, filter: { ids: $ids }) { ... on JobRemoved { removedJobId source } }
    }`;
    await using events = follow<Removal>(gateway.url, text, {
      after: list.eventCursor,
      ids: gone.map(({ id }) => id),
    });
    const outcome = await give("deleteJob", { id: one.id });
    expect(outcome).toMatchObject({ deletedJobId: one.id, deleted, userErrors: [] });
    const { results } = await give("deleteJobs", { ids: [other.id, another.id] });
    expect(results).toMatchObject([
      { jobId: other.id, userErrors: [] },
      { jobId: another.id, userErrors: [] },
    ]);
    if (!deleted) await world.control.clock({ advanceMs: 60_000 });
    for (const job of gone) {
      await eventually(
        () => atVendor(kind, job),
        (document) => document === null,
      );
    }
    expect(await atVendor(kind, bystander)).not.toBeNull();
    const told = new Set<string>();
    while (told.size < gone.length) {
      const { removedJobId, source } = (await events.next()).jobEvents;
      if (removedJobId === undefined) continue;
      expect(source).toBe("COMMAND");
      told.add(removedJobId);
    }
    expect(told).toEqual(new Set(gone.map(({ id }) => id)));
    if (kind === "DATATURE") covers("S2-68", "S2-71");
  });
});

it("fills in the id of a job that DATATURE has deleted without naming it", async () => {
  const kind = "DATATURE";
  const [job] = await addJobs(kind, "SUCCEEDED");
  await world.control.assume(kind, "deletionId", "absent");
  const outcome = await give("deleteJob", { id: job.id });
  await world.control.assume(kind, "deletionId", "shown");
  expect(outcome).toMatchObject({ deletedJobId: job.id, deleted: true, userErrors: [] });
  expect(await atVendor(kind, job)).toBeNull();
  covers("S2-70");
});

describe("a job of a vendor that cannot do it", () => {
  type Availability = { readonly available: boolean; readonly code: string; readonly reason: string };
  interface Able {
    readonly job: {
      readonly backend: {
        readonly capabilities: { readonly cancelJob: boolean; readonly deleteJob: boolean };
      };
      readonly actions: Readonly<Record<JobAction, Availability>>;
      readonly logSources: readonly object[];
    };
  }
  const lacking = (verb: string) => ({
    available: false,
    code: "UNSUPPORTED",
    reason: expect.stringMatching(new RegExp(`cannot ${verb} jobs\\. \\p{Lu}.*\\.$`, "u")),
  });
  const read = async (kind: string) => {
    const [{ id }] = await addJobs(kind, "RUNNING");
    const text = `query ($id: ID!) { job(id: $id) {
      backend { capabilities { cancelJob deleteJob } }
      actions { cancel { available code reason } delete { available code reason } share { available code reason } }
      logSources { __typename }
    } }`;
    return (await query<Able>(gateway.url, text, { id })).job;
  };

  it("says so of cancelling and sharing, and has no logs: SEEME", async () => {
    const { actions, logSources } = await read("SEEME");
    expect([actions.cancel, actions.share]).toEqual([lacking("cancel"), lacking("share")]);
    expect(logSources).toEqual([]);
    covers("S0-78");
  });

  it("says so of cancelling and deleting: QAI_HUB", async () => {
    const { backend, actions } = await read("QAI_HUB");
    expect(backend.capabilities).toEqual({ cancelJob: false, deleteJob: false });
    expect([actions.cancel, actions.delete]).toEqual([lacking("cancel"), lacking("delete")]);
    covers("S3-72");
  });
});
