import { describe, expect, test } from "vitest";
import { JobResultSchema, NamedArtifactDownloadURLListSchema } from "../proto/public_api_pb.js";
import { startTestHub, summaryOf } from "./test-hub.ts";

const OLD = { "client-version": "0.55.0" };
const WORDS = {
  compile_job: "OPTIMIZING_MODEL",
  quantize_job: "QUANTIZING_MODEL",
  link_job: "LINKING_MODELS",
  inference_job: "RUNNING_INFERENCE",
};

describe("a job", () => {
  test.each(Object.entries(WORDS))(
    "of the sort %s has the states of its own type",
    async (member, native) => {
      await using hub = await startTestHub();
      const id = await hub.makeJob(native);
      expect(await hub.job(id)).toMatchObject({
        [member]: { job_state: `JOB_STATE_${native}`, [`${member}_id`]: id },
      });
    },
  );

  test("with profiling is an inference job, and a profile job to clients before 0.56", async () => {
    await using hub = await startTestHub();
    const id = await hub.makeJob("MEASURING_PERFORMANCE");
    const inference = { inference_job: { inference_job_id: id, is_profiling_on: true } };
    expect(await hub.job(id)).toMatchObject(inference);
    expect(await hub.job(id, { "client-version": "0.56.0" })).toMatchObject(inference);
    expect(await hub.job(id, OLD)).toMatchObject({ profile_job: { profile_job_id: id } });
    expect((await hub.summaries("", OLD)).jobSummaries[0]?.job.case).toBe("profileJobSummary");
    await hub.assume("profileForm", "inference");
    expect(await hub.job(id, OLD)).toMatchObject(inference);
  });

  test("fills times, failure type and products with its states", async () => {
    await using hub = await startTestHub();
    const id = await hub.makeJob("CREATED", { compile_job: {} });
    const created = await hub.job(id);
    expect(created).not.toHaveProperty("failure_type");
    expect(created).not.toHaveProperty("compile_job.start_time");
    expect(created).toHaveProperty("compile_job.queued_time");
    expect(created).toHaveProperty("compile_job.target_model.producer_id", id);
    expect(created).not.toHaveProperty("compile_job.target_model.file_upload_complete");
    await hub.advance(1000);
    await hub.setState(id, "OPTIMIZING_MODEL");
    const running = await hub.job(id);
    expect(running).toHaveProperty("compile_job.start_time");
    expect(running).not.toHaveProperty("compile_job.completion_time");
    await hub.advance(1000);
    await hub.setState(id, "SUCCESS");
    const done = await hub.job(id);
    expect(done).toMatchObject({
      failure_type: "JOB_FAILURE_TYPE_SUCCESS",
      available_artifacts: ["JOB_ARTIFACT_TYPE_HUB_LOG"],
      compile_job: { job_state: "JOB_STATE_DONE", target_model: { file_upload_complete: true } },
    });
    expect(done).toHaveProperty("compile_job.target_tensor_type_list.types");
    const { start_time, completion_time } = Object(done.compile_job);
    expect(Date.parse(completion_time) - Date.parse(start_time)).toBe(1000);
  });

  test("shows a message as the reason of its failure, and its class", async () => {
    await using hub = await startTestHub();
    const id = await hub.makeJob("PROVISIONING_DEVICE");
    await hub.setState(id, "FAILED", "Job timed out after 8h");
    const job = await hub.job(id);
    expect(job.failure_type).toBe("JOB_FAILURE_TYPE_RUNTIME_TIMEOUT");
    expect(Object.values(job)).toContainEqual(
      expect.objectContaining({ failure_reason: "Job timed out after 8h" }),
    );
    await hub.setState(id, "FAILED", "Out of paper");
    expect((await hub.job(id)).failure_type).toBe("JOB_FAILURE_TYPE_UNKNOWN");
  });

  test("shows a word that is none of the service's as 999", async () => {
    await using hub = await startTestHub();
    const id = await hub.makeJob("TELEPORTING");
    expect(Object.values(await hub.job(id))).toContainEqual(expect.objectContaining({ job_state: 999 }));
  });

  test("names the source of its model by the job that made it", async () => {
    await using hub = await startTestHub(200);
    const { jobSummaries } = await hub.summaries("?limit=100&type=inference&state=10");
    const producers: string[] = [];
    for (const summary of jobSummaries.slice(0, 5)) {
      const job = await hub.job(summaryOf(summary).jobId);
      const producer = Object(job.inference_job).model.producer_id;
      if (producer) producers.push(producer);
    }
    expect(producers.length).toBeGreaterThan(0);
    expect(await hub.job(producers[0] ?? "")).toHaveProperty("compile_job.job_state", "JOB_STATE_DONE");
  });
});

