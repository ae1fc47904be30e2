import { afterAll, beforeAll, expect, it } from "vitest";
import type { JsonObject } from "../../src/domain/json.ts";
import { createRandom, type Random } from "../../src/simulator/random.ts";
import {
  type CommandWorld,
  commandWorld,
  type KnownJob,
  readIntents,
  shown,
} from "../support/command-world.ts";
import type { FaultOrder } from "../support/control.ts";
import { type SimulatedWorld, startWorld, type TestGateway } from "../support/gateway.ts";
import { eventually } from "../support/graphql.ts";
import { command, type Outcome } from "../support/mutations.ts";
import { unshielded } from "../support/unshielded.ts";
import { documentOf } from "../support/vendor-documents.ts";

const tries = 200;
/** Commands of one vendor that are under way at a time. */
const crowd = 16;

/** The request that stops or deletes a job, by the end of its path. */
interface Ending {
  readonly kind: string;
  readonly method: string;
  readonly path: (nativeId: string) => string;
}
const cancels: readonly Ending[] = [
  { kind: "MODELARTS", method: "POST", path: (nativeId) => `*/${nativeId}/actions` },
  { kind: "AZURE_ML", method: "POST", path: (nativeId) => `*/${nativeId}/cancel` },
  { kind: "DATATURE", method: "PATCH", path: (nativeId) => `*/${nativeId}` },
];
const deletions: readonly Ending[] = [
  { kind: "MODELARTS", method: "DELETE", path: (nativeId) => `*/${nativeId}` },
  { kind: "AZURE_ML", method: "DELETE", path: (nativeId) => `*/${nativeId}` },
  { kind: "DATATURE", method: "DELETE", path: (nativeId) => `*/${nativeId}` },
  { kind: "SEEME", method: "DELETE", path: (nativeId) => `*/${nativeId}` },
];

