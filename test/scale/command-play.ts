import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { JobEvent, JobFacts } from "../../src/domain/event.ts";
import type { JobId } from "../../src/domain/id.ts";
import type { Commands, CreateCommand } from "../../src/federation/commands/contract.ts";
import { createRandom, type Random } from "../../src/simulator/random.ts";
import { type CommandParts, startParts } from "../support/command-parts.ts";
import { type CommandWorld, commandWorld } from "../support/command-world.ts";
import type { Control } from "../support/control.ts";
import { startWorld } from "../support/gateway.ts";
import { tireless } from "../support/hasty.ts";
import { withLateReads } from "../support/late-reads.ts";
import { wordFor } from "../support/words.ts";
import { readJournal } from "./ledger-check.ts";

export interface CommandPlayOptions {
  readonly seed: number;
  /** Commands in all, at least. */
  readonly commands: number;
  /** Jobs that commands are given for at a time. */
  readonly crowd: number;
  /** By how much answers to reads come late at the most. */
  readonly lateMs: number;
}

/** What a command has promised of its job: nobody is to be shown less from then on. */
interface Step {
  readonly name: string;
  give(
    commands: Commands,
    id: JobId,
  ): Promise<{ readonly problems: readonly { readonly message: string }[] }>;
  /** Whether the job, null when it is not there, is as the step leaves it, or beyond. */
  isReached(job: JobFacts | null): boolean;
}

const caller = { actor: "player" };
/** Texts of changes in their order: a later one is greater. */
const textOf = (count: number) => `v${count}`;
const numberOf = (text: string | null) => Number(/^v(\d+)$/.exec(text ?? "")?.[1] ?? 0);

const describe = (count: number): Step => ({
  name: `describe ${count}`,
  give: (commands, id) => commands.update({ id, description: textOf(count), force: true }, caller),
  isReached: (job) => job === null || numberOf(job.description) >= count,
});
const rename = (count: number): Step => ({
  name: `rename ${count}`,
  give: (commands, id) => commands.rename({ id, name: textOf(count) }, caller),
  isReached: (job) => job === null || numberOf(job.name) >= count,
});
const cancel: Step = {
  name: "cancel",
  give: (commands, id) => commands.cancel({ id }, caller),
  isReached: (job) => job === null || job.status.phase === "CANCELLING" || job.status.phase === "CANCELLED",
};
/** Of a vendor that removes at once. */
const remove: Step = {
  name: "delete",
  give: (commands, id) => commands.delete({ id }, caller),
  isReached: (job) => job === null,
};
/** Of a vendor that takes its time: it is gone some time, and then for good. */
const removeLater: Step = { ...remove, name: "delete later", isReached: () => true };

interface Part {
  readonly kind: string;
  readonly phase: "RUNNING" | "SUCCEEDED";
  readonly steps: readonly Step[];
}

const plays: readonly Part[] = [
  { kind: "AZURE_ML", phase: "RUNNING", steps: [describe(1), describe(2), cancel, removeLater] },
  { kind: "MODELARTS", phase: "RUNNING", steps: [describe(1), describe(2), cancel, removeLater] },
  { kind: "DATATURE", phase: "RUNNING", steps: [cancel, remove] },
  { kind: "QAI_HUB", phase: "SUCCEEDED", steps: [rename(1), rename(2), rename(3)] },
  { kind: "SEEME", phase: "SUCCEEDED", steps: [describe(1), rename(2), describe(3), remove] },
];

/** A job that was shown, after a command or in an event, less than a command before had promised. */
export interface CommandPlayResult {
  readonly commands: number;
  readonly events: number;
  readonly wrong: readonly string[];
}

/** Plays commands against polls whose answers come late, and looks whether anybody was shown a state that goes back. */
export async function runCommandPlay(options: CommandPlayOptions): Promise<CommandPlayResult> {
  const { seed, commands: wanted, crowd, lateMs } = options;
  const random = createRandom("commands", seed);
  const definitions = tireless.map((one) => withLateReads(one, { longestMs: lateMs, random: random.next }));
  await using world = await startWorld({ jobs: 25, definitions: tireless });
  for (const kind of ["MODELARTS", "AZURE_ML"])
    for (const key of ["cancelLatencyMs", "deleteLatencyMs"]) await world.control.assume(kind, key, 150);
  const vendors = await commandWorld(world, tireless);
  const sync = { intervals: { watchedMs: 200, activeMs: 200, idleMs: 200 }, relistMs: 1_000 };
  // Without new jobs, which a clock that runs by itself would bring.
  using _turning = turnClock(world.control);
  const wrong: string[] = [];
  let given = 0;
  {
    await using parts = await startParts(world, { definitions, sync });
    const stage = { parts, vendors, random, wrong };
    let begun = 0;
    const work = async () => {
      while (given < wanted) {
        const number = begun++;
        const part = plays[number % plays.length];
        if (!part) throw new Error("There is nothing to play.");
        if (number % 4 === 3) {
          given += 1;
          await playCreate(stage, part.kind, number);
        }
        const nativeId = await world.control.addJob(part.kind, [
          { native: wordFor(part.kind, part.phase), afterMs: 0 },
        ]);
        given += part.steps.length;
        await play(stage, part, nativeId);
      }
    };
    await Promise.all(Array.from({ length: crowd }, work));
    wrong.push(...parts.errors.map(String));
  }
  const { entries } = await readJournal(join(world.folder, "parts.db"));
  const events = entries.flatMap((entry) => (entry.kind === "Event" ? [entry.event] : []));
  for (const [jobId, own] of Map.groupBy(events, (event) => event.jobId))
    wrong.push(...checkOrder(jobId, own));
  return { commands: given, events: events.length, wrong };
}

