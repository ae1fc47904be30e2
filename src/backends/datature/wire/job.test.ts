import { describe, expect, test } from "vitest";
import { covers } from "../../../../test/support/covers.ts";
import { contentHashes } from "../../../journal/content-hash.ts";
import waiting from "../fixtures/03-job-waiting.response.json" with { type: "json" };
import running from "../fixtures/04-job-running.response.json" with { type: "json" };
import reached from "../fixtures/05-job-reached.response.json" with { type: "json" };
import cancelled from "../fixtures/06-job-cancelled.response.json" with { type: "json" };
import cancelledEarly from "../fixtures/07-job-cancelled-before-start.assumed.response.json" with {
  type: "json",
};
import list from "../fixtures/08-job-list-page.response.json" with { type: "json" };
import { parseJob, toReading } from "./job.ts";
import { readNativeId } from "./mask.ts";
import { vocabulary } from "./status.ts";

/** A minute after the sample of a running job was taken: after all starts, before all stops. */
const now = 1723767273000;
const read = (document: unknown, nowMs = now, itemCount: number | null = null) =>
  toReading(parseJob(document), { nowMs, itemCount });

const runningCore = {
  kind: "BATCH_INFERENCE",
  nativeKind: "batch_job",
  name: "night-shift-rbc",
  displayName: null,
  description: null,
  owner: null,
  properties: [],
  annotations: [],
  createdAt: "2024-08-15T23:59:48.112Z",
  updatedAt: "2024-08-16T00:13:33.921Z",
  deadlineAt: "2024-08-19T00:00:00.000Z",
  url: null,
  archived: false,
  status: {
    phase: "RUNNING",
    phaseClass: "ACTIVE",
    phaseSource: "INFERRED",
    outcome: null,
    stage: null,
    stageDetail: null,
    reason: null,
    message: "Waiting",
    error: null,
    exitCode: null,
    native: { value: "Waiting", secondary: null, code: null, mapped: true },
    progress: {
      fraction: 0.62,
      done: 775,
      total: 1250,
      counters: [
        { name: "Gathered", value: 1200 },
        { name: "FailedGather", value: 0 },
        { name: "Preprocessed", value: 812 },
        { name: "FailedProcess", value: 3 },
        { name: "Predicted", value: 790 },
        { name: "FailedPredict", value: 2 },
        { name: "Delivered", value: 774 },
        { name: "FailedDeliver", value: 1 },
      ],
      steps: [
        { name: "GATHER", done: 1200, failed: 0, total: 1250 },
        { name: "PREPROCESS", done: 812, failed: 3, total: 1200 },
        { name: "PREDICT", done: 790, failed: 2, total: 1200 },
        { name: "DELIVER", done: 774, failed: 1, total: 1200 },
      ],
    },
    durations: { queuedMs: null, runningMs: null, totalMs: null },
    updatedAt: "2024-08-16T00:13:33.904Z",
    queuedAt: null,
    startedAt: null,
    endedAt: null,
    cancelRequestedAt: null,
    executor: null,
    nodeCountHistory: [],
    tasks: [],
    attempts: [],
  },
  algorithm: { nativeId: "artifact_65ae274540259e2a07533532", name: null },
  flavor: { nativeId: "instance_t4-standard-1g", name: null },
  usage: null,
  project: { nativeId: "proj_ca5fe71e7592bbcf7705ea36e4f29ed4", name: null },
  workspace: null,
  experiment: null,
  creation: null,
  serviceVersion: null,
  resourceId: null,
  basePath: null,
  services: [],
  resultModel: null,
};

