import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import type { JobReading } from "../../domain/job.ts";
import type { Parameter } from "../../domain/spec.ts";
import minimalCreate from "./fixtures/03_job_create_request_minimal.json" with { type: "json" };
import sdkCreate from "./fixtures/04_job_create_request_sdk_form.json" with { type: "json" };
import waiting from "./fixtures/05_job_created_waiting_response.json" with { type: "json" };
import started from "./fixtures/06_job_started_response.json" with { type: "json" };
import finished from "./fixtures/07_job_finished_response.json" with { type: "json" };
import failed from "./fixtures/08_job_error_response.json" with { type: "json" };
import list from "./fixtures/09_jobs_list_response.json" with { type: "json" };
import agentUpdate from "./fixtures/10_job_update_by_agent_request.json" with { type: "json" };
import { parseJob, readNativeId, vocabulary } from "./wire.ts";

/** What the samples' items have in common. */
function items(
  ids: readonly string[],
  times: { createdAt: string; updatedAt: string },
  batchSize = 50,
): unknown[] {
  const rest = { description: null, descriptions: [], defaultValue: null, constraint: null, ...times };
  const number = { type: "NUMBER", nativeType: "number" } satisfies Partial<Parameter>;
  return [
    {
      ...rest,
      ...number,
      nativeId: ids[0],
      name: "image_size",
      label: "Image Size",
      value: "224",
      typedValue: 224,
    },
    {
      ...rest,
      type: "TEXT",
      nativeType: "text",
      nativeId: ids[1],
      name: "arch",
      label: "Architecture",
      value: "resnet50",
      typedValue: "resnet50",
    },
    {
      ...rest,
      ...number,
      nativeId: ids[2],
      name: "batch_size",
      label: "Batch size",
      value: `${batchSize}`,
      typedValue: batchSize,
    },
  ];
}

const itemIds = [
  "e1a4c7d0-92b3-4f6e-8a15-07c3d9f2b648",
  "0b7d5e93-1c64-4a28-9f03-b8e6a2d4c715",
  "94f2d6b8-6e0a-4c57-a1d9-3e8b5c7f0a26",
];

const finishedStatus = {
  phase: "SUCCEEDED",
  phaseClass: "TERMINAL",
  phaseSource: "NATIVE",
  outcome: "SUCCESS",
  stage: null,
  stageDetail: null,
  reason: null,
  message: "updating training request: finished",
  error: null,
  exitCode: null,
  native: { value: "finished", secondary: null, code: null, mapped: true },
  progress: null,
  durations: { queuedMs: null, runningMs: null, totalMs: null },
  updatedAt: "2023-06-14T07:41:07.168Z",
  queuedAt: null,
  startedAt: "2023-06-14T07:15:32.024Z",
  endedAt: "2023-06-14T07:41:07.164Z",
  cancelRequestedAt: null,
  executor: { name: "t1" },
  nodeCountHistory: [],
  tasks: [],
  attempts: [],
};

const finishedCore = {
  kind: "TRAINING",
  nativeKind: "training",
  name: "Train a new model for cats and dogs",
  displayName: null,
  description: null,
  owner: { nativeId: "5d0f2a4e-7b1c-4f8e-9a63-c2d1e0b98f77", name: null, email: null },
  properties: [],
  annotations: [],
  createdAt: "2023-06-14T07:15:30.337Z",
  updatedAt: "2023-06-14T07:41:07.168Z",
  deadlineAt: null,
  url: null,
  archived: false,
  status: finishedStatus,
  algorithm: { nativeId: "acf26cf4-e19f-425e-b5cb-031830a46df4", name: null },
  flavor: null,
  usage: { cpu: null, gpu: { startedAt: "2023-06-14T07:15:32.024Z", endedAt: "2023-06-14T07:41:07.164Z" } },
  project: null,
  workspace: null,
  experiment: null,
  creation: null,
  serviceVersion: null,
  resourceId: null,
  basePath: null,
  services: [],
  resultModel: {
    nativeId: "c64e9a1d-0f73-4b58-8d2e-5a9b7c3e1f04",
    versionId: "7e2d8c05-a91b-4f36-b4e8-19d0c6f7a352",
    name: null,
    url: null,
  },
};