/** Lets the vendors' time go by until it is disposed. */
function turnClock(control: Control): Disposable {
  const turning = setInterval(() => void control.clock({ advanceMs: turnMs }).catch(() => undefined), turnMs);
  return { [Symbol.dispose]: () => clearInterval(turning) };
}
const turnMs = 50;

interface Stage {
  readonly parts: CommandParts;
  readonly vendors: CommandWorld;
  readonly random: Random;
  readonly wrong: string[];
}

/** Creates a job: from the answer on it is there. */
async function playCreate(
  { parts, vendors, random, wrong }: Stage,
  kind: string,
  number: number,
): Promise<void> {
  const name = `made-${kind.toLowerCase().replace("_", "-")}-${number}`;
  await sleep(random.int(0, 30));
  const input = vendors.inputOf(kind, name) as CreateCommand; // the schema's own form
  const { job, problems } = await parts.federation.commands.create(input, caller);
  if (job === null || problems.length > 0) {
    wrong.push(`${kind} create: ${JSON.stringify(problems)}`);
    return;
  }
  const { id } = job.snapshot.job;
  using watch = watchJob(parts, id, `${kind} create`, wrong);
  watch.expect({ name: "create", isReached: (facts) => facts !== null });
  await sleep(random.int(0, 200));
}

async function play(stage: Stage, { kind, steps }: Part, nativeId: string): Promise<void> {
  const { parts, vendors, random, wrong } = stage;
  const { federation, sync } = parts;
  await sync.of(vendors.backendOf(kind)).readJobs([nativeId], AbortSignal.timeout(20_000));
  const id = vendors.idOf(kind, nativeId);
  using watch = watchJob(parts, id, `${kind} ${nativeId}`, wrong);
  for (const step of steps) {
    await sleep(random.int(0, 40));
    const { problems } = await step.give(federation.commands, id);
    if (problems.length > 0)
      wrong.push(`${kind} ${step.name}: ${problems.map(({ message }) => message).join()}`);
    watch.expect(step);
  }
  await sleep(random.int(0, 150));
}

/** Looks at a job whenever the index has moved: all that was promised must hold. */
function watchJob({ follower }: CommandParts, id: JobId, name: string, wrong: string[]) {
  const promised: Pick<Step, "name" | "isReached">[] = [];
  const look = (when: string) => {
    const [snapshot] = follower.index.get([id]);
    const facts = snapshot && snapshot.removedAt === null ? { ...snapshot.job.core, labels: [] } : null;
    for (const step of promised)
      if (!step.isReached(facts))
        wrong.push(
          `${name} ${when}: after ${step.name} it is ${facts && [facts.status.phase, facts.name, facts.description]}`,
        );
  };
  const end = follower.onApplied(() => look("later"));
  return {
    expect(step: Pick<Step, "name" | "isReached">) {
      promised.push(step);
      look("in the answer");
    },
    [Symbol.dispose]: end,
  };
}

const ranks: Readonly<Record<string, number>> = { RUNNING: 1, CANCELLING: 2, CANCELLED: 3 };

/** What a subscriber to one job was told: nothing of it goes back, and nothing comes after its end. */
function checkOrder(jobId: JobId, events: readonly JobEvent[]): string[] {
  const told = events.map((event) => {
    const { status, name, description } = event.job;
    return `${event.kind} ${event.source} ${status.phase} ${name} ${description}`;
  });
  const isBack = events.some((event, index) => {
    const before = events[index - 1];
    if (!before) return false;
    if (before.kind === "JobRemoved") return true;
    const [was, is] = [before.job, event.job];
    return (
      numberOf(is.description) < numberOf(was.description) ||
      numberOf(is.name) < numberOf(was.name) ||
      (ranks[is.status.phase] ?? 0) <
        (was.status.phase in ranks && is.status.phase in ranks ? (ranks[was.status.phase] ?? 0) : 0)
    );
  });
  return isBack ? [`${jobId} goes back: ${told.join("; ")}`] : [];
}
