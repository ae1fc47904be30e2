import { expect, test } from "vitest";
import { failureOf, readJob } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import { draftOf } from "../../../test/support/drafts/contract.ts";
import { datature as drafts } from "../../../test/support/drafts/datature.ts";
import { BackendError } from "../../domain/error.ts";
import { epochMs, type Instant, instantOf } from "../../domain/instant.ts";
import { type Reply, startScriptedVendor } from "./scripted-vendor.ts";
import { simulateVendor } from "./simulated-vendor.ts";
import { valueAt } from "./simulator/wire-document.ts";

const { signal } = new AbortController();
const datasetId = "dataset_652ef566-af5c-4d52-b1e4-ec8ec6dc4b8e";
const webhookId = "webhook_ed981529-0160-4704-8794-e7702a8de470";
const deploymentId = "deploy_3286bd71-9a8b-42bb-8ba6-c07549b81367";
const artifactId = "artifact_65ae274540259e2a07533532";
const resultDelivery = { destinations: [{ kind: "Webhook", webhookId }] };
const hourMs = 3_600_000;
const instant = (ms: number) => instantOf(ms) as Instant; // inside the range of dates

const onArtifact = (artifact: object) =>
  draftOf("a job", { datasetId, delivery: { webhookId }, deployment: { artifact } } as never);

/** Vendor that answers creates and offers these instances. */
function script(offer: Reply, created: Reply = { json: { id: "batchjob_1" } }) {
  return startScriptedVendor((path) => {
    if (path.includes("/availableInstances/")) return offer;
    return path === "/batch/jobs" ? created : { status: 404, json: { message: "none" } };
  });
}
const instances = (...ids: string[]): Reply => ({
  json: { availableInstances: ids.map((instanceId) => ({ instanceId, regions: ["us"] })) },
});

test("every draft that is valid becomes a job, and the answer is what a read shows", async () => {
  await using vendor = await simulateVendor();
  const { backend } = vendor;
  for (const [title, draft] of Object.entries(await drafts.valid(backend))) {
    expect(await backend.validate(draft, signal), title).toEqual([]);
    const { nativeId, reading, problems } = await backend.createJob(draft, signal);
    expect(problems, title).toEqual([]);
    expect(await vendor.named(draft.name), title).toEqual([nativeId]);
    expect(reading, title).toEqual(await readJob(backend, nativeId));
    expect(reading?.core.status.phase, title).toBe("QUEUED");
  }
});

test("a job on a deployment that is there has what was asked for, times included", async () => {
  await using vendor = await simulateVendor();
  const [startMs, stopMs] = [Date.now() + hourMs, Date.now() + 5 * hourMs];
  const job = { datasetId, delivery: { webhookId }, deployment: { deploymentId } };
  const schedule = { startAt: instant(startMs), stopAt: instant(stopMs) };
  const { nativeId, reading } = await vendor.backend.createJob(
    draftOf("my-batch-job-08-15", job, { schedule }),
    signal,
  );
  expect(await vendor.document(nativeId)).toMatchObject({
    name: "my-batch-job-08-15",
    spec: {
      startAtTime: startMs,
      stopAtTime: stopMs,
      datasetId,
      deployment: { kind: "ExistingDeployment", deploymentId },
      resultDelivery,
    },
    status: { overview: "Waiting" },
  });
  expect(reading?.core).toMatchObject({ name: "my-batch-job-08-15", status: { phase: "SCHEDULED" } });
  covers("S2-4..7", "S2-9", "S2-11", "S2-13");
  await vendor.simulated.control.clock({ advanceMs: 3 * hourMs });
  expect(await vendor.document(nativeId)).toMatchObject({ status: { overview: "Reached" } });
});

test("a job on a deployment of its own has all that was asked for it", async () => {
  await using vendor = await simulateVendor();
  const draft = (await drafts.valid(vendor.backend))["a deployment for the job"];
  if (!draft) throw new Error("There is no such draft");
  const { nativeId } = await vendor.backend.createJob(draft, signal);
  const document = await vendor.document(nativeId);
  expect(document).toMatchObject({ name: draft.name, spec: { datasetId, resultDelivery } });
  expect(valueAt(document, "spec", "deployment")).toEqual({
    kind: "NewEphemeralDeployment",
    template: {
      artifactId,
      replicas: 8,
      region: "us",
      instanceId: "instance_t4-standard-1g",
      name: "night",
      versionTag: "v2",
      options: { evaluationStrategy: "entropy", evaluationThreshold: 0.5, evaluationGroup: ["main"] },
    },
  });
  covers("S2-8", "S2-12", "S2-105..109");
});

