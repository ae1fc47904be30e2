import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { createRandom } from "../../src/simulator/random.ts";
import { readJournal } from "../scale/ledger-check.ts";
import { commandWorld, readIntents } from "../support/command-world.ts";
import { startWorld } from "../support/gateway.ts";
import {
  type GatewayProcess,
  journalOf,
  startGatewayProcess,
  tirelessProgram,
} from "../support/gateway-process.ts";
import { eventually } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";
import { command, type Outcome } from "../support/mutations.ts";
import { listAtVendor } from "../support/vendor-listings.ts";

const kills = 20;
const creating: Readonly<Record<string, { readonly method: string; readonly path: string }>> = {
  MODELARTS: { method: "POST", path: "*/training-jobs" },
  AZURE_ML: { method: "PUT", path: "*/jobs/*" },
  DATATURE: { method: "POST", path: "*/batch/jobs" },
  QAI_HUB: { method: "POST", path: "*/jobs/" },
  SEEME: { method: "POST", path: "*/jobs" },
};

interface Try {
  readonly kind: string;
  readonly name: string;
  readonly input: object;
}

const codesOf = ({ userErrors }: Outcome) => userErrors.map(({ code }) => code);

it(`finds the jobs of creates in whose middle the gateway was killed, ${kills} times`, {
  timeout: 120_000,
}, async () => {
  const random = createRandom("kills");
  await using world = await startWorld({ jobs: 200, definitions: tireless });
  const vendors = await commandWorld(world, tireless);
  const sync = { intervals: { watchedMs: 500, activeMs: 500, idleMs: 500 } };
  const start = () =>
    startGatewayProcess(world, { program: tirelessProgram, sync, env: { LOG_LEVEL: "fatal" } });
  const wrong: string[] = [];
  const told: Record<string, number> = {};
  const all: Try[] = [];
  let gateway: GatewayProcess = await start();
  try {
    for (let round = 0; round < kills; round++) {
      const tries = tireless.map(({ kind }): Try => {
        const name = `kill-${kind.toLowerCase().replace("_", "-")}-${round}`;
        return { kind, name, input: { ...vendors.inputOf(kind, name), idempotencyKey: name } };
      });
      all.push(...tries);
      // So that the moment may lie before the vendor acts, or after it and before the answer is read.
      for (const { kind } of tries)
        await world.control.addFault({
          kind,
          match: creating[kind] ?? {},
          fault: { type: "latency", ms: random.int(0, 60) },
          times: 1,
        });
      const { url } = gateway;
      const given = tries.map(({ input }) => command(url, "createJob", input).catch(() => null));
      await sleep(random.int(10, 200));
      await gateway.kill();
      await Promise.all(given);
      gateway = await start();
      await Promise.all(
        tries.map(async ({ kind, name, input }) => {
          const isThere = async () =>
            (await listAtVendor(world.vendor(kind))).filter((job) => job.name === name);
          const before = await isThere();
          const outcome = await command(gateway.url, "createJob", input);
          const after = await isThere();
          const what = `${before.length === 0 ? "none" : "there"}: ${codesOf(outcome).join() || "job"}`;
          told[what] = (told[what] ?? 0) + 1;
          const facts = `${kind} ${name}: ${JSON.stringify([before, outcome.job?.nativeId, codesOf(outcome), after])}`;
          if (after.length > 1) wrong.push(`two jobs: ${facts}`);
          if (before.length === 1 && outcome.job?.nativeId !== before[0]?.nativeId)
            wrong.push(`not told: ${facts}`);
          if (outcome.job === null && codesOf(outcome).join() !== "OUTCOME_UNKNOWN")
            wrong.push(`told ${facts}`);
        }),
      );
    }
    console.log(JSON.stringify(told));
    expect(wrong).toEqual([]);
    // Nobody repeats these: they are found all the same.
    const names = tireless.map(({ kind }) => ({
      kind,
      name: `alone-${kind.toLowerCase().replace("_", "-")}`,
    }));
    const given = names.map(({ kind, name }) =>
      command(gateway.url, "createJob", vendors.inputOf(kind, name)).catch(() => null),
    );
    for (const { kind, name } of names)
      await eventually(
        () => listAtVendor(world.vendor(kind)),
        (jobs) => jobs.some((job) => job.name === name),
      );
    await gateway.kill();
    await Promise.all(given);
    gateway = await start();
    all.push(...names.map((one) => ({ ...one, input: {} })));
    await eventually(
      async () =>
        readIntents(world, "process").filter(
          ({ state, create }) => state.kind === "SENT" && create?.name.startsWith("alone"),
        ),
      (open) => open.length === 0,
    );
  } finally {
    await gateway.stop();
  }
  const { entries } = await readJournal(journalOf(world));
  const byCommand = new Set<string>(
    entries.flatMap((entry) =>
      entry.kind === "Event" && entry.event.source === "COMMAND" && entry.event.actor === "anonymous"
        ? [entry.event.jobId]
        : [],
    ),
  );
  for (const { kind } of tireless) {
    const listed = await listAtVendor(world.vendor(kind));
    const made = listed.filter((job) => all.some((one) => one.kind === kind && one.name === job.name));
    for (const { nativeId, name } of made)
      if (!byCommand.has(vendors.idOf(kind, nativeId))) wrong.push(`no event of its actor: ${kind} ${name}`);
  }
  expect(wrong).toEqual([]);
});
