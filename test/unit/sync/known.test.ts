import { describe, expect, it } from "vitest";
import { type BackendId, formatId } from "../../../src/domain/id.ts";
import { createKnown } from "../../../src/sync/known.ts";

const job = formatId("job", "one" as BackendId, "a");

describe("what is known to be recorded", () => {
  it("is the content that was added last", () => {
    const known = createKnown();
    known.add(job, "a", 1);
    expect([known.has(job, "a"), known.has(job, "b")]).toEqual([true, false]);
  });
  it("is forgotten when somebody else's entry comes", () => {
    const known = createKnown();
    known.add(job, "a", 1);
    known.overtake(job, 2);
    expect(known.has(job, "a")).toBe(false);
  });
  it("does not outlive an entry that came between the record and its answer", () => {
    const known = createKnown();
    known.overtake(job, 5);
    known.add(job, "a", 4);
    expect(known.has(job, "a")).toBe(false);
  });
  it("stands again when it was recorded after that entry", () => {
    const known = createKnown();
    known.overtake(job, 5);
    known.add(job, "b", 5);
    expect(known.has(job, "b")).toBe(true);
  });
});