describe("the vendor's samples", () => {
  test("04 is a running job", () => {
    const reading = read(running, now, 1250);
    expect(reading.nativeId).toBe("batchjob_f7d8aec2-7e2b-4d2c-a103-c8dd575c29c7");
    expect(reading.core).toEqual(runningCore);
    expect(reading.native).toEqual(running);
    expect(reading.version).toBe("2024-08-16T00:13:33.921Z");
    expect(reading).not.toHaveProperty("labels");
    covers("S2-14..17", "S2-19..21", "S2-32..43", "S2-112", "S2-113", "S2-119");
  });

  test("04 asks for a temporary deployment", () => {
    expect(read(running).detail).toMatchObject({
      spec: {
        schedule: { startAt: "2024-08-16T00:00:00.000Z", stopAt: "2024-08-19T00:00:00.000Z" },
        dataset: {
          nativeId: "dataset_9b1d7f0c-2a64-4e0e-8c55-3f7a1c6de210",
          versionId: null,
          name: null,
        },
        delivery: {
          destinations: [
            { kind: "WebhookDestination", webhookId: "webhook_ed981529-0160-4704-8794-e7702a8de470" },
          ],
        },
        deployment: {
          kind: "EphemeralDeployment",
          artifactId: "artifact_65ae274540259e2a07533532",
          replicas: 2,
          region: "asia-east1",
          instanceId: "instance_t4-standard-1g",
        },
        resource: { flavor: { nativeId: "instance_t4-standard-1g" }, nodeCount: 2 },
      },
      algorithm: null,
      flavor: null,
    });
    covers("S2-18", "S2-22..28", "S2-111", "S2-114", "S2-115");
  });

  test("03 asks for an existing deployment, which says nothing about algorithm and flavor", () => {
    const { core, detail } = read(waiting);
    expect(detail?.spec.deployment).toEqual({
      kind: "ExistingDeployment",
      deploymentId: "deploy_3286bd71-9a8b-42bb-8ba6-c07549b81367",
    });
    expect(detail?.spec.resource).toBeNull();
    expect(core).toMatchObject({ algorithm: null, flavor: null });
    covers("S2-30", "S2-31");
  });

  test("03 waits: what was only gathered is not worked on", () => {
    expect(read(waiting, now, 50).core.status).toMatchObject({
      phase: "QUEUED",
      phaseSource: "NATIVE",
      message: "Waiting",
      reason: null,
      progress: { fraction: 0, done: 0, total: 50 },
    });
    covers("S2-45", "S2-48", "S2-100");
  });

  test("05 has succeeded, and ended with its last change", () => {
    const { core } = read(reached, now, 50);
    expect(core.status).toMatchObject({
      phase: "SUCCEEDED",
      outcome: "SUCCESS",
      message: "Finished",
      progress: { fraction: 1, done: 50, total: 50 },
      endedAt: "2024-08-15T15:08:29.417Z",
    });
    expect(core.annotations).toEqual([{ key: "endedAt", value: "estimated from status.updateDate" }]);
    covers("S2-46", "S2-49");
  });

  test("06 was cancelled, when its reason says so", () => {
    expect(read(cancelled).core.status).toMatchObject({
      phase: "CANCELLED",
      phaseSource: "INFERRED",
      outcome: "CANCELLED",
      message: "Batch job cancelled",
      native: { value: "Failed", mapped: true },
      reason: { code: "CANCEL_REQUESTED", text: cancelled.status.reason },
      cancelRequestedAt: "2024-08-19T16:10:30.669Z",
    });
    covers("S2-44", "S2-47", "S2-50", "S2-51");
  });

  test("07 was cancelled before its start, and stops before it starts", () => {
    const { core, detail } = read(cancelledEarly);
    expect(core.status).toMatchObject({
      phase: "CANCELLED",
      cancelRequestedAt: "2024-08-16T04:17:49.354Z",
      progress: { fraction: null, done: 0, total: null },
    });
    expect(core.deadlineAt).toBe("2024-08-16T04:17:49.354Z");
    expect(detail?.spec.schedule?.startAt).toBe("2024-08-17T00:00:00.000Z");
    covers("S2-10", "S2-102");
  });

  test("08 holds the jobs of 05 and 04", () => {
    expect(list.data.map((document) => read(document))).toEqual([read(reached), read(running)]);
    covers("S2-62");
  });
});

