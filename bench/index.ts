// How long do pages, counts and facets take at N jobs?  node bench/index.ts [jobs]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JobFilter } from "../src/domain/filter.ts";
import { type BackendId, formatId } from "../src/domain/id.ts";
import { type Instant, instantOf } from "../src/domain/instant.ts";
import { emptyCore, jobKinds } from "../src/domain/job.ts";
import type { PageWindow } from "../src/domain/page.ts";
import { makeStatus, phases } from "../src/domain/status.ts";
import type { GroupKey, JobIndex, JobOrder } from "../src/index/contract.ts";
import { openIndex } from "../src/index/job-index.ts";
import type { Snapshot } from "../src/journal/contract.ts";

const total = Number(process.argv[2] ?? 200_000);
const folder = mkdtempSync(join(tmpdir(), "index-bench-"));
const file = join(folder, "index.db");
const kindOf = (backend: BackendId) => backend.slice(0, 2);
const newest = Date.UTC(2026, 9, 1);
const pageWindow: PageWindow = { size: 50, fromEnd: false, after: null, before: null, offset: 0 };

let seed = 7;
/** Whole number from 0 to less than `count`, the same in each run. */
function random(count: number): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed % count;
}
const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T; // lists here are not empty

const models = ["resnet50", "bert", "yolo", "llama", "unet", "whisper", "vit"];
const words = ["weekly", "quebec", "lamb", "night", "ablation", "sweep", "final", "retry"];

/** Job of a number; a later revision differs in its status. */
function snapshot(number: number, revision: number): Snapshot {
  seed = Math.imul(number + 1, 2_654_435_761) >>> 0;
  const backend = `backend-${number % 5}` as BackendId;
  const createdMs = newest - number * 60_000;
  const at = (ms: number) => instantOf(ms) as Instant;
  const usual = random(8) === 0 ? pick(phases) : pick(["SUCCEEDED", "FAILED", "RUNNING"] as const);
  const phase = revision === 1 ? usual : "RUNNING";
  const startedAt = at(createdMs + random(3_600_000));
  const endedAt =
    phase === "SUCCEEDED" || phase === "FAILED" ? at(createdMs + 3_600_000 + random(86_400_000)) : null;
  const native = { value: phase.toLowerCase(), secondary: null, code: null, mapped: true };
  const owner = random(500);
  const core = {
    ...emptyCore,
    kind: jobKinds[random(jobKinds.length)] ?? "UNKNOWN",
    name: `train-${pick(models)}-${number.toString(36)}`,
    description: random(3) === 0 ? `${pick(words)} ${pick(words)} run of ${pick(models)}` : null,
    createdAt: at(createdMs),
    updatedAt: endedAt ?? startedAt,
    owner: { nativeId: `u${owner}`, name: `user ${owner}`, email: `user${owner}@example.com` },
    project: { nativeId: `p${random(60)}`, name: null },
    algorithm: { nativeId: `a${random(400)}`, name: null },
    flavor: { nativeId: `f${random(30)}`, name: null },
    url: `https://console.example.com/jobs/${number}`,
    archived: random(50) === 0,
    status: makeStatus({
      phase,
      native,
      startedAt,
      endedAt,
      message: random(4) === 0 ? `exit code ${random(9)}` : null,
    }),
  };
  const labels = [
    { key: "team", value: `team-${random(40)}` },
    { key: "stage", value: pick(["dev", "test", "prod"]) },
  ];
  const nativeId = `job-${number}`;
  const id = formatId("job", backend, nativeId);
  const document = {
    id: nativeId,
    state: phase,
    options: { epochs: random(100), learningRate: 0.1 },
    notes: "x".repeat(600),
  };
  return {
    job: { id, backend, nativeId, core, labels, detail: null, native: document, observedAt: at(newest) },
    revision,
    sequence: 0,
    removedAt: null,
    version: null,
    hashes: { core: "", labels: null, detail: null, native: {} },
    progressAt: null,
    transitions: [],
    transitionCount: 0,
  };
}

