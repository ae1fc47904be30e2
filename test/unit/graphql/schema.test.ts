import { isInputObjectType } from "graphql";
import { expect, it } from "vitest";
import { definitions } from "../../../src/backends/registry.ts";
import { buildSchema, readTypeDefinitions } from "../../../src/graphql/schema.ts";

it("has no part for changes of vendors when none of them takes any", () => {
  const [withPatch, without] = [[] as string[], [] as string[]];
  for (const { kind, schema: vendorSchema } of definitions) {
    const schema = buildSchema(readTypeDefinitions([vendorSchema]));
    (schema.getType("JobPatchInput") ? withPatch : without).push(kind);
    const update = schema.getType("UpdateJobInput");
    if (!isInputObjectType(update)) throw new Error("The schema has no UpdateJobInput.");
    expect("patch" in update.getFields(), kind).toBe(withPatch.includes(kind));
  }
  expect(withPatch).not.toEqual([]);
  expect(without).not.toEqual([]);
});