/** The sample of a waiting job with another status and schedule. */
function job(status: object, spec: object = {}) {
  const { reason: _, items: __, ...common } = waiting.status;
  return { ...waiting, spec: { ...waiting.spec, ...spec }, status: { ...common, items: {}, ...status } };
}

const start = waiting.spec.startAtTime;
const stop = waiting.spec.stopAtTime;
const stopText = "BatchJob not completed before defined stop time";

describe("status by the first rule that holds", () => {
  test.each([
    ["Reached", {}, {}, now, "SUCCEEDED", "SUCCESS", null],
    ["Reached", { items: { FailedGather: 1 } }, {}, now, "SUCCEEDED", "PARTIAL", null],
    ["Reached", { items: { Delivered: 9, FailedProcess: 1 } }, {}, now, "SUCCEEDED", "PARTIAL", null],
    ["Reached", { items: { FailedPredict: 1 } }, {}, now, "SUCCEEDED", "PARTIAL", null],
    ["Reached", { items: { FailedDeliver: 1 } }, {}, now, "SUCCEEDED", "PARTIAL", null],
    ["Reached", { cancelledAt: now }, {}, now, "SUCCEEDED", "SUCCESS", null],
    ["Failed", { cancelledAt: now }, {}, now, "CANCELLED", "CANCELLED", "CANCEL_REQUESTED"],
    ["Failed", { message: "Batch job cancelled" }, {}, now, "CANCELLED", "CANCELLED", "CANCEL_REQUESTED"],
    ["Failed", { reason: "requested cancellation" }, {}, now, "CANCELLED", "CANCELLED", "CANCEL_REQUESTED"],
    ["Failed", { reason: stopText }, {}, now, "FAILED", "TIMEOUT", "STOP_TIME_REACHED"],
    ["Failed", { updateDate: stop }, {}, now, "FAILED", "TIMEOUT", "STOP_TIME_REACHED"],
    ["Failed", { updateDate: stop - 1 }, {}, stop + 1, "FAILED", "FAILURE", null],
    ["Failed", { reason: "no deployment" }, {}, now, "FAILED", "FAILURE", "UNKNOWN"],
    ["Waiting", { cancelledAt: now }, {}, now, "CANCELLING", null, "CANCEL_REQUESTED"],
    ["Waiting", { items: { Predicted: 1 } }, {}, stop, "CANCELLING", null, "STOP_TIME_REACHED"],
    [
      "Waiting",
      {},
      { startAtTime: now + 9000, stopAtTime: now },
      now,
      "CANCELLING",
      null,
      "STOP_TIME_REACHED",
    ],
    ["Waiting", {}, {}, stop - 1, "QUEUED", null, null],
    ["Waiting", { items: { Predicted: 1 } }, { startAtTime: now + 1000 }, now, "SCHEDULED", null, null],
    ["Waiting", {}, { startAtTime: now + 999 }, now, "QUEUED", null, null],
    ["Waiting", {}, { startAtTime: null, stopAtTime: null }, now, "QUEUED", null, null],
    ["Waiting", {}, { startAtTime: 0, stopAtTime: 0 }, now, "QUEUED", null, null],
    ["Waiting", { items: { Preprocessed: 1 } }, {}, now, "RUNNING", null, null],
    ["Waiting", { items: { Predicted: 1 } }, {}, now, "RUNNING", null, null],
    ["Waiting", { items: { Delivered: 1 } }, {}, now, "RUNNING", null, null],
    ["Waiting", { items: { Gathered: 9, FailedGather: 1 } }, {}, now, "QUEUED", null, null],
    ["Waiting", { items: { delivered: 9, Skipped: 1 } }, {}, now, "QUEUED", null, null],
    ["Waiting", { items: null }, {}, now, "QUEUED", null, null],
    ["Waiting", {}, {}, start, "QUEUED", null, null],
  ])("%s with %j and %j at %i is %s, outcome %s, reason %s", (overview, more, spec, at, ...expected) => {
    const { status } = read(job({ overview, ...more }, spec), at).core;
    expect([status.phase, status.outcome, status.reason?.code ?? null]).toEqual(expected);
    expect(vocabulary).toContainEqual(
      expect.objectContaining({ nativeValue: overview, phase: status.phase }),
    );
    covers("S2-45..47", "S2-100");
  });

  test.each(["Paused", "reached", "FAILED", "", null, undefined, "__proto__"])(
    "an overview of %j ends no job",
    (overview) => {
      const { status } = read(job({ overview, message: "Batch job cancelled", cancelledAt: now })).core;
      expect(status).toMatchObject({ phase: "UNKNOWN", outcome: null, endedAt: null });
      expect(status.native).toEqual({
        value: overview || null,
        secondary: null,
        code: null,
        mapped: false,
      });
      covers("S2-101");
    },
  );

  test("the time of the field wins over that of the text", () => {
    const reason = "due to requested cancellation at 1724083830669";
    const { status } = read(job({ overview: "Failed", reason, cancelledAt: 1724083830000 })).core;
    expect(status.cancelRequestedAt).toBe("2024-08-19T16:10:30.000Z");
    covers("S2-102");
  });

  test("every word of the vendor is in the vocabulary, with all that it can mean", () => {
    const words = vocabulary.map(({ nativeValue, phase }) => `${nativeValue} ${phase}`);
    expect([...new Set(words)]).toEqual([
      "Reached SUCCEEDED",
      "Failed CANCELLED",
      "Failed FAILED",
      "Waiting CANCELLING",
      "Waiting SCHEDULED",
      "Waiting RUNNING",
      "Waiting QUEUED",
    ]);
  });
});

