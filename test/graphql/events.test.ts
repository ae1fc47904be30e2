import { describe, expect, it } from "vitest";
import { formatEventCursor, parseEventCursor } from "../../src/domain/cursor.ts";
import { startWorld } from "../support/gateway.ts";
import { eventually, follow, query } from "../support/graphql.ts";
import { tireless as definitions } from "../support/hasty.ts";
import { wordFor } from "../support/words.ts";

const events = `subscription ($after: String, $filter: JobFilter) {
  jobEvents(after: $after, filter: $filter) {
    __typename
    cursor
    ... on JobCreated { eventId sequence job { id nativeId version status { phase } } }
    ... on JobChanged { eventId sequence changedFields job { id version } }
    ... on StatusTransition { eventId sequence from to job { id version } }
    ... on JobRemoved { eventId sequence removedJobId }
    ... on BackendHealthChanged { observedAt backend { id kind source { state error { code } } } }
  }
}`;

interface Message {
  readonly __typename: string;
  readonly cursor: string;
  readonly sequence?: number;
  readonly removedJobId?: string;
  readonly job?: { readonly id: string; readonly version: number };
}
interface Sent {
  readonly jobEvents: Message;
}

const kinds = definitions.map(({ kind }) => kind);

async function listJobs(url: string, filter: object = {}) {
  const text = `query ($filter: JobFilter) {
    jobs(first: 100, filter: $filter) {
      eventCursor totalCount nodes { id version } sources { state }
    }
  }`;
  const { jobs } = await query<{
    jobs: {
      eventCursor: string;
      totalCount: number;
      nodes: { id: string; version: number }[];
      sources: { state: string }[];
    };
  }>(url, text, { filter });
  return jobs;
}

const areLive = ({ sources }: Awaited<ReturnType<typeof listJobs>>) =>
  sources.every(({ state }) => state === "LIVE");

/** Takes messages until one of this type comes. */
async function until(subscriber: { next(): Promise<Sent> }, type: string): Promise<Message> {
  for (;;) {
    const { jobEvents } = await subscriber.next();
    if (jobEvents.__typename === type) return jobEvents;
  }
}

