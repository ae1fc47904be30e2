import { afterAll, beforeAll, expect, it } from "vitest";
import { createRandom } from "../../src/simulator/random.ts";
import { type CommandWorld, commandWorld, readIntents, shown } from "../support/command-world.ts";
import type { FaultOrder } from "../support/control.ts";
import { type SimulatedWorld, startWorld, type TestGateway } from "../support/gateway.ts";
import { eventually } from "../support/graphql.ts";
import { command, type Outcome } from "../support/mutations.ts";
import { unshielded } from "../support/unshielded.ts";
import { type ListedJob, listAtVendor } from "../support/vendor-listings.ts";

const triesOfEach = 40;
/** Creates of one vendor that are under way at a time. */
const crowd = 14;

/** The request that makes a job. */
const creating: Readonly<Record<string, { readonly method: string; readonly path: string }>> = {
  MODELARTS: { method: "POST", path: "*/training-jobs" },
  AZURE_ML: { method: "PUT", path: "*/jobs/*" },
  DATATURE: { method: "POST", path: "*/batch/jobs" },
  QAI_HUB: { method: "POST", path: "*/jobs/" },
  SEEME: { method: "POST", path: "*/jobs" },
};
const kinds = Object.keys(creating);

const sync = { intervals: { watchedMs: 500, activeMs: 500, idleMs: 500 } };

let world: SimulatedWorld;
let gateway: TestGateway;
let commands: CommandWorld;
beforeAll(async () => {
  world = await startWorld({ jobs: 200, definitions: unshielded });
  gateway = await world.startGateway({ sync });
  commands = await commandWorld(world, unshielded);
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

/** What may come between a create and its answer; most of it after the vendor has acted. */
const fates: readonly (FaultOrder["fault"] | null)[] = [
  { type: "drop", after: true },
  { type: "drop", after: true },
  { type: "half" },
  { type: "malformed" },
  { type: "drop" },
  { type: "status", status: 503 },
  { type: "status", status: 502 },
  { type: "latency", ms: 1_500 },
  null,
];

/** Ids of all faults. */
const faults: string[] = [];

interface Try {
  readonly kind: string;
  readonly name: string;
  readonly key: string | null;
  readonly outcome: Outcome;
}

/** Creates jobs through the gateway while answers are lost; some of them share a name. */
async function createInTrouble(kind: string): Promise<Try[]> {
  const random = createRandom("creates", kind);
  const { method, path } = creating[kind] ?? {};
  if (!method || !path) throw new Error(`Nothing is known of ${kind}.`);
  const tries: Try[] = [];
  let begun = 0;
  const work = async () => {
    for (let index = begun++; index < triesOfEach; index = begun++) {
      const fault = random.pick(fates);
      const isTwin = index % 10 === 9;
      const name = `${kind.toLowerCase().replace("_", "-")}-lost-${isTwin ? index - 1 : index}`;
      if (fault)
        faults.push(await world.control.addFault({ kind, match: { method, path }, fault, times: 1 }));
      // Now and then the look for the job goes wrong as well.
      if (random.chance(0.15))
        faults.push(
          await world.control.addFault({
            kind,
            fault: { type: "status", status: 500 },
            match: { method: "GET" },
            times: 3,
          }),
        );
      const key = random.chance(0.5) ? `${kind}-${index}` : null;
      const input = { ...commands.inputOf(kind, name), ...(key && { idempotencyKey: key }) };
      tries.push({ kind, name, key, outcome: await command(gateway.url, "createJob", input) });
    }
  };
  await Promise.all(Array.from({ length: crowd }, work));
  return tries;
}

const codeOf = ({ userErrors }: Outcome) =>
  userErrors.find(({ code }) => code === "OUTCOME_UNKNOWN")?.code ?? userErrors[0]?.code ?? null;

it(`tells the truth of ${triesOfEach * kinds.length} creates whose answers are lost, and makes no job twice`, {
  timeout: 90_000,
}, async () => {
  const wrong: string[] = [];
  const told: Record<string, number> = {};
  const lost: Try[] = [];
  const madeIds = new Set<string>();
  await Promise.all(
    kinds.map(async (kind) => {
      const tries = await createInTrouble(kind);
      const listed = await listAtVendor(world.vendor(kind));
      for (const [name, same] of Map.groupBy(tries, (one) => one.name)) {
        const there = new Set(listed.filter((job) => job.name === name).map(({ nativeId }) => nativeId));
        const made = same.flatMap(({ outcome: { job } }) => (job ? [job.nativeId] : []));
        const unknown = same.filter(({ outcome }) => codeOf(outcome) === "OUTCOME_UNKNOWN");
        lost.push(...unknown);
        for (const nativeId of made) madeIds.add(nativeId);
        for (const { outcome } of same) {
          const what = `${kind} ${outcome.job ? "job" : "no job"} ${codeOf(outcome)}`;
          told[what] = (told[what] ?? 0) + 1;
        }
        const all = `${kind} ${name}: ${JSON.stringify(same.map(({ outcome }) => [outcome.job?.nativeId, outcome.userErrors]))}, there ${[...there]}`;
        if (new Set(made).size < made.length) wrong.push(`one job for two commands: ${all}`);
        for (const nativeId of made) if (!there.has(nativeId)) wrong.push(`a job that is not there: ${all}`);
        if (there.size < made.length || there.size > made.length + unknown.length)
          wrong.push(`jobs that nobody was told of: ${all}`);
        await shown(
          gateway.url,
          [...there].map((nativeId) => ({ id: commands.idOf(kind, nativeId) })),
          (job) => job !== null,
        );
      }
    }),
  );
  console.log(JSON.stringify(told));
  expect(wrong).toEqual([]);
  expect(lost.length).toBeGreaterThan(0);

  // The next gateway finds what can be found.
  for (const id of faults) await world.control.removeFault(id).catch(() => undefined); // most are used up
  await gateway[Symbol.asyncDispose]();
  gateway = await world.startGateway({ sync });
  const listed = new Map<string, readonly ListedJob[]>();
  for (const kind of kinds) listed.set(kind, await listAtVendor(world.vendor(kind)));
  const isAlone = ({ name }: Pick<Try, "name">) => lost.filter((one) => one.name === name).length === 1;
  for (const { kind, name, key } of lost.filter(isAlone)) {
    const there = (listed.get(kind) ?? []).filter((job) => job.name === name);
    const found = there.filter(({ nativeId }) => !madeIds.has(nativeId));
    if (found.length !== 1) continue;
    await eventually(
      async () =>
        readIntents(world).filter(({ state, create }) => state.kind === "SENT" && create?.name === name),
      (open) => open.length === 0,
    );
    if (key === null) continue;
    const again = await command(gateway.url, "createJob", {
      ...commands.inputOf(kind, name),
      idempotencyKey: key,
    });
    expect(again).toMatchObject({ job: { nativeId: found[0]?.nativeId }, userErrors: [] });
  }
});
