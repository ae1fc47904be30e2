import { fromBinary, type JsonObject } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import {
  CreateUpdateResponseSchema,
  DatasetSchema,
  JobSchema,
  ModelListSchema,
  ModelSchema,
} from "../proto/public_api_pb.js";
import { startTestHub, type TestHub } from "./test-hub.ts";

const DEVICE = { name: "Samsung Galaxy S24", os: "14" };

/** The id of a model of the stock by type. */
async function stockModel(hub: TestHub, type: string): Promise<string> {
  const { models } = await hub.get(ModelListSchema, "/models/?limit=100");
  return models.find(({ name }) => name?.endsWith(type))?.modelId ?? "";
}

async function createJob(hub: TestHub, job: JsonObject, query = "?seed_target_model=true"): Promise<string> {
  const answer = await hub.write("POST", `/jobs/${query}`, JobSchema, job);
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
  const { id, status, creationTime } = fromBinary(CreateUpdateResponseSchema, answer.body);
  expect([status, creationTime]).toEqual(["", expect.anything()]);
  return id;
}

async function compileRequest(hub: TestHub): Promise<JsonObject> {
  const model_id = await stockModel(hub, ".onnx");
  return { compile_job: { model: { model_id }, devices: { devices: [DEVICE] }, name: "mine", options: "" } };
}

async function stateOf(hub: TestHub, id: string): Promise<unknown> {
  const member = Object.entries(await hub.job(id)).find(([name]) => name.endsWith("_job"));
  return Object(member?.[1]).job_state;
}

