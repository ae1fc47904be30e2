import { expect, test } from "vitest";
import { failureOf, simulateBackend, toStoredJob } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import type { SharingEffect } from "../../domain/command.ts";
import sample from "./fixtures/14-sharing.json" with { type: "json" };
import { qaiHub } from "./index.ts";
import {
  JobSchema,
  ModelSchema,
  SharedAccessChangeSchema,
  SharedAccessSchema,
} from "./proto/public_api_pb.js";
import { bytesOf, connect } from "./scripted-vendor.ts";
import { type SimulatedHub, startHub } from "./simulated-hub.ts";
import { PEOPLE } from "./simulator/people.ts";

const { signal } = new AbortController();

async function simulatedJob() {
  await using stack = new AsyncDisposableStack();
  const vendor = stack.use(await simulateBackend(qaiHub, { jobs: 0 }));
  const nativeId = await vendor.control.addJob("QAI_HUB", [{ native: "CREATED", afterMs: 0 }]);
  const backend = vendor.connect();
  const [reading] = await backend.getJobs([nativeId], signal);
  if (!reading || !("core" in reading)) throw new Error("The world has no such job.");
  const kept = stack.move();
  return { vendor, backend, job: toStoredJob(reading), [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

test("are the addresses that the service gives, in its order", async () => {
  const { SharedAccess } = sample.body;
  await using simulated = await simulatedJob();
  await using vendor = await connect(() => ({ body: bytesOf(SharedAccessSchema, SharedAccess) }));
  expect(await vendor.backend.sharing?.(simulated.job, signal)).toEqual([
    "lee.park@example.com",
    "sam.okoye@example.org",
  ]);
  expect(vendor.heard.map(({ line }) => line)).toEqual([
    `GET /api/v1/jobs/${simulated.job.nativeId}/shared_access/`,
  ]);
  covers("S3-19", "S3-20");
});

test("are none for a job that nobody has shared, and those that somebody has", async () => {
  await using simulated = await simulatedJob();
  const { backend, vendor, job } = simulated;
  expect(await backend.sharing?.(job, signal)).toEqual([]);
  const { url, credentials } = vendor.config as { url: string; credentials: { apiToken: string } };
  const answer = await fetch(`${url}/api/v1/jobs/${job.nativeId}/shared_access/`, {
    method: "PATCH",
    headers: { authorization: `token ${credentials.apiToken}`, "content-type": "application/x-protobuf" },
    body: Buffer.from(bytesOf(SharedAccessChangeSchema, { add_email: ["kim.chan@example.com"] })),
  });
  expect(answer.ok).toBe(true);
  expect(await backend.sharing?.(job, signal)).toEqual(["kim.chan@example.com"]);
  covers("S3-19", "S3-20");
});

test("of an answer that is no message are malformed", async () => {
  await using simulated = await simulatedJob();
  await using vendor = await connect(() => ({ body: "\u0007" }));
  const answer = vendor.backend.sharing?.(simulated.job, signal);
  await expect(answer).rejects.toMatchObject({ kind: "MALFORMED" });
});

/** A compile job of the world, a link job of what it makes, and a profile job of what that makes; all have ended. */
async function startChain() {
  const hub = await startHub();
  const add = async (fields: object) => {
    const nativeId = await hub.vendor.control.addJob("QAI_HUB", [{ native: "SUCCESS", afterMs: 0 }], fields);
    return { nativeId, target: (await hub.document(nativeId)).target_model };
  };
  const compile = await add({ compile_job: { name: "part", options: "--target_runtime qnn_dlc" } });
  const link = await add({ link_job: { name: "whole", models: { models: [modelId(compile.target)] } } });
  const profile = await add({ is_profiling_on: true, model: modelId(link.target) });
  return { hub, compile: compile.nativeId, link: link.nativeId, profile: profile.nativeId };
}

function modelId(model: unknown): { readonly model_id: string } {
  const { model_id } = model as { model_id: string };
  return { model_id };
}

function datasetId(dataset: unknown): string {
  return (dataset as { dataset_id: string }).dataset_id;
}

const add = (...emails: string[]) => ({ kind: "modify", add: emails, remove: [] }) as const;

test("are added and taken away, each once, and are none when sharing ends", async () => {
  await using hub = await startHub();
  const job = await hub.stored(
    await hub.vendor.control.addJob("QAI_HUB", [{ native: "SUCCESS", afterMs: 0 }]),
  );
  await hub.backend.modifySharing(job, add("a@example.com", "b@example.org"), signal);
  expect(await hub.emails(job.nativeId)).toEqual(["a@example.com", "b@example.org"]);
  const change = {
    kind: "modify",
    add: ["c@example.net", "a@example.com"],
    remove: ["b@example.org", "who@x.io"],
  } as const;
  await hub.backend.modifySharing(job, change, signal);
  expect(await hub.emails(job.nativeId)).toEqual(["a@example.com", "c@example.net"]);
  covers("S3-21 S3-22 S3-23");
  await hub.backend.modifySharing(job, { kind: "disable" }, signal);
  expect(await hub.emails(job.nativeId)).toEqual([]);
  // Sharing that has ended may be ended again.
  await hub.backend.modifySharing(job, { kind: "disable" }, signal);
  covers("S3-24");
});

test.each(["PATCH", "DELETE"])("are changed once when the answer to the %s is cut off", async (method) => {
  await using hub = await startHub();
  const job = await hub.stored(
    await hub.vendor.control.addJob("QAI_HUB", [{ native: "SUCCESS", afterMs: 0 }]),
  );
  await hub.backend.modifySharing(job, add("a@example.com"), signal);
  await hub.cutOff(method);
  await hub.backend.modifySharing(job, method === "PATCH" ? add("b@x.io") : { kind: "disable" }, signal);
  expect(await hub.emails(job.nativeId)).toEqual(method === "PATCH" ? ["a@example.com", "b@x.io"] : []);
});

test("come with the models, data sets and artifacts of the job, and with the jobs behind it", async () => {
  const chain = await startChain();
  await using hub = chain.hub;
  const effect = await hub.backend.modifySharing(
    await hub.stored(chain.profile),
    add("sam.okoye@example.org"),
    signal,
  );
  expect(effect.jobs).toEqual([chain.link, chain.compile]);
  const kinds = new Set(effect.assets.map(({ kind }) => kind));
  expect(kinds).toEqual(new Set(["model", "dataset", "HUB_LOG", "DEVICE_LOG", "PROFILE_TRACE"]));
  // Whom it is shared with sees all of it, and saw none of it.
  const seen = await statuses(hub, effect);
  expect(new Set(seen)).toEqual(new Set([200]));
  const hidden = await hub.backend.modifySharing(
    await hub.stored(chain.profile),
    { kind: "disable" },
    signal,
  );
  expect(hidden).toEqual(effect);
  expect(new Set(await statuses(hub, effect))).toEqual(new Set([404]));
  covers("S3-25 S3-26");
});

test("of a compile job bring no other jobs along", async () => {
  const chain = await startChain();
  await using hub = chain.hub;
  const job = await hub.stored(chain.compile);
  const effect = await hub.backend.modifySharing(job, add("a@example.com"), signal);
  const { model, target_model: target, calibration_dataset: dataset } = await hub.document(chain.compile);
  expect(effect.jobs).toEqual([]);
  expect(effect.assets).toEqual([
    { kind: "model", nativeId: modelId(model).model_id, name: expect.any(String) },
    { kind: "model", nativeId: modelId(target).model_id, name: expect.any(String) },
    { kind: "dataset", nativeId: datasetId(dataset), name: expect.any(String) },
    { kind: "HUB_LOG", nativeId: chain.compile, name: null },
  ]);
  // A job of which only a summary is stored is read first.
  const { readings } = await hub.backend.listJobs({ cursor: null, pageSize: 10, since: null }, signal);
  const summary = readings.find(({ nativeId }) => nativeId === chain.compile);
  if (!summary) throw new Error("the list lacks the job");
  expect(await hub.backend.modifySharing(toStoredJob(summary), add("a@example.com"), signal)).toEqual(effect);
  covers("S3-25");
});

/** What somebody of another organisation is answered when he asks for jobs and assets. */
function statuses({ vendor }: SimulatedHub, { jobs, assets }: SharingEffect): Promise<number[]> {
  const { url } = vendor.config as { url: string };
  const sam = PEOPLE.at(-1);
  const headers = { authorization: `token ${sam?.token}`, "content-type": "application/x-protobuf" };
  const paths = [
    ...jobs.map((id) => `jobs/${id}`),
    ...assets.flatMap(({ kind, nativeId }) => (/^[a-z]/.test(kind) ? [`${kind}s/${nativeId}`] : [])),
  ];
  return Promise.all(paths.map(async (path) => (await fetch(`${url}/api/v1/${path}/`, { headers })).status));
}

test("bring along the maker of a model of which the job tells no more than its id", async () => {
  const profile = {
    inference_job: { inference_job_id: "j1", is_profiling_on: true, model: { model_id: "m1" } },
  };
  const compile = { compile_job: { compile_job_id: "j2", name: "part", target_model: { model_id: "m1" } } };
  await using vendor = await connect((line) => {
    if (line.includes("shared_access")) return {};
    if (line.includes("/models/m1/"))
      return { body: bytesOf(ModelSchema, { model_id: "m1", producer_id: "j2" }) };
    return { body: bytesOf(JobSchema, line.includes("/j1/") ? profile : compile) };
  });
  const [reading] = await vendor.backend.getJobs(["j1"], signal);
  if (!reading || !("core" in reading)) throw new Error("the job cannot be read");
  const effect = await vendor.backend.modifySharing?.(toStoredJob(reading), add("a@example.com"), signal);
  expect(effect).toEqual({ jobs: ["j2"], assets: [{ kind: "model", nativeId: "m1", name: null }] });
});

test("stay as they are when the service cannot tell what goes along, or forbids the change", async () => {
  const chain = await startChain();
  await using hub = chain.hub;
  const job = await hub.stored(chain.profile);
  const match = { method: "GET", path: `/api/v1/jobs/${chain.link}/` };
  const fault = { type: "status", status: 503 };
  const id = await hub.vendor.control.addFault({ kind: "QAI_HUB", match, fault });
  const failure = await failureOf(hub.backend.modifySharing(job, add("a@example.com"), signal));
  expect(failure).toMatchObject({ kind: "UNAVAILABLE", undone: true });
  await hub.vendor.control.removeFault(id);
  const user = { email: "lee.park@example.com", id: "4715" };
  const foreign = await hub.vendor.control.addJob("QAI_HUB", [{ native: "SUCCESS", afterMs: 0 }], { user });
  const forbidden = hub.backend.modifySharing(await hub.stored(foreign), add("a@example.com"), signal);
  expect(await failureOf(forbidden)).toMatchObject({ kind: "FORBIDDEN", undone: true });
  for (const nativeId of [chain.profile, foreign]) expect(await hub.emails(nativeId)).toEqual([]);
  covers("S3-71");
});
