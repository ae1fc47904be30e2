import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { definitions } from "../../../../src/backends/registry.ts";
import { jobActions } from "../../../../src/domain/command.ts";
import type { JobId } from "../../../../src/domain/id.ts";
import { refusalOf } from "../../../../src/federation/commands/refusals.ts";
import { type CommandParts, startParts } from "../../../support/command-parts.ts";
import { type CommandWorld, commandWorld } from "../../../support/command-world.ts";
import { type SimulatedWorld, startWorld } from "../../../support/gateway.ts";
import { tireless } from "../../../support/hasty.ts";
import { wordsOf } from "../../../support/words.ts";

let world: SimulatedWorld;
let vendors: CommandWorld;
let parts: CommandParts;
beforeAll(async () => {
  world = await startWorld({ jobs: 25, definitions: tireless });
  vendors = await commandWorld(world, tireless);
  parts = await startParts(world, { definitions: tireless });
});
afterAll(async () => {
  await parts[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

/** Operation that an action needs. */
const operation = {
  update: "updateJob",
  rename: "updateJob",
  updateLabels: "updateJob",
  cancel: "cancelJob",
  delete: "deleteJob",
  retry: "createJob",
  archive: "archiveJob",
  restore: "archiveJob",
  share: "modifySharing",
} as const;

describe.each(definitions.map((definition) => ({ kind: definition.kind, definition })))(
  "$kind",
  ({ kind, definition }) => {
    it("says of every job and action whether it is admitted, as the command answers", async () => {
      const { commands, backends, finder } = parts.federation;
      const connected = backends.get(vendors.backendOf(kind));
      for (const { native, secondary = null, fields = {}, items, message } of wordsOf(definition)) {
        const step = { native, afterMs: 0, secondary, ...(items && { items }), ...(message && { message }) };
        const nativeId = await world.control.addJob(kind, [step], fields);
        await parts.sync.of(connected.id).readJobs([nativeId], AbortSignal.timeout(10_000));
        const view = finder.view(vendors.idOf(kind, nativeId));
        if (!view) throw new Error(`${kind} ${native} is not shown.`);
        for (const action of jobActions) {
          const refusal = commands.refusal(view, action);
          const where = `${kind} ${native} ${action}`;
          if (connected.backend[operation[action]] === undefined)
            expect(refusal, where).toMatchObject({
              code: "UNSUPPORTED",
              reason: expect.stringContaining(definition.title),
            });
          if (refusal) expect(refusal.reason, where).toMatch(/[.!]$/);
          const isPart = refusalOf(connected, { job: view.snapshot.job, isPart: true }, action);
          expect(isPart?.code, where).toBe("UNSUPPORTED");
          if (refusal === null) continue;
          const expected = [{ code: refusal.code, message: refusal.reason, path: null }];
          expect((await give(action, view.snapshot.job.id)).problems, where).toMatchObject(expected);
        }
      }
    });
  },
);

const caller = { actor: "ana" };
/** Gives the command of an action. */
function give(action: (typeof jobActions)[number], id: JobId) {
  const { commands } = parts.federation;
  switch (action) {
    case "update":
      return commands.update({ id, force: false, description: "x" }, caller);
    case "rename":
      return commands.rename({ id, name: "x" }, caller);
    case "updateLabels":
      return commands.updateLabels({ id, remove: ["x"] }, caller);
    case "cancel":
    case "delete":
    case "retry":
    case "archive":
    case "restore":
      return commands[action]({ id }, caller);
    case "share":
      return commands.modifySharing({ id, addEmails: ["ana@example.com"] }, caller);
  }
}
