import { describe, expect, test } from "vitest";
import { compareSchemas } from "../../schema/compare.ts";

const before = `
  type Query { job(id: ID!): Job }
  type Job { name: String!, phase: Phase }
  enum Phase { RUNNING, ENDED }
  input Filter { phase: Phase }
`;

describe("a schema", () => {
  test.each([
    ["a field is gone", "name: String!, ", ""],
    ["a field may be null now", "name: String!", "name: String"],
    ["a field has another type", "name: String!", "name: ID!"],
    ["an argument is asked for", "job(id: ID!)", "job(id: ID!, of: ID!)"],
    ["an enum value is gone", "RUNNING, ENDED", "RUNNING"],
    ["an input field is asked for", "Filter { phase: Phase }", "Filter { phase: Phase, of: ID! }"],
    ["a type is gone", "input Filter { phase: Phase }", ""],
  ])("breaks clients when %s", async (_, from, to) => {
    const { breaking } = await compareSchemas(before, before.replace(from, to));
    expect(breaking).toHaveLength(1);
  });

  test.each([
    ["a field is new", "name: String!", "name: String!, at: String"],
    ["a field is never null any more", "phase: Phase }\n  enum", "phase: Phase! }\n  enum"],
    ["an argument is new", "job(id: ID!)", "job(id: ID!, of: ID)"],
    ["an enum value is new", "RUNNING, ENDED", "RUNNING, ENDED, LOST"],
    ["a description is new", "type Job", '"One job." type Job'],
  ])("breaks no client when %s", async (_, from, to) => {
    const { breaking, other } = await compareSchemas(before, before.replace(from, to));
    expect(breaking).toEqual([]);
    expect(other).toHaveLength(1);
  });
});
