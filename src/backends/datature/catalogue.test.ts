import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { BackendError } from "../../domain/error.ts";
import instances from "./fixtures/14-available-instances.response.json" with { type: "json" };
import { artifact } from "./sample-documents.ts";
import { byPath, errorOf, startScriptedVendor } from "./scripted-vendor.ts";

const { signal } = new AbortController();

describe("the catalogue", () => {
  test("algorithms are the project's artifacts", async () => {
    await using vendor = await startScriptedVendor(
      byPath({ "/artifacts": [artifact, { ...artifact, id: "b", displayName: "Best" }, null, { id: 7 }] }),
    );
    const algorithms = await vendor.backend.listAlgorithms?.(signal);
    expect(vendor.requests).toEqual(["/artifacts?includeExports=false"]);
    expect(algorithms?.map(({ nativeId, name }) => [nativeId, name])).toEqual([
      [artifact.id, "fasterrcnn-inceptionv2-1024x1024"],
      ["b", "Best"],
    ]);
    expect(algorithms?.[0]).toMatchObject({ form: "MODEL", description: "Blood cells", parameters: null });
    expect(JSON.stringify(algorithms)).not.toContain("0123456789abcdef");
    covers("S2-130");
  });

  test("algorithms by id are read one by one", async () => {
    await using vendor = await startScriptedVendor(byPath({ "/artifacts/a": { ...artifact, id: "a" } }));
    const results = await vendor.backend.getAlgorithms?.(["a", "b"], signal);
    expect(
      results?.map((result) => (result instanceof BackendError ? result.kind : result.nativeId)),
    ).toEqual(["a", "NOT_FOUND"]);
    covers("S2-130");
  });

  const instancesOf = (artifactId: string, region = "*") =>
    `/artifacts/${artifactId}/availableInstances/regions/${region}`;

  test("flavors of one algorithm and region", async () => {
    await using vendor = await startScriptedVendor(byPath({ [instancesOf("a", "us")]: instances }));
    const flavors = await vendor.backend.listFlavorsOf("a", "us", signal);
    expect(vendor.requests).toEqual([instancesOf("a", "us")]);
    expect(flavors.map(({ nativeId }) => nativeId)).toEqual([
      "instance_x1cpu-standard",
      "instance_t4-standard-1g",
      "instance_l4-standard-1g",
    ]);
    const nothing = {
      maxSelectableNodes: null,
      maxNodes: null,
      distributed: false,
      npu: null,
      disk: null,
      billing: null,
    };
    expect(flavors[0]).toEqual({
      ...nothing,
      nativeId: "instance_x1cpu-standard",
      name: "instance_x1cpu-standard",
      type: "CPU",
      nativeType: null,
      cpu: { arch: null, cores: 4 },
      gpu: null,
      memory: { value: 8192, unit: "MB", bytes: 8192 * 2 ** 20 },
      attributes: [{ key: "regions", value: "asia-east1,us" }],
    });
    expect(flavors[1]).toEqual({
      ...nothing,
      nativeId: "instance_t4-standard-1g",
      name: "instance_t4-standard-1g",
      type: "GPU",
      nativeType: "NvidiaGpu",
      cpu: { arch: null, cores: 6 },
      gpu: { count: 1, product: "Nvidia T4", memory: null, memoryBytes: 17179869184 },
      memory: { value: 24576, unit: "MB", bytes: 24576 * 2 ** 20 },
      attributes: [
        { key: "cudaCores", value: "2560" },
        { key: "regions", value: "asia-east1,us" },
      ],
    });
    expect(await errorOf(vendor.backend.listFlavorsOf("b", null, signal))).toMatchObject({
      kind: "NOT_FOUND",
    });
    expect(vendor.requests.at(-1)).toBe(instancesOf("b"));
    covers("S2-131");
  });

  test("flavors without an algorithm are those of all artifacts together", async () => {
    const [cpu, gpu] = instances.availableInstances;
    const only = (some: unknown[]) => ({ ...instances, availableInstances: some });
    const answers = {
      "/artifacts": ["a", "b", "gone", "odd"].map((id) => ({ ...artifact, id })),
      [instancesOf("a")]: only([{ ...cpu, regions: ["us"] }, null]),
      [instancesOf("b")]: only([gpu, { ...cpu, regions: ["asia-east1", "us"] }]),
      [instancesOf("odd")]: {},
    };
    await using vendor = await startScriptedVendor(byPath(answers));
    const flavors = await vendor.backend.listFlavors(signal);
    expect(flavors.map(({ nativeId, attributes }) => [nativeId, attributes.at(-1)?.value])).toEqual([
      ["instance_x1cpu-standard", "asia-east1,us"],
      ["instance_t4-standard-1g", "asia-east1,us"],
    ]);
    covers("S2-131");
  });

  test.each([{ json: {} }, { json: null }])("an answer that is no array is malformed: %j", async (reply) => {
    await using vendor = await startScriptedVendor(() => reply);
    for (const listed of [vendor.backend.listAlgorithms?.(signal), vendor.backend.listFlavors(signal)]) {
      expect(await errorOf(listed ?? Promise.resolve())).toMatchObject({ kind: "MALFORMED" });
    }
  });
});
