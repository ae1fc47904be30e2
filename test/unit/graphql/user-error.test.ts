import { buildSchema } from "graphql";
import { expect, it } from "vitest";
import type { Problem } from "../../../src/domain/command.ts";
import { BackendError } from "../../../src/domain/error.ts";
import { toFault } from "../../../src/domain/fault.ts";
import { toUserErrors, UserError } from "../../../src/graphql/resolvers/user-error.ts";
import { backendId } from "../../support/observation.ts";

const schema = buildSchema(`
  type Query { x: Int }
  input ChangeInput { id: ID! labels: [Label!] part: PartInput }
  input Label { key: String! value: String! }
  input PartInput { vendor: VendorInput }
  input VendorInput { second: Int first: Int }
`);

const problem = (path: readonly string[] | null, rest: Partial<Problem> = {}): Problem => ({
  code: "INVALID",
  message: "no",
  expected: null,
  fault: null,
  path,
  ...rest,
});

it("tells what is about the whole first, then goes by the fields of the input and by places in lists", () => {
  const paths = [
    ["part", "vendor", "first"],
    ["labels", "10", "key"],
    ["labels", "9", "value"],
    ["part", "vendor", "second"],
    null,
    ["labels", "9", "key"],
    ["id"],
    ["labels"],
  ];
  const errors = toUserErrors(
    paths.map((path) => problem(path)),
    "ChangeInput",
    { schema },
  );
  expect(errors.map(({ path }) => path?.join(".") ?? null)).toEqual([
    null,
    "input.id",
    "input.labels",
    "input.labels.9.key",
    "input.labels.9.value",
    "input.labels.10.key",
    "input.part.vendor.second",
    "input.part.vendor.first",
  ]);
});

it("keeps the order of problems about the same place", () => {
  const problems = ["b", "a", "c"].map((message) => problem(["id"], { message }));
  expect(toUserErrors(problems, "ChangeInput", { schema }).map(({ message }) => message)).toEqual([
    "b",
    "a",
    "c",
  ]);
});

it("is what the vendor refused wherever it was asked, whatever the code", () => {
  const refused = new BackendError("INVALID", "no", { backend: backendId("b") });
  const fault = toFault(refused, 0);
  expect(UserError.__resolveType(problem(null, { fault }))).toBe("BackendRefused");
  expect(UserError.__resolveType(problem(null, { fault, code: "OUTCOME_UNKNOWN" }))).toBe("BackendRefused");
  expect(UserError.__resolveType(problem(null))).toBe("InvalidInput");
  expect(UserError.__resolveType(problem(null, { code: "CONFLICT" }))).toBe("CommandRefused");
});
