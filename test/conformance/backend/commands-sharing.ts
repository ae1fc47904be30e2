import { expect, test } from "vitest";
import type { SharingChange } from "../../../src/domain/command.ts";
import { able, createdJob, validDraft } from "./commands-world.ts";
import { type Subject, signal } from "./subject.ts";

const [ann, ben] = ["ann@example.com", "ben@example.org"];
const none = { kind: "disable" } as const;
const modify = (add: readonly string[], remove: readonly string[]): SharingChange => ({
  kind: "modify",
  add,
  remove,
});

/** What is asked for, each time once more, and whom the job is shared with then. */
const steps: readonly (readonly [SharingChange, readonly string[]])[] = [
  [modify([ann, ben], []), [ann, ben]],
  [modify([ben], ["nobody@example.net"]), [ann, ben]],
  [modify([], [ann]), [ben]],
  [modify([ann], [ben]), [ann]],
  [none, []],
  [modify([ben], []), [ben]],
];

/** Cases about whom a job is to be shared with. */
export function describeModifiedSharing(subject: Subject): void {
  const { simulate } = subject;

  test("shares a job with those who are named, and twice is once", async () => {
    await using vendor = await simulate();
    const job = await createdJob(vendor.connect(), await validDraft(subject, vendor));
    const [other] = (
      await vendor.connect().listJobs({ cursor: null, pageSize: 2, since: null }, signal)
    ).readings.filter(({ nativeId }) => nativeId !== job.nativeId);
    const sharingOf = (one: { readonly nativeId: string }) =>
      able(vendor.connect(), "sharing").sharing({ ...job, nativeId: one.nativeId }, signal);
    const others = other && (await sharingOf(other));
    expect(await sharingOf(job)).toEqual([]);
    for (const [change, addresses] of steps) {
      for (const _ of ["once", "twice"]) {
        const effect = await able(vendor.connect(), "modifySharing").modifySharing(job, change, signal);
        expect(effect.jobs).not.toContain(job.nativeId);
        expect(new Set(effect.jobs).size).toBe(effect.jobs.length);
        for (const asset of effect.assets) expect(asset.kind && asset.nativeId).toBeTruthy();
        expect((await sharingOf(job)).toSorted()).toEqual(addresses);
      }
    }
    if (other) expect(await sharingOf(other)).toEqual(others);
  });
}
