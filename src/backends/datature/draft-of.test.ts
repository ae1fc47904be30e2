import { describe, expect, test } from "vitest";
import { failureOf, readJob, toStoredJob } from "../../../test/support/backend.ts";
import { datature as drafts } from "../../../test/support/drafts/datature.ts";
import { type Instant, instantOf } from "../../domain/instant.ts";
import waiting from "./fixtures/03-job-waiting.response.json" with { type: "json" };
import { datature } from "./index.ts";
import { startScriptedVendor } from "./scripted-vendor.ts";
import { type SimulatedVendor, simulateVendor } from "./simulated-vendor.ts";
import { valueAt } from "./simulator/wire-document.ts";

const { signal } = new AbortController();
const hourMs = 3_600_000;
const instant = (ms: number) => instantOf(ms) as Instant; // inside the range of dates
const datasetId = "dataset_652ef566-af5c-4d52-b1e4-ec8ec6dc4b8e";
const webhookId = "webhook_ed981529-0160-4704-8794-e7702a8de470";
// The control port lays a spec over a generated one, whose deployment may be of the other kind: null takes that away.
const deployment = { kind: "ExistingDeployment", deploymentId: "deploy_1", template: null };
const resultDelivery = { destinations: [{ kind: "Webhook", webhookId }] };

const jobOf = async ({ backend }: SimulatedVendor, nativeId: string) =>
  toStoredJob(await readJob(backend, nativeId));
const again = async (vendor: SimulatedVendor, nativeId: string) =>
  vendor.backend.draftOf(await jobOf(vendor, nativeId), "again", signal);

test.each(["replicas", "scaling"])(
  "a job can be made again from what the vendor shows, with %s",
  async (replicas) => {
    await using vendor = await simulateVendor();
    await vendor.assume("templateReplicas", replicas);
    for (const [title, draft] of Object.entries(await drafts.valid(vendor.backend))) {
      const first = await vendor.backend.createJob(draft, signal);
      const copy = await again(vendor, first.nativeId);
      expect(copy, title).toMatchObject({ name: "again", schedule: null, labels: [] });
      expect(await vendor.backend.validate(copy, signal), title).toEqual([]);
      const second = await vendor.backend.createJob(copy, signal);
      const [before, after] = [await vendor.document(first.nativeId), await vendor.document(second.nativeId)];
      expect(valueAt(after, "name")).toBe("again");
      for (const part of ["datasetId", "deployment", "resultDelivery"])
        expect(valueAt(after, "spec", part), `${title}: ${part}`).toEqual(valueAt(before, "spec", part));
    }
  },
);

describe("times", () => {
  const scheduleOf = async (startInMs: number, stopInMs: number) => {
    await using vendor = await simulateVendor();
    const now = Date.now();
    const times = { startAtTime: now + startInMs, stopAtTime: now + stopInMs };
    const id = await vendor.add("Failed", { spec: { ...times, datasetId, deployment, resultDelivery } });
    const { schedule } = await again(vendor, id);
    const show = (at: Instant | null | undefined) => (at ? Date.parse(at) - now : null);
    return schedule && { startAt: show(schedule.startAt), stopAt: show(schedule.stopAt) };
  };

  test.each([
    ["past ones are left out", -2 * hourMs, -hourMs, null],
    ["a stop to come is kept", -2 * hourMs, hourMs, { startAt: null, stopAt: hourMs }],
    ["the vendor's own stop is left to it", -hourMs, 71 * hourMs, null],
    ["a start to come is kept", hourMs, 73 * hourMs, { startAt: hourMs, stopAt: null }],
    ["both to come are kept", hourMs, 2 * hourMs, { startAt: hourMs, stopAt: 2 * hourMs }],
    ["a stop before the start is left out", 2 * hourMs, hourMs, { startAt: 2 * hourMs, stopAt: null }],
  ])("%s", async (_what, startInMs, stopInMs, schedule) => {
    expect(await scheduleOf(startInMs, stopInMs)).toEqual(schedule);
  });

  test("a job that was cancelled before its start starts when it was to start", async () => {
    await using vendor = await simulateVendor();
    const [draft] = Object.values(await drafts.valid(vendor.backend));
    if (!draft) throw new Error("There is no valid draft");
    const startAt = instant(Date.now() + hourMs);
    const schedule = { startAt, stopAt: null };
    const { nativeId } = await vendor.backend.createJob({ ...draft, schedule }, signal);
    await vendor.backend.cancelJob(await jobOf(vendor, nativeId), signal);
    expect(await again(vendor, nativeId)).toMatchObject({ schedule });
  });
});