const finishedDetail = {
  spec: {
    topology: "UNKNOWN",
    paradigm: null,
    parameters: items(itemIds, {
      createdAt: "2023-06-14T07:15:30.337Z",
      updatedAt: "2023-06-14T07:41:07.168Z",
    }),
    environment: [],
    inputs: [],
    outputs: [],
    resource: null,
    compute: null,
    tasks: [],
    volumes: [],
    logExport: null,
    schedule: null,
    scheduling: null,
    delivery: null,
    deployment: null,
    dataset: {
      nativeId: "8037b73a-5512-4a45-89e2-29761771fff6",
      versionId: "1d3bf8d6-e39b-498e-9c08-680d2f8a3c47",
      name: null,
    },
    baseModel: null,
    policies: null,
    options: null,
  },
  algorithm: null,
  flavor: null,
};

const withItems = (parameters: unknown[]) => ({
  ...finishedDetail,
  spec: { ...finishedDetail.spec, parameters },
});

describe("the vendor's samples", () => {
  test("finished", () => {
    expect(parseJob(finished, "single")).toStrictEqual({
      nativeId: "3c9b1f52-8e47-4d1a-b0c6-6a5f0e2d4b91",
      core: finishedCore,
      detail: finishedDetail,
      native: finished,
      version: "2023-06-14T07:41:07.168021Z",
    });
    covers("S0-16..23", "S0-26..32", "S0-35..37", "S0-44");
  });

  test("waiting, times in nanoseconds", () => {
    const at = "2023-06-14T07:15:30.337Z";
    expect(parseJob(waiting, "single")).toStrictEqual({
      nativeId: "3c9b1f52-8e47-4d1a-b0c6-6a5f0e2d4b91",
      core: {
        ...finishedCore,
        updatedAt: at,
        status: {
          ...finishedStatus,
          phase: "QUEUED",
          phaseClass: "WAITING",
          outcome: null,
          message: null,
          native: { value: "waiting", secondary: null, code: null, mapped: true },
          updatedAt: at,
          startedAt: null,
          endedAt: null,
          executor: null,
        },
        usage: null,
        resultModel: null,
      },
      detail: withItems(items(itemIds, { createdAt: at, updatedAt: at })),
      native: waiting,
      version: "2023-06-14T07:15:30.337418Z",
    });
  });

  test("started", () => {
    const startedAt = "2023-06-14T07:15:32.024Z";
    const updatedAt = "2023-06-14T07:15:32.041Z";
    expect(parseJob(started, "single")).toStrictEqual({
      nativeId: "3c9b1f52-8e47-4d1a-b0c6-6a5f0e2d4b91",
      core: {
        ...finishedCore,
        updatedAt,
        status: {
          ...finishedStatus,
          phase: "RUNNING",
          phaseClass: "ACTIVE",
          outcome: null,
          message: "updating training request: started",
          native: { value: "started", secondary: null, code: null, mapped: true },
          updatedAt,
          startedAt,
          endedAt: null,
        },
        usage: { cpu: null, gpu: { startedAt, endedAt: null } },
        resultModel: null,
      },
      detail: withItems(items(itemIds, { createdAt: "2023-06-14T07:15:30.337Z", updatedAt })),
      native: started,
      version: "2023-06-14T07:15:32.041100Z",
    });
  });

  test("error", () => {
    const itemIds = [
      "2f6b9d14-c803-4e5a-b7f1-8a0d3c6e9b52",
      "d3e7a0c5-5b92-4816-a4cf-61f8b2d09e7c",
      "76c1f4a9-0e3d-4b85-92d6-c5b8e7a3f010",
    ];
    const createdAt = "2023-06-15T09:02:10.900Z";
    const updatedAt = "2023-06-15T09:03:41.512Z";
    const period = { startedAt: "2023-06-15T09:02:12.114Z", endedAt: "2023-06-15T09:03:41.498Z" };
    expect(parseJob(failed, "single")).toStrictEqual({
      nativeId: "a8f05c3e-4d19-4b72-9e60-d7c1b3f8e5a2",
      core: {
        ...finishedCore,
        name: "Cats and dogs, larger batches",
        createdAt,
        updatedAt,
        status: {
          ...finishedStatus,
          phase: "FAILED",
          outcome: "FAILURE",
          message: "CUDA out of memory",
          native: { value: "error", secondary: null, code: null, mapped: true },
          updatedAt,
          ...period,
          executor: { name: "t2" },
        },
        usage: { cpu: null, gpu: period },
        resultModel: null,
      },
      detail: withItems(items(itemIds, { createdAt, updatedAt }, 512)),
      native: failed,
      version: "2023-06-15T09:03:41.512020Z",
    });
  });

  test("the list: kinds, states, models and processors", () => {
    const readings = list.map((document) => parseJob(document, "list"));
    const rows = readings.map(({ core, detail }) => ({
      kind: core.kind,
      phase: core.status.phase,
      cpu: core.usage?.cpu ?? null,
      model: [core.resultModel?.nativeId, core.resultModel?.versionId],
      dataset: detail?.spec.dataset?.versionId,
      baseModel: detail?.spec.baseModel,
      parameters: detail?.spec.parameters.length,
    }));
    const model = "c64e9a1d-0f73-4b58-8d2e-5a9b7c3e1f04";
    const modelVersion = "7e2d8c05-a91b-4f36-b4e8-19d0c6f7a352";
    const dataset = "1d3bf8d6-e39b-498e-9c08-680d2f8a3c47";
    expect(rows).toStrictEqual([
      {
        kind: "TRAINING",
        phase: "QUEUED",
        cpu: null,
        model: [model, null],
        dataset,
        baseModel: { nativeId: model, versionId: modelVersion, name: null, url: null },
        parameters: 3,
      },
      {
        kind: "TRAINING",
        phase: "FAILED",
        cpu: null,
        model: [undefined, undefined],
        dataset,
        baseModel: null,
        parameters: 3,
      },
      {
        kind: "VALIDATION",
        phase: "SUCCEEDED",
        cpu: { startedAt: "2023-06-14T08:05:01.870Z", endedAt: "2023-06-14T08:06:12.730Z" },
        model: [model, modelVersion],
        dataset,
        baseModel: null,
        parameters: 0,
      },
      {
        kind: "CONVERSION",
        phase: "RUNNING",
        cpu: { startedAt: "2023-06-14T07:41:22.001Z", endedAt: null },
        model: [model, modelVersion],
        dataset: undefined,
        baseModel: undefined,
        parameters: undefined,
      },
      {
        kind: "TRAINING",
        phase: "SUCCEEDED",
        cpu: null,
        model: [model, modelVersion],
        dataset,
        baseModel: null,
        parameters: 3,
      },
    ]);
    expect(readings.map((reading) => reading.version)).toEqual([
      "2023-06-16T06:30:00.004211Z",
      "2023-06-15T09:03:41.512020Z",
      "2023-06-14T08:06:12.733904Z",
      "2023-06-14T07:41:22.007914Z",
      "2023-06-14T07:41:07.168021Z",
    ]);
    expect(readings[4]).toStrictEqual(parseJob(finished, "single"));
    covers("S0-24", "S0-25", "S0-33", "S0-34", "S0-39");
  });

  test("the agent's update is the job as it will be", () => {
    expect(parseJob(agentUpdate, "single").core.status).toMatchObject({
      phase: "SUCCEEDED",
      startedAt: "2023-06-14T07:15:32.024Z",
      endedAt: "2023-06-14T07:41:07.164Z",
    });
  });

  test("requests to create are no jobs yet", () => {
    for (const request of [minimalCreate, sdkCreate]) {
      expect(() => parseJob(request, "single")).toThrow("id");
      expect(readNativeId(request)).toBeNull();
    }
  });
});

