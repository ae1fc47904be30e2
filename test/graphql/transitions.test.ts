import { describe, expect, it } from "vitest";
import { definitions } from "../../src/backends/registry.ts";
import { startWorld } from "../support/gateway.ts";
import { startGatewayProcess } from "../support/gateway-process.ts";
import { eventually, follow, query } from "../support/graphql.ts";
import { wordFor } from "../support/words.ts";

const transitions = `subscription ($after: String, $jobIds: [ID!], $filter: JobFilter) {
  statusTransitions(after: $after, jobIds: $jobIds, filter: $filter) {
    __typename
    cursor
    ... on StatusTransition { eventId sequence from to corrective job { id status { phase } } }
    ... on JobRemoved { eventId sequence removedJobId }
  }
}`;

interface Message {
  readonly __typename: string;
  readonly cursor: string;
  readonly eventId: string;
  readonly sequence: number;
  readonly to: string;
  readonly job: { readonly id: string; readonly status: { readonly phase: string } };
}
interface Sent {
  readonly statusTransitions: Message;
}

interface History {
  readonly jobs: {
    readonly eventCursor: string;
    readonly totalCount: number;
    readonly nodes: {
      readonly id: string;
      readonly version: number;
      readonly status: { readonly isTerminal: boolean };
      readonly transitions: { readonly nodes: { readonly eventId: string; readonly sequence: number }[] };
    }[];
  };
}

async function historyOf(url: string, nativeIds: readonly string[]) {
  const text = `query ($filter: JobFilter) {
    jobs(first: 100, filter: $filter) {
      eventCursor totalCount
      nodes { id version status { isTerminal } transitions(first: 100) { nodes { eventId sequence } } }
    }
  }`;
  return (await query<History>(url, text, { filter: { nativeIds } })).jobs;
}

const kinds = definitions.map(({ kind }) => kind);

describe("statusTransitions", () => {
  it.each(kinds)("brings a transition of %s to a subscriber with no query between", async (kind) => {
    await using world = await startWorld({ jobs: 4 });
    await using gateway = await world.startGateway();
    const script = [
      { native: wordFor(kind, "RUNNING"), afterMs: 0 },
      { native: wordFor(kind, "SUCCEEDED"), afterMs: 60_000 },
    ];
    const nativeId = await world.control.addJob(kind, script);
    const isThere = ({ totalCount }: { totalCount: number }) => totalCount === 1;
    const { eventCursor } = await eventually(() => historyOf(gateway.url, [nativeId]), isThere);
    const filter = { nativeIds: [nativeId] };
    await using subscriber = follow<Sent>(gateway.url, transitions, { after: eventCursor, filter });
    await world.control.clock({ advanceMs: 60_000 });
    const { statusTransitions: message } = await subscriber.next();
    expect(message).toMatchObject({ from: "RUNNING", to: "SUCCEEDED", corrective: false });
    expect(message.job.status.phase).toBe("SUCCEEDED");
  });

  it("completes when all named jobs have ended", async () => {
    await using world = await startWorld({ jobs: 4 });
    await using gateway = await world.startGateway();
    const kind = kinds[0] ?? "";
    const nativeId = await world.control.addJob(kind, [{ native: wordFor(kind, "RUNNING"), afterMs: 0 }]);
    const { nodes, eventCursor } = await eventually(
      () => historyOf(gateway.url, [nativeId]),
      ({ totalCount }) => totalCount === 1,
    );
    await using subscriber = follow<Sent>(gateway.url, transitions, {
      after: eventCursor,
      jobIds: [nodes[0]?.id],
    });
    await world.control.changeJob(kind, nativeId, { native: wordFor(kind, "FAILED") });
    const messages = await subscriber.rest();
    expect(messages.map(({ statusTransitions }) => statusTransitions.to)).toEqual(["FAILED"]);
  });

  it("tells of a job that was removed at its vendor", async () => {
    await using world = await startWorld({ jobs: 4 });
    await using gateway = await world.startGateway();
    const kind = kinds[0] ?? "";
    const nativeId = await world.control.addJob(kind, [{ native: wordFor(kind, "RUNNING"), afterMs: 0 }]);
    const { nodes, eventCursor } = await eventually(
      () => historyOf(gateway.url, [nativeId]),
      ({ totalCount }) => totalCount === 1,
    );
    await using subscriber = follow<Sent>(gateway.url, transitions, {
      after: eventCursor,
      filter: { nativeIds: [nativeId] },
    });
    await world.control.removeJob(kind, nativeId);
    const { statusTransitions } = await subscriber.next();
    expect(statusTransitions).toMatchObject({ __typename: "JobRemoved", removedJobId: nodes[0]?.id });
    expect(await historyOf(gateway.url, [nativeId])).toMatchObject({ totalCount: 0 });
  });

  it("goes on from a cursor after kill -9 with every recorded transition, each once", {
    timeout: 60_000,
  }, async () => {
    await using world = await startWorld({ jobs: 10 });
    const { control } = world;
    const stepMs = 1_000;
    const ids: string[] = [];
    const received = new Map<string, Message>();
    let last: string | undefined;
    let jobIds: string[] = [];

    const take = ({ statusTransitions: message }: Sent): void => {
      last = message.cursor;
      if (message.__typename !== "StatusTransition") return;
      expect(received.has(message.eventId), `${message.eventId} came twice`).toBe(false);
      received.set(message.eventId, message);
    };

    {
      await using gateway = await startGatewayProcess(world);
      for (const kind of kinds) {
        const waiting = wordFor(kind, "QUEUED");
        const script = [
          { native: waiting, afterMs: 0 },
          { native: wordFor(kind, "RUNNING"), afterMs: stepMs },
          { native: wordFor(kind, "SUCCEEDED"), afterMs: 2 * stepMs },
        ];
        ids.push(...(await control.addJobs(kind, script, 20)));
      }
      const before = await eventually(
        () => historyOf(gateway.url, ids),
        ({ totalCount }) => totalCount === ids.length,
      );
      jobIds = before.nodes.map(({ id }) => id);
      await using subscriber = follow<Sent>(gateway.url, transitions, { after: before.eventCursor, jobIds });
      await control.clock({ advanceMs: stepMs });
      for (let count = 0; count < 10; count++) take(await subscriber.next());
      // The rest is under way: some is recorded, some read, some not yet asked for.
      await gateway.kill();
    }

    await control.clock({ advanceMs: 2 * stepMs });
    await using gateway = await startGatewayProcess(world);
    await using subscriber = follow<Sent>(gateway.url, transitions, { after: last, jobIds });
    for (const sent of await subscriber.rest()) take(sent);

    const { nodes } = await historyOf(gateway.url, ids);
    const recorded = nodes.flatMap((node) => node.transitions.nodes.map(({ eventId }) => eventId));
    expect([...received.keys()].toSorted()).toEqual(recorded.toSorted());
    expect(nodes.every(({ status }) => status.isTerminal)).toBe(true);
    for (const {
      transitions: { nodes: own },
      version,
    } of nodes) {
      // Other events of the job take numbers, too.
      const sequences = own.map(({ sequence }) => sequence);
      expect(sequences).toEqual([...new Set(sequences)].toSorted((one, other) => one - other));
      expect(own.at(-1)?.sequence).toBeLessThanOrEqual(version);
    }
  });
});
