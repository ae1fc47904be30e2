import { describe, expect, test } from "vitest";
import { jobActions } from "../../../src/domain/command.ts";
import { absence } from "../../../src/federation/commands/refusals.ts";
import { describeArchiving } from "./commands-archive.ts";
import { describeCommandCallers } from "./commands-callers.ts";
import { describeCancelling } from "./commands-cancel.ts";
import { describeChanges } from "./commands-change.ts";
import { describeCreating } from "./commands-create.ts";
import { describeDeleting } from "./commands-delete.ts";
import { describeCopies } from "./commands-draft-of.ts";
import { describeLostCreates } from "./commands-lost.ts";
import { describeRefusals } from "./commands-refusals.ts";
import { describeModifiedSharing } from "./commands-sharing.ts";
import { describeUndone } from "./commands-undone.ts";
import type { Subject } from "./subject.ts";

/** Cases about what can be done with jobs, and about what a vendor cannot do. */
export function describeCommands(subject: Subject): void {
  const { definition, capabilities, simulate } = subject;

  describe("commands", () => {
    test("says what to do instead of each action that it has not, and of no other", async () => {
      await using vendor = await simulate(1);
      const connected = { backend: vendor.connect(), definition };
      for (const action of jobActions) {
        const refusal = absence(connected, action);
        const instead = definition.instead?.[action];
        // Of fields that cannot be changed there is something to say where others can.
        if (refusal === null && action !== "update") expect(instead, action).toBeUndefined();
        if (refusal !== null) expect(instead, action).toMatch(/^[A-Z].{10,}\.$/);
        if (refusal !== null) expect(refusal.reason, action).toContain(instead);
      }
    });

    test("has all operations that belong together, or none of them", async () => {
      await using vendor = await simulate(1);
      const backend = vendor.connect();
      const { changes, limits } = definition;
      expect("createJob" in backend).toBe(capabilities.createJob);
      for (const method of ["findCreated", "draftOf", "validate"])
        expect(method in backend, method).toBe(capabilities.createJob);
      expect("validateChange" in backend).toBe(capabilities.updateJob);
      expect((changes?.length ?? 0) > 0).toBe(capabilities.updateJob);
      expect((limits.deleteBatch ?? 0) > 0).toBe("deleteJobs" in backend);
      if ("deleteJobs" in backend) expect(backend).toHaveProperty("deleteJob");
      if (capabilities.modifySharing) expect(backend).toHaveProperty("sharing");
    });

    if (capabilities.createJob) {
      describeCreating(subject);
      describeLostCreates(subject);
      describeCopies(subject);
    }
    if (capabilities.cancelJob) describeCancelling(subject);
    if (capabilities.deleteJob) describeDeleting(subject);
    if (capabilities.archiveJob) describeArchiving(subject);
    if (capabilities.updateJob) describeChanges(subject);
    if (capabilities.modifySharing) describeModifiedSharing(subject);
    describeCommandCallers(subject);
    describeUndone(subject);
    describeRefusals(subject);
  });
}
