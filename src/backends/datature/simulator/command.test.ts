import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTestProject, type TestProject, textAt } from "./test-project.ts";
import { valueAt } from "./wire-document.ts";

let project: TestProject;
beforeEach(async () => {
  project = await startTestProject();
});
afterEach(() => project[Symbol.asyncDispose]());

const DAY_MS = 24 * 3_600_000;
const DATASET = "dataset_652ef566-af5c-4d52-b1e4-ec8ec6dc4b8e";
const DEPLOYMENT = "deploy_3286bd71-9a8b-42bb-8ba6-c07549b81367";
const ARTIFACT = "artifact_65ae274540259e2a07533532";
const WEBHOOK = "webhook_ed981529-0160-4704-8794-e7702a8de470";
const UNKNOWN = "00000000-0000-0000-0000-000000000000";

const deployment = { kind: "ExistingDeployment", deploymentId: DEPLOYMENT };
const resultDelivery = { destinations: [{ kind: "Webhook", webhookId: WEBHOOK }] };
const spec = { datasetId: DATASET, deployment, resultDelivery };

const post = (body: unknown) => project.call("POST", "/batch/jobs", body);
const stop = (id: string, stopAtTime: unknown) =>
  project.call("PATCH", `/batch/jobs/${id}`, { spec: { stopAtTime } });

async function create(times: Record<string, number> = {}): Promise<string> {
  const answer = await post({ name: "a job", spec: { ...times, ...spec } });
  expect(answer.status).toBe(200);
  return textAt(answer.body, "id");
}

describe("create", () => {
  test("answers the job, with the times it was not given", async () => {
    const now = await project.now();
    const { body } = await post({ name: "night-shift", spec });
    const id = textAt(body, "id");
    expect(body).toMatchObject({
      name: "night-shift",
      spec: { ...spec, startAtTime: now, stopAtTime: now + 3 * DAY_MS },
      status: { overview: "Waiting", message: "Waiting", updateDate: now, items: {} },
      createDate: now,
      updateDate: now,
    });
    expect(await project.job(id)).toEqual(body);
    expect((await project.jobs()).map((job) => job.id)).toEqual([id]);
  });

  test("makes a second job of a repeated request", async () => {
    const [first, second] = [await create(), await create()];
    expect(first).not.toBe(second);
    expect(await project.jobs()).toHaveLength(2);
  });

  test("loses the answer but not the job when the connection drops afterwards", async () => {
    const fault = { type: "drop", after: true };
    await project.control("POST", "/faults", {
      kind: "DATATURE",
      match: { method: "POST" },
      fault,
      times: 1,
    });
    await expect(post({ name: "a job", spec })).rejects.toThrow();
    expect(await project.jobs()).toHaveLength(1);
  });

  test("echoes the template of an ephemeral deployment and chooses an instance where none is named", async () => {
    const template = { artifactId: ARTIFACT, replicas: 2, region: "us", note: "kept" };
    const echo = async (sent: object) => {
      const deployment = { kind: "NewEphemeralDeployment", template: sent };
      const { body } = await post({ name: "x", spec: { ...spec, deployment } });
      return valueAt(body, "spec", "deployment", "template");
    };
    expect(await echo(template)).toEqual({ ...template, instanceId: expect.stringMatching(/^instance_/) });
    const named = { ...template, instanceId: "instance_l4-standard-1g" };
    expect(await echo(named)).toEqual(named);
    await project.assume("templateReplicas", "scaling");
    const scaled = await echo(named);
    expect(scaled).toMatchObject({ scaling: { replicas: 2, mode: "FixedReplicaCount" } });
    expect(scaled).not.toHaveProperty("replicas");
  });

  test.each([
    ["no name", { spec }, 400, "name"],
    ["an endless name", { name: "x".repeat(121), spec }, 400, "name"],
    ["no spec", { name: "x" }, 400, "spec"],
    ["a time as text", { name: "x", spec: { ...spec, startAtTime: "2026" } }, 400, "spec.startAtTime"],
    [
      "no destination",
      { name: "x", spec: { ...spec, resultDelivery: { destinations: [] } } },
      400,
      "destinations",
    ],
    [
      "two destinations",
      {
        name: "x",
        spec: { ...spec, resultDelivery: { destinations: Array(2).fill(resultDelivery.destinations[0]) } },
      },
      400,
      "destinations",
    ],
    [
      "both forms of a deployment",
      { name: "x", spec: { ...spec, deployment: { ...deployment, template: {} } } },
      400,
      "spec.deployment",
    ],
    [
      "an instance that is not offered",
      {
        name: "x",
        spec: {
          ...spec,
          deployment: {
            kind: "NewEphemeralDeployment",
            template: { artifactId: ARTIFACT, region: "asia-east1", instanceId: "instance_l4-standard-1g" },
          },
        },
      },
      400,
      "instanceId",
    ],
    [
      "an unknown data set",
      { name: "x", spec: { ...spec, datasetId: `dataset_${UNKNOWN}` } },
      404,
      "Not Found",
    ],
    [
      "an unknown deployment",
      { name: "x", spec: { ...spec, deployment: { ...deployment, deploymentId: `deploy_${UNKNOWN}` } } },
      404,
      "Not Found",
    ],
    [
      "an unknown webhook",
      {
        name: "x",
        spec: {
          ...spec,
          resultDelivery: { destinations: [{ kind: "Webhook", webhookId: `webhook_${UNKNOWN}` }] },
        },
      },
      404,
      "Not Found",
    ],
  ])("refuses %s", async (_what, body, status, text) => {
    const answer = await post(body);
    expect([answer.status, answer.body]).toEqual([
      status,
      { code: expect.any(String), message: expect.stringContaining(text) },
    ]);
    expect(await project.jobs()).toEqual([]);
  });

  test("refuses a data set that has expired", async () => {
    await project.advance(12 * DAY_MS);
    const answer = await post({ name: "x", spec });
    expect([answer.status, answer.body]).toMatchObject([
      400,
      { message: expect.stringContaining("expired") },
    ]);
  });

  test("answers 400 for unknown parts where that is assumed", async () => {
    await project.assume("unknownReference", 400);
    const answer = await post({ name: "x", spec: { ...spec, datasetId: `dataset_${UNKNOWN}` } });
    expect(answer.status).toBe(400);
  });

  test("leaves times out where that is assumed", async () => {
    await project.assume("defaultStart", "absent");
    await project.assume("defaultStopMs", 0);
    const { body } = await post({ name: "x", spec });
    const answered = valueAt(body, "spec");
    expect(answered).toHaveProperty("datasetId");
    expect(answered).not.toHaveProperty("startAtTime");
    expect(answered).not.toHaveProperty("stopAtTime");
  });
});

