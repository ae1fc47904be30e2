import { describe, expect, it } from "vitest";
import { groupFilter } from "../../../src/federation/group-filter.ts";

describe("the filter of a group", () => {
  it("takes the group's value in place of the condition on its key", () => {
    expect(groupFilter({ phases: ["FAILED", "RUNNING"], search: "x" }, "PHASE", "FAILED", [])).toEqual({
      phases: ["FAILED"],
      search: "x",
    });
  });
  it("shows jobs without a value by all values that others have", () => {
    expect(groupFilter({}, "OWNER", null, ["ann", "bob"])).toEqual({ not: { owners: ["ann", "bob"] } });
  });
  it("keeps a negation that the filter had", () => {
    const filter = { not: { kinds: ["TRAINING" as const] } };
    expect(groupFilter(filter, "OWNER", null, ["ann"])).toEqual({
      not: { any: [filter.not, { owners: ["ann"] }] },
    });
  });
  it("is the filter itself when no job has a value", () => {
    expect(groupFilter({ search: "x" }, "OWNER", null, [])).toEqual({ search: "x" });
  });
  it("cuts a day to the range that the filter had", () => {
    const from = "2026-03-01T12:00:00.000Z" as never;
    expect(groupFilter({ createdAt: { from } }, "CREATED_DAY", "2026-03-01", [])).toEqual({
      createdAt: { from, to: "2026-03-02T00:00:00.000Z" },
    });
  });
});
