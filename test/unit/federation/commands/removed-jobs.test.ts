import { expect, it } from "vitest";
import { jobOfEvent } from "../../../../src/federation/job-transitions.ts";
import { startParts } from "../../../support/command-parts.ts";
import { commandWorld } from "../../../support/command-world.ts";
import { startWorld } from "../../../support/gateway.ts";
import { tireless } from "../../../support/hasty.ts";
import { wordFor } from "../../../support/words.ts";

it("says of a job that an event shows and that is gone by now that it is gone", async () => {
  const definitions = tireless.filter(({ kind }) => kind === "SEEME");
  await using world = await startWorld({ jobs: 5, definitions });
  await using parts = await startParts(world, { definitions });
  const vendors = await commandWorld(world, definitions);
  const nativeId = await world.control.addJob("SEEME", [
    { native: wordFor("SEEME", "SUCCEEDED"), afterMs: 0 },
  ]);
  const { signal } = new AbortController();
  await parts.sync.of(vendors.backendOf("SEEME")).readJobs([nativeId], signal);
  const id = vendors.idOf("SEEME", nativeId);
  const { commands, finder } = parts.federation;
  await commands.rename({ id, name: "seen" }, { actor: "ana" });
  await commands.delete({ id }, { actor: "ana" });
  const entries = await parts.journal.read(0, 1_000);
  const [event] = entries.flatMap((entry) =>
    entry.kind === "Event" && entry.event.kind === "JobChanged" && entry.event.jobId === id
      ? [entry.event]
      : [],
  );
  if (!event) throw new Error("The job was not told of.");
  const reason = commands.refusal(
    jobOfEvent({ event, cursor: parts.follower.cursor }, finder),
    "delete",
  )?.reason;
  expect(reason).toMatch(/gone/);
});