const template = { artifactId: "artifact_1", replicas: 1 };
const ofTemplate = (more: object) => ({
  deployment: { kind: "NewEphemeralDeployment", deploymentId: null, template: { ...template, ...more } },
});

describe("what no draft can say", () => {
  test.each([
    ["a member of the spec", { priority: 3 }, "spec.priority"],
    [
      "a deployment of another kind",
      { deployment: { ...deployment, kind: "Serverless" } },
      "spec.deployment.kind",
    ],
    [
      "two destinations",
      { resultDelivery: { destinations: [...resultDelivery.destinations, ...resultDelivery.destinations] } },
      "spec.resultDelivery.destinations",
    ],
    [
      "a destination of another kind",
      { resultDelivery: { destinations: [{ kind: "Bucket", webhookId }] } },
      "spec.resultDelivery.destinations.0.kind",
    ],
    ["a model", ofTemplate({ modelId: "model_1" }), "spec.deployment.template.modelId"],
    ["resources", ofTemplate({ resources: { cpu: 4 } }), "spec.deployment.template.resources"],
    [
      "an option",
      ofTemplate({ instanceId: "i", options: { warmUp: true } }),
      "spec.deployment.template.options.warmUp",
    ],
  ])("%s is named, by the job as it is known, too", async (_what, spec, place) => {
    await using vendor = await simulateVendor();
    const id = await vendor.add("Failed", { spec: { datasetId, deployment, resultDelivery, ...spec } });
    const error = await failureOf(again(vendor, id));
    expect(error).toMatchObject({
      kind: "UNSUPPORTED",
      message: expect.stringContaining(`at ${place} fits`),
    });
    const refused = datature.refusal?.(await jobOf(vendor, id), "retry");
    expect(refused).toEqual({ code: "UNSUPPORTED", reason: error.message });
  });

  test("nothing stands in the way of any other action, nor of jobs that can be said", async () => {
    await using vendor = await simulateVendor(5);
    const odd = await jobOf(vendor, await vendor.add("Failed", { spec: { priority: 3 } }));
    for (const action of ["cancel", "delete"] as const) expect(datature.refusal?.(odd, action)).toBeNull();
    const { readings } = await vendor.backend.listJobs({ cursor: null, pageSize: 5, since: null }, signal);
    for (const reading of readings)
      expect(datature.refusal?.(toStoredJob(reading), "retry") ?? null, reading.nativeId).toBe(
        reading.nativeId === odd.nativeId ? expect.anything() : null,
      );
  });
});

test("options are read in both spellings, and what a deployment shows beside is left to the vendor", async () => {
  await using vendor = await simulateVendor();
  const shown = { instanceId: "i", resources: { cpu: 4 }, url: "https://example.com", region: null };
  const options = { evaluation_strategy: "entropy", evaluationGroup: ["main"] };
  const unnamed = { destinations: [{ kind: null, webhookId }] };
  const id = await vendor.add("Failed", {
    spec: { datasetId, resultDelivery: unnamed, ...ofTemplate({ ...shown, options }) },
  });
  expect((await again(vendor, id)).job).toMatchObject({
    deployment: {
      artifact: {
        instanceId: "i",
        region: null,
        evaluation: { strategy: "entropy", threshold: null, groups: ["main"] },
      },
    },
  });
});

test("what nests too deep was not asked for, and costs nothing", async () => {
  const nested = `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`;
  const text = `${JSON.stringify(waiting).slice(0, -1)},"nested":${nested}}`;
  await using vendor = await startScriptedVendor((path) =>
    path.endsWith(waiting.id) ? { text } : { json: {} },
  );
  const job = toStoredJob(await readJob(vendor.backend, waiting.id));
  const draft = await vendor.backend.draftOf?.(job, "again", signal);
  expect(draft).toMatchObject({ name: "again", job: { datasetId: waiting.spec.datasetId } });
});

test("a job that is gone cannot be made again", async () => {
  await using vendor = await simulateVendor();
  const job = await jobOf(vendor, await vendor.add("Failed"));
  await vendor.raw("DELETE", `/batch/jobs/${job.nativeId}`);
  expect((await failureOf(vendor.backend.draftOf(job, "again", signal))).kind).toBe("NOT_FOUND");
});
