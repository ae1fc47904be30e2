import { clone, create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { covers } from "../../../../test/support/covers.ts";
import { emptyCore, type JobReading } from "../../../domain/job.ts";
import { emptySpec } from "../../../domain/spec.ts";
import { fillIn } from "../../../sync/omitted.ts";
import compileRunning from "../fixtures/05-job-compile-running.json" with { type: "json" };
import compileDone from "../fixtures/06-job-compile-done.json" with { type: "json" };
import profileFailed from "../fixtures/07-job-profile-failed.json" with { type: "json" };
import provisioning from "../fixtures/08-job-inference-provisioning.json" with { type: "json" };
import quantizing from "../fixtures/09-job-quantize-running.json" with { type: "json" };
import linkDone from "../fixtures/10-job-link-done.json" with { type: "json" };
import summaries from "../fixtures/11-job-summary-list.json" with { type: "json" };
import profileResult from "../fixtures/12-job-result-profile.json" with { type: "json" };
import inferenceResult from "../fixtures/13-job-result-inference.json" with { type: "json" };
import {
  InferenceJobSchema,
  type Job,
  JobFailureType,
  JobResultSchema,
  JobSchema,
  JobState,
  JobSummaryListSchema,
  JobSummarySchema,
  type ModelType,
  NoticeSchema,
  ProfileJobSchema,
  type TensorDtype,
} from "../proto/public_api_pb.js";
import { bytesOf } from "../scripted-vendor.ts";
import { parseJob, toReading } from "./job.ts";
import { readFailure } from "./phases.ts";
import { parseSummary, parseSummaryPage } from "./summary.ts";

const web = "https://hub.example";

function jobOf(sample: { readonly body: object }): Job {
  return fromBinary(JobSchema, bytesOf(JobSchema, sample.body));
}

function read(job: Job, result: object | null = null): JobReading {
  const decoded = parseJob(toBinary(JobSchema, job));
  if (typeof decoded === "string") throw new Error(decoded);
  const of = result && fromBinary(JobResultSchema, bytesOf(JobResultSchema, result));
  const reading = toReading(decoded, of, web);
  if (typeof reading === "string") throw new Error(reading);
  return reading;
}

function readSummaries(): JobReading[] {
  const page = parseSummaryPage(bytesOf(JobSummaryListSchema, summaries.body));
  return (page?.entries ?? []).map((entry) => {
    const reading = parseSummary(entry, web);
    if (typeof reading === "string") throw new Error(reading);
    return reading;
  });
}

const dana = { nativeId: "4711", name: "Dana Ruiz", email: "dana.ruiz@example.com" };

const galaxyTags = [
  ["chipset", "qualcomm-snapdragon-8gen3"],
  ["chipset", "sm8650"],
  ["format", "phone"],
  ["framework", "onnx"],
  ["framework", "qnn"],
  ["framework", "tflite"],
  ["hexagon", "v75"],
  ["htp-supports-fp16", "true"],
  ["os", "android"],
  ["vendor", "samsung"],
  ["device_os_version", "14"],
].map(([key, value]) => ({ key, value }));

const galaxy = {
  nativeId: "Samsung Galaxy S24:14",
  name: "Samsung Galaxy S24",
  type: "DEVICE",
  nativeType: "phone",
  maxSelectableNodes: 1,
  maxNodes: null,
  distributed: false,
  cpu: null,
  gpu: null,
  npu: null,
  memory: null,
  disk: null,
  billing: null,
  attributes: galaxyTags,
};

describe("golden jobs", () => {
  test("the profile job that timed out", () => {
    const model = {
      nativeId: "mn70rv9en",
      form: "MODEL",
      name: "mobilenet_v2.tflite",
      description: null,
      subscriptionId: null,
      versionId: null,
      codeDir: null,
      bootFile: null,
      command: null,
      engine: null,
      supportsContinualTraining: null,
      parameters: null,
      native: profileFailed.body.inference_job.model,
    };
    expect(read(jobOf(profileFailed))).toEqual({
      nativeId: "jp41e8xog",
      core: {
        ...emptyCore,
        kind: "PROFILE",
        nativeKind: "inference",
        name: "mobilenet_v2 (1, 3, 224, 224)",
        owner: dana,
        properties: [{ key: "device_os_version", value: "14" }],
        createdAt: "2026-02-10T22:40:19.000Z",
        updatedAt: "2026-02-11T06:40:19.000Z",
        url: "https://hub.example/jobs/jp41e8xog/",
        status: {
          phase: "FAILED",
          phaseClass: "TERMINAL",
          phaseSource: "NATIVE",
          outcome: "TIMEOUT",
          stage: null,
          stageDetail: null,
          reason: { code: "TIMED_OUT", text: "Job timed out after 8h" },
          message: "Job timed out after 8h",
          error: { code: "RUNTIME_TIMEOUT", message: "Job timed out after 8h", details: null },
          exitCode: null,
          native: { value: "FAILED", secondary: null, code: 30, mapped: true },
          progress: null,
          durations: { queuedMs: 28_243_000, runningMs: 557_000, totalMs: 28_800_000 },
          updatedAt: "2026-02-11T06:40:19.000Z",
          queuedAt: "2026-02-10T22:40:20.000Z",
          startedAt: "2026-02-11T06:31:02.000Z",
          endedAt: "2026-02-11T06:40:19.000Z",
          cancelRequestedAt: null,
          executor: null,
          nodeCountHistory: [],
          tasks: [],
          attempts: [],
        },
        algorithm: { nativeId: "mn70rv9en", name: "mobilenet_v2.tflite" },
        flavor: { nativeId: "Samsung Galaxy S24:14", name: "Samsung Galaxy S24" },
        project: { nativeId: "p8k2n7wz0", name: null },
        serviceVersion: "aihub-2026.02.09.0",
      },
      detail: {
        spec: {
          ...emptySpec,
          topology: "SINGLE",
          resource: { policy: null, flavor: galaxy, nodeCount: null, pool: null, allocated: null },
          baseModel: { nativeId: "mn70rv9en", versionId: null, name: "mobilenet_v2.tflite", url: null },
          options: "--max_profiler_iterations 100",
        },
        algorithm: model,
        flavor: galaxy,
      },
      native: { job: profileFailed.body },
      omits: ["native.summary"],
    });
    covers("S3-1..6", "S3-16", "S3-27", "S3-28", "S3-31", "S3-40", "S3-53..57", "S3-60");
  });

  test.each([
    ["S3-15 S3-42", compileRunning, "COMPILE", "compile", "RUNNING", "OPTIMIZING_MODEL", 50, "mn70rv9en"],
    ["S3-37 S3-49", compileDone, "COMPILE", "compile", "SUCCEEDED", null, 10, "mn70rv9en"],
    ["S3-38", profileFailed, "PROFILE", "inference", "FAILED", null, 30, undefined],
    [
      "S3-17 S3-43",
      provisioning,
      "INFERENCE",
      "inference",
      "PREPARING",
      "PROVISIONING_DEVICE",
      60,
      undefined,
    ],
    ["S3-51 S3-46", quantizing, "QUANTIZE", "quantize", "RUNNING", "QUANTIZING_MODEL", 90, "mnd3w0kzm"],
    ["S3-18", linkDone, "LINK", "link", "SUCCEEDED", null, 10, "mqv03dkyn"],
  ])(
    "kind, state, target model and document of a job: $2 that is $4",
    (rows, sample, kind, nativeKind, phase, stage, code, made) => {
      const { core, native } = read(jobOf(sample));
      expect(core).toMatchObject({
        kind,
        nativeKind,
        status: { phase, stage, native: { code, mapped: true } },
      });
      expect(core.resultModel?.nativeId).toBe(made);
      expect(native).toEqual({ job: sample.body });
      covers(rows);
    },
  );

  test("the target model is known while the job is at work", () => {
    expect(read(jobOf(compileRunning)).core.resultModel).toEqual({
      nativeId: "mn70rv9en",
      versionId: null,
      name: "mobilenet_v2.tflite",
      url: "https://hub.example/models/mn70rv9en/",
    });
    covers("S3-68");
  });

  test("a quantize job has no device, and says what it makes of the numbers", () => {
    const { core, detail } = read(jobOf(quantizing));
    expect([core.flavor, detail?.flavor, detail?.spec.resource]).toEqual([null, null, null]);
    expect(detail?.spec.parameters.map(({ name, value }) => [name, value])).toEqual([
      ["weights_dtype", "INT8"],
      ["activations_dtype", "INT16"],
    ]);
    const dataset = { nativeId: "dn5r0e8k2", versionId: null, name: "calib-100" };
    expect(detail?.spec.dataset).toEqual(dataset);
    expect(detail?.spec.inputs).toMatchObject([
      { name: "calibration_dataset", source: { kind: "DatasetSource", dataset } },
    ]);
    covers("S3-51");
  });

  test("a link job works on several models", () => {
    const { core, detail } = read(jobOf(linkDone));
    expect([core.algorithm, detail?.spec.baseModel]).toEqual([null, null]);
    expect(detail?.spec.inputs.map(({ name, source }) => [name, source])).toEqual([
      ["prompt_1.dlc", { kind: "LiteralSource", value: "mm2w8g7eq" }],
      ["token_1.dlc", { kind: "LiteralSource", value: "mnp95r3zq" }],
    ]);
  });

  test("the result names the output dataset, and stands beside the job", () => {
    const { detail, native } = read(jobOf(provisioning), inferenceResult.body);
    expect(detail?.spec.outputs).toMatchObject([
      { name: "output_dataset", target: { dataset: { nativeId: "d9k4we7x2" } } },
    ]);
    expect(native).toEqual({ job: provisioning.body, result: inferenceResult.body });
    expect(read(jobOf(provisioning)).detail?.spec.outputs).toEqual([]);
    covers("S3-67");
  });

  test("notices are annotations", () => {
    const job = jobOf(compileRunning);
    job.notices.push(create(NoticeSchema, { context: 1, severity: 2, message: "Opset 7 is old." }));
    expect(read(job).core.annotations).toEqual([{ key: "WARNING MODEL", value: "Opset 7 is old." }]);
    covers("S3-70");
  });

  test("a profile job of an older client is read like a measured job of a newer one", () => {
    const sample = profileFailed.body.inference_job;
    const { inference_job_id, is_profiling_on: _, ...rest } = sample;
    const body = { ...profileFailed.body, profile_job: { ...rest, profile_job_id: inference_job_id } };
    const { inference_job: __, ...old } = body;
    const before = read(jobOf({ body: old }));
    const now = read(jobOf(profileFailed));
    expect(before.core).toEqual({ ...now.core, nativeKind: "profile" });
    expect(before.detail).toEqual(now.detail);
    covers("S3-77");
  });

  test("shows no token of a person", () => {
    const job = jobOf(provisioning);
    if (job.job.case === "inferenceJob" && job.job.value.user) job.job.value.user.token = "s3cret";
    const reading = read(job);
    expect(JSON.stringify(reading)).not.toContain("s3cret");
    expect(reading.native).toHaveProperty("job.inference_job.user.token", "***");
  });

  test("hides signatures and secrets in texts, and no figures", () => {
    const job = jobOf(compileRunning);
    if (job.job.case === "compileJob") {
      job.job.value.adminUrl = "https://storage.example/a?X-Amz-Signature=abc123&part=1";
      job.job.value.options = "--hf_token hf_12345 --target_runtime tflite";
    }
    const reading = read(job);
    expect(reading.native).toHaveProperty(
      "job.compile_job.admin_url",
      "https://storage.example/a?X-Amz-Signature=***&part=1",
    );
    expect(reading.native).toHaveProperty(
      "job.compile_job.options",
      "--hf_token *** --target_runtime tflite",
    );
    expect(JSON.stringify(reading.detail)).not.toContain("hf_12345");
    const psnr = { logits: 31.5, token: 40 };
    const result = { quantize_job_result: { quantize_job_id: "j1", quantize_detail: { psnr } } };
    expect(read(jobOf(quantizing), result).native).toHaveProperty(
      "result.quantize_job_result.quantize_detail.psnr",
      psnr,
    );
  });
});

describe("summaries", () => {
  test("take every member to its place", () => {
    const [link, , , measured, compile] = readSummaries();
    expect(compile).toEqual({
      nativeId: "jg9ldk7mp",
      core: {
        ...emptyCore,
        kind: "COMPILE",
        nativeKind: "compile",
        name: "mobilenet_v2 (1, 3, 224, 224)",
        owner: { nativeId: null, name: null, email: "dana.ruiz@example.com" },
        properties: [
          { key: "device_os_version", value: "14" },
          { key: "target_model_type", value: "TFLITE" },
        ],
        createdAt: "2026-02-11T09:14:03.000Z",
        updatedAt: "2026-02-11T09:15:02.000Z",
        url: "https://hub.example/jobs/jg9ldk7mp/",
        status: {
          ...read(jobOf(compileDone)).core.status,
          queuedAt: "2026-02-11T09:14:04.000Z",
          startedAt: "2026-02-11T09:14:09.000Z",
          endedAt: "2026-02-11T09:15:02.000Z",
        },
        flavor: { nativeId: "Samsung Galaxy S24:14", name: "Samsung Galaxy S24" },
        project: { nativeId: "p8k2n7wz0", name: null },
      },
      native: { summary: summaries.body.job_summaries[4] },
      omits: [
        "status.message",
        "status.outcome",
        "status.reason",
        "status.error",
        "annotations",
        "algorithm",
        "serviceVersion",
        "resultModel",
        "owner.nativeId",
        "owner.name",
      ],
    });
    expect(measured?.native).toHaveProperty("summary.inference_job_summary.execution_time", "372");
    expect(link?.core.properties).toContainEqual({ key: "target_model_type", value: "QNN_CONTEXT_BINARY" });
    covers("S3-64", "S3-74");
  });

  test("tell the kind as jobs do", () => {
    expect(readSummaries().map(({ core }) => [core.kind, core.nativeKind, core.status.phase])).toEqual([
      ["LINK", "link", "SUCCEEDED"],
      ["QUANTIZE", "quantize", "RUNNING"],
      ["INFERENCE", "inference", "PREPARING"],
      ["PROFILE", "inference", "SUCCEEDED"],
      ["COMPILE", "compile", "SUCCEEDED"],
    ]);
    covers("S3-8", "S3-16");
  });

  test.each([
    [linkDone, 0],
    [quantizing, 1],
    [provisioning, 2],
    [compileDone, 4],
  ])(
    "%#: a thin summary changes nothing of what a job has told, and a job keeps the summary",
    (sample, place) => {
      const summary = readSummaries()[place];
      const job = read(jobOf(sample));
      if (!summary) throw new Error("the list is shorter than that");
      expect(summary.nativeId).toBe(job.nativeId);
      expect(fillIn(summary, job).core).toEqual(job.core);
      expect(fillIn(job, { core: job.core, native: summary.native }).native).toEqual({
        ...job.native,
        ...summary.native,
      });
    },
  );

  test("a failed summary neither contradicts nor hides why its job has failed", () => {
    const job = read(jobOf(profileFailed));
    const {
      user,
      name,
      job_state,
      creation_time,
      queued_time,
      start_time,
      completion_time,
      last_updated_time,
      project_id,
      is_profiling_on,
    } = profileFailed.body.inference_job;
    const fields = {
      user,
      name,
      job_state,
      creation_time,
      queued_time,
      start_time,
      completion_time,
      last_updated_time,
      project_id,
      is_profiling_on,
    };
    const inference_job_summary = {
      ...fields,
      job_id: job.nativeId,
      device_name: "Samsung Galaxy S24",
      device_os_version: "14",
    };
    const summary = parseSummary(bytesOf(JobSummarySchema, { inference_job_summary }), web);
    if (typeof summary === "string") throw new Error(summary);
    expect(summary.core.status).toMatchObject({ phase: "FAILED", message: null, error: null, reason: null });
    expect(fillIn(summary, job).core).toEqual(job.core);
  });
});

describe("why a job failed", () => {
  const failed = (changes: Partial<Pick<Job, "failureType">>, reason?: string, details?: string) => {
    const job = clone(JobSchema, jobOf(profileFailed));
    Object.assign(job, changes);
    const { failureReason: _, ...value } = job.job.value as { failureReason?: string }; // the sample is an inference job
    const member = create(InferenceJobSchema, {
      ...value,
      ...(reason !== undefined && { failureReason: reason }),
      ...(details !== undefined && { errorDetails: details }),
    });
    job.job = { case: "inferenceJob", value: member };
    return read(job).core.status;
  };

  test.each([
    ["RUNTIME_TIMEOUT", "TIMED_OUT"],
    ["INVALID_INPUTS", "USER_CODE"],
    ["INVALID_ARGUMENT", "USER_CODE"],
    ["MODEL_UNKNOWN", "USER_CODE"],
    ["MODEL_CORRUPT", "USER_CODE"],
    ["MODEL_INVALID", "USER_CODE"],
    ["QNN_VERSION_MISMATCH", "USER_CODE"],
    ["DSP_VERSION_MISMATCH", "USER_CODE"],
    ["RUNTIME_DEVICE_OOM", "USER_CODE"],
    ["INTERNAL_UNKNOWN", "PLATFORM"],
    ["INTERNAL_LOGIC", "PLATFORM"],
    ["CLOUD_API_ERROR", "PLATFORM"],
    ["CLOUD_RESOURCE_MISSING", "PLATFORM"],
    ["CLOUD_THROTTLED", "PLATFORM"],
    ["QDC_API_ERROR", "PLATFORM"],
    ["RUNTIME_INTERNAL_SERVICE_BUSY", "PLATFORM"],
    ["UNKNOWN", "UNKNOWN"],
    ["UNSUPPORTED", "UNKNOWN"],
    ["RUNTIME_UNKNOWN", "UNKNOWN"],
    ["RUNTIME_CRASH", "UNKNOWN"],
    ["RUNTIME_OUT_OF_DISK", "UNKNOWN"],
    ["RUNTIME_FAILED_DEPENDENCY", "UNKNOWN"],
    ["RUNTIME_OUT_OF_MEMORY", "UNKNOWN"],
    ["QNN_TOOL_ERROR", "UNKNOWN"],
  ] as const)("%s is %s", (word, code) => {
    const status = failed({ failureType: JobFailureType[word] }, "Because.");
    expect(status).toMatchObject({ reason: { code, text: "Because." }, error: { code: word } });
    expect(status.outcome).toBe(code === "TIMED_OUT" ? "TIMEOUT" : "FAILURE");
    covers("S3-58");
  });

  test("covers every type that is a failure", () => {
    const numbers = Object.values(JobFailureType).filter((value) => typeof value === "number");
    expect(numbers).toHaveLength(26);
    for (const number of numbers.filter((number) => number > 1))
      expect(readFailure(number, null).word).toBe(JobFailureType[number]);
    covers("S3-58");
  });

  test("without a type the text tells a time-out", () => {
    expect(failed({ failureType: 0 }, "Job timed out after 8h")).toMatchObject({
      outcome: "TIMEOUT",
      reason: { code: "TIMED_OUT" },
      error: { code: null },
    });
    expect(failed({ failureType: 2 }, "Compiler timed out after 3 s")).toMatchObject({ outcome: "FAILURE" });
    covers("S3-35");
  });

  test("a type that nobody knows is shown by its number", () => {
    expect(failed({ failureType: 4242 as JobFailureType }, "Because.")).toMatchObject({
      outcome: "FAILURE",
      reason: { code: "UNKNOWN" },
      error: { code: "4242" },
    });
  });

  test("details stand beside the reason", () => {
    const status = failed({ failureType: 2 }, "Failed.", "line 1\nline 2");
    expect(status.message).toBe("Failed.");
    expect(status.error).toEqual({ code: "UNKNOWN", message: "Failed.", details: "line 1\nline 2" });
    covers("S3-57");
  });

  test("a failed dependency explains itself", () => {
    expect(failed({ failureType: JobFailureType.RUNTIME_FAILED_DEPENDENCY }).reason?.text).toContain(
      "never produced",
    );
    covers("S3-59");
  });
});

test("a state that nobody knows ends no job, and no state either", () => {
  for (const [jobState, word, mapped] of [
    [999, "999", false],
    [0, "UNSPECIFIED", true],
  ] as const) {
    const job = jobOf(compileDone);
    if (job.job.value) job.job.value.jobState = jobState as JobState; // open enum: any number may come
    expect(read(job).core.status).toMatchObject({
      phase: "UNKNOWN",
      phaseClass: "STALLED",
      outcome: null,
      endedAt: null,
      native: { value: word, code: jobState, mapped },
    });
  }
  covers("S3-48");
});

test("a time that is unset is none", () => {
  const value = create(ProfileJobSchema, { profileJobId: "j1", jobState: JobState.CREATED });
  value.creationTime = { $typeName: "google.protobuf.Timestamp", seconds: 0n, nanos: 0 };
  const job = create(JobSchema, { job: { case: "profileJob", value } });
  expect(read(job).core).toMatchObject({ createdAt: null, status: { queuedAt: null } });
});

test("kinds of numbers that the service may add are kept as numbers", () => {
  const job = jobOf(compileDone);
  if (job.job.case === "compileJob") {
    const [type] = job.job.value.tensorTypeList?.types ?? [];
    if (type?.tensorType) type.tensorType.dtype = 77 as TensorDtype;
    if (job.job.value.targetModel) job.job.value.targetModel.modelType = 88 as ModelType;
  }
  const { core, native } = read(job);
  expect(core.properties).toContainEqual({ key: "target_model_type", value: "88" });
  expect(native).toHaveProperty("job.compile_job.tensor_type_list.types.0.tensor_type.dtype", 77);
});

describe("the layers of a profile", () => {
  const unitsOf = ({ native }: JobReading): unknown[] => {
    const layers = at(native, "result", "inference_job_result", "detail", "layer_details");
    return (layers as object[]).map((layer) => at(layer, "compute_unit"));
  };
  const at = (value: unknown, ...path: string[]) =>
    path.reduce((found, key) => (found as Record<string, unknown>)[key], value);

  test("are in the native document, each with the unit that computes it", () => {
    const reading = read(jobOf(provisioning), profileResult.body);
    expect(unitsOf(reading)).toEqual(["COMPUTE_UNIT_NPU", "COMPUTE_UNIT_NPU", "COMPUTE_UNIT_CPU"]);
    covers("S3-66");
  });

  test("keep the number of a unit that no table knows", () => {
    const body = structuredClone(profileResult.body);
    const [first] = body.inference_job_result.detail.layer_details;
    Object.assign(first ?? {}, { compute_unit: 42 });
    expect(unitsOf(read(jobOf(provisioning), body))[0]).toBe(42);
    covers("S3-66");
  });
});