describe("a summary", () => {
  test("leaves out reason, model, options and failure class, and agrees with the job in the rest", async () => {
    await using hub = await startTestHub(40);
    const { jobSummaries } = await hub.summaries();
    for (const summary of jobSummaries) {
      const { jobId, name, jobState, creationTime } = summaryOf(summary);
      const [member, job] = Object.entries(await hub.job(jobId)).find(([key]) => key.endsWith("_job")) ?? [];
      expect(summary.job.case).toBe(`${member?.replace("_job", "Job")}Summary`);
      expect(job).toMatchObject({ name });
      expect(Object(job).creation_time).toContain(
        new Date(Number(creationTime?.seconds) * 1000).toISOString().slice(0, 19),
      );
      expect(Object.keys(summaryOf(summary))).not.toContain("failureReason");
      expect(jobState).toBeDefined();
    }
  });

  test("has measurements once the job has succeeded, and not before", async () => {
    await using hub = await startTestHub();
    const id = await hub.makeJob("MEASURING_PERFORMANCE");
    const read = async () => summaryOf((await hub.summaries()).jobSummaries[0] ?? Object());
    expect(await read()).not.toHaveProperty("executionTime");
    await hub.setState(id, "SUCCESS");
    expect(await read()).toMatchObject({ executionTime: expect.any(BigInt), isProfilingOn: true });
  });
});

describe("a result", () => {
  test("is there after success only", async () => {
    await using hub = await startTestHub();
    const id = await hub.makeJob("RUNNING_INFERENCE");
    const read = () => hub.send("GET", `/jobs/${id}/result/`);
    expect([(await read()).status, (await read()).text]).toEqual([
      404,
      '{"detail":"Job result is not available."}',
    ]);
    await hub.setState(id, "FAILED", "no");
    expect((await read()).status).toBe(404);
    await hub.setState(id, "SUCCESS");
    expect((await read()).status).toBe(200);
  });

  test("of a profile has layers and ranges, also for old clients", async () => {
    await using hub = await startTestHub();
    const id = await hub.makeJob("SUCCESS", { is_profiling_on: true });
    const { result } = await hub.get(JobResultSchema, `/jobs/${id}/result/`);
    if (result.case !== "inferenceJobResult") throw new Error(`got ${result.case}`);
    expect(result.value.detail).toMatchObject({ majorVersion: 1n, compileMemory: { peak: { upper: 0n } } });
    expect(result.value.detail?.layerDetails.length).toBeGreaterThan(1);
    const old = await hub.get(JobResultSchema, `/jobs/${id}/result/`, OLD);
    expect(old.result).toMatchObject({ case: "profileJobResult", value: { profile: result.value.detail } });
  });

  test("of an inference without profiling names its outputs and has no layers", async () => {
    await using hub = await startTestHub();
    const id = await hub.makeJob("SUCCESS", { is_profiling_on: false });
    const { result } = await hub.get(JobResultSchema, `/jobs/${id}/result/`);
    expect(result).toMatchObject({
      case: "inferenceJobResult",
      value: { outputDatasetId: expect.stringMatching(/^d/), detail: { layerDetails: [] } },
    });
  });

  test.each(["compile", "quantize", "link"])("of a %s job names the tools", async (type) => {
    await using hub = await startTestHub();
    const id = await hub.makeJob("SUCCESS", { [`${type}_job`]: {} });
    const { result } = await hub.get(JobResultSchema, `/jobs/${id}/result/`);
    expect(result).toMatchObject({
      case: `${type}JobResult`,
      value: { [`${type}Detail`]: { toolVersions: [{ name: "QAIRT" }, {}] } },
    });
  });
});