test("an artifact alone gets one replica, on a default instance that it is offered on", async () => {
  await using vendor = await simulateVendor();
  const { nativeId } = await vendor.backend.createJob(onArtifact({ artifactId }), signal);
  const offered = await vendor.raw("GET", `/artifacts/${artifactId}/availableInstances/regions/*`);
  const template = valueAt(await vendor.document(nativeId), "spec", "deployment", "template");
  expect(template).toEqual({ artifactId, replicas: 1, instanceId: "instance_x1cpu-standard" });
  expect(JSON.stringify(offered.body)).toContain("instance_x1cpu-standard");
  covers("S2-105", "S2-106");
});

test("an instance is picked in the region of the deployment; one that is named is not looked up", async () => {
  await using vendor = await script(instances("instance_l4-standard-1g", "instance_other"));
  await vendor.backend.createJob?.(onArtifact({ artifactId: "artifact_1", region: "us" }), signal);
  expect(vendor.requests).toEqual(["/artifacts/artifact_1/availableInstances/regions/us", "/batch/jobs"]);
  await vendor.backend.createJob?.(onArtifact({ artifactId: "artifact_1", instanceId: "mine" }), signal);
  expect(vendor.requests.slice(2)).toEqual(["/batch/jobs"]);
});

test.each([
  ["is offered on no default instance", instances("instance_other"), "INVALID"],
  ["is not there", { status: 404, json: { message: "none" } }, "NOT_FOUND"],
  ["cannot be asked about", { status: 503, text: "" }, "UNAVAILABLE"],
])("nothing is created when the artifact %s", async (_what, offer, kind) => {
  await using vendor = await script(offer);
  const created = vendor.backend.createJob?.(onArtifact({ artifactId: "artifact_1" }), signal);
  await expect(created).rejects.toMatchObject({ kind, undone: true });
  expect(vendor.requests).not.toContain("/batch/jobs");
});

test("what the vendor refuses is no job", async () => {
  await using vendor = await simulateVendor();
  const create = (job: object) =>
    failureOf(vendor.backend.createJob(draftOf("a job", { delivery: { webhookId }, ...job }), signal));
  const unknown = "00000000-0000-4000-8000-000000000000";
  const deployment = { deploymentId };
  expect(await create({ datasetId: `dataset_${unknown}`, deployment })).toMatchObject({
    kind: "NOT_FOUND",
    undone: true,
    nativeCode: "ResourceNotFoundError",
  });
  await vendor.simulated.control.clock({ advanceMs: 20 * 24 * hourMs });
  expect(await create({ datasetId, deployment })).toMatchObject({
    kind: "INVALID",
    undone: true,
    nativeCode: "BadRequestError",
    message: expect.stringContaining("dataset is expired"),
  });
  expect(await vendor.named("a job")).toEqual([]);
});

test.each([
  ["the answer is cut off", { type: "drop", after: true }, "UNAVAILABLE", 1],
  ["half of the answer comes", { type: "half" }, "UNAVAILABLE", 1],
  ["the answer is no JSON", { type: "malformed" }, "MALFORMED", 1],
  ["the vendor is in trouble", { type: "status", status: 503 }, "UNAVAILABLE", 0],
])("a create is sent once and left open when %s", async (_what, fault, kind, made) => {
  await using vendor = await simulateVendor();
  const { control } = vendor.simulated;
  await control.addFault({ kind: "DATATURE", match: { method: "POST" }, fault });
  const job = { datasetId, delivery: { webhookId }, deployment: { deploymentId } };
  const error = await failureOf(vendor.backend.createJob(draftOf("once", job), signal));
  expect(error).toMatchObject({ kind, undone: false });
  const { items } = await control.requests("DATATURE");
  expect(items.filter(({ method }) => method === "POST")).toHaveLength(1);
  expect(await vendor.named("once")).toHaveLength(made);
});

test("a job whose answer tells little more than its id is there", async () => {
  await using vendor = await script(instances(), { json: { id: "batchjob_1", spec: "odd" } });
  const draft = onArtifact({ artifactId: "artifact_1", instanceId: "mine" });
  expect(await vendor.backend.createJob?.(draft, signal)).toEqual({
    nativeId: "batchjob_1",
    reading: null,
    problems: [],
  });
});

test("an answer without an id leaves open what was made", async () => {
  await using vendor = await script(instances(), { json: { name: "a job" } });
  const draft = onArtifact({ artifactId: "artifact_1", instanceId: "mine" });
  const error: unknown = await vendor.backend.createJob?.(draft, signal).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(BackendError);
  expect(error).toMatchObject({ kind: "MALFORMED", undone: false });
});

test("times are sent to the millisecond", async () => {
  await using vendor = await simulateVendor();
  const stopAt = instant(Date.now() + hourMs + 7);
  const job = { datasetId, delivery: { webhookId }, deployment: { deploymentId } };
  const draft = draftOf("a job", job, { schedule: { startAt: null, stopAt } });
  const { nativeId } = await vendor.backend.createJob(draft, signal);
  expect(valueAt(await vendor.document(nativeId), "spec", "stopAtTime")).toBe(epochMs(stopAt));
});