describe("a created job", () => {
  test("goes through the states of a compile while the clock is turned", async () => {
    await using hub = await startTestHub();
    const id = await createJob(hub, await compileRequest(hub));
    const states = [await stateOf(hub, id)];
    for (let step = 0; step < 30; step++) {
      await hub.advance(1000);
      const state = await stateOf(hub, id);
      if (state !== states.at(-1)) states.push(state);
    }
    expect(states).toEqual(["JOB_STATE_CREATED", "JOB_STATE_OPTIMIZING_MODEL", "JOB_STATE_DONE"]);
    expect(await hub.job(id)).toMatchObject({
      compile_job: {
        name: "mine",
        user: { email: "dana.ruiz@example.com" },
        device: { name: DEVICE.name, attributes: expect.arrayContaining(["chipset:sm8650"]) },
        devices: { devices: [{ name: DEVICE.name }], total_query_count: "1" },
        model: { model_type: "MODEL_TYPE_ONNX" },
        target_model: { model_type: "MODEL_TYPE_TFLITE", producer_id: id, file_upload_complete: true },
      },
    });
  });

  test("runs with the states of its type", async () => {
    await using hub = await startTestHub();
    const model = { model_id: await stockModel(hub, ".tflite") };
    const id = await createJob(hub, { inference_job: { model, device: DEVICE, is_profiling_on: true } }, "");
    const states = [];
    for (let step = 0; step < 40; step++) {
      states.push(await stateOf(hub, id));
      await hub.advance(1000);
    }
    expect([...new Set(states)]).toEqual(
      ["CREATED", "PROVISIONING_DEVICE", "MEASURING_PERFORMANCE", "DONE"].map((word) => `JOB_STATE_${word}`),
    );
  });

  test("loses its device once where that is assumed", async () => {
    await using hub = await startTestHub();
    await hub.assume("deviceRetry", true);
    const model = { model_id: await stockModel(hub, ".tflite") };
    const id = await createJob(hub, { inference_job: { model, device: DEVICE, is_profiling_on: false } }, "");
    let provisionings = 0;
    let last: unknown;
    for (let step = 0; step < 80; step++) {
      const state = await stateOf(hub, id);
      if (state !== last && state === "JOB_STATE_PROVISIONING_DEVICE") provisionings++;
      last = state;
      await hub.advance(1000);
    }
    expect([provisionings, last]).toEqual([2, "JOB_STATE_DONE"]);
    expect((await hub.send("GET", `/jobs/${id}/device_runs/1/artifact_list/5/`)).status).toBe(200);
  });

  test("waits for the model that another job is making", async () => {
    await using hub = await startTestHub();
    const compile = await createJob(hub, await compileRequest(hub));
    const model_id = Object((await hub.job(compile)).compile_job).target_model.model_id;
    const profile = await createJob(hub, {
      inference_job: { model: { model_id }, device: DEVICE, is_profiling_on: true },
    });
    await hub.advance(10_000);
    expect(await stateOf(hub, profile)).toBe("JOB_STATE_CREATED");
    await hub.advance(60_000);
    expect(await stateOf(hub, compile)).toBe("JOB_STATE_DONE");
    expect(await stateOf(hub, profile)).toBe("JOB_STATE_DONE");
  });

  test("fails when that other job fails", async () => {
    await using hub = await startTestHub();
    const compile = await createJob(hub, await compileRequest(hub));
    const model_id = Object((await hub.job(compile)).compile_job).target_model.model_id;
    const request = { inference_job: { model: { model_id }, device: DEVICE, is_profiling_on: true } };
    const profile = await createJob(hub, request);
    await hub.setState(compile, "FAILED", "Unsupported operator");
    expect(await hub.job(profile)).toMatchObject({
      failure_type: "JOB_FAILURE_TYPE_RUNTIME_FAILED_DEPENDENCY",
      inference_job: { job_state: "JOB_STATE_FAILED" },
    });
    const late = await createJob(hub, request);
    expect(await stateOf(hub, late)).toBe("JOB_STATE_FAILED");
  });

  test("times out a fixed time after its creation", async () => {
    await using hub = await startTestHub();
    await hub.assume("jobTimeoutMs", 10_000);
    const id = await createJob(hub, await compileRequest(hub));
    await hub.advance(9_000);
    expect(await stateOf(hub, id)).toBe("JOB_STATE_OPTIMIZING_MODEL");
    await hub.advance(1_000);
    expect(await hub.job(id)).toMatchObject({ failure_type: "JOB_FAILURE_TYPE_RUNTIME_TIMEOUT" });
  });

  test("shows its target model at the end when no seed was asked for", async () => {
    await using hub = await startTestHub();
    const id = await createJob(hub, await compileRequest(hub), "");
    expect(await hub.job(id)).not.toHaveProperty("compile_job.target_model");
    await hub.advance(60_000);
    expect(await hub.job(id)).toHaveProperty("compile_job.target_model.file_upload_complete", true);
  });

  test("of an old client is the same inference job with profiling", async () => {
    await using hub = await startTestHub();
    const model = { model_id: await stockModel(hub, ".tflite") };
    const id = await createJob(hub, { profile_job: { model, device: DEVICE } }, "");
    expect(await hub.job(id)).toMatchObject({
      inference_job: { inference_job_id: id, is_profiling_on: true },
    });
  });

  test("is the first of the list, with the model's name when it was given none", async () => {
    await using hub = await startTestHub(5);
    const model_id = await stockModel(hub, ".onnx");
    const id = await createJob(hub, { compile_job: { model: { model_id }, device: DEVICE } });
    const { job } = (await hub.summaries()).jobSummaries[0] ?? Object();
    expect(job.value).toMatchObject({ jobId: id });
    expect(job.value.name).toMatch(/\.onnx$/);
  });
});