describe("a log", () => {
  const list = (id: string, type: number, attempt = "latest") =>
    `/jobs/${id}/device_runs/${attempt}/artifact_list/${type}/`;

  test("is a file, and there after the end only", async () => {
    await using hub = await startTestHub();
    const id = await hub.makeJob("RUNNING_INFERENCE");
    await hub.control("POST", `/logs/QAI_HUB/${id}`, { lines: ["first", "zweite Zeile ü"] });
    expect(await hub.job(id)).not.toHaveProperty("available_artifacts");
    expect((await hub.send("GET", list(id, 5))).status).toBe(404);
    await hub.setState(id, "FAILED", "no");
    const { artifacts } = await hub.get(NamedArtifactDownloadURLListSchema, list(id, 5));
    expect(artifacts.map(({ filename }) => filename)).toEqual([`${id}_hub.log`]);
    const file = await fetch(artifacts[0]?.url ?? "");
    expect(await file.text()).toBe("first\nzweite Zeile ü\n");
  });

  test("of the device belongs to jobs that run on one", async () => {
    await using hub = await startTestHub();
    const compile = await hub.makeJob("SUCCESS", { compile_job: {} });
    const profile = await hub.makeJob("SUCCESS", { is_profiling_on: true });
    expect((await hub.job(profile)).available_artifacts).toEqual(
      ["DEVICE_LOG", "HUB_LOG", "PROFILE_TRACE"].map((name) => `JOB_ARTIFACT_TYPE_${name}`),
    );
    const statuses = [];
    for (const type of [1, 5, 6, 7, 8]) statuses.push((await hub.send("GET", list(compile, type))).status);
    expect(statuses).toEqual([404, 200, 404, 404, 404]);
    expect((await hub.send("GET", list(profile, 6))).status).toBe(200);
    expect((await hub.send("GET", list(profile, 5, "0"))).status).toBe(200);
    expect((await hub.send("GET", list(profile, 5, "1"))).status).toBe(404);
    const lines = { source: "DEVICE_LOG", lines: ["x"] };
    await expect(hub.control("POST", `/logs/QAI_HUB/${compile}`, lines)).rejects.toThrow("no log source");
    await expect(
      hub.control("POST", `/logs/QAI_HUB/${profile}`, { lines: [{ record: true }] }),
    ).rejects.toThrow("expected text");
  });

  test("of a generated job says what happened", async () => {
    await using hub = await startTestHub(40);
    const { jobSummaries } = await hub.summaries("?state=10");
    const id = summaryOf(jobSummaries[0] ?? Object()).jobId;
    const { artifacts } = await hub.get(NamedArtifactDownloadURLListSchema, list(id, 5));
    expect(await (await fetch(artifacts[0]?.url ?? "")).text()).toMatch(/job j\w+ ".*\n.*\n(.*\n)*.*done\n$/);
  });
});

describe("fields of the control port", () => {
  test("lie over the document, with or without the member around them", async () => {
    await using hub = await startTestHub();
    const nested = await hub.makeJob("SUCCESS", {
      hub_version: "aihub-1",
      link_job: { name: "mine", project_id: null, user: { email: "who@example.net" } },
    });
    const job = await hub.job(nested);
    expect(job).toMatchObject({
      hub_version: "aihub-1",
      link_job: { name: "mine", user: { email: "who@example.net" } },
    });
    expect(job).not.toHaveProperty("link_job.project_id");
    const flat = await hub.makeJob("SUCCESS", {
      name: "flat",
      options: "--target_runtime qnn_dlc",
      compile_job: {},
    });
    expect(await hub.job(flat)).toMatchObject({
      compile_job: { name: "flat", target_model: { model_type: "MODEL_TYPE_QNN_DLC" } },
    });
    const names = (await hub.summaries()).jobSummaries.map((summary) => summaryOf(summary).name);
    expect(names).toEqual(["flat", "mine"]);
  });

  test("can take the member away, which leaves a job that nobody can read", async () => {
    await using hub = await startTestHub();
    const id = await hub.makeJob("SUCCESS", { compile_job: null });
    expect(Object.keys(await hub.job(id)).filter((name) => name.endsWith("_job"))).toEqual([]);
    expect((await hub.summaries()).jobSummaries[0]?.job.case).toBe("compileJobSummary");
  });

  test.each([{ name: 5 }, { compile_job: { no_such_field: 1 } }, { failure_type: "WHAT" }])(
    "are refused where no message can hold them: %o",
    async (fields) => {
      await using hub = await startTestHub();
      await expect(hub.makeJob("SUCCESS", fields)).rejects.toThrow(/400 .*"path":"fields"/);
    },
  );
});