describe("progress", () => {
  const progress = (items: object, itemCount: number | null, overview = "Waiting") =>
    read(job({ overview, items }), now, itemCount).core.status.progress;

  test.each([
    [{}, null, "Waiting", null],
    [{}, 0, "Waiting", null],
    [{}, 0, "Reached", 1],
    [{ Delivered: 5 }, null, "Waiting", null],
    [{ Delivered: 5 }, null, "Reached", 1],
    [{ Delivered: 5, FailedDeliver: 5 }, 40, "Waiting", 0.25],
    [{ Delivered: 5 }, 40, "Reached", 1],
    [{ Delivered: 50 }, 40, "Waiting", 1],
    [{ FailedGather: 10, FailedDeliver: 10 }, 40, "Waiting", 0.25],
  ])("%j of %j items while %s: %j", (items, itemCount, overview, fraction) => {
    expect(progress(items, itemCount, overview)?.fraction).toBe(fraction);
    covers("S2-42", "S2-118");
  });

  test("missing counters are 0, and each of the eight is shown", () => {
    expect(progress({ Gathered: 3, gathered: 7, Skipped: 2 }, null)?.counters).toEqual([
      { name: "Gathered", value: 3 },
      ...[
        "FailedGather",
        "Preprocessed",
        "FailedProcess",
        "Predicted",
        "FailedPredict",
        "Delivered",
        "FailedDeliver",
      ].map((name) => ({ name, value: 0 })),
    ]);
    covers("S2-121");
  });

  test("a stage never has more done than its total", () => {
    expect(progress({ Predicted: 4, FailedPredict: 1 }, 9)?.steps[2]).toEqual({
      name: "PREDICT",
      done: 4,
      failed: 1,
      total: 5,
    });
    covers("S2-36");
  });
});

