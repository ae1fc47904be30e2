import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { parseApplication } from "./application.ts";
import applications from "./fixtures/02_applications_list_response.json" with { type: "json" };

const [images, tabular, yolo] = applications;
const names = (document: unknown) =>
  parseApplication(document).parameters?.map((parameter) => parameter.name);

describe("applications", () => {
  test("takes every member to its place", () => {
    const { parameters, ...algorithm } = parseApplication(tabular);
    expect(algorithm).toStrictEqual({
      nativeId: "6f1f6c0e-3b52-4c0b-9d0a-0d6a4d1c7e21",
      form: "APPLICATION",
      name: "Fastai tabular",
      description: null,
      subscriptionId: null,
      versionId: null,
      codeDir: null,
      bootFile: null,
      command: null,
      engine: {
        nativeId: null,
        name: "fastai",
        version: "2.7.9",
        imageUri: null,
        v1Compatible: null,
        runUser: null,
      },
      supportsContinualTraining: false,
      native: tabular,
    });
    expect(parameters).toHaveLength(3);
    expect(parseApplication(images).supportsContinualTraining).toBe(true);
    covers("S0-75", "S0-76");
  });

  test("reads an application whose own members are all null", () => {
    const bare = parseApplication({
      ...Object.fromEntries(Object.keys(images ?? {}).map((key) => [key, null])),
      id: "a1",
    });
    expect(bare).toMatchObject({
      nativeId: "a1",
      name: "a1",
      engine: null,
      supportsContinualTraining: null,
      parameters: null,
    });
  });

  test("shows the base framework where there is no other", () => {
    const { engine } = parseApplication({ ...images, framework: "", framework_version: "" });
    expect(engine).toMatchObject({ name: "pytorch", version: "1.12.1" });
  });
});

describe("items per application", () => {
  test("offers the vendor's example for image classification, with typed defaults", () => {
    const parameters = parseApplication(images).parameters ?? [];
    const defaults = parameters.map(({ name, type, nativeType, typedValue, defaultValue }) => [
      name,
      type,
      nativeType,
      typedValue,
      defaultValue,
    ]);
    expect(defaults.slice(0, 3)).toEqual([
      ["image_size", "NUMBER", "number", 224, "224"],
      ["arch", "TEXT", "text", "resnet50", "resnet50"],
      ["batch_size", "NUMBER", "number", 50, "50"],
    ]);
    expect(parameters.find(({ name }) => name === "pretrained")).toMatchObject({
      type: "BOOL",
      typedValue: true,
    });
  });

  test("marks every item as ours", () => {
    const descriptions = applications.flatMap((document) => parseApplication(document).parameters ?? []);
    expect(descriptions.length).toBeGreaterThan(10);
    for (const { description } of descriptions) expect(description).toContain("Suggested by this gateway");
  });

  test("depends on the kind and, for trees, on the framework", () => {
    expect(names(tabular)).toEqual(["arch", "batch_size", "nb_epochs"]);
    expect(names({ ...tabular, framework: "xgboost" })).toEqual([
      "nb_estimators",
      "max_depth",
      "learning_rate",
      "target",
    ]);
    expect(names({ ...tabular, application: "ner" })).toEqual(["batch_size", "nb_epochs", "learning_rate"]);
    expect(names({ ...tabular, application: "a new kind" })).toBeUndefined();
    expect(names({ ...tabular, application: "constructor" })).toBeUndefined();
  });

  test("offers the formats that the application converts to as a choice", () => {
    const target = (document: unknown) =>
      parseApplication(document).parameters?.find(({ name }) => name === "target_format");
    expect(target(images)).toMatchObject({
      type: "CHOICE",
      constraint: { validRange: ["onnx", "onnx_int8", "tflite", "mlmodel"] },
    });
    expect(target(yolo)).toMatchObject({
      type: "CHOICE",
      constraint: { validRange: ["onnx", "onnx_int8", "mlmodel"] },
    });
    expect(target(tabular)).toBeUndefined();
    covers("S0-61");
  });
});
