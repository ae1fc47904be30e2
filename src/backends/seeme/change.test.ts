import { describe, expect, test } from "vitest";
import type { JobChange } from "../../domain/command.ts";
import type { JsonObject } from "../../domain/json.ts";
import { settings, simulateJob } from "./vendor-api.ts";

describe("a change is refused", () => {
  const unknown = "00000000-0000-4000-8000-000000000000";
  const at = (...path: string[]) => ["patch", "seeme", ...path];
  const item = (name: string, value = "1", valueType = "INT") => ({ name, value, valueType });
  test.each<[string, Partial<JobChange>, string, readonly string[]]>([
    ["an empty name", { name: "" }, "INVALID", ["name"]],
    ["a job without an application", { patch: { applicationId: "" } }, "INVALID", at("applicationId")],
    [
      "a training without data",
      { patch: { datasetId: "", datasetVersionId: "" } },
      "INVALID",
      at("datasetId"),
    ],
    ["a version of no data set", { patch: { datasetId: null } }, "INVALID", at("datasetId")],
    ["a data set without a version", { patch: { datasetVersionId: "" } }, "INVALID", at("datasetVersionId")],
    ["a version of no model", { patch: { modelId: "", modelVersionId: "v" } }, "INVALID", at("modelId")],
    ["a version of no start model", { patch: { startModelVersionId: "v" } }, "INVALID", at("startModelId")],
    ["an unknown application", { patch: { applicationId: unknown } }, "NOT_FOUND", at("applicationId")],
    ["an unknown data set", { patch: { datasetId: unknown } }, "NOT_FOUND", at("datasetId")],
    [
      "a data set that the version is not of",
      { patch: { datasetId: "00000002-0000-4000-8000-000000000001" } },
      "NOT_FOUND",
      at("datasetId"),
    ],
    ["an unknown version", { patch: { datasetVersionId: unknown } }, "NOT_FOUND", at("datasetVersionId")],
    ["an unknown model", { patch: { modelId: unknown } }, "NOT_FOUND", at("modelId")],
    ["an unknown start model", { patch: { startModelId: unknown } }, "NOT_FOUND", at("startModelId")],
    ["settings taken away", { patch: { items: null } }, "INVALID", at("items")],
    [
      "an unknown setting",
      { patch: { items: [{ id: unknown, ...item("x") }] } },
      "INVALID",
      at("items", "0", "id"),
    ],
    [
      "a value of another type",
      { patch: { items: [item("x", "1.5")] } },
      "INVALID",
      at("items", "0", "value"),
    ],
    [
      "a type of no name",
      { patch: { items: [item("x", "1", "UNKNOWN")] } },
      "INVALID",
      at("items", "0", "valueType"),
    ],
    ["a setting twice", { patch: { items: [item("x"), item("x")] } }, "INVALID", at("items", "1", "name")],
    [
      "a stored setting twice",
      { patch: { items: [item("arch"), item("arch")] } },
      "INVALID",
      at("items", "1", "name"),
    ],
  ])("that asks for %s", async (_title, change, code, path) => {
    await using vendor = await simulateJob();
    const before = await vendor.document();
    const problems = await vendor.check(change);
    expect(problems).toContainEqual(expect.objectContaining({ code, path }));
    expect(await vendor.document()).toEqual(before);
  });

  test("with a name that another setting has, or that two have", async () => {
    await using vendor = await simulateJob({ items: [...settings, ...settings.slice(0, 1)] });
    const [size, arch] = (await vendor.document()).items;
    const check = (patch: JsonObject) => vendor.check({ patch });
    const renamed = { ...item("image_size"), id: arch?.id ?? "" };
    expect(await check({ items: [renamed] })).toMatchObject([{ path: at("items", "0", "name") }]);
    expect(await check({ items: [item("image_size")] })).toMatchObject([{ path: at("items", "0", "id") }]);
    expect(await check({ items: [{ ...item("image_size"), id: size?.id ?? "" }] })).toEqual([]);
  });

  test("only for what it is about", async () => {
    await using vendor = await simulateJob({
      dataset_id: "",
      application_id: unknown,
      items: [{ value_type: "" }],
    });
    expect(await vendor.check({ name: "tulips", patch: { statusMessage: "seen" } })).toEqual([]);
  });
});
