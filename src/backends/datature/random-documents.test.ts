import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BackendError } from "../../domain/error.ts";
import { formatId } from "../../domain/id.ts";
import waiting from "./fixtures/03-job-waiting.response.json" with { type: "json" };
import running from "./fixtures/04-job-running.response.json" with { type: "json" };
import list from "./fixtures/08-job-list-page.response.json" with { type: "json" };
import log from "./fixtures/09-job-logs.response.json" with { type: "json" };
import dataset from "./fixtures/10-dataset.response.json" with { type: "json" };
import instances from "./fixtures/14-available-instances.response.json" with { type: "json" };
import { artifact } from "./sample-documents.ts";
import { errorOf, firstPage, type Reply, startScriptedVendor, testId } from "./scripted-vendor.ts";

const { signal } = new AbortController();

describe("any documents", () => {
  const anything = fc.oneof(
    fc.constantFrom<unknown>("", null, "Reached", "Failed", "Waiting", "reached", "__proto__", 0, -1, 1e15),
    fc.constantFrom<unknown>(1723734419985, 9e15, 2 ** 31, 0.5, "x".repeat(10_000), "Batch job cancelled"),
    fc.jsonValue(),
  );
  const changesOf = (members: readonly string[]) =>
    fc.dictionary(fc.constantFrom(...members, "__proto__", "constructor"), anything, { maxKeys: 4 });
  const job = fc
    .record({
      job: changesOf(["id", "object", "name", "projectId", "createDate", "updateDate"]),
      status: fc.oneof(changesOf([...Object.keys(waiting.status), "cancelledAt"]), anything),
      items: fc.oneof(changesOf(Object.keys(waiting.status.items)), anything),
      spec: fc.oneof(changesOf(Object.keys(waiting.spec)), anything),
    })
    .map((changes): unknown => {
      const overlay = (base: object, change: unknown) =>
        typeof change === "object" && change !== null ? { ...base, ...change } : change;
      const status = overlay({ ...running.status, items: overlay({}, changes.items) }, changes.status);
      return { ...running, status, spec: overlay(running.spec, changes.spec), ...changes.job };
    });
  const document = fc.oneof(
    { weight: 8, arbitrary: job },
    {
      weight: 1,
      arbitrary: fc.subarray(Object.keys(running)).map((kept): unknown => {
        return Object.fromEntries(Object.entries(running).filter(([key]) => kept.includes(key)));
      }),
    },
    { weight: 1, arbitrary: fc.jsonValue() },
  );

  test("are read or named unreadable, and none ends a job without the vendor's word", async () => {
    let data: unknown[] = [];
    await using vendor = await startScriptedVendor((path) =>
      path === "/batch/jobs" ? { json: { data } } : { json: { data: [dataset] } },
    );
    const property = fc.asyncProperty(
      fc.array(document, { minLength: 200, maxLength: 250 }),
      async (generated) => {
        data = generated;
        const { readings, unreadable } = await vendor.backend.listJobs(firstPage, signal);
        expect(readings.length + unreadable.length).toBe(generated.length);
        for (const { nativeId, error } of unreadable) {
          expect(error.kind).toBe("MALFORMED");
          if (nativeId !== null) expect(error.message).toContain(nativeId);
        }
        for (const { core, native, nativeId } of readings) {
          formatId("job", testId, nativeId);
          const { overview } = native.status as { overview?: unknown }; // a job without a status cannot be read
          const ended = overview === "Reached" || overview === "Failed";
          expect(core.status.phaseClass === "TERMINAL").toBe(ended);
          expect(core.status.outcome !== null).toBe(ended);
          expect(core.status.native.mapped).toBe(ended || overview === "Waiting");
          const { fraction = null } = core.status.progress ?? {};
          expect(fraction === null || (fraction >= 0 && fraction <= 1)).toBe(true);
        }
      },
    );
    await fc.assert(property, { numRuns: 50 });
  }, 30_000);

  test("and any answers never bring an exception of another class", async () => {
    let reply: Reply = {};
    await using vendor = await startScriptedVendor(() => reply);
    const [reading] = await startReading();
    const overlayOn = (base: object) =>
      changesOf(Object.keys(base)).map((change) => ({ ...base, ...change }));
    const json = fc.oneof(
      overlayOn(list),
      overlayOn(log),
      overlayOn(dataset),
      overlayOn(instances),
      fc.array(overlayOn(artifact)),
      fc.array(fc.oneof(overlayOn(log.entries[0] ?? {}), anything)).map((entries) => ({ ...log, entries })),
      anything,
    );
    const replies = fc.oneof(
      json.map((body): Reply => ({ json: body })),
      fc.record({ status: fc.integer({ min: 400, max: 499 }), json }),
      fc.string().map((text): Reply => ({ text })),
    );
    const property = fc.asyncProperty(replies, async (generated) => {
      reply = generated;
      const logQuery = { direction: "forward", position: null, limit: 10 } as const;
      const errors = await Promise.all(
        [
          vendor.backend.listJobs(firstPage, signal),
          vendor.backend.getJobs(["x"], signal),
          vendor.backend.readLogs(reading, "items", logQuery, signal),
          vendor.backend.listFlavorsOf("a", null, signal),
          vendor.backend.listAlgorithms?.(signal) ?? Promise.resolve(),
          vendor.backend.getAlgorithms?.(["x"], signal) ?? Promise.resolve(),
        ].map(errorOf),
      );
      for (const error of errors) {
        if (error !== null && !(error instanceof BackendError)) throw error;
      }
    });
    await fc.assert(property, { numRuns: 150 });
  }, 30_000);

  /** The sample of a running job as it is stored. */
  async function startReading() {
    await using vendor = await startScriptedVendor(() => ({ json: running }));
    const [reading] = await vendor.backend.getJobs([running.id], signal);
    if (reading === undefined || reading instanceof BackendError) throw new Error("The sample is unreadable");
    const id = formatId("job", testId, reading.nativeId);
    const { core, native, nativeId, detail = null } = reading;
    const observedAt = "2026-11-21T00:00:00.000Z" as NonNullable<typeof core.createdAt>;
    return [{ id, backend: testId, nativeId, core, labels: [], detail, native, observedAt }] as const;
  }
});
