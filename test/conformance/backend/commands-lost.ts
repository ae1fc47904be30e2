import { expect, test } from "vitest";
import { BackendError } from "../../../src/domain/error.ts";
import { failureOf, type SimulatedBackend } from "../../support/backend.ts";
import type { FaultOrder } from "../../support/control.ts";
import { markCreates } from "./commands-create.ts";
import { able, listedIds, recently, validDraft, validDrafts } from "./commands-world.ts";
import { type Subject, signal } from "./subject.ts";

/** What may happen to an answer after the vendor has acted. */
const losses: readonly (readonly [name: string, fault: FaultOrder["fault"]])[] = [
  ["never comes", { type: "drop", after: true }],
  ["is cut off in the middle", { type: "half" }],
];

/** What may happen before the vendor acts, and whether the caller can know that it did not. */
const refusals: readonly (readonly [status: number, kind: string, undone: boolean])[] = [
  [429, "RATE_LIMITED", true],
  [500, "UNAVAILABLE", false],
  [503, "UNAVAILABLE", false],
];

/** Cases about creates of which nobody knows what came of them. */
export function describeLostCreates(subject: Subject): void {
  const { definition, simulate, creates = {} } = subject;
  const { kind } = definition;
  const since = (before: readonly string[], now: readonly string[]) =>
    now.filter((nativeId) => !before.includes(nativeId));
  const found = async (vendor: SimulatedBackend, name: string) => {
    const readings = await able(vendor.connect(), "findCreated").findCreated(name, recently(), signal);
    return readings.map(({ nativeId }) => nativeId);
  };

  test.each(losses)("leaves a create open whose answer %s, and finds its one job", async (_, fault) => {
    await using vendor = await simulate();
    const marked = await markCreates(subject, vendor);
    const drafts = await validDrafts(subject, vendor);
    for (const [index, [title, draft]] of drafts.entries()) {
      const before = await listedIds(subject, vendor);
      await vendor.control.addFault({ kind, match: creates, fault, times: 1 });
      const error = await failureOf(able(vendor.connect(), "createJob").createJob(draft, signal));
      expect(error, title).toMatchObject({ kind: "UNAVAILABLE", undone: false });
      expect(await marked(), title).toBe(index + 1);
      const added = since(before, await listedIds(subject, vendor));
      expect(added, title).toHaveLength(1);
      expect(since(before, await found(vendor, draft.name)), title).toEqual(added);
    }
  });

  test("leaves a create open whose answer cannot be read, unless it needs none", async () => {
    await using vendor = await simulate();
    const draft = await validDraft(subject, vendor);
    const before = await listedIds(subject, vendor);
    await vendor.control.addFault({ kind, match: creates, fault: { type: "malformed" }, times: 1 });
    const creating = able(vendor.connect(), "createJob").createJob(draft, signal);
    const result = await creating.catch((error: unknown) => error);
    const added = since(before, await listedIds(subject, vendor));
    expect(added).toHaveLength(1);
    if (result instanceof BackendError) expect(result).toMatchObject({ kind: "MALFORMED", undone: false });
    else expect(result).toMatchObject({ nativeId: added[0] });
    expect(await found(vendor, draft.name)).toEqual(added);
  });

  test.each(refusals)("tells %i before the vendor acts as %s, undone being %s", async (status, ...told) => {
    const [as, undone] = told;
    await using vendor = await simulate();
    const draft = await validDraft(subject, vendor);
    const before = await listedIds(subject, vendor);
    const id = await vendor.control.addFault({ kind, match: creates, fault: { type: "status", status } });
    const error = await failureOf(able(vendor.connect(), "createJob").createJob(draft, signal));
    expect(error).toMatchObject({ kind: as, undone });
    expect(await listedIds(subject, vendor)).toEqual(before);
    expect(await found(vendor, draft.name)).toEqual([]);
    await vendor.control.removeFault(id);
    await able(vendor.connect(), "createJob").createJob(draft, signal);
    expect(await found(vendor, draft.name)).toHaveLength(1);
  });
}
