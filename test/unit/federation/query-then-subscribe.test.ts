import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, it } from "vitest";
import type { JobFilter } from "../../../src/domain/filter.ts";
import type { Phase } from "../../../src/domain/status.ts";
import type { Feed, Place } from "../../../src/fanout/contract.ts";
import type { EventMessage } from "../../../src/federation/events-messages.ts";
import {
  type EventWorld,
  type PlayedVendor,
  playVendor,
  readOn,
  settle,
  startEventWorld,
} from "./event-world.ts";

const phases: readonly Phase[] = ["QUEUED", "RUNNING", "SUCCEEDED", "FAILED"];
/** Entries that the journal has when the last client comes. */
const mostEntries = 300;
const signal = AbortSignal.timeout(60_000);

/** Numbers from 0 to below `bound`, the same for the same seed. */
function seeded(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

/** Starts, changes or removes a job. */
function move({ jobs }: PlayedVendor, random: (bound: number) => number): void {
  const name = `job-${random(12)}`;
  if (random(6) === 0) jobs.delete(name);
  else jobs.set(name, { phase: phases[random(4)] ?? "QUEUED", description: `text ${random(3)}` });
}

/** What a client knows of a job: its sequence and phase. */
type Known = Map<string, { readonly sequence: number; readonly phase: string; readonly text: string | null }>;

interface Client {
  readonly known: Known;
  readonly feed: Feed<EventMessage>;
  place: Place;
}

async function query({ federation }: EventWorld, filter: JobFilter) {
  const { items, eventCursor } = await federation.jobs.list({ first: 100, filter }, signal);
  const known: Known = new Map();
  for (const { node } of items) {
    const { job, sequence } = node.snapshot;
    known.set(job.id, { sequence, phase: job.core.status.phase, text: job.core.description });
  }
  return { known, eventCursor };
}

/** Takes an event as a client does: what it has is kept, what has left the filter is dropped. */
function take(known: Known, message: EventMessage, wanted: (phase: string) => boolean): void {
  if (!("event" in message)) throw new Error(`There is no reason for a ${message.type}.`);
  const { event } = message;
  const { jobId, sequence } = event;
  const before = known.get(jobId)?.sequence ?? 0;
  if (sequence <= before) return;
  if (before > 0) expect(sequence).toBe(before + 1);
  const { phase } = event.job.status;
  if (event.kind === "JobRemoved" || !wanted(phase)) known.delete(jobId);
  else known.set(jobId, { sequence, phase, text: event.job.description });
}

it.each([
  [1, "all jobs", {}],
  [2, "a filter", { phases: ["RUNNING", "FAILED"] }],
] as const)(
  "a query and the events after its cursor are together what there is (seed %d, %s)",
  async (seed, _, filter) => {
    const random = seeded(seed);
    const vendor = playVendor();
    await using world = await startEventWorld({
      vendors: { alpha: vendor },
      intervals: { watchedMs: 1, activeMs: 1, idleMs: 1 },
    });
    const wanted = (phase: string) => !("phases" in filter) || filter.phases.some((one) => one === phase);
    const clients: Client[] = [];
    for (let last = 0; last < mostEntries; ) {
      move(vendor, random);
      await nextTurn();
      if (world.journal.head.position === last) continue;
      last = world.journal.head.position;
      const { known, eventCursor } = await query(world, filter);
      for (let pause = random(6); pause > 0; pause--) await nextTurn();
      const events = clients.length % 2 === 0 ? world.federation.events : world.forgetful;
      const { feed, from, first } = await events.jobEvents({ filter, after: eventCursor });
      expect(first).toEqual([]);
      clients.push({ known, feed, place: from });
      const client = clients[random(clients.length)];
      if (client) await catchUp(client, wanted);
    }
    await settle(world, vendor);
    const { known: present } = await query(world, filter);
    expect(clients.length).toBeGreaterThan(20);
    for (const client of clients) {
      await catchUp(client, wanted);
      expect(client.known).toEqual(present);
    }
  },
);

async function catchUp(client: Client, wanted: (phase: string) => boolean): Promise<void> {
  const { messages, place } = await readOn(client.feed, client.place);
  client.place = place;
  for (const message of messages) take(client.known, message, wanted);
}
