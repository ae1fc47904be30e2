import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { itemSchema, maskItems } from "./item.ts";

const item = (members: object) => itemSchema.parse({ name: "x", label: "X", ...members });

describe("value types", () => {
  test.each([
    ["S0-58", "int", "10", "INT", 10],
    ["S0-58", "int", "-3", "INT", -3],
    ["S0-58", "int", "1.5", "INT", null],
    ["S0-58", "int", "0x10", "INT", null],
    ["S0-58", "int", "90071992547409930", "INT", null],
    ["S0-59", "float", "0.002", "FLOAT", 0.002],
    ["S0-59", "float", "1e-3", "FLOAT", 0.001],
    ["S0-59", "float", "5", "FLOAT", 5],
    ["S0-59", "float", "nan", "FLOAT", null],
    ["S0-59", "float", "1e999", "FLOAT", null],
    ["S0-64", "number", "224", "NUMBER", 224],
    ["S0-64", "number", "0.5", "NUMBER", 0.5],
    ["S0-64", "number", "many", "NUMBER", null],
    ["S0-62", "boolean", "true", "BOOL", true],
    ["S0-62", "boolean", "True", "BOOL", false],
    ["S0-62", "boolean", "1", "BOOL", false],
    ["S0-60", "text", "[200 - 100]", "TEXT", "[200 - 100]"],
    ["S0-61", "multi", "onnx", "CHOICE", "onnx"],
    ["S0-63", "string_array", "a,b", "STRING_LIST", "a,b"],
    ["S0-64", "NUMBER", "7", "NUMBER", 7],
    ["S0-47", "tensor", "7", "UNKNOWN", "7"],
    ["S0-47", "constructor", "7", "UNKNOWN", "7"],
  ])("$1 $2 is $3 $4", (row, nativeType, value, type, typedValue) => {
    expect(item({ value, value_type: nativeType })).toMatchObject({ value, typedValue, type, nativeType });
    covers("S0-47", row);
  });

  test.each(["int", "boolean", "text", "tensor"])("has no value of type %s for blank text", (nativeType) => {
    const blank = item({ value: "", default_value: "", value_type: nativeType });
    expect(blank).toMatchObject({ value: null, typedValue: null, defaultValue: null });
  });

  test("understands bare numbers and booleans", () => {
    expect(item({ value: 224, value_type: "number" })).toMatchObject({ value: "224", typedValue: 224 });
    expect(item({ value: true, value_type: "boolean" })).toMatchObject({ value: "true", typedValue: true });
    covers("S0-45");
  });
});

describe("members", () => {
  test("takes every member to its place", () => {
    const parameter = itemSchema.parse({
      id: "0b7d5e93-1c64-4a28-9f03-b8e6a2d4c715",
      created_at: "2023-06-14T09:15:30.337756+02:00",
      updated_at: "2023-06-14T09:41:07.16825+02:00",
      name: "arch",
      description: "Backbone",
      job_id: "3c9b1f52-8e47-4d1a-b0c6-6a5f0e2d4b91",
      value: "resnet50",
      default_value: "resnet34",
      value_type: "text",
      label: "Architecture",
    });
    expect(parameter).toStrictEqual({
      nativeId: "0b7d5e93-1c64-4a28-9f03-b8e6a2d4c715",
      name: "arch",
      label: "Architecture",
      description: "Backbone",
      descriptions: [],
      value: "resnet50",
      typedValue: "resnet50",
      defaultValue: "resnet34",
      type: "TEXT",
      nativeType: "text",
      constraint: null,
      createdAt: "2023-06-14T07:15:30.337Z",
      updatedAt: "2023-06-14T07:41:07.168Z",
    });
    covers("S0-41..43", "S0-45", "S0-46", "S0-48..50");
  });

  test("makes blank, null and absent members null, but never the name", () => {
    const unset = {
      nativeId: null,
      name: "",
      label: null,
      description: null,
      descriptions: [],
      value: null,
      typedValue: null,
      defaultValue: null,
      type: "UNKNOWN",
      nativeType: null,
      constraint: null,
      createdAt: null,
      updatedAt: null,
    };
    const members = [
      "id",
      "created_at",
      "updated_at",
      "name",
      "description",
      "value",
      "default_value",
      "value_type",
      "label",
    ];
    for (const blank of ["", null]) {
      expect(itemSchema.parse(Object.fromEntries(members.map((member) => [member, blank])))).toStrictEqual(
        unset,
      );
    }
    expect(itemSchema.parse({})).toStrictEqual(unset);
    covers("S0-69");
  });
});

describe("secrets", () => {
  test.each(["password", "DB_PASSWORD", "client_secret", "hf_token", "apikey", "api_key", "wandb-api-key"])(
    "masks the values of an item called %s",
    (name) => {
      const wire = { name, label: "L", value: "hunter2", default_value: "hunter1", value_type: "text" };
      expect(item(wire)).toMatchObject({
        value: "***",
        typedValue: null,
        defaultValue: "***",
        constraint: { sensitive: true },
      });
      expect(maskItems([wire])).toStrictEqual([{ ...wire, value: "***", default_value: "***" }]);
    },
  );

  test("shows that a secret is unset", () => {
    const wire = { name: "password", label: "L", value: "", default_value: null };
    expect(item(wire)).toMatchObject({ value: null, defaultValue: null });
    expect(maskItems([wire])).toStrictEqual([wire]);
  });

  test("leaves other items as they are", () => {
    const wire = { name: "arch", value: "resnet50", default_value: "", extra: [1] };
    expect(maskItems([wire, null, "odd"])).toStrictEqual([wire, null, "odd"]);
  });
});