const filters: Record<string, () => JobFilter> = {
  none: () => ({}),
  "two phases": () => ({ phases: ["RUNNING", "FAILED"] }),
  "backends and phases": () => ({ backends: ["backend-1", "backend-3"], phases: ["SUCCEEDED"] }),
  owner: () => ({ owners: [`u${random(500)}`] }),
  label: () => ({ labels: [{ key: "team", values: [`team-${random(40)}`] }] }),
  "owner, label, phase": () => ({
    owners: [`u${random(500)}`],
    labels: [{ key: "stage", values: ["prod"] }],
    phaseClasses: ["TERMINAL"],
  }),
  "90 days": () => ({ createdAt: { from: instantOf(newest - 90 * 86_400_000) } }),
  "not label, not owner": () => ({
    not: { any: [{ labels: [{ key: "stage", values: ["dev"] }] }, { owners: ["u1"] }] },
  }),
  nothing: () => ({ owners: ["u1"], projectIds: ["p1"], flavorIds: ["none"] }),
  "rare word": () => ({ search: "quebec lamb" }),
  "common word": () => ({ search: "resnet50" }),
};
const orders: Record<string, JobOrder> = {
  "newest first": { field: "CREATED_AT", direction: "DESC" },
  "last updated": { field: "UPDATED_AT", direction: "DESC" },
  name: { field: "NAME", direction: "ASC" },
  longest: { field: "DURATION", direction: "DESC" },
  phase: { field: "PHASE", direction: "ASC" },
};
const facetKeys: GroupKey[] = ["BACKEND", "PHASE", "KIND", "OWNER", "PROJECT"];

async function measure(name: string, run: () => Promise<unknown>, count = 40): Promise<void> {
  for (let round = 0; round < 5; round++) await run();
  const times: number[] = [];
  for (let round = 0; round < count; round++) {
    const begin = performance.now();
    await run();
    times.push(performance.now() - begin);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    (times[Math.min(count - 1, Math.floor(count * share))] ?? 0).toFixed(2).padStart(8);
  console.log(`${name.padEnd(52)} p50 ${at(0.5)} ms   p99 ${at(0.99)} ms`);
}

async function timed<T>(name: string, run: () => T): Promise<T> {
  const begin = performance.now();
  const result = await run();
  const seconds = (performance.now() - begin) / 1000;
  console.log(
    `${name.padEnd(52)} ${seconds.toFixed(2)} s, RSS ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
  );
  return result;
}

function fill(index: JobIndex): void {
  index.reset("e");
  for (let number = 0; number < total; number += 500) {
    const batch = Array.from({ length: Math.min(500, total - number) }, (_, at) => snapshot(number + at, 1));
    index.apply(batch, 0);
  }
}

try {
  const events = Array.from({ length: 5000 }, (_, number) => snapshot(random(total), number + 2));
  const batches = Array.from({ length: 50 }, (_, at) => events.slice(at * 100, at * 100 + 100));
  const index = await timed(`fill with ${total} jobs`, () => {
    const made = openIndex({ file, kindOf });
    fill(made);
    return made;
  });
  await timed("apply 5000 events in batches of 100", () => {
    for (const [at, batch] of batches.entries()) index.apply(batch, at + 1);
  });
  await index[Symbol.asyncDispose]();
  await using again = await timed("open again", () => openIndex({ file, kindOf }));
  await timed("first page by creation", () => again.query({ filter: {}, order: [], window: pageWindow }));
  const byName = [orders.name as JobOrder];
  await timed("first page by name", () => again.query({ filter: {}, order: byName, window: pageWindow }));
  for (const [what, filter] of Object.entries(filters)) {
    for (const [by, order] of Object.entries(orders)) {
      await measure(`page, ${what}, ${by}`, () =>
        again.query({ filter: filter(), order: [order], window: pageWindow }),
      );
    }
    await measure(`count, ${what}`, () => again.count(filter()));
    await measure(`five facets, ${what}`, () => again.facets(filter(), facetKeys));
  }
  const deep = { ...pageWindow, offset: 10_000 };
  await measure("page at offset 10000", () => again.query({ filter: {}, order: [], window: deep }), 20);
} finally {
  rmSync(folder, { recursive: true });
}