let world: SimulatedWorld;
let gateway: TestGateway;
let vendors: CommandWorld;
beforeAll(async () => {
  const definitions = unshielded.filter(({ kind }) => deletions.some((ending) => ending.kind === kind));
  world = await startWorld({ jobs: 40 * definitions.length, definitions });
  await world.control.clock({ paused: false });
  for (const kind of ["MODELARTS", "AZURE_ML"])
    for (const key of ["cancelLatencyMs", "deleteLatencyMs"]) await world.control.assume(kind, key, 300);
  gateway = await world.startGateway({ sync: { intervals: { watchedMs: 500, activeMs: 500, idleMs: 500 } } });
  vendors = await commandWorld(world, definitions);
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

const fates: readonly FaultOrder["fault"][] = [
  { type: "drop", after: true },
  { type: "drop", after: true },
  { type: "half" },
  { type: "malformed" },
  { type: "drop" },
  { type: "status", status: 503 },
  { type: "status", status: 502 },
  { type: "latency", ms: 1_200 },
];

/** Puts faults in the way of a command for one job: some pass with a try, some outlast them all; some hit reads too. */
async function putInTheWay({ kind, method, path }: Ending, { nativeId }: KnownJob, random: Random) {
  const add = (order: Omit<FaultOrder, "kind">) => world.control.addFault({ kind, ...order });
  const ids: string[] = [];
  for (let count = random.int(1, 4); count > 0; count--) {
    const match = { method, path: path(nativeId) };
    ids.push(await add({ match, fault: random.pick(fates), times: random.int(1, 2) }));
  }
  if (random.chance(0.3)) {
    const match = { method: "GET", path: `*/${nativeId}*` };
    const fault = random.pick<FaultOrder["fault"]>([{ type: "drop" }, { type: "status", status: 500 }]);
    ids.push(await add({ match, fault, times: random.int(1, 12) }));
  }
  return () => Promise.all(ids.map((id) => world.control.removeFault(id).catch(() => undefined))); // most are used up
}

interface Try {
  readonly job: KnownJob;
  readonly outcome: Outcome;
  readonly codes: readonly string[];
}

/** Gives a command for each of many jobs while answers are lost. */
async function tryAll(field: "cancelJob" | "deleteJob", endings: readonly Ending[]): Promise<Try[]> {
  const each = Math.ceil(tries / endings.length);
  const all = endings.map(async (ending) => {
    const random = createRandom(field, ending.kind);
    const jobs = [...(await vendors.addJobs(gateway.url, ending.kind, "RUNNING", each))];
    const done: Try[] = [];
    const work = async () => {
      for (let job = jobs.pop(); job; job = jobs.pop()) {
        const heal = await putInTheWay(ending, job, random);
        const key = random.chance(0.5) ? { idempotencyKey: `${field} ${job.id}` } : {};
        const outcome = await command(gateway.url, field, { id: job.id, ...key });
        await heal();
        done.push({ job, outcome, codes: outcome.userErrors.map(({ code }) => code) });
      }
    };
    await Promise.all(Array.from({ length: crowd }, work));
    return done;
  });
  return (await Promise.all(all)).flat();
}

const atVendor = ({ kind, nativeId }: KnownJob) => documentOf(world.vendor(kind), nativeId);

function count(done: readonly Try[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { job, codes } of done) {
    const told = `${job.kind} ${codes.join() || "done"}`;
    counts[told] = (counts[told] ?? 0) + 1;
  }
  return counts;
}

/** Whether a vendor's document says that the job is being stopped, or was. */
function isStopped(kind: string, document: JsonObject | null): boolean {
  const { status, properties } = document as {
    readonly status?: JsonObject;
    readonly properties?: JsonObject;
  }; // jobs of all these vendors are of this form
  return /cancel|terminat/i.test(JSON.stringify(kind === "AZURE_ML" ? properties?.status : status));
}

it(`tells the truth of ${tries} cancels whose answers are lost`, { timeout: 90_000 }, async () => {
  const done = await tryAll("cancelJob", cancels);
  console.log(JSON.stringify(count(done)));
  expect(done.length).toBeGreaterThanOrEqual(tries);
  const wrong: string[] = [];
  for (const { job, codes } of done) {
    const isOver = isStopped(job.kind, await atVendor(job));
    const isKnown = !codes.includes("OUTCOME_UNKNOWN");
    if (isKnown && isOver !== (codes.length === 0))
      wrong.push(`${job.kind} ${job.nativeId}: ${isOver ? "" : "not "}cancelled, and told ${codes}`);
  }
  expect(wrong).toEqual([]);
  for (const { job } of done)
    if (isStopped(job.kind, await atVendor(job)))
      await shown(gateway.url, [job], (one) => one?.status.phase === "CANCELLED");
});

it(`tells the truth of ${tries} deletions whose answers are lost`, { timeout: 90_000 }, async () => {
  const done = await tryAll("deleteJob", deletions);
  console.log(JSON.stringify(count(done)));
  expect(done.length).toBeGreaterThanOrEqual(tries);
  const wrong: string[] = [];
  for (const { job, codes, outcome } of done) {
    const told = codes.length === 0 ? "done" : codes.join();
    // A vendor that removes it later has done so by now.
    const isGone =
      told === "done"
        ? (await eventually(
            () => atVendor(job),
            (document) => document === null,
            5_000,
          ).catch(() => "there")) === null
        : (await atVendor(job)) === null;
    if (told !== "OUTCOME_UNKNOWN" && isGone !== (told === "done"))
      wrong.push(`${job.kind} ${job.nativeId}: ${isGone ? "" : "not "}gone, and told ${told}`);
    if ((outcome.deletedJobId === null) !== (told !== "done"))
      wrong.push(`${job.id}: ${JSON.stringify(outcome)}`);
  }
  expect(wrong).toEqual([]);
  for (const { job } of done)
    if ((await atVendor(job)) === null) await shown(gateway.url, [job], (one) => one === null);
  // What is deleted later wakes what clears up.
  const [another] = await vendors.addJobs(gateway.url, "MODELARTS", "SUCCEEDED", 1);
  await command(gateway.url, "deleteJob", { id: another?.id });
  await eventually(
    async () =>
      readIntents(world).filter(
        ({ state, isKeyed }) => state.kind === "SENT" || !isKeyed || state.outcome.deletion === "LATER",
      ),
    (open) => open.length === 0,
  );
});
