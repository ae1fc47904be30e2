import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Phase } from "../../src/domain/status.ts";
import { createRandom, type Random } from "../../src/simulator/random.ts";
import { eventually, query } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";
import { type MadeJob, type MovingWorld, startMovingWorld } from "../support/moving-world.ts";
import { overEvents, overWebSocket, type Transport } from "../support/transports.ts";
import { wordFor } from "../support/words.ts";

/** All of them fit on a page, also those that the gateway does not yet know as removed. */
const mostJobs = 30;
const rounds = 120;

const subscription = `subscription ($after: String) { jobEvents(after: $after) {
  __typename
  ... on JobCreated { job { id status { phase } } }
  ... on JobChanged { job { id status { phase } } }
  ... on StatusTransition { job { id status { phase } } to }
  ... on JobRemoved { removedJobId }
} }`;

interface Shown {
  readonly id: string;
  readonly status: { readonly phase: string };
}
interface Data {
  readonly jobEvents: {
    readonly __typename: string;
    readonly job?: Shown;
    readonly to?: string;
    readonly removedJobId?: string;
  };
}
interface List {
  readonly jobs: {
    readonly eventCursor: string;
    readonly totalCount: number;
    readonly nodes: readonly Shown[];
  };
}

const readList = (url: string) =>
  query<List>(url, "{ jobs(first: 100) { eventCursor totalCount nodes { id status { phase } } } }");

const next: Partial<Record<Phase, readonly Phase[]>> = {
  QUEUED: ["RUNNING", "FAILED"],
  RUNNING: ["SUCCEEDED", "FAILED"],
};

/** Makes what creates, moves or removes a job. */
function createMover({ world: { control }, kinds, jobs, removed }: MovingWorld, random: Random) {
  const phases = new Map<MadeJob, Phase>();
  const busy = new Set<MadeJob>();
  return async () => {
    const there = jobs.filter((job) => !removed.includes(job) && !busy.has(job));
    if (there.length === 0 || (there.length < mostJobs && random.chance(0.4))) {
      const kind = random.pick(kinds);
      const job = {
        kind,
        nativeId: await control.addJob(kind, [{ native: wordFor(kind, "QUEUED"), afterMs: 0 }]),
      };
      phases.set(job, "QUEUED");
      jobs.push(job);
      return;
    }
    const job = random.pick(there);
    const following = next[phases.get(job) ?? "QUEUED"];
    if (!following || random.chance(0.1)) {
      removed.push(job);
      await control.removeJob(job.kind, job.nativeId);
      return;
    }
    const phase = random.pick(following);
    phases.set(job, phase);
    busy.add(job);
    await control.changeJob(job.kind, job.nativeId, { native: wordFor(job.kind, phase) });
    busy.delete(job);
  };
}

/**
 * What a client makes of a list and of the events after it. The list may be newer than its cursor: an event may tell
 * what it shows already, or of a job that it lacks and that is removed next.
 */
class View {
  readonly phases: Map<string, string>;
  readonly uncreated = new Set<string>();
  readonly lost: string[] = [];

  constructor(nodes: readonly Shown[]) {
    this.phases = new Map(nodes.map(({ id, status }) => [id, status.phase]));
  }

  take({ jobEvents: { __typename: type, job, removedJobId, to } }: Data): void {
    if (type === "Gap" || type === "ResumeExpired") this.lost.push(type);
    if (removedJobId !== undefined) {
      this.phases.delete(removedJobId);
      this.uncreated.delete(removedJobId);
    }
    if (!job) return;
    if (type !== "JobCreated" && !this.phases.has(job.id)) this.uncreated.add(job.id);
    this.phases.set(job.id, to ?? job.status.phase);
  }

  /** Where it is not the list. */
  differences(nodes: readonly Shown[]): string[] {
    const left = new Map(this.phases);
    const different = nodes.flatMap(({ id, status }) => {
      const phase = left.get(id);
      left.delete(id);
      return phase === status.phase ? [] : [`${id} is ${status.phase}, was told to be ${phase}`];
    });
    return [...different, ...[...left.keys()].map((id) => `${id} is gone and nobody said so`)];
  }
}

describe("a list and the events after its cursor", () => {
  it.each<[string, Transport]>([
    ["WebSocket", overWebSocket],
    ["server-sent events", overEvents],
  ])(
    "make the list at the end, however jobs move between the two (%s)",
    { timeout: 60_000 },
    async (_, over) => {
      const seed = Number(process.env.RACE_SEED ?? Date.now() % 1_000_000);
      console.log(`seed ${seed} (RACE_SEED=${seed} repeats this run)`);
      const random = createRandom("race", seed);
      await using own = await startMovingWorld({ seed, speed: null, definitions: tireless });
      await using gateway = await own.world.startGateway({ sync: { relistMs: 200 } });
      const move = createMover(own, random);
      const ending = new AbortController();
      using _ending = { [Symbol.dispose]: () => ending.abort() };
      const views: View[] = [];
      const streams: Promise<unknown>[] = [];

      const startRound = async () => {
        const { jobs } = await readList(gateway.url);
        expect(jobs.nodes).toHaveLength(jobs.totalCount);
        const view = new View(jobs.nodes);
        views.push(view);
        // Between the list and the subscription anything may happen, or nothing.
        for (let moves = random.int(0, 3); moves > 0; moves--) await move();
        for (let turns = random.int(0, 5); turns > 0; turns--) await nextTurn();
        const wanted = { query: subscription, variables: {} };
        const take = (data: Data) => view.take(data);
        streams.push(over<Data>(gateway.url, wanted, jobs.eventCursor, take, ending.signal));
      };

      // What a backfill finds is no event.
      await own.shownBy(gateway.url, 20_000);
      for (let moves = 0; moves < 20; moves++) await move();
      for (let round = 0; round < rounds; round++) {
        await Promise.all([startRound(), move(), move()]);
        for (let moves = random.int(0, 4); moves > 0; moves--) await move();
      }

      await own.shownBy(gateway.url, 20_000);
      const { jobs } = await readList(gateway.url);
      const differences = async () => {
        const ended = await Promise.race([Promise.all(streams), nextTurn(null)]);
        expect(ended, "streams that have ended").toBe(null);
        return views.flatMap((view, round) =>
          view.differences(jobs.nodes).map((line) => `round ${round}: ${line}`),
        );
      };
      await eventually(differences, (left) => left.length === 0);
      expect(views.flatMap(({ lost, uncreated }) => [...lost, ...uncreated])).toEqual([]);
      expect(views).toHaveLength(rounds);
    },
  );
});