describe("items that were not loaded", () => {
  const conversion = list[3];

  test("leave the detail and the native items of a list open", () => {
    const reading = parseJob(conversion, "list");
    expect(reading).not.toHaveProperty("detail");
    expect(reading.native).not.toHaveProperty("items");
    expect(reading.native).toHaveProperty("status", "started");
    covers("S0-73");
  });

  test("are none in a single read", () => {
    expect(parseJob(conversion, "single").detail?.spec.parameters).toEqual([]);
    const { items: _, ...absent } = waiting;
    expect(parseJob(absent, "single").detail?.spec.parameters).toEqual([]);
    expect(parseJob(absent, "list")).not.toHaveProperty("detail");
  });

  test("differ from an empty list", () => {
    expect(parseJob({ ...waiting, items: [] }, "list")).toMatchObject({
      detail: { spec: { parameters: [] } },
      native: { items: [] },
    });
  });
});

describe("words", () => {
  const status = (word: unknown) => parseJob({ ...waiting, status: word }, "list").core.status;
  const kind = (word: unknown) => parseJob({ ...waiting, job_type: word }, "list").core;

  test.each([
    ["S0-54", "waiting", "QUEUED", null],
    ["S0-55", "started", "RUNNING", null],
    ["S0-56", "finished", "SUCCEEDED", "SUCCESS"],
    ["S0-57", "error", "FAILED", "FAILURE"],
  ])("$1 is $2 in any case", (row, word, phase, outcome) => {
    for (const written of [word, word.toUpperCase()]) {
      expect(status(written)).toMatchObject({ phase, outcome, native: { value: written, mapped: true } });
    }
    expect(vocabulary).toContainEqual(expect.objectContaining({ nativeValue: word, phase }));
    covers(row, "S0-68");
  });

  test.each(["pending", "cancelled", "constructor", " finished"])(
    "keeps the unknown status %j and ends nothing",
    (word) => {
      expect(status(word)).toMatchObject({
        phase: "UNKNOWN",
        outcome: null,
        endedAt: null,
        native: { value: word, mapped: false },
      });
      covers("S0-21");
    },
  );

  test.each([null, "", undefined])("has no word for the status %j", (word) => {
    expect(status(word)).toMatchObject({ phase: "UNKNOWN", native: { value: null, mapped: false } });
  });

  test.each([
    ["S0-51", "training", "TRAINING"],
    ["S0-52", "Validation", "VALIDATION"],
    ["S0-53", "CONVERSION", "CONVERSION"],
    ["S0-19", "export", "UNKNOWN"],
    ["S0-19", "toString", "UNKNOWN"],
  ])("job type $1 is $2", (row, nativeKind, expected) => {
    expect(kind(nativeKind)).toMatchObject({ kind: expected, nativeKind });
    covers(row, "S0-68");
  });

  test.each([null, "", undefined])("has no word for the job type %j", (word) => {
    expect(kind(word)).toMatchObject({ kind: "UNKNOWN", nativeKind: null });
    covers("S0-19");
  });
});

