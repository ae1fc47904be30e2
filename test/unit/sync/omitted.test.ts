import { expect, test } from "vitest";
import { emptyCore, type JobReading } from "../../../src/domain/job.ts";
import { makeStatus, type Phase } from "../../../src/domain/status.ts";
import { fillIn } from "../../../src/sync/omitted.ts";

const omits = ["status.message", "algorithm", "owner.name", "native.summary"];

function read(phase: Phase, facts: Partial<JobReading["core"]>, message: string | null): JobReading["core"] {
  const native = { value: phase, secondary: null, code: null, mapped: true };
  return {
    ...emptyCore,
    kind: "COMPILE",
    name: "a",
    status: makeStatus({ phase, native, message }),
    ...facts,
  };
}

const owner = { nativeId: null, name: null, email: "dana@example.com" };
const stored = {
  core: read(
    "FAILED",
    { algorithm: { nativeId: "m1", name: "m" }, owner: { ...owner, name: "Dana" } },
    "why",
  ),
  native: { summary: { a: 1 }, job: { b: 2 } },
};

test("what a reading leaves out stays as it is stored", () => {
  const filled = fillIn(
    { nativeId: "j", core: read("FAILED", { owner }, null), native: { job: { b: 3 } }, omits },
    stored,
  );
  expect(filled.core).toEqual(stored.core);
  expect(filled.native).toEqual({ summary: { a: 1 }, job: { b: 3 } });
});

test("what belongs to a phase goes with it", () => {
  const { core, native } = fillIn(
    { nativeId: "j", core: read("SUCCEEDED", { owner }, null), native: { job: { b: 3 } }, omits },
    stored,
  );
  expect(core.status.message).toBeNull();
  expect(core.algorithm).toEqual({ nativeId: "m1", name: "m" });
  expect(core.owner?.name).toBe("Dana");
  expect(native).toEqual({ job: { b: 3 } });
});

test("what is not stored either is left out", () => {
  const reading = { nativeId: "j", core: read("FAILED", { owner: null }, null), native: {}, omits };
  const filled = fillIn(reading, { core: read("FAILED", { owner }, null), native: {} });
  expect(filled.native).toEqual({});
  expect(filled.core.owner).toEqual(owner);
});

test("what both looks leave out stays left out, and what was filled in does not", () => {
  const reading = { nativeId: "j", core: read("FAILED", { owner }, null), native: {}, omits };
  const { core, omits: left } = fillIn(reading, { ...stored, omits: ["status.message"] });
  expect(core.status.message).toBeNull();
  expect(left).toEqual(["status.message"]);
});
