import { expect, test } from "vitest";
import { simulateBackend, toStoredJob } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import { BackendError } from "../../domain/error.ts";
import type { JobReading } from "../../domain/job.ts";
import { contentHashes } from "../../journal/content-hash.ts";
import { fillIn } from "../../sync/omitted.ts";
import { qaiHub } from "./index.ts";

const { signal } = new AbortController();
const wholeList = { cursor: null, pageSize: qaiHub.limits.pageSize, since: null };
const hashesOf = (reading: JobReading) => contentHashes(reading, qaiHub.noise);

async function readAll(vendor: Awaited<ReturnType<typeof simulateBackend>>) {
  const backend = vendor.connect();
  const { readings: listed } = await backend.listJobs(wholeList, signal);
  const results = await backend.getJobs(
    listed.map(({ nativeId }) => nativeId),
    signal,
  );
  const single = results.map((result) => {
    if (result instanceof BackendError) throw result;
    return result;
  });
  return { backend, listed, single };
}

test("what a listing tells of a job is what the job tells, and neither undoes the other", async () => {
  await using vendor = await simulateBackend(qaiHub, { jobs: 80 });
  const { listed, single } = await readAll(vendor);
  expect(new Set(listed.map(({ core }) => core.kind))).toEqual(
    new Set(["COMPILE", "QUANTIZE", "LINK", "PROFILE", "INFERENCE"]),
  );
  for (const [index, job] of single.entries()) {
    const summary = listed[index];
    if (!summary) throw new Error("there are more jobs than summaries");
    expect(fillIn(summary, job).core).toEqual(job.core);
    // Read alone after the listing: the stored job keeps its summary, and nothing has changed.
    const stored = { core: job.core, native: { ...job.native, ...summary.native } };
    const again = fillIn(job, stored);
    expect(hashesOf(again).native).toEqual(hashesOf({ ...job, native: stored.native }).native);
  }
});

test("a job that has succeeded has summary, job and result, another has no result", async () => {
  await using vendor = await simulateBackend(qaiHub, { jobs: 80 });
  const { single } = await readAll(vendor);
  for (const { core, native } of single) expect("result" in native).toBe(core.status.phase === "SUCCEEDED");
});

test("a measured job has metrics, a compiled one has none", async () => {
  await using vendor = await simulateBackend(qaiHub, { jobs: 80 });
  const { backend, single } = await readAll(vendor);
  const done = single.filter(({ core }) => core.status.phase === "SUCCEEDED");
  const measured = done.find(({ core }) => core.kind === "PROFILE");
  const compiled = done.find(({ core }) => core.kind === "COMPILE");
  if (!measured || !compiled) throw new Error("the world has no such jobs");
  const series = await backend.metrics?.(toStoredJob(measured), null, signal);
  expect(series?.map(({ name }) => name)).toContain("estimated_inference_time");
  expect(await backend.metrics?.(toStoredJob(compiled), null, signal)).toEqual([]);
  covers("S3-65");
});

test("the job that made the model of a measured one is related to it", async () => {
  await using vendor = await simulateBackend(qaiHub, { jobs: 80 });
  const { backend, single } = await readAll(vendor);
  const related = await Promise.all(
    single.map(async (job) => (await backend.relatedJobs?.(toStoredJob(job), signal)) ?? []),
  );
  const found = related.flatMap((jobs, index) => jobs.map((job) => [single[index]?.core.kind, job] as const));
  expect(found.length).toBeGreaterThan(0);
  for (const [, { core }] of found) expect(["COMPILE", "QUANTIZE", "LINK"]).toContain(core.kind);
  covers("S3-26");
});