describe("unset members", () => {
  const members = Object.keys(waiting).filter((key) => key !== "id" && key !== "items");

  test.each(["", null, undefined])("are null, the name apart, when they are %j", (unset) => {
    const document = { id: "j1", items: [], ...Object.fromEntries(members.map((key) => [key, unset])) };
    const reading = parseJob(document, "list");
    expect(reading).not.toHaveProperty("version");
    expect(reading.core).toMatchObject({
      name: "",
      description: null,
      owner: null,
      createdAt: null,
      updatedAt: null,
      algorithm: null,
      usage: null,
      resultModel: null,
      status: { message: null, executor: null, startedAt: null, endedAt: null },
    });
    expect(reading.detail?.spec).toMatchObject({ dataset: null, baseModel: null, parameters: [] });
    covers("S0-17", "S0-69");
  });
});

describe("start and end", () => {
  const core = (members: object): JobReading["core"] => parseJob({ ...finished, ...members }, "list").core;

  test("are the first start and the last end of both processors", () => {
    const both = core({ cpu_start_time: "2023-06-14T07:15:31", cpu_end_time: "2023-06-14T07:16:00" });
    expect(both.status).toMatchObject({
      startedAt: "2023-06-14T07:15:31.000Z",
      endedAt: "2023-06-14T07:41:07.164Z",
    });
    expect(both.usage?.cpu).toEqual({
      startedAt: "2023-06-14T07:15:31.000Z",
      endedAt: "2023-06-14T07:16:00.000Z",
    });
    expect(both.annotations).toEqual([]);
  });

  test("fall back to the update time for the end, and say so", () => {
    const unended = core({ gpu_end_time: "" });
    expect(unended.status).toMatchObject({ endedAt: "2023-06-14T07:41:07.168Z", phaseSource: "NATIVE" });
    expect(unended.usage?.gpu?.endedAt).toBeNull();
    expect(unended.annotations).toEqual([{ key: "endedAt", value: "estimated from updated_at" }]);
    expect(core({ gpu_start_time: "", gpu_end_time: "" }).status.startedAt).toBeNull();
  });

  test("give no end to a job that has not ended", () => {
    const running = core({ status: "started" });
    expect(running.status.endedAt).toBeNull();
    expect(running.usage?.gpu?.endedAt).toBe("2023-06-14T07:41:07.164Z");
    expect(running.annotations).toEqual([]);
  });
});

test("secrets of items are masked in the spec and in the native document", () => {
  const secret = {
    name: "hub_token",
    label: "Token",
    value: "hunter2",
    default_value: "",
    value_type: "text",
  };
  const reading = parseJob({ ...waiting, items: [...waiting.items, secret] }, "list");
  expect(JSON.stringify(reading)).not.toContain("hunter2");
  expect(reading.detail?.spec.parameters.at(-1)).toMatchObject({ name: "hub_token", value: "***" });
  expect(reading.native.items).toEqual([...waiting.items, { ...secret, value: "***" }]);
});

test("members that the vendor may add later are kept in the native document", () => {
  expect(parseJob({ ...waiting, organization_id: "o1" }, "list").native).toEqual({
    ...waiting,
    organization_id: "o1",
  });
});