describe("start and stop times", () => {
  test("hold a job back until its start", async () => {
    const start = (await project.now()) + DAY_MS;
    const id = await create({ startAtTime: start });
    await project.advance(DAY_MS - 1);
    expect((await project.job(id)).status).toMatchObject({ overview: "Waiting", items: {} });
    await project.advance(60_000);
    expect((await project.job(id)).status.overview).toBe("Reached");
  });

  test("end a job that is not done in time, with the counters that it has", async () => {
    const now = await project.now();
    const id = await create({ stopAtTime: now + 10_000 });
    await project.advance(9_999);
    const { items } = (await project.job(id)).status;
    expect(items.Delivered).toBeGreaterThan(0);
    await project.advance(1);
    expect((await project.job(id)).status).toMatchObject({
      overview: "Failed",
      message: "Batch job failed",
      reason: "BatchJob not completed before defined stop time",
      items,
      updateDate: now + 10_000,
    });
    await project.advance(DAY_MS);
    expect((await project.job(id)).status.items).toEqual(items);
  });

  test("do not touch a job that was done in time", async () => {
    const id = await create({ stopAtTime: (await project.now()) + DAY_MS });
    await project.advance(2 * DAY_MS);
    expect((await project.job(id)).status.overview).toBe("Reached");
  });

  test("can be moved while the job waits: the old stop does not count any more", async () => {
    const now = await project.now();
    const id = await create({ startAtTime: now + DAY_MS, stopAtTime: now + 3_600_000 });
    const moved = await stop(id, now + 2 * 3_600_000);
    expect(moved.body).toMatchObject({
      spec: { stopAtTime: now + 2 * 3_600_000 },
      status: { overview: "Waiting" },
    });
    await project.advance(3_600_000 + 1);
    expect((await project.job(id)).status.overview).toBe("Waiting");
    await project.advance(3_600_000);
    expect((await project.job(id)).status.overview).toBe("Failed");
  });

  test("leave a job alone that the control port has taken over", async () => {
    const now = await project.now();
    const id = await create({ startAtTime: now + 5_000, stopAtTime: now + 10_000 });
    await project.setState(id, { native: "Running" });
    await project.advance(60_000);
    expect((await project.job(id)).status).toMatchObject({ overview: "Waiting", items: { Delivered: 20 } });
  });
});

