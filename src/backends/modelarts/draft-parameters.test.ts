import { expect, test } from "vitest";
import type { Parameter, ParameterConstraint, ParameterType } from "../../domain/spec.ts";
import { compareParameters } from "./draft-parameters.ts";

function parameter(
  name: string,
  type: ParameterType,
  constraint: Partial<ParameterConstraint> = {},
  defaultValue = "",
): Parameter {
  const free = { nativeType: null, editable: true, required: false, sensitive: false };
  return {
    nativeId: null,
    name,
    label: null,
    description: null,
    descriptions: [],
    value: null,
    typedValue: null,
    defaultValue,
    type,
    nativeType: null,
    constraint: { ...free, validType: "None", validRange: [], ...constraint },
    createdAt: null,
    updatedAt: null,
  };
}

const known = [
  parameter("epochs", "INT", { required: true }),
  parameter("rate", "FLOAT", { validType: "Range", validRange: ["0.001", "1e-1"] }, "0.01"),
  parameter("mixed", "BOOL"),
  parameter("optimizer", "TEXT", { validType: "Choice", validRange: ["sgd", "adam"] }),
  parameter("pass", "TEXT", { sensitive: true, editable: false }, "***"),
];
const compare = (values: Readonly<Record<string, string>>, isOpen = true) =>
  compareParameters(
    Object.entries(values).map(([key, value]) => ({ key, value })),
    known,
    isOpen,
  );

test.each([
  [{ epochs: "12", rate: "1e-2", mixed: "FALSE", optimizer: "adam", other: "x" }],
  [{ epochs: "-1", rate: "0.1" }],
  [{ epochs: "1", rate: "", mixed: "", optimizer: "" }],
])("takes %j", (values) => {
  expect(compare(values)).toEqual([]);
});

test.each([
  [{ epochs: "1.5" }, "a whole number"],
  [{ epochs: "" }, "a value"],
  [{ epochs: "1", rate: "0.11" }, "0.001 to 1e-1"],
  [{ epochs: "1", rate: "0" }, "0.001 to 1e-1"],
  [{ epochs: "1", rate: " " }, "a number"],
  [{ epochs: "1", mixed: "yes" }, "True or False"],
  [{ epochs: "1", optimizer: "lion" }, "one of sgd, adam"],
])("refuses the last of %j", (values, expected) => {
  const index = Object.keys(values).length - 1;
  expect(compare(values)).toEqual([{ path: [index, "value"], expected, isSecret: false }]);
});

test("misses a required value that has no default", () => {
  expect(compare({})).toEqual([
    { path: [], expected: "a value for epochs, which must have one", isSecret: false },
  ]);
});

test("keeps a secret that cannot be changed", () => {
  const expected = "nothing: it cannot be changed";
  expect(compare({ epochs: "1", pass: "***" })).toEqual([{ path: [1, "value"], expected, isSecret: true }]);
});

test("takes other parameters only where the algorithm does", () => {
  const expected = "one of epochs, rate, mixed, optimizer, pass";
  expect(compare({ epochs: "1", other: "x" }, false)).toEqual([
    { path: [1, "key"], expected, isSecret: false },
  ]);
});
