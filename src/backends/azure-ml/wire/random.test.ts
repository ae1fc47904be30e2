import fc from "fast-check";
import { expect, test } from "vitest";
import { classOf } from "../../../domain/status.ts";
import { contentHashes } from "../../../journal/content-hash.ts";
import gets from "../fixtures/04-command-job-get-and-update.json" with { type: "json" };
import sweep from "../fixtures/05-sweep-job.json" with { type: "json" };
import pipeline from "../fixtures/06-pipeline-job.json" with { type: "json" };
import others from "../fixtures/07-other-job-types-create.json" with { type: "json" };
import details from "../fixtures/11-run-details-and-log-read.json" with { type: "json" };
import children from "../fixtures/12-run-and-children.json" with { type: "json" };
import metrics from "../fixtures/13-metrics.json" with { type: "json" };
import catalogues from "../fixtures/14-compute-vmsizes-usages.json" with { type: "json" };
import { parseComponent, parseComponentVersion } from "./algorithm.ts";
import { parseCompute, parseSizes, parseUsage, toServerlessFlavor } from "./flavor.ts";
import { parseJob, readJobName } from "./job.ts";
import { mainLogOf, parseLogFiles } from "./log.ts";
import { parseMetric, parseMetricName } from "./metric.ts";
import { vocabulary } from "./phases.ts";
import { parseDataPage, parseRun, parseRunBatch } from "./run.ts";
import { toStep } from "./step.ts";

/** Documents of jobs with their runs, and of everything else. */
const documents = 10_000;
const otherDocuments = 1_000;
const timeoutMs = 60_000;

const workspace = {
  path: "/subscriptions/s/resourceGroups/g/providers/p/workspaces/w",
  name: "w",
  tenantId: "t",
};

const jobs: readonly unknown[] = [
  ...gets.exchanges.map(({ response }) => response.body),
  ...sweep.exchanges.map(({ response }) => response.body),
  ...pipeline.exchanges.map(({ response }) => response.body),
  ...others.exchanges.map(({ request }) => ({ name: "other", ...request.body })),
];
const runs: readonly unknown[] = [
  ...details.exchanges.map(({ response }) => response.body),
  ...children.exchanges.map(({ response }) => response.body),
  { runId: "r", error: { error: { innerError: { innerError: { code: "X" } } } } },
];
const answers: readonly unknown[] = [
  ...runs,
  ...metrics.exchanges.map(({ response }) => response.body),
  ...catalogues.exchanges.map(({ response }) => response.body),
];

const words = [
  ...vocabulary.map(({ nativeValue }) => nativeValue),
  "Suspended",
  "COMPLETED?",
  "",
  "toString",
];
const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(...words),
  fc.constantFrom(
    null,
    undefined,
    0,
    -1,
    1e308,
    Number.NaN,
    true,
    "",
    "x".repeat(100_000),
    "\u0000\ud800",
    [],
    {},
  ),
  fc.constant(JSON.parse('{"__proto__":{"status":"Completed"},"constructor":1}')),
);

/** A sample with some of its members, at any depth, replaced, removed or made a list. */
function damaged(samples: readonly unknown[]): fc.Arbitrary<unknown> {
  const damage = fc.record({ at: fc.nat(), value: odd, isRemoved: fc.boolean() });
  const changed = fc
    .tuple(fc.constantFrom(...samples), fc.array(damage, { maxLength: 6 }))
    .map(([sample, damages]) => {
      const copy = structuredClone(sample);
      for (const { at, value, isRemoved } of damages) {
        const places = placesOf(copy);
        const place = places[at % Math.max(1, places.length)];
        if (place === undefined) continue;
        if (isRemoved) delete place.holder[place.key];
        else place.holder[place.key] = structuredClone(value);
      }
      return asSent(copy);
    });
  return fc.oneof({ weight: 8, arbitrary: changed }, { weight: 1, arbitrary: odd });
}

/** What is left of a value after a journey as JSON. */
function asSent(value: unknown): unknown {
  const text = JSON.stringify(value);
  return text === undefined ? undefined : JSON.parse(text);
}

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

function placesOf(value: unknown): Place[] {
  if (typeof value !== "object" || value === null) return [];
  // Lists are changed by index, as objects are by key.
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesOf(holder[key])]);
}

const ended = new Map(
  vocabulary
    .filter(({ phase }) => classOf(phase) === "TERMINAL")
    .map(({ nativeValue, phase }) => [nativeValue.toLowerCase(), phase]),
);

test("whatever a job and its run say, it is read or refused, and no doubt ends it", {
  timeout: timeoutMs,
}, () => {
  fc.assert(
    fc.property(damaged(jobs), damaged(runs), (job, runDocument) => {
      const run = parseRun(runDocument);
      const name = readJobName(job);
      const reading = parseJob(job, run, workspace);
      if (typeof reading === "string") return;
      expect(reading.nativeId).toBe(name);
      contentHashes(reading, ["run.duration"]);
      const { status } = reading.core;
      expect(status.phaseClass === "TERMINAL").toBe(ended.has(status.native.value?.toLowerCase() ?? ""));
      expect(status.outcome !== null).toBe(status.phaseClass === "TERMINAL");
      if (status.endedAt !== null) expect(status.phaseClass).toBe("TERMINAL");
      if (run) expect(toStep(run, "x", workspace).nativeId).toBe("x");
    }),
    { numRuns: documents },
  );
});

test("no other answer, however odd, is more than refused", { timeout: timeoutMs }, () => {
  const table = { sizes: new Map(), usages: new Map() };
  fc.assert(
    fc.property(damaged(answers), (answer) => {
      parseRunBatch(answer, ["r"]).of("r");
      parseRunBatch({ successfulResults: { r: answer }, failedResults: { s: answer } }, ["r", "s"]).of("s");
      parseDataPage(answer);
      mainLogOf([...(parseLogFiles(answer)?.keys() ?? [])], "COMMAND", true);
      parseMetricName(answer);
      parseMetric(answer, { name: "loss", namespace: null });
      parseCompute(answer, table);
      parseUsage(answer);
      for (const size of parseSizes(answer) ?? []) toServerlessFlavor(size, table);
      parseComponent(answer);
      parseComponentVersion(answer, "a", "1");
    }),
    { numRuns: otherDocuments },
  );
});
