import { afterAll, beforeAll, expect, it } from "vitest";
import type { BackendDefinition } from "../../../../src/backends/contract.ts";
import type { JobEvent } from "../../../../src/domain/event.ts";
import type { JobId } from "../../../../src/domain/id.ts";
import type { CreateCommand } from "../../../../src/federation/commands/contract.ts";
import { type CommandParts, startParts } from "../../../support/command-parts.ts";
import { type CommandWorld, commandWorld } from "../../../support/command-world.ts";
import { type SimulatedWorld, startWorld } from "../../../support/gateway.ts";
import { eventually } from "../../../support/graphql.ts";
import { tireless } from "../../../support/hasty.ts";
import { withLateReads } from "../../../support/late-reads.ts";
import { unshielded } from "../../../support/unshielded.ts";
import { listAtVendor } from "../../../support/vendor-listings.ts";

const caller = { actor: "ana" };
const kinds = tireless.map(({ kind }) => kind);

let world: SimulatedWorld;
let vendors: CommandWorld;
beforeAll(async () => {
  world = await startWorld({ jobs: 600, definitions: tireless });
  vendors = await commandWorld(world, tireless);
});
afterAll(() => world[Symbol.asyncDispose]());

const create = (parts: CommandParts, kind: string, name: string) =>
  parts.federation.commands.create(vendors.inputOf(kind, name) as CreateCommand, caller); // the schema's own form

async function eventsOf({ journal }: CommandParts, id: JobId | undefined): Promise<JobEvent[]> {
  const entries = await journal.read(0, journal.head.position);
  return entries.flatMap((entry) =>
    entry.kind === "Event" && entry.event.jobId === id ? [entry.event] : [],
  );
}

/** Waits until all vendors have been read to their ends. */
const firstRead = ({ sync }: CommandParts) =>
  eventually(
    async () => kinds.map((kind) => sync.of(vendors.backendOf(kind)).source.asOf),
    (read) => read.every((asOf) => asOf !== null),
    20_000,
  );

/** The same vendor, whose answer to a create is held back until it is let go. */
const withHeldAnswers = (definition: BackendDefinition, release: Promise<void>): BackendDefinition => ({
  ...definition,
  create(config, tools) {
    const backend = definition.create(config, tools);
    const { createJob } = backend;
    if (!createJob) return backend;
    return {
      ...backend,
      async createJob(draft, signal) {
        const made = await createJob(draft, signal);
        await release;
        return made;
      },
    };
  },
});

it("is told as a command's although a poll has met the new job before the answer came", async () => {
  const answers = new Map(kinds.map((kind) => [kind, Promise.withResolvers<void>()]));
  const definitions = tireless.map((one) =>
    withHeldAnswers(one, answers.get(one.kind)?.promise ?? Promise.resolve()),
  );
  await using parts = await startParts(world, { definitions, journal: "late" });
  await firstRead(parts);
  await Promise.all(
    kinds.map(async (kind) => {
      const name = `early-${kind.toLowerCase().replace("_", "-")}`;
      const creating = create(parts, kind, name);
      const [early] = await eventually(
        () => listAtVendor(world.vendor(kind)),
        (jobs) => jobs.some((job) => job.name === name),
      ).then((jobs) => jobs.filter((job) => job.name === name));
      const id = vendors.idOf(kind, early?.nativeId ?? "");
      await eventually(
        () => eventsOf(parts, id),
        (events) => events.length > 0,
        20_000,
      );
      answers.get(kind)?.resolve();
      const { job, problems } = await creating;
      expect(problems).toEqual([]);
      expect(job?.snapshot.job.id).toBe(id);
      const events = await eventsOf(parts, id);
      expect(events[0]).toMatchObject({ kind: "JobCreated", source: "POLL" });
      expect(events).toContainEqual(expect.objectContaining({ source: "COMMAND", actor: "ana" }));
      expect(events.filter((event) => event.kind === "JobCreated")).toHaveLength(1);
    }),
  );
});

it("is there once, and from the answer on, while the vendor's older jobs are still being read", async () => {
  const definitions = tireless.map((one) => withLateReads(one, { longestMs: 600, random: Math.random }));
  await using parts = await startParts(world, { definitions, journal: "backfill" });
  const made = await Promise.all(
    kinds.map(async (kind) => {
      const { job, problems } = await create(
        parts,
        kind,
        `meanwhile-${kind.toLowerCase().replace("_", "-")}`,
      );
      expect(problems).toEqual([]);
      return job?.snapshot.job.id;
    }),
  );
  await firstRead(parts);
  for (const id of made) {
    const events = await eventsOf(parts, id);
    expect(events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["JobCreated"]));
    expect(events.filter(({ kind }) => kind === "JobCreated" || kind === "JobRemoved")).toHaveLength(1);
    expect(parts.federation.finder.view(id as JobId)).not.toBeNull();
  }
  expect(parts.errors).toEqual([]);
});

it("is finished before the gateway ends, and known to the next one", async () => {
  const made: (JobId | undefined)[] = [];
  const answer = Promise.withResolvers<void>();
  {
    const definitions = tireless.map((one) => withHeldAnswers(one, answer.promise));
    await using parts = await startParts(world, { definitions, journal: "ending" });
    const creating = kinds.map((kind) =>
      create(parts, kind, `ending-${kind.toLowerCase().replace("_", "-")}`),
    );
    for (const one of creating) one.then(({ job }) => made.push(job?.snapshot.job.id));
    for (const kind of kinds)
      await eventually(
        () => listAtVendor(world.vendor(kind)),
        (jobs) => jobs.some(({ name }) => name.startsWith("ending-")),
      );
    setImmediate(answer.resolve);
  }
  expect(made).toHaveLength(kinds.length);
  await using parts = await startParts(world, { definitions: tireless, journal: "ending" });
  for (const id of made) {
    expect(parts.federation.finder.view(id as JobId)).not.toBeNull();
    expect(await eventsOf(parts, id)).toContainEqual(
      expect.objectContaining({ source: "COMMAND", actor: "ana" }),
    );
  }
  expect(await parts.journal.states("command:")).toEqual([]);
});

it("is found although the vendor's clock is three minutes behind, and its answer was lost", async () => {
  await using parts = await startParts(world, { definitions: unshielded, journal: "behind" });
  parts.pass(180_000);
  const creating: Readonly<Record<string, string>> = {
    MODELARTS: "*/training-jobs",
    AZURE_ML: "*/jobs/*",
    DATATURE: "*/batch/jobs",
    QAI_HUB: "*/jobs/",
    SEEME: "*/jobs",
  };
  await Promise.all(
    kinds.map(async (kind) => {
      const match = { method: kind === "AZURE_ML" ? "PUT" : "POST", path: creating[kind] ?? "" };
      await world.control.addFault({ kind, match, fault: { type: "drop", after: true }, times: 1 });
      const { job, problems } = await create(parts, kind, `behind-${kind.toLowerCase().replace("_", "-")}`);
      expect(problems).toEqual([]);
      expect(job).not.toBeNull();
    }),
  );
});
