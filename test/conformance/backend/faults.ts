import { describe, expect, test } from "vitest";
import { BackendError } from "../../../src/domain/error.ts";
import { failureOf } from "../../support/backend.ts";
import type { FaultOrder } from "../../support/control.ts";
import { eventually } from "../../support/graphql.ts";
import { operationsOf } from "./operations.ts";
import { type Subject, signal } from "./subject.ts";

/** What a vendor may do to every call, and how that may be told. */
const faults: readonly (readonly [name: string, fault: FaultOrder["fault"], kinds: readonly string[]])[] = [
  ["401", { type: "status", status: 401 }, ["UNAUTHENTICATED"]],
  ["429", { type: "status", status: 429, retryAfterS: 7 }, ["RATE_LIMITED"]],
  ["500", { type: "status", status: 500 }, ["UNAVAILABLE"]],
  ["503", { type: "status", status: 503 }, ["UNAVAILABLE"]],
  ["malformed documents", { type: "malformed" }, ["MALFORMED"]],
  ["half an answer", { type: "half" }, ["UNAVAILABLE", "MALFORMED"]],
  ["a dropped connection", { type: "drop" }, ["UNAVAILABLE"]],
];

/** Faults that pass: the same, from which a client recovers by itself. */
const passingFaults = faults.filter(([name]) => !["401", "malformed documents"].includes(name));

/** Cases about a vendor that fails, and about callers that leave. */
export function describeFaults(subject: Subject): void {
  const { definition, simulate, bodiless = [] } = subject;
  const { kind, limits } = definition;
  const list = { cursor: null, pageSize: limits.pageSize, since: null };

  describe("when the vendor fails", () => {
    test.each(faults)("every operation tells %s by its kind", async (told, fault, kinds) => {
      await using vendor = await simulate(5);
      const operations = await operationsOf(subject, vendor);
      await vendor.control.addFault({ kind, fault });
      for (const [name, call] of operations) {
        // Books that are closed to the caller are as good as none.
        if (name === "bookedUsage" && told === "401") continue;
        if (told === "half an answer" && bodiless.includes(name)) continue;
        const error = await failureOf(firstFailure(call(vendor.connect(), signal)));
        expect.soft(kinds, `${name}: ${error.message}`).toContain(error.kind);
        if ("retryAfterS" in fault) expect.soft(error.retryAfterMs).toBe(7000);
      }
    });

    test.each(passingFaults)("every operation gets over %s that passes", async (_, fault) => {
      await using vendor = await simulate(5);
      const operations = await operationsOf(subject, vendor);
      for (const [name, call] of operations) {
        const answer = async () => unsigned(await settled(call(vendor.connect(), signal)));
        const calm = await answer();
        await vendor.control.addFault({ kind, fault, times: 2 });
        expect.soft(await answer(), name).toEqual(calm);
      }
      if ("retryAfterS" in fault) expect(Math.max(...vendor.waits)).toBeGreaterThanOrEqual(7000);
    });

    test("renews credentials that have ended, or says that they have", async () => {
      await using vendor = await simulate(5);
      const backend = vendor.connect();
      await backend.listJobs(list, signal);
      const { next: calm } = await vendor.control.requests(kind);
      await backend.listJobs(list, signal);
      const { next } = await vendor.control.requests(kind);
      vendor.pass(30_000);
      await vendor.control.addFault({ kind, fault: { type: "expireTokens" }, times: 1 });
      const result = await settled(backend.listJobs(list, signal));
      if (result instanceof BackendError) expect(["UNAUTHENTICATED", "FORBIDDEN"]).toContain(result.kind);
      // What the listing takes, a login, and the listing again.
      const most = 2 * (next - calm) + 1;
      expect((await vendor.control.requests(kind, next)).items.length).toBeLessThanOrEqual(most);
      expect((await backend.listJobs(list, signal)).readings).toHaveLength(5);
    });
  });

  describe("when a caller leaves", () => {
    test("every operation ends with the caller's reason", async () => {
      await using vendor = await simulate(5);
      const operations = await operationsOf(subject, vendor);
      await vendor.control.addFault({ kind, fault: { type: "latency", ms: 60_000 } });
      for (const [, call] of operations) {
        const { next } = await vendor.control.requests(kind);
        const caller = new AbortController();
        const reason = new Error("nobody waits any more");
        const result = settled(call(vendor.connect(), caller.signal));
        await eventually(
          () => vendor.control.requests(kind, next),
          ({ items }) => items.length > 0,
        );
        caller.abort(reason);
        expect(await result).toBe(reason);
      }
    });

    test("a call with an aborted signal never reaches the vendor", async () => {
      await using vendor = await simulate(5);
      const operations = await operationsOf(subject, vendor);
      const { next } = await vendor.control.requests(kind);
      const reason = new Error("nobody has waited");
      for (const [, call] of operations)
        expect(await settled(call(vendor.connect(), AbortSignal.abort(reason)))).toBe(reason);
      expect((await vendor.control.requests(kind, next)).items).toEqual([]);
    });

    test("others who wait for the same are served", async () => {
      await using vendor = await simulate(5);
      const backend = vendor.connect();
      await vendor.control.addFault({ kind, fault: { type: "latency", ms: 100 } });
      const caller = new AbortController();
      const leaving = settled(backend.listJobs(list, caller.signal));
      await eventually(
        () => vendor.control.requests(kind),
        ({ items }) => items.length > 0,
      );
      const staying = backend.listJobs(list, signal);
      caller.abort();
      await leaving;
      expect((await staying).readings).toHaveLength(5);
    });
  });
}

/** Result of a call, or what it has rejected with. */
function settled(call: Promise<unknown> | undefined): Promise<unknown> {
  return Promise.resolve(call).catch((error: unknown) => error);
}

/** The call with a failure that stands in the place of a result brought out. */
async function firstFailure(call: Promise<unknown> | undefined): Promise<unknown> {
  const result = await call;
  const failure = Array.isArray(result) ? result.find((one) => one instanceof BackendError) : undefined;
  if (failure) throw failure;
  return result;
}

/** Without what signed addresses have of the moment in which they were made. */
function unsigned(answer: unknown): unknown {
  if (!Array.isArray(answer)) return answer;
  return answer.map((file: unknown) => {
    if (typeof file !== "object" || file === null || !("url" in file && "expiresAt" in file)) return file;
    return { ...file, url: String(file.url).split("?")[0], expiresAt: file.expiresAt !== null };
  });
}
