import { describe, expect, test } from "vitest";
import { covers } from "../../../../test/support/covers.ts";
import running from "../fixtures/job.running.json" with { type: "json" };
import { read, readWith } from "./job-samples.ts";

describe("fields that the samples lack", () => {
  test.each([
    ["S1-30", "job", "TRAINING"],
    ["S1-33", "mrs_job", "DATA_PROCESSING"],
    ["S1-34", "edge_job", "EDGE"],
    ["S1-291", "federated_pool_job", "TRAINING"],
    ["S1-292", "diag_job", "DIAGNOSTIC"],
    ["S1-293", "visualization_job", "VISUALIZATION"],
    ["S1-29", "brand_new_job", "UNKNOWN"],
  ])("kind $1 is $2", (row, nativeKind, kind) => {
    expect(read({ ...running, kind: nativeKind }).core).toMatchObject({ kind, nativeKind });
    covers(row);
  });

  test.each([
    [0.42, 0.42],
    [42, 0.42],
    [250, 1],
    ["17", 0.17],
  ])("fine-tuning at %s has made %s of its way", (train_process, fraction) => {
    const { core } = read({ ...running, ftjob_config: { ft_job_uuid: "x", train_process } });
    expect(core.kind).toBe("FINE_TUNING");
    expect(core.status.progress?.fraction).toBe(fraction);
    covers("S1-294", "S1-295");
  });

  test.each([
    [1641892655000, "2022-01-11T09:17:35.000Z"],
    ["1641892655000", "2022-01-11T09:17:35.000Z"],
    ["2022-01-11T17:17:35+08:00", "2022-01-11T09:17:35.000Z"],
    [0, null],
    ["", null],
    [null, null],
    [{}, null],
    [1e300, null],
  ])("start time %s is %s", (start_time, startedAt) => {
    expect(readWith({ status: { start_time } }).core.status.startedAt).toBe(startedAt);
    covers("S1-74");
  });

  test("the end is start and length where no runs are told", () => {
    const { core } = readWith({ status: { phase: "Completed", secondary_phase: "Completed" } });
    expect(core.status.endedAt).toBe("2022-01-11T09:22:03.000Z");
  });

  test("a subscription names its algorithm", () => {
    const algorithm = {
      id: "",
      name: "",
      subscription_id: "sub-1",
      item_version_id: "1.0.3",
      code_dir: "/x/",
    };
    expect(readWith({ algorithm }).detail?.algorithm).toMatchObject({
      form: "SUBSCRIBED",
      nativeId: "sub-1",
      subscriptionId: "sub-1",
      versionId: "1.0.3",
    });
    covers("S1-81", "S1-84", "S1-85");
  });

  test("a custom image is its own algorithm", () => {
    const algorithm = { command: "python /app/train.py", engine: { image_url: "swr/demo/train:1" } };
    const { detail, nativeId } = read({ ...running, algorithm });
    expect(detail?.algorithm).toMatchObject({
      form: "CUSTOM_IMAGE",
      nativeId,
      command: "python /app/train.py",
      engine: { nativeId: null, name: "swr/demo/train:1", imageUri: "swr/demo/train:1" },
    });
    covers("S1-299", "S1-90", "S1-157");
  });

  test("what has no place of its own stays in the native document", () => {
    const algorithm = {
      ...running.algorithm,
      local_code_dir: "/home/ma-user/code",
      working_dir: "/home/ma-user",
      summary: "demo",
      engine: { engine_id: "e", install_sys_packages: true, image_repo_id: "repo-1" },
    };
    const document = {
      ...running,
      algorithm,
      status: { ...running.status, retention_time: 3600 },
      spec: {
        ...running.spec,
        reserved_time: 60,
        custom_metrics: [{ http_get: {} }],
        output_model: { id: "m" },
      },
    };
    const { detail, native } = read(document);
    expect(native).toEqual(document);
    expect(detail?.algorithm?.native).toEqual(algorithm);
    covers("S1-298", "S1-300", "S1-303", "S1-309");
  });

  test("the experiment", () => {
    const training_experiment_reference = { id: "exp-1", name: "sweep", serial_number: 3 };
    expect(readWith({ metadata: { training_experiment_reference } }).core.experiment).toEqual({
      nativeId: "exp-1",
      name: "sweep",
    });
    covers("S1-296");
  });

  test("endpoints without their tokens", () => {
    const endpoints = {
      ssh: { key_pair_names: ["kp"], task_urls: [{ task: "worker-0", url: "ssh://host:31234" }] },
      jupyter_lab: { url: "https://host/lab?token=canary-1&x=1", token: "canary-2" },
      tensorboard: { url: "", token: "" },
    };
    const reading = read({ ...running, endpoints });
    expect(reading.core.services).toMatchObject([
      {
        name: "worker-0",
        type: "ssh",
        endpoint: "ssh://host:31234",
        properties: [{ key: "keyPairs", value: "kp" }],
      },
      { name: "jupyter_lab", type: "jupyter_lab", endpoint: "https://host/lab?token=***&x=1" },
    ]);
    expect(JSON.stringify(reading)).not.toContain("canary");
    covers("S1-311");
  });
});
