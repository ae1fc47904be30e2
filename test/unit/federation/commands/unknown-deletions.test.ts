import { expect, it } from "vitest";
import { startParts } from "../../../support/command-parts.ts";
import { commandWorld } from "../../../support/command-world.ts";
import { startWorld } from "../../../support/gateway.ts";
import { eventually } from "../../../support/graphql.ts";
import { unshielded } from "../../../support/unshielded.ts";
import { wordFor } from "../../../support/words.ts";

it("a deletion of which nothing was known for a while is its actor's, whichever read finds that it was carried out", async () => {
  const definitions = unshielded.filter(({ kind }) => kind === "SEEME");
  await using world = await startWorld({ jobs: 5, definitions });
  // No poll of its own comes in between.
  const sync = { intervals: { watchedMs: 60_000, activeMs: 60_000, idleMs: 60_000 } };
  await using parts = await startParts(world, { definitions, sync });
  const vendors = await commandWorld(world, definitions);
  const own = parts.sync.of(vendors.backendOf("SEEME"));
  const { signal } = new AbortController();
  const nativeId = await world.control.addJob("SEEME", [
    { native: wordFor("SEEME", "SUCCEEDED"), afterMs: 0 },
  ]);
  await own.readJobs([nativeId], signal);
  const id = vendors.idOf("SEEME", nativeId);
  const match = (method: string) => ({ kind: "SEEME", match: { method, path: `*/${nativeId}` } });
  const faults = [
    await world.control.addFault({ ...match("DELETE"), fault: { type: "drop", after: true } }),
    await world.control.addFault({ ...match("GET"), fault: { type: "status", status: 500 } }),
  ];
  const { problems } = await parts.federation.commands.delete({ id }, { actor: "ana" });
  expect(problems).toMatchObject([{ code: "OUTCOME_UNKNOWN" }]);
  // What clears up has looked in vain, and does so again only later.
  const { next } = await world.control.requests("SEEME");
  await eventually(
    () => world.control.requests("SEEME", next),
    ({ items }) => items.filter(({ path }) => path.endsWith(nativeId)).length >= 4,
  );
  await Promise.all(faults.map((fault) => world.control.removeFault(fault)));
  await own.readJobs([nativeId], signal);
  const events = (await parts.journal.read(0, 1_000)).flatMap((entry) =>
    entry.kind === "Event" && entry.event.jobId === id ? [entry.event] : [],
  );
  expect(events.at(-1)).toMatchObject({ kind: "JobRemoved", source: "COMMAND", actor: "ana" });
});
