import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatId } from "../../src/domain/id.ts";
import { simulateBackend } from "../support/backend.ts";
import { covers } from "../support/covers.ts";
import { toInput } from "../support/drafts/contract.ts";
import { draftsOf } from "../support/drafts/vendors.ts";
import { type SimulatedWorld, startWorld, type TestGateway } from "../support/gateway.ts";
import { ask, eventually, follow, query } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";
import { command, type Outcome, type Send, senders } from "../support/mutations.ts";
import { backendId } from "../support/observation.ts";
import { documentOf } from "../support/vendor-documents.ts";
import { wordFor } from "../support/words.ts";

/** One vendor that has most commands, and one that has the others. */
const [most, sharing] = ["AZURE_ML", "QAI_HUB"];

let world: SimulatedWorld;
let gateway: TestGateway;
beforeAll(async () => {
  const definitions = tireless.filter(({ kind }) => kind === most || kind === sharing);
  world = await startWorld({ jobs: 80, definitions });
  gateway = await world.startGateway();
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

const backendOf = (kind: string) => backendId(String(world.vendor(kind).config.id));
const atVendor = (kind: string, nativeId: string) => documentOf(world.vendor(kind), nativeId);

/** A new job in a phase, known to the gateway. */
async function addJob(kind: string, phase: "RUNNING" | "SUCCEEDED") {
  const nativeId = await world.control.addJob(kind, [{ native: wordFor(kind, phase), afterMs: 0 }]);
  const id = formatId("job", backendOf(kind), nativeId);
  const text = "query ($id: ID!) { job(id: $id) { status { phase } } }";
  await eventually(
    () => query<{ job: { status: { phase: string } } | null }>(gateway.url, text, { id }),
    ({ job }) => job?.status.phase === phase,
  );
  return { id, nativeId };
}

/** The vendor removes jobs some time after it was told to. */
async function goneAtVendor(nativeId: string): Promise<void> {
  await world.control.clock({ advanceMs: 60_000 });
  await eventually(
    () => atVendor(most, nativeId),
    (document) => document === null,
  );
}

describe.each(Object.entries(senders))("over %s", (_, send: Send) => {
  const give = (field: string, input: object): Promise<Outcome> => command(gateway.url, field, input, send);

  it("creates a job", async () => {
    const [definition] = tireless.filter(({ kind }) => kind === most);
    const drafts = draftsOf[most];
    if (!definition || !drafts) throw new Error(`${most} is not registered.`);
    await using vendor = await simulateBackend(definition);
    const [draft] = Object.values(await drafts.valid(vendor.connect()));
    if (!draft) throw new Error(`${most} has no drafts.`);
    const name = `made-${crypto.randomUUID()}`;
    const { job, userErrors } = await give("createJob", toInput({ ...draft, name }, most, backendOf(most)));
    expect(userErrors).toEqual([]);
    expect(job).toMatchObject({ retryOf: null });
    expect(await atVendor(most, job?.nativeId ?? "")).not.toBeNull();
  });

  it("changes fields of a job", async () => {
    const { id, nativeId } = await addJob(most, "RUNNING");
    const { job, userErrors } = await give("updateJob", { id, description: "for spring" });
    expect(userErrors).toEqual([]);
    expect(job).toMatchObject({ id, description: "for spring" });
    expect(await atVendor(most, nativeId)).toMatchObject({ properties: { description: "for spring" } });
  });

  it("sets and removes labels", async () => {
    const { id, nativeId } = await addJob(most, "RUNNING");
    const label = (key: string, value: string) => ({ key, value });
    await give("updateJobLabels", { id, set: [label("season", "spring"), label("gone", "soon")] });
    const { job, userErrors } = await give("updateJobLabels", { id, remove: ["gone", "never-there"] });
    expect(userErrors).toEqual([]);
    expect(job?.labels).toContainEqual(label("season", "spring"));
    expect(job?.labels.map(({ key }) => key)).not.toContain("gone");
    const document = await atVendor(most, nativeId);
    expect(document).toMatchObject({ properties: { tags: { season: "spring" } } });
    expect(document).not.toHaveProperty("properties.tags.gone");
  });

  it("cancels a job", async () => {
    const { id, nativeId } = await addJob(most, "RUNNING");
    const { job, userErrors } = await give("cancelJob", { id });
    expect(userErrors).toEqual([]);
    expect(job?.status.phase).toMatch(/^CANCELL(?:ED|ING)$/);
    const document = await atVendor(most, nativeId);
    expect(document).toMatchObject({ properties: { status: expect.stringMatching(/^Cancel/) } });
  });

  it("archives a job and restores it", async () => {
    const { id, nativeId } = await addJob(most, "SUCCEEDED");
    expect(await give("archiveJob", { id })).toMatchObject({ job: { id, archived: true }, userErrors: [] });
    expect(await atVendor(most, nativeId)).toMatchObject({ properties: { isArchived: true } });
    expect(await give("restoreJob", { id })).toMatchObject({ job: { id, archived: false }, userErrors: [] });
    expect(await atVendor(most, nativeId)).toMatchObject({ properties: { isArchived: false } });
    covers("S4-44");
  });

  it("makes an ended job again, linked to the old one", async () => {
    const { id } = await addJob(most, "SUCCEEDED");
    const { job, userErrors } = await give("retryJob", { id });
    expect(userErrors).toEqual([]);
    expect(job?.retryOf).toEqual({ id });
    expect(await atVendor(most, job?.nativeId ?? "")).not.toBeNull();
  });

  it("deletes a job", async () => {
    const { id, nativeId } = await addJob(most, "SUCCEEDED");
    const { deletedJobId, userErrors } = await give("deleteJob", { id });
    expect(userErrors).toEqual([]);
    expect(deletedJobId).toBe(id);
    await goneAtVendor(nativeId);
    await eventually(
      () => query<{ job: object | null }>(gateway.url, "query ($id: ID!) { job(id: $id) { id } }", { id }),
      ({ job }) => job === null,
    );
  });

  it("renames a job", async () => {
    const { id, nativeId } = await addJob(sharing, "SUCCEEDED");
    const { job, userErrors } = await give("renameJob", { id, name: "better" });
    expect(userErrors).toEqual([]);
    expect(job).toMatchObject({ id, name: "better" });
    expect(JSON.stringify(await atVendor(sharing, nativeId))).toContain('"name":"better"');
    covers("S3-29", "S3-30");
  });

  it("shares a job, and no more", async () => {
    const { id, nativeId } = await addJob(sharing, "SUCCEEDED");
    const people = ["ana@example.com", "ben@example.com"];
    const shared = await give("modifyJobSharing", { id, addEmails: people });
    expect(shared).toMatchObject({ job: { id }, userErrors: [] });
    expect(shared.affectedAssets.length).toBeGreaterThan(0);
    expect(await atVendor(sharing, nativeId)).toMatchObject({ shared: people });
    await give("modifyJobSharing", { id, removeEmails: ["ana@example.com", "nobody@example.com"] });
    expect(await atVendor(sharing, nativeId)).toMatchObject({ shared: ["ben@example.com"] });
    expect(await give("disableJobSharing", { id })).toMatchObject({ job: { id }, userErrors: [] });
    expect(await atVendor(sharing, nativeId)).toMatchObject({ shared: [] });
    covers("S3-21..25");
  });

  it("cancels and deletes several jobs, each by itself", async () => {
    const running = await addJob(most, "RUNNING");
    const ended = await addJob(most, "SUCCEEDED");
    const elsewhere = await addJob(sharing, "RUNNING");
    const ids = [elsewhere.id, running.id, ended.id];
    const cancelled = await give("cancelJobs", { ids });
    expect(cancelled.results).toMatchObject([
      { jobId: elsewhere.id, job: { id: elsewhere.id }, userErrors: [{ code: "UNSUPPORTED" }] },
      { jobId: running.id, job: { id: running.id }, userErrors: [] },
      { jobId: ended.id, job: { id: ended.id }, userErrors: [{ code: "FAILED_PRECONDITION" }] },
    ]);
    const deleted = await give("deleteJobs", { ids: [elsewhere.id, ended.id] });
    expect(deleted.results).toMatchObject([
      { jobId: elsewhere.id, userErrors: [{ code: "UNSUPPORTED" }] },
      { jobId: ended.id, userErrors: [] },
    ]);
    await goneAtVendor(ended.nativeId);
    expect(await atVendor(sharing, elsewhere.nativeId)).not.toBeNull();
    expect(await atVendor(most, running.nativeId)).not.toBeNull();
  });

  it("runs the fields of one document one after the other, in their order", async () => {
    const { id, nativeId } = await addJob(most, "RUNNING");
    const write = (name: string) =>
      `${name}: updateJob(input: { id: "${id}", description: "${name}" }) { job { description } userErrors { code } }`;
    const text = `mutation { ${["one", "two", "three"].map(write).join(" ")} }`;
    const { data } = await send<Record<string, object>>(gateway.url, text);
    expect(data).toEqual({
      one: { job: { description: "one" }, userErrors: [] },
      two: { job: { description: "two" }, userErrors: [] },
      three: { job: { description: "three" }, userErrors: [] },
    });
    expect(await atVendor(most, nativeId)).toMatchObject({ properties: { description: "three" } });
  });
});

it("is told to subscribers with who has done it, at the cursor of the payload at the latest", async () => {
  const { id } = await addJob(most, "RUNNING");
  const { jobs } = await query<{ jobs: { eventCursor: string } }>(gateway.url, "{ jobs { eventCursor } }");
  const text = `subscription ($id: ID!, $after: String) {
    jobEvents(filter: { ids: [$id] }, after: $after) {
      cursor
      ... on RecordedEvent { source actor }
      ... on JobChanged { changedFields job { description } }
    }
  }`;
  interface Told {
    readonly jobEvents: {
      readonly cursor: string;
      readonly source?: string;
      readonly job?: { readonly description: string | null };
    };
  }
  await using events = follow<Told>(gateway.url, text, { id, after: jobs.eventCursor });
  const { eventCursor } = await command(gateway.url, "updateJob", { id, description: "told" });
  let event = await events.next();
  while (event.jobEvents.source !== "COMMAND") event = await events.next();
  expect(event.jobEvents).toMatchObject({ source: "COMMAND", actor: "anonymous" });
  // A poll that is faster than the command's answer may tell of the change itself.
  while (event.jobEvents.job?.description !== "told") event = await events.next();
  const answer = await ask<{ job: { description: string } }>(
    gateway.url,
    "query ($id: ID!, $at: String) { job(id: $id, atLeast: $at) { description } }",
    { id, at: eventCursor },
  );
  expect(answer.data?.job.description).toBe("told");
});
