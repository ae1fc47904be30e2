import { create } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { covers } from "../../../../test/support/covers.ts";
import { emptyCore } from "../../../domain/job.ts";
import { emptySpec } from "../../../domain/spec.ts";
import compileRunning from "../fixtures/05-job-compile-running.json" with { type: "json" };
import compileDone from "../fixtures/06-job-compile-done.json" with { type: "json" };
import profileFailed from "../fixtures/07-job-profile-failed.json" with { type: "json" };
import provisioning from "../fixtures/08-job-inference-provisioning.json" with { type: "json" };
import quantizing from "../fixtures/09-job-quantize-running.json" with { type: "json" };
import linkDone from "../fixtures/10-job-link-done.json" with { type: "json" };
import inferenceResult from "../fixtures/13-job-result-inference.json" with { type: "json" };
import {
  JobSchema,
  JobState,
  type ModelType,
  NoticeSchema,
  ProfileJobSchema,
  type TensorDtype,
} from "../proto/public_api_pb.js";
import { jobOf, read } from "./sample-jobs.ts";

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