describe("cancel", () => {
  test("ends a job that has not begun, with its stop before its start", async () => {
    const now = await project.now();
    const id = await create({ startAtTime: now + DAY_MS });
    const { status, body } = await stop(id, now);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      spec: { startAtTime: now + DAY_MS, stopAtTime: now },
      status: {
        overview: "Failed",
        message: "Batch job cancelled",
        reason: `BatchJob not completed before defined stop time due to requested cancellation at ${now}`,
        cancelledAt: now,
        items: {},
      },
    });
    await project.advance(2 * DAY_MS);
    expect(await project.job(id)).toEqual(body);
  });

  test("stops a running job where it is, by the client's clock", async () => {
    const id = await create();
    await project.advance(8_000);
    const { items } = (await project.job(id)).status;
    const sent = (await project.now()) - 700;
    await stop(id, sent);
    await project.advance(60_000);
    const { spec: stopped, status } = await project.job(id);
    expect(stopped.stopAtTime).toBe(sent);
    expect(status).toMatchObject({ overview: "Failed", cancelledAt: sent, items });
  });

  test("takes the wall clock of a client while its own stands still", async () => {
    await project.assume("cancelMarginMs", 0);
    const id = await create();
    expect((await stop(id, Date.now())).body).toMatchObject({ status: { message: "Batch job cancelled" } });
  });

  test("works on generated jobs and on those of the control port", async () => {
    await project.control("POST", "/reset", { jobs: 60 });
    const active = (await project.jobs()).find(({ status }) => status.overview === "Waiting")?.id ?? "";
    const scripted = await project.makeJob(
      { native: "Running" },
      { spec: { stopAtTime: 9e12, datasetId: DATASET } },
    );
    for (const id of [active, scripted]) {
      const now = await project.now();
      expect((await stop(id, now)).body).toMatchObject({
        spec: { stopAtTime: now },
        status: { cancelledAt: now },
      });
    }
    expect((await project.job(scripted)).spec.datasetId).toBe(DATASET);
  });

  test("takes its time where that is assumed", async () => {
    await project.assume("cancelLatencyMs", 3_000);
    const id = await create();
    const now = await project.now();
    expect((await stop(id, now)).body).toMatchObject({
      spec: { stopAtTime: now },
      status: { overview: "Waiting" },
    });
    await project.advance(2_999);
    expect((await project.job(id)).status.overview).toBe("Waiting");
    await project.advance(1);
    expect((await project.job(id)).status).toMatchObject({ overview: "Failed", cancelledAt: now });
  });

  test("is refused once the job has ended, or passes without effect where that is assumed", async () => {
    const id = await create();
    await project.advance(60_000);
    const before = await project.job(id);
    const refused = await stop(id, await project.now());
    expect([refused.status, refused.body]).toMatchObject([400, { code: "BadRequestError" }]);
    await project.assume("patchTerminal", "ignore");
    const ignored = await stop(id, await project.now());
    expect([ignored.status, ignored.body]).toEqual([200, before]);
  });

  test.each([
    {},
    { name: "new" },
    { spec: { stopAtTime: "now" } },
    { spec: { stopAtTime: 1, startAtTime: 2 } },
  ])("changes nothing but the stop: %j is refused", async (body) => {
    const id = await create();
    expect((await project.call("PATCH", `/batch/jobs/${id}`, body)).status).toBe(400);
  });
});

describe("delete", () => {
  test("takes the job and its logs away at once, running or not", async () => {
    const [running, ended] = [await create(), await project.makeJob({ native: "Reached" })];
    await project.advance(8_000);
    for (const id of [running, ended]) {
      const answer = await project.call("DELETE", `/batch/jobs/${id}`);
      expect([answer.status, answer.body]).toEqual([200, { id, deleted: true }]);
      expect((await project.call("DELETE", `/batch/jobs/${id}`)).status).toBe(404);
      expect((await project.call("GET", `/batch/jobs/${id}`)).status).toBe(404);
      expect((await project.call("GET", `/batch/jobs/${id}/logs`)).status).toBe(404);
    }
    expect(await project.jobs()).toEqual([]);
  });

  test("does not name the job where that is assumed", async () => {
    await project.assume("deletionId", "absent");
    expect((await project.call("DELETE", `/batch/jobs/${await create()}`)).body).toEqual({ deleted: true });
  });

  test("is refused while the job runs where that is assumed", async () => {
    await project.assume("deleteActive", "reject");
    const id = await create();
    expect((await project.call("DELETE", `/batch/jobs/${id}`)).status).toBe(400);
    await project.advance(60_000);
    expect((await project.call("DELETE", `/batch/jobs/${id}`)).status).toBe(200);
  });
});
