import { describe, expect, test } from "vitest";
import { covers } from "../../../../test/support/covers.ts";
import running from "../fixtures/job.running.json" with { type: "json" };
import { read, readWith } from "./job-samples.ts";

const GiB = 2 ** 30;

describe("fields that the samples lack", () => {
  test("environments are a map or a list of maps", () => {
    const expected = [
      { key: "A", value: "1" },
      { key: "B", value: "" },
    ];
    for (const environments of [{ B: "", A: 1 }, [{ A: "1" }, { B: "" }]]) {
      expect(readWith({ algorithm: { environments } }).detail?.spec.environment).toEqual(expected);
    }
    covers("S1-96");
  });

  test("attributes of a constraint are text or maps", () => {
    const inputs = (attributes: unknown) => [
      { name: "in", remote_constraint: [{ data_type: "obs", attributes }] },
    ];
    const expected = [
      { attribute: "DATA_SEGMENTATION", nativeName: "data_segmentation", values: ["a", "b"] },
      { attribute: "UNKNOWN", nativeName: "other", values: ["c"] },
    ];
    const pairs = [
      { key: "data_segmentation", value: ["a", "b"] },
      { key: "other", value: "c" },
    ];
    for (const attributes of [pairs, JSON.stringify(pairs), { data_segmentation: ["a", "b"], other: "c" }]) {
      const [channel] = readWith({ algorithm: { inputs: inputs(attributes) } }).detail?.spec.inputs ?? [];
      expect(channel?.constraints).toEqual([{ dataType: "obs", attributes: expected }]);
    }
    covers("S1-144", "S1-146");
  });

  test("parameters and channels", () => {
    const parameter = {
      name: "optimizer",
      value: "adam",
      description: "which one",
      i18n_description: [{ language: "zh", description: "优化器" }],
      constraint: {
        type: "String",
        editable: "false",
        required: true,
        sensitive: false,
        valid_type: "Choice",
        valid_range: ["adam", "sgd"],
      },
    };
    const algorithm = {
      parameters: [parameter],
      inputs: [{ name: "data", access_method: "env", description: "images" }],
      outputs: [{ name: "model", description: "weights" }],
    };
    const { spec } = readWith({ algorithm }).detail ?? {};
    expect(spec?.parameters).toMatchObject([
      {
        name: "optimizer",
        value: "adam",
        description: "which one",
        descriptions: [{ language: "zh", text: "优化器" }],
        type: "TEXT",
        nativeType: "String",
        typedValue: "adam",
        constraint: {
          nativeType: "String",
          editable: false,
          required: true,
          sensitive: false,
          validType: "Choice",
          validRange: ["adam", "sgd"],
        },
      },
    ]);
    expect(spec?.inputs).toMatchObject([{ accessMethod: "env", description: "images" }]);
    expect(spec?.outputs).toMatchObject([{ description: "weights" }]);
    covers("S1-97..109", "S1-133", "S1-149", "S1-301");
  });

  test("a data set has a name, and its type is an attribute", () => {
    const dataset = { id: "ds-1", name: "flowers", service_type: "MODELARTS" };
    const attributes = { dataset_type: ["0"] };
    const input = {
      name: "in",
      remote: { dataset },
      remote_constraint: [{ data_type: "dataset", attributes }],
    };
    const { detail, native } = readWith({ algorithm: { inputs: [input] } });
    expect(detail?.spec.inputs[0]).toMatchObject({
      source: { dataset: { nativeId: "ds-1", versionId: null, name: "flowers" } },
      constraints: [{ attributes: [{ attribute: "DATASET_TYPE", values: ["0"] }] }],
    });
    expect(native).toMatchObject({ algorithm: { inputs: [input] } });
    covers("S1-147", "S1-302");
  });

  test("a node with neural processors, asked for at once", () => {
    const resource = {
      policy: "turbo",
      flavor_id: "npu.8",
      flavor_detail: {
        flavor_type: "Ascend",
        flavor_info: { npu: { unit_num: "8", product_name: "snt9", memory: "32GB" } },
      },
    };
    expect(read({ ...running, spec: { resource } }).detail?.spec.resource).toMatchObject({
      policy: "TURBO",
      flavor: {
        type: "NPU",
        nativeType: "Ascend",
        npu: { count: 8, product: "snt9", memory: "32GB", memoryBytes: 32 * GiB },
      },
    });
    covers("S1-218", "S1-227", "S1-240..243");
  });

  test("resource of a dedicated pool", () => {
    const resource = {
      policy: "regular",
      flavor_id: "modelarts.pool.visual.xlarge",
      node_count: 1,
      pool_id: "pool-1",
      pool_name: "mine",
      pool_group_id: "group-1",
      main_container_allocated_resources: {
        cpu_arch: "aarch64",
        cpu_core_num: 23.5,
        mem_size: 180.5,
        accelerator_num: 1,
        accelerator_type: "npu",
      },
    };
    const { core, detail } = read({ ...running, spec: { resource } });
    expect(core.flavor).toEqual({
      nativeId: "modelarts.pool.visual.xlarge",
      name: "modelarts.pool.visual.xlarge",
    });
    expect(detail?.flavor).toBeNull();
    expect(detail?.spec.resource).toMatchObject({
      flavor: { nativeId: "modelarts.pool.visual.xlarge", type: "UNKNOWN" },
      pool: { nativeId: "pool-1", name: "mine", groupId: "group-1" },
      allocated: {
        arch: "aarch64",
        cores: 23.5,
        memory: { value: 180.5, unit: "GB" },
        acceleratorCount: 1,
        acceleratorType: "npu",
      },
    });
    covers("S1-222", "S1-304", "S1-305");
  });

  test("volumes and log export", () => {
    const spec = {
      volumes: [
        { nfs: { nfs_server_path: "10.0.0.1:/share", local_path: "/mnt/sfs", read_only: true } },
        { obs: { obs_path: "obs://b/c/", local_path: "/mnt/obs" }, nfs: {} },
      ],
      log_export_path: { obs_url: "/b/log/", host_path: "/var/log" },
    };
    expect(readWith({ spec }).detail?.spec).toMatchObject({
      volumes: [
        { kind: "NfsVolume", serverPath: "10.0.0.1:/share", mountPath: "/mnt/sfs", readOnly: true },
        { kind: "OtherVolume", nativeKind: "obs", mountPath: "/mnt/obs", native: { obs_path: "obs://b/c/" } },
      ],
      logExport: { uri: "/b/log/", hostPath: "/var/log" },
    });
    covers("S1-250..257", "S1-312");
  });

  test("scheduling, automatic stop and model", () => {
    const spec = {
      schedule_policy: { priority: 3, preemptible: true, required_affinity: { affinity_type: "cabinet" } },
      auto_stop: { time_unit: "HOURS", duration: 2 },
      asset_model: { id: "m-1", name: "resnet", version: "7", location: "obs://b/m/" },
    };
    const { core, detail } = readWith({ spec });
    expect(detail?.spec.scheduling).toEqual({
      priority: 3,
      preemptible: true,
      affinity: { required_affinity: { affinity_type: "cabinet" } },
    });
    expect(core.deadlineAt).toBe("2022-01-11T11:17:35.000Z");
    expect(core.resultModel).toEqual({ nativeId: "m-1", versionId: "7", name: "resnet", url: "obs://b/m/" });
    covers("S1-306", "S1-307", "S1-310");
  });
});
