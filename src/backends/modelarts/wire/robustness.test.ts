import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isJsonObject, type Json } from "../../../domain/json.ts";
import algorithms from "../fixtures/algorithms.response.json" with { type: "json" };
import autosearch from "../fixtures/job.autosearch.json" with { type: "json" };
import failed from "../fixtures/job.failed.json" with { type: "json" };
import hetero from "../fixtures/job.hetero.json" with { type: "json" };
import flavors from "../fixtures/training-job-flavors.response.json" with { type: "json" };
import { parseAlgorithm } from "./algorithm.ts";
import { parseTrainingMetrics, toShown, trainProcessOf } from "./fine-tuning.ts";
import { parseFlavors } from "./flavor.ts";
import { parseInstances } from "./instance.ts";
import { parseJob, readJobId } from "./job.ts";
import { parseLinePage, parsePreview, toEvent, toLine } from "./log.ts";
import { parseTaskMetrics } from "./metric.ts";
import { parseQuotas } from "./quota.ts";
import { parseQueuedAt } from "./stage.ts";
import { parseTrialPage } from "./trial.ts";

/** Documents of each kind. */
const runs = { numRuns: 10_000 };

const samples: readonly Json[] = [failed, hetero, autosearch];

/** Paths of all members of a document. */
function pathsOf(value: Json, path: readonly string[] = []): string[][] {
  const members = Array.isArray(value) || isJsonObject(value) ? Object.entries(value) : [];
  return members.flatMap(([key, member]) => [[...path, key], ...pathsOf(member, [...path, key])]);
}

function replaced(value: Json, [key, ...rest]: readonly string[], by: Json): Json {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((member, index) => (String(index) === key ? replaced(member, rest, by) : member));
  return isJsonObject(value) ? { ...value, [key]: replaced(value[key] ?? null, rest, by) } : value;
}

const junk = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
const sampleWithJunk = fc.constantFrom(...samples).chain((sample) => {
  const change = fc.tuple(fc.constantFrom(...pathsOf(sample)), junk);
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    return changes.reduce((document, [path, by]) => replaced(document, path, by), sample);
  });
});

/** Junk below the names that the readers of a job's parts look at. */
const part = fc.oneof(
  junk,
  fc.array(junk, { maxLength: 3 }),
  junk.map((metrics) => ({ metrics, data: { metrics } })),
  fc
    .array(fc.record({ metric: junk, name_en: junk, value: junk, data: junk, group_by: junk }))
    .map((metrics) => ({
      metrics,
      data: { metrics },
    })),
  fc.record({ items: fc.record({ header: junk, data: junk }) }),
  fc.record({ items: fc.record({ header: fc.array(junk), data: fc.array(fc.array(junk)) }) }),
  fc.array(fc.record({ task: junk, resource: junk, schedule_count: junk })).map((quotas) => ({ quotas })),
  fc.array(fc.record({ record_order: junk, stages: junk })).map((running_records) => ({ running_records })),
);

describe("random documents", { timeout: 60_000 }, () => {
  test("junk never throws", () => {
    fc.assert(
      fc.property(junk, (document) => {
        parseJob(document);
        readJobId(document);
        parseAlgorithm(document);
        parseFlavors(document);
        parsePreview(document);
        parseLinePage(document);
        toEvent(document, "e:000000000001");
        toLine(JSON.stringify(document), "b:0");
      }),
      runs,
    );
  });

  test("junk in the parts of a job never throws", () => {
    fc.assert(
      fc.property(part, (document) => {
        parseInstances(document);
        parseQueuedAt(document);
        parseQuotas(document);
        parseTaskMetrics(document, null);
        parseTrainingMetrics(document);
        parseTrialPage(document);
        toShown(document);
        trainProcessOf(document);
      }),
      runs,
    );
  });

  test("a job with junk in it is read, or is unreadable for want of an id or a status", () => {
    fc.assert(
      fc.property(sampleWithJunk, (document) => {
        const isReadable =
          readJobId(document) !== null && isJsonObject(document) && isJsonObject(document.status);
        expect(typeof parseJob(document) === "string").toBe(!isReadable);
      }),
      runs,
    );
  });

  test("an object that has no text is no flag", () => {
    const parameters = [{ name: "batch_size", constraint: { editable: { toString: false } } }];
    const document = { ...autosearch, algorithm: { ...autosearch.algorithm, parameters } };
    expect(parseJob(document)).not.toBeTypeOf("string");
  });

  test("no doubt ends a job", () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom("Abnormal", "Failed", "Completed", "Lost", null, 0, ""),
    );
    fc.assert(
      fc.property(word, word, junk, (phase, secondary_phase, tasks) => {
        const status = { ...failed.status, phase, secondary_phase, tasks };
        const reading = parseJob({ ...failed, status });
        if (typeof reading === "string") throw new Error(reading);
        const isSure =
          /^(completed|failed|terminated)$/i.test(String(phase)) ||
          (/^abnormal$/i.test(String(phase)) && /^createfailed$/i.test(String(secondary_phase))) ||
          /^\d{1,2}$|^JOBSTAT_/.test(String(phase));
        if (!isSure) expect(reading.core.status.phaseClass).not.toBe("TERMINAL");
        expect(reading.core.status.native.value).toBe(phase === null || phase === "" ? null : String(phase));
      }),
      runs,
    );
  });

  test("a document that nests without end is read", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(4000)}1${"}".repeat(4000)}`);
    expect(parseJob({ ...failed, extra: deep })).toMatchObject({ nativeId: failed.metadata.id });
  });

  test("junk in catalogues costs its entry alone", () => {
    fc.assert(
      fc.property(fc.array(junk, { maxLength: 4 }), (entries) => {
        const read = parseFlavors({ flavors: [...entries, ...flavors.flavors] });
        expect(read?.slice(-4).map(({ nativeId }) => nativeId)).toEqual(
          flavors.flavors.map(({ flavor_id }) => flavor_id),
        );
      }),
    );
    const [algorithm] = algorithms.items;
    fc.assert(
      fc.property(junk, (job_config) => {
        expect(parseAlgorithm({ ...algorithm, job_config })?.nativeId).toBe(algorithm?.metadata.id);
      }),
    );
  });
});
