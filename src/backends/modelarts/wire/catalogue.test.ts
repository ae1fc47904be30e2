import { describe, expect, test } from "vitest";
import { covers } from "../../../../test/support/covers.ts";
import algorithms from "../fixtures/algorithms.response.json" with { type: "json" };
import flavors from "../fixtures/training-job-flavors.response.json" with { type: "json" };
import { parseAlgorithm } from "./algorithm.ts";
import { parseFlavors } from "./flavor.ts";

const GiB = 2 ** 30;

describe("flavors", () => {
  test("the listed ones", () => {
    const [small, , gpu, npu] = parseFlavors(flavors) ?? [];
    expect(small).toEqual({
      nativeId: "modelarts.vm.cpu.2u",
      name: "Computing CPU(2U) instance",
      type: "CPU",
      nativeType: "CPU",
      maxSelectableNodes: 1,
      maxNodes: null,
      distributed: false,
      cpu: { arch: "x86", cores: 2 },
      gpu: null,
      npu: null,
      memory: { value: 8, unit: "GB", bytes: 8 * GiB },
      disk: { value: 50, unit: "GB", bytes: 50 * GiB },
      billing: { code: "modelarts.vm.cpu.2u", units: 1 },
      attributes: [],
    });
    expect(gpu).toMatchObject({
      type: "GPU",
      distributed: true,
      gpu: { count: 1, product: "GP-Vnt1", memory: "32GB", memoryBytes: 32 * GiB },
      attributes: [{ key: "is_free", value: "true" }],
    });
    // The count is text on the wire.
    expect(npu).toMatchObject({
      type: "NPU",
      nativeType: "Ascend",
      npu: { count: 1, product: "snt9", memory: "32GB", memoryBytes: 32 * GiB },
    });
    covers("S1-186", "S1-187", "S1-189..212");
  });

  test("sizes are numbers or text, and units are what they are", () => {
    const [flavor] =
      parseFlavors({
        flavors: [
          {
            flavor_id: "f",
            flavor_type: "Quantum",
            max_num: "16",
            flavor_info: {
              disk: { size: "3200", unit: "GB" },
              memory: { size: "a lot", unit: "GB" },
              gpu: { memory: "huge" },
            },
          },
        ],
      }) ?? [];
    expect(flavor).toMatchObject({
      name: "f",
      type: "UNKNOWN",
      nativeType: "Quantum",
      maxNodes: 16,
      distributed: true,
      disk: { value: 3200, unit: "GB" },
      memory: null,
      gpu: { count: null, memory: "huge", memoryBytes: null },
    });
    covers("S1-188", "S1-248");
  });

  test.each([[null], [[]], [{ items: [] }]])("%j is no list of flavors", (answer) => {
    expect(parseFlavors(answer)).toBeNull();
  });
});

describe("algorithms", () => {
  test("the listed ones", () => {
    const [item] = algorithms.items;
    expect(parseAlgorithm(item)).toEqual({
      nativeId: "01c399ae-8593-4ef5-9e4d-085950aacde1",
      form: "MANAGED",
      name: "test-pytorch-cpu",
      description: "test pytorch job in cpu in mode gloo",
      subscriptionId: null,
      versionId: null,
      codeDir: "/example-bucket/pytorch/fast_example/code/cpu/",
      bootFile: "/example-bucket/pytorch/fast_example/code/cpu/test-pytorch.py",
      command: null,
      engine: {
        nativeId: "pytorch_1.8.0-cuda_10.2-py_3.7-ubuntu_18.04-x86_64",
        name: "PyTorch",
        version: "pytorch_1.8.0-cuda_10.2-py_3.7-ubuntu_18.04-x86_64",
        imageUri: null,
        v1Compatible: null,
        runUser: null,
      },
      supportsContinualTraining: null,
      parameters: [
        expect.objectContaining({ name: "dist", value: null, defaultValue: "False", type: "BOOL" }),
        expect.objectContaining({ name: "world_size", value: null, defaultValue: "1", type: "INT" }),
      ],
      native: item,
    });
    covers("S1-286");
  });

  test("sensitive defaults are masked", () => {
    const parameters = [{ name: "level", value: "canary", constraint: { type: "Integer", sensitive: true } }];
    const algorithm = parseAlgorithm({ metadata: { id: "a" }, job_config: { parameters } });
    expect(algorithm?.parameters).toMatchObject([{ defaultValue: "***", constraint: { sensitive: true } }]);
    expect(JSON.stringify(algorithm)).not.toContain("canary");
    covers("S1-105");
  });

  test("a document without an id is none", () => {
    expect(parseAlgorithm({ metadata: { name: "x" } })).toBeNull();
  });
});
