import { describe, expect, test } from "vitest";
import catalogueSamples from "./fixtures/14-compute-vmsizes-usages.json" with { type: "json" };
import { type Script, startVendor, workspacePath } from "./scripted-vendor.ts";

const { signal } = new AbortController();

describe("catalogues", () => {
  const region = "/providers/Microsoft.MachineLearningServices/locations/eastus2";
  const [cluster, sizes, usages] = catalogueSamples.exchanges.map(({ response }) => response.body);
  const script: Script = ({ path }, origin) => {
    if (path === `${workspacePath}/computes`) {
      return { json: { value: [cluster], nextLink: `${origin}${path}/more` } };
    }
    if (path === `${workspacePath}/computes/more`) {
      return { json: { value: [{ name: "serving", properties: { computeType: "AKS" } }], nextLink: "" } };
    }
    if (path.endsWith(`${region}/vmSizes`)) return { json: sizes };
    return path.endsWith(`${region}/usages`) ? { json: usages } : undefined;
  };

  test("flavors are the clusters of the workspace and the sizes for serverless jobs", async () => {
    await using vendor = await startVendor(script);
    const flavors = await vendor.backend.listFlavors?.(signal);
    expect(flavors?.map(({ nativeId }) => nativeId)).toEqual([
      "cpu-cluster",
      "standard_ds2_v2",
      "standard_ds3_v2",
    ]);
    // The cluster writes its size in capitals, the list of sizes does not.
    expect(flavors?.[0]).toMatchObject({
      name: "cpu-cluster",
      type: "CPU",
      nativeType: "AmlCompute",
      maxNodes: 4,
      distributed: true,
      cpu: { cores: 2 },
      gpu: null,
      memory: { value: 7, unit: "GB", bytes: 7 * 2 ** 30 },
      attributes: expect.arrayContaining([
        { key: "vmSize", value: "STANDARD_DS2_V2" },
        { key: "vmPriority", value: "Dedicated" },
        { key: "priceStandard", value: "0.15 USD" },
      ]),
    });
    expect(flavors?.[2]).toMatchObject({
      name: "Standard_DS3_v2",
      nativeType: "VirtualMachineSize",
      cpu: { cores: 4 },
    });
  });

  test("shows what is used of the quota of a VM family, unless we may not see it", async () => {
    let isOpen = true;
    const usage = { name: { value: "standardDSv2Family" }, currentValue: 14, limit: 24 };
    let value = [usage];
    const own: Script = (call, origin) => {
      if (!call.path.endsWith("/usages")) return script(call, origin);
      return isOpen ? { json: { value } } : { status: 403, json: { error: { code: "AuthorizationFailed" } } };
    };
    await using vendor = await startVendor(own);
    const quota = async () =>
      (await vendor.backend.listFlavors?.(signal))?.[1]?.attributes.filter(({ key }) =>
        key.startsWith("quota"),
      );
    expect(await quota()).toEqual([
      { key: "quotaLimit", value: "24" },
      { key: "quotaUsed", value: "14" },
    ]);
    // No limit of its own.
    value = [{ ...usage, limit: -1 }];
    expect(await quota()).toEqual([{ key: "quotaUsed", value: "14" }]);
    isOpen = false;
    expect(await quota()).toEqual([]);
  });

  const components: Script = ({ path }) => {
    if (path === `${workspacePath}/components`) {
      const named = (name: string, properties: object) => ({ name, properties });
      return {
        json: {
          value: [
            named("train", { latestVersion: "3", description: "Trains" }),
            named("old", { latestVersion: "1", isArchived: true }),
            named("empty", { latestVersion: null }),
          ],
        },
      };
    }
    if (path !== `${workspacePath}/components/train/versions/3`) return undefined;
    const inputs = {
      lr: { type: "number", default: "0.1", optional: true },
      data: { type: "uri_folder", description: "Table" },
      mode: { type: "string", enum: ["fast", "good"], default: "fast" },
    };
    const componentSpec = {
      display_name: "Train",
      command: "python train.py",
      environment: "azureml:sklearn-env:33",
      inputs,
    };
    return { json: { name: "3", properties: { componentSpec } } };
  };

  test("algorithms are the newest versions of the workspace's components", async () => {
    await using vendor = await startVendor(components);
    expect(await vendor.backend.listAlgorithms?.(signal)).toMatchObject([
      {
        nativeId: "train:3",
        form: "COMPONENT",
        name: "train",
        versionId: "3",
        description: "Trains",
        parameters: null,
      },
    ]);
  });

  test("a component by its id says what it accepts; what no catalogue has is not found", async () => {
    await using vendor = await startVendor(components);
    const ids = [
      "train:3",
      "train:9",
      "iris_589279419362",
      "azureml://registries/r/components/train/versions/3",
    ];
    const [train, ...others] = (await vendor.backend.getAlgorithms?.(ids, signal)) ?? [];
    expect(train).toMatchObject({
      nativeId: "train:3",
      name: "Train",
      command: "python train.py",
      engine: { name: "sklearn-env", version: "33" },
      parameters: [
        { name: "lr", type: "NUMBER", defaultValue: "0.1", constraint: { required: false } },
        { name: "data", type: "UNKNOWN", nativeType: "uri_folder", constraint: { required: true } },
        { name: "mode", type: "CHOICE", constraint: { validRange: ["fast", "good"] } },
      ],
    });
    expect(others).toMatchObject([{ kind: "NOT_FOUND" }, { kind: "NOT_FOUND" }, { kind: "NOT_FOUND" }]);
    expect(vendor.callsTo("/versions/3")).toHaveLength(1);
  });
});