describe("jobEvents", () => {
  it.each(kinds)("tells of a job of %s from its creation to its removal, without a hole", async (kind) => {
    await using world = await startWorld({ jobs: 4, definitions });
    await using gateway = await world.startGateway();
    const { eventCursor } = await eventually(() => listJobs(gateway.url), areLive);
    await using subscriber = follow<Sent>(gateway.url, events, { after: eventCursor });
    const script = [{ native: wordFor(kind, "QUEUED"), afterMs: 0 }];
    const nativeId = await world.control.addJob(kind, script);
    const created = await until(subscriber, "JobCreated");
    expect(created).toMatchObject({
      sequence: 1,
      job: { nativeId, version: 1, status: { phase: "QUEUED" } },
    });
    await world.control.changeJob(kind, nativeId, { native: wordFor(kind, "RUNNING") });
    const told = [created];
    while (told.at(-1)?.__typename !== "JobRemoved") {
      const { jobEvents: message } = await subscriber.next();
      if (message.__typename === "StatusTransition") await world.control.removeJob(kind, nativeId);
      told.push(message);
    }
    expect(told.map(({ sequence }) => sequence)).toEqual(told.map((_, place) => place + 1));
    expect(told.some(({ __typename }) => __typename === "StatusTransition")).toBe(true);
    expect(told.at(-1)?.removedJobId).toBe(created.job?.id);
  });

  it("tells when a backend fails and when it answers again", async () => {
    await using world = await startWorld({ jobs: 4, definitions });
    await using gateway = await world.startGateway();
    await eventually(() => listJobs(gateway.url), areLive);
    const [kind = ""] = kinds;
    const filter = { backendKinds: [kind] };
    await using subscriber = follow<Sent>(gateway.url, events, { filter });
    const fault = await world.control.addFault({ kind, fault: { type: "status", status: 401 } });
    expect(await until(subscriber, "BackendHealthChanged")).toMatchObject({
      backend: { kind, source: { state: "STALE", error: { code: "UNAUTHENTICATED" } } },
    });
    await world.control.removeFault(fault);
    expect(await until(subscriber, "BackendHealthChanged")).toMatchObject({
      backend: { kind, source: { state: "LIVE", error: null } },
    });
  });

  it("refuses garbage and the cursor of another journal before the first message", async () => {
    await using world = await startWorld({ jobs: 4, definitions });
    await using gateway = await world.startGateway();
    const { eventCursor } = await eventually(() => listJobs(gateway.url), areLive);
    const foreign = formatEventCursor({ ...parseEventCursor(eventCursor), epoch: "0123456789abcdef" });
    for (const after of ["garbage", foreign]) {
      await using subscriber = follow<Sent>(gateway.url, events, { after });
      await expect(subscriber.next()).rejects.toThrow("INVALID_CURSOR");
    }
  });

  it("goes on in another gateway process over the same journal, where it stopped", async () => {
    await using world = await startWorld({ jobs: 4, definitions });
    const [kind = ""] = kinds;
    const addJob = () => world.control.addJob(kind, [{ native: wordFor(kind, "RUNNING"), afterMs: 0 }]);
    let last = "";
    {
      await using gateway = await world.startGateway();
      const { eventCursor } = await eventually(() => listJobs(gateway.url), areLive);
      await using subscriber = follow<Sent>(gateway.url, events, { after: eventCursor });
      await addJob();
      last = (await until(subscriber, "JobCreated")).cursor;
    }
    const nativeId = await addJob();
    await using gateway = await world.startGateway();
    await using subscriber = follow<Sent>(gateway.url, events, { after: last });
    for (;;) {
      const { job } = (await until(subscriber, "JobCreated")) as Message & { job: { nativeId: string } };
      if (job.nativeId === nativeId) break;
    }
  });
});

it("a query and the events after its cursor are together what there is, while jobs move", {
  timeout: 60_000,
}, async () => {
  await using world = await startWorld({ jobs: 4, definitions });
  await using gateway = await world.startGateway();
  let { eventCursor: last } = await eventually(() => listJobs(gateway.url), areLive);
  const script = (["QUEUED", "RUNNING", "SUCCEEDED"] as const).map((phase, step) => ({
    phase,
    afterMs: 1_000 * step,
  }));
  const clients = [];
  for (let round = 0; round < 10; round++) {
    for (const kind of kinds) {
      const steps = script.map(({ phase, afterMs }) => ({ native: wordFor(kind, phase), afterMs }));
      await world.control.addJob(kind, steps);
    }
    await world.control.clock({ advanceMs: 1_000 });
    const { nodes, eventCursor } = await eventually(
      () => listJobs(gateway.url),
      (list) => list.eventCursor !== last,
    );
    last = eventCursor;
    const versions = new Map(nodes.map(({ id, version }) => [id, version]));
    clients.push({ versions, subscriber: follow<Sent>(gateway.url, events, { after: eventCursor }) });
  }
  const { nodes } = await eventually(
    () => listJobs(gateway.url),
    ({ totalCount }) => totalCount >= kinds.length * 10,
  );
  const isCovered = (versions: ReadonlyMap<string, number>) =>
    nodes.every(({ id, version }) => (versions.get(id) ?? -1) >= version);
  expect(clients.slice(0, -1).some(({ versions }) => isCovered(versions))).toBe(false);
  for (const { versions, subscriber } of clients) {
    await using _ = subscriber;
    while (!isCovered(versions)) {
      const { job, sequence = 0 } = (await subscriber.next()).jobEvents;
      const before = job && versions.get(job.id);
      if (!job || (before !== undefined && sequence <= before)) continue;
      expect(sequence).toBe((before ?? 0) + 1);
      versions.set(job.id, sequence);
    }
  }
});