describe("open unions", () => {
  const specOf = (spec: object) => read({ ...waiting, spec: { ...waiting.spec, ...spec } }).detail?.spec;

  test.each([
    [{ kind: "SharedDeployment", poolId: "p" }, "SharedDeployment"],
    [{ kind: "ExistingDeployment" }, "ExistingDeployment"],
    [{ kind: "NewEphemeralDeployment", template: null }, "NewEphemeralDeployment"],
    [{ kind: 7 }, ""],
  ])("a deployment of %j is kept as it is", (deployment, nativeKind) => {
    expect(specOf({ deployment })?.deployment).toEqual({
      kind: "OtherDeployment",
      nativeKind,
      native: deployment,
    });
    covers("S2-116");
  });

  test("a destination of another kind is kept, and one without a kind is a webhook", () => {
    const destinations = [{ kind: "Bucket", uri: "gs://results" }, { webhookId: "webhook_1" }, null];
    expect(specOf({ resultDelivery: { destinations } })?.delivery?.destinations).toEqual([
      { kind: "OtherDestination", nativeKind: "Bucket", native: destinations[0] },
      { kind: "WebhookDestination", webhookId: "webhook_1" },
    ]);
    covers("S2-29");
  });

  test.each([
    [{ replicas: 3 }, 3],
    [{ scaling: { replicas: 4, mode: "FixedReplicaCount" } }, 4],
    [{ replicas: 3, scaling: { replicas: 4 } }, 4],
    [{}, null],
  ])("replicas of %j are %j", (template, replicas) => {
    const deployment = { kind: "NewEphemeralDeployment", template };
    expect(specOf({ deployment })?.deployment).toMatchObject({ kind: "EphemeralDeployment", replicas });
    covers("S2-115");
  });

  test("a job may ask for nothing", () => {
    expect(read({ ...waiting, spec: {} }).detail?.spec).toMatchObject({
      schedule: null,
      dataset: null,
      delivery: null,
      deployment: null,
      resource: null,
    });
  });
});

describe("documents outside the protocol", () => {
  test.each([
    null,
    [],
    {},
    { ...waiting, id: 7 },
    { ...waiting, id: "" },
    { ...waiting, status: null },
    { ...waiting, spec: undefined },
    job({ overview: 3 }),
    job({ items: { Gathered: "50" } }),
    job({ items: { Gathered: -1 } }),
    job({ items: { Gathered: 1.5 } }),
    job({ items: { Gathered: 2 ** 31 } }),
    { ...waiting, createDate: "2024-08-15T15:07:00Z" },
    { ...waiting, spec: { ...waiting.spec, deployment: "deploy_1" } },
  ])("%j cannot be read", (document) => {
    expect(() => parseJob(document)).toThrow();
  });

  test("may still say their id", () => {
    expect(readNativeId({ id: "batchjob_1", status: null })).toBe("batchjob_1");
    expect([readNativeId({ id: 1 }), readNativeId(null), readNativeId({ id: "" })]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test.each([{ createDate: 0 }, { createDate: 1e300 }, { createDate: null }])(
    "%j is no creation time, and the job is read",
    (times) => {
      expect(read({ ...waiting, ...times }).core.createdAt).toBeNull();
    },
  );
});

test("secrets are masked in the document and in all that comes of it", () => {
  const secret = "AAECAwQFBgcICQoLDA0ODxAR";
  const destination = {
    kind: "Bucket",
    secret: { contents: secret },
    uri: `https://bob:${secret}@example.org/in?X-Goog-Signature=${secret}&a=b`,
  };
  const document = {
    ...waiting,
    accessToken: secret,
    spec: { ...waiting.spec, resultDelivery: { destinations: [destination] } },
  };
  const reading = read(document);
  expect(JSON.stringify(reading)).not.toContain(secret);
  expect(reading.native).toMatchObject({
    accessToken: "***",
    spec: {
      resultDelivery: {
        destinations: [
          {
            kind: "Bucket",
            secret: "***",
            uri: "https://bob:***@example.org/in?X-Goog-Signature=***&a=b",
          },
        ],
      },
    },
  });
});

test("a document that nests too deep is cut", () => {
  const nested = JSON.parse(`${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`);
  const { native } = read({ ...waiting, nested });
  expect(JSON.stringify(native).length).toBeLessThan(3000);
});

test("the same document has the same content and version, and another update time a later one", () => {
  const later = read({ ...running, updateDate: running.updateDate + 1 });
  expect(contentHashes(read(structuredClone(running)), [])).toEqual(contentHashes(read(running), []));
  expect([read(running).version, later.version].sort()[1]).toBe(later.version);
});