describe("a create", () => {
  const refused: readonly (readonly [string, (model: string) => JsonObject])[] = [
    ["without a job", () => ({})],
    ["of an unknown model", () => ({ compile_job: { model: { model_id: "mqqqqqqqq" }, device: DEVICE } })],
    ["without a device", (model_id) => ({ compile_job: { model: { model_id } } })],
    [
      "with an unknown device",
      (model_id) => ({ compile_job: { model: { model_id }, device: { name: "Toaster" } } }),
    ],
    [
      "with an unknown runtime",
      (model_id) => ({ compile_job: { model: { model_id }, device: DEVICE, options: "--target_runtime x" } }),
    ],
    [
      "with options that do not go together",
      (model_id) => ({
        compile_job: {
          model: { model_id },
          device: DEVICE,
          options: "--quantize_full_type int8 --target_runtime onnx",
        },
      }),
    ],
    [
      "of a quantization without data",
      (model_id) => ({ quantize_job: { model: { model_id }, weights_dtype: 1, activations_dtype: 1 } }),
    ],
    [
      "of a link of other models than DLC",
      (model_id) => ({ link_job: { models: { models: [{ model_id }] }, device: DEVICE } }),
    ],
  ];

  test.each(refused)(
    "%s is refused with a text, in the status where that is assumed",
    async (_name, request) => {
      await using hub = await startTestHub();
      const job = request(await stockModel(hub, ".onnx"));
      const answer = await hub.write("POST", "/jobs/", JobSchema, job);
      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.text).detail).toMatch(/\w/);
      await hub.assume("refusedCreate", "status");
      const told = await hub.write("POST", "/jobs/", JobSchema, job);
      expect(fromBinary(CreateUpdateResponseSchema, told.body)).toMatchObject({
        id: "",
        status: expect.stringMatching(/\w/),
      });
      expect((await hub.summaries()).totalQueryCount).toBe(0n);
    },
  );

  test("refuses a dataset that has expired and a model without a file", async () => {
    await using hub = await startTestHub();
    const made = await hub.write("POST", "/datasets/", DatasetSchema, { name: "mine", permanent: false });
    const { id: dataset_id } = fromBinary(CreateUpdateResponseSchema, made.body);
    const model_id = await stockModel(hub, ".onnx");
    const quantize = {
      model: { model_id },
      calibration_dataset: { dataset_id },
      weights_dtype: 1,
      activations_dtype: 3,
    };
    expect(await createJob(hub, { quantize_job: quantize })).toMatch(/^j/);
    await hub.advance(31 * 24 * 3_600_000);
    const late = await hub.write("POST", "/jobs/", JobSchema, { quantize_job: quantize });
    expect([late.status, late.text]).toEqual([400, expect.stringContaining("has expired")]);
    const empty = await hub.write("POST", "/models/", ModelSchema, {
      name: "m",
      model_type: "MODEL_TYPE_ONNX",
    });
    const model = { model_id: fromBinary(CreateUpdateResponseSchema, empty.body).id };
    const early = await hub.write("POST", "/jobs/", JobSchema, { compile_job: { model, device: DEVICE } });
    expect([early.status, early.text]).toEqual([400, expect.stringContaining("not complete")]);
  });

  test("goes into the project of its path", async () => {
    await using hub = await startTestHub();
    const request = await compileRequest(hub);
    const answer = await hub.write("POST", "/projects/p3vx90qlm/jobs/", JobSchema, request);
    const { id } = fromBinary(CreateUpdateResponseSchema, answer.body);
    expect(await hub.job(id)).toHaveProperty("compile_job.project_id", "p3vx90qlm");
    expect((await hub.write("POST", "/projects/p-none/jobs/", JobSchema, request)).status).toBe(404);
    await hub.assume("projects", "absent");
    expect(await hub.job(id)).not.toHaveProperty("compile_job.project_id");
  });

  test("answers 200 where that is assumed", async () => {
    await using hub = await startTestHub();
    await hub.assume("createStatus", 200);
    expect((await hub.write("POST", "/jobs/", JobSchema, await compileRequest(hub))).status).toBe(200);
  });

  test("whose answer is lost has made the job all the same", async () => {
    await using hub = await startTestHub();
    const request = await compileRequest(hub);
    await hub.fault({ type: "drop", after: true });
    await expect(hub.write("POST", "/jobs/", JobSchema, request)).rejects.toThrow();
    expect((await hub.summaries()).totalQueryCount).toBe(1n);
  });
});
