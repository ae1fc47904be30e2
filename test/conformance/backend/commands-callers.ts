import { describe, expect, test } from "vitest";
import { failureOf, readJob, toStoredJob } from "../../support/backend.ts";
import { eventually } from "../../support/graphql.ts";
import { commandsOf, firstFailure, settled } from "./commands-calls.ts";
import { jobAt, listedIds, unknownJob } from "./commands-world.ts";
import { show, wrongCredentials } from "./secrets.ts";
import { type Subject, signal } from "./subject.ts";

/** Operations that name a job, which has to be there. */
const onJobs = ["draftOf", "updateJob", "cancelJob", "archiveJob", "modifySharing"];

/** Cases about callers of commands who leave, who may not, or who are mistaken. */
export function describeCommandCallers(subject: Subject): void {
  const { definition, simulate, words } = subject;
  const { kind } = definition;

  describe("callers of commands", () => {
    test("are let go with their own reason", async () => {
      await using vendor = await simulate();
      const calls = await commandsOf(subject, vendor);
      const job = await jobAt(subject, vendor, words.running);
      await vendor.control.addFault({ kind, fault: { type: "latency", ms: 60_000 } });
      for (const [name, call] of calls) {
        const { next } = await vendor.control.requests(kind);
        const caller = new AbortController();
        const reason = new Error("nobody waits any more");
        const result = settled(call(vendor.connect(), job, caller.signal));
        await eventually(
          () => vendor.control.requests(kind, next),
          ({ items }) => items.length > 0,
        );
        caller.abort(reason);
        expect(await result, name).toBe(reason);
      }
    });

    test("who have left before do not reach the vendor", async () => {
      await using vendor = await simulate();
      const calls = await commandsOf(subject, vendor);
      const job = await jobAt(subject, vendor, words.running);
      const { next } = await vendor.control.requests(kind);
      const reason = new Error("nobody has waited");
      for (const [name, call] of calls)
        expect(await settled(call(vendor.connect(), job, AbortSignal.abort(reason))), name).toBe(reason);
      expect((await vendor.control.requests(kind, next)).items).toEqual([]);
    });

    test("with wrong credentials change nothing, and are not told what they have sent", async () => {
      await using vendor = await simulate();
      const calls = await commandsOf(subject, vendor);
      const job = await jobAt(subject, vendor, words.running);
      const before = await listedIds(subject, vendor);
      const { credentials, secrets } = wrongCredentials(vendor.config);
      for (const [name, call] of calls) {
        const error = await failureOf(firstFailure(call(vendor.connect({ credentials }), job, signal)));
        expect(["UNAUTHENTICATED", "FORBIDDEN"], name).toContain(error.kind);
        expect(error.undone, name).toBe(true);
        for (const secret of secrets) expect(show(error), name).not.toContain(secret);
      }
      expect(await listedIds(subject, vendor)).toEqual(before);
      expect(toStoredJob(await readJob(vendor.connect(), job.nativeId))).toEqual(job);
    });

    test("who come too often are told so, and nothing is done", async () => {
      await using vendor = await simulate();
      const calls = await commandsOf(subject, vendor);
      const job = await jobAt(subject, vendor, words.running);
      const id = await vendor.control.addFault({ kind, fault: { type: "status", status: 429 } });
      for (const [name, call] of calls) {
        const error = await failureOf(firstFailure(call(vendor.connect(), job, signal)));
        expect(error, name).toMatchObject({ kind: "RATE_LIMITED", undone: true });
      }
      await vendor.control.removeFault(id);
      expect(toStoredJob(await readJob(vendor.connect(), job.nativeId))).toEqual(job);
    });

    test("who name a job that there is not are told so", async () => {
      await using vendor = await simulate();
      const calls = await commandsOf(subject, vendor);
      const job = await unknownJob(subject, await jobAt(subject, vendor, words.running));
      for (const [name, call] of calls.filter(([name]) => onJobs.includes(name))) {
        const error = await failureOf(call(vendor.connect(), job, signal) ?? Promise.resolve());
        expect(error, name).toMatchObject({ kind: "NOT_FOUND", undone: true });
      }
    });
  });
}
