import type { JsonObject } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { failureOf } from "../../../test/support/backend.ts";
import { draftOf } from "../../../test/support/drafts/contract.ts";
import type { Instant } from "../../domain/instant.ts";
import { JobSchema, JobSummaryListSchema, UserSchema } from "./proto/public_api_pb.js";
import { bytesOf, connect } from "./scripted-vendor.ts";
import { startHub } from "./simulated-hub.ts";
import { stockOf } from "./simulator/stock-models.ts";

const { signal } = new AbortController();
const longAgo = "2020-01-01T00:00:00.000Z" as Instant;
const model = stockOf(1, "MODEL_TYPE_TFLITE")[0]?.id ?? "none";
const draft = draftOf("made twice?", { profile: { model, device: { name: "Samsung Galaxy S24" } } });

test("an answer that was cut off after the service has acted leaves one job, which is found by its name", async () => {
  await using hub = await startHub(5);
  const [before] = await hub.ids();
  await hub.vendor.control.clock({ advanceMs: 5_000 });
  const since = await hub.now();
  await hub.cutOff("POST");
  const failure = await failureOf(hub.backend.createJob(draft, signal));
  expect(failure).toMatchObject({ kind: "UNAVAILABLE", undone: false });
  const [made, next] = await hub.ids();
  expect(next).toBe(before);
  const found = await hub.backend.findCreated(draft.name, since, signal);
  expect(found.map(({ nativeId }) => nativeId)).toEqual([made]);
  expect(found[0]).toMatchObject({ core: { name: draft.name, kind: "PROFILE" } });
  expect(found[0]?.detail).toBeDefined();
});

test("a job that was given no name is found without one", async () => {
  await using hub = await startHub();
  const since = await hub.now();
  await hub.cutOff("POST");
  await failureOf(hub.backend.createJob({ ...draft, name: "" }, signal));
  const found = await hub.backend.findCreated("", since, signal);
  expect(found.map(({ core }) => core.name)).toEqual(["mobilenet_v2.tflite"]);
});

test("finds neither older jobs of the name, nor those of colleagues, nor others of the account", async () => {
  await using hub = await startHub();
  const add = (fields: JsonObject = {}) =>
    hub.vendor.control.addJob("QAI_HUB", [{ native: "CREATED", afterMs: 0 }], {
      name: draft.name,
      ...fields,
    });
  await add();
  await hub.vendor.control.clock({ advanceMs: 60_000 });
  const since = await hub.now();
  await add({ user: { email: "lee.park@example.com", id: "4715" } });
  await add({ name: "another" });
  expect(await hub.backend.findCreated(draft.name, since, signal)).toEqual([]);
  const wanted = [await add(), await add()];
  const found = await hub.backend.findCreated(draft.name, since, signal);
  expect(found.map(({ nativeId }) => nativeId).toSorted()).toEqual(wanted.toSorted());
  expect(await hub.backend.findCreated(draft.name, longAgo, signal)).toHaveLength(3);
});

test.each(["llama-prompt-token 128", "run?max_token=5"])(
  "a name that looks like an option or an address with a secret finds its job: %s",
  async (name) => {
    await using hub = await startHub();
    await hub.backend.createJob({ ...draft, name }, signal);
    const found = await hub.backend.findCreated(name, longAgo, signal);
    expect(found.map(({ core }) => core.name)).toEqual([name]);
  },
);

test("what cannot be read leaves open whether it is the job, but beside the job itself", async () => {
  const summaryOf = (job_id: string) => {
    const times = { creation_time: "2026-11-21T12:00:00Z" };
    return { compile_job_summary: { job_id, name: "mine", job_state: "JOB_STATE_CREATED", ...times } };
  };
  const summaries = [summaryOf("spoiled")];
  await using service = await connect((line) => {
    if (line.includes("/users/")) return { body: bytesOf(UserSchema, {}) };
    if (line.includes("/jobs/spoiled/")) return { body: "no message" };
    if (line.includes("/jobs/"))
      return { body: bytesOf(JobSchema, { compile_job: { compile_job_id: "good", name: "mine" } }) };
    return { body: bytesOf(JobSummaryListSchema, { job_summaries: summaries }) };
  });
  const find = async () => service.backend.findCreated?.("mine", longAgo, signal);
  await expect(find()).rejects.toMatchObject({ kind: "MALFORMED" });
  summaries.push(summaryOf("good"));
  expect((await find())?.map(({ nativeId }) => nativeId)).toEqual(["good"]);
});

test("looks through as many pages as there were jobs since then, and no more", async () => {
  await using hub = await startHub(150);
  await hub.vendor.control.clock({ advanceMs: 60_000 });
  const since = await hub.now();
  const wanted = await hub.backend.createJob(draft, signal);
  const script = [{ native: "CREATED", afterMs: 0 }];
  await hub.vendor.control.addJobs("QAI_HUB", script, 120, { name: "another" });
  const { next } = await hub.vendor.control.requests("QAI_HUB");
  const found = await hub.backend.findCreated(draft.name, since, signal);
  expect(found.map(({ nativeId }) => nativeId)).toEqual([wanted.nativeId]);
  const { items } = await hub.vendor.control.requests("QAI_HUB", next);
  expect(items.filter(({ path }) => path === "/api/v1/job_summaries/")).toHaveLength(2);
});
