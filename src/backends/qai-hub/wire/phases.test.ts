import { expect, test } from "vitest";
import { covers } from "../../../../test/support/covers.ts";
import { classOf } from "../../../domain/status.ts";
import { JobState } from "../proto/public_api_pb.js";
import { readState, unendedStates, vocabulary } from "./phases.ts";

test.each([
  ["S3-41", "CREATED", 1, "QUEUED", null, []],
  ["S3-43", "PROVISIONING_DEVICE", 60, "PREPARING", "PROVISIONING_DEVICE", ["PROFILE", "INFERENCE"]],
  ["S3-42", "OPTIMIZING_MODEL", 50, "RUNNING", "OPTIMIZING_MODEL", ["COMPILE"]],
  ["S3-46", "QUANTIZING_MODEL", 90, "RUNNING", "QUANTIZING_MODEL", ["QUANTIZE"]],
  ["S3-47", "LINKING_MODELS", 100, "RUNNING", "LINKING_MODELS", ["LINK"]],
  ["S3-44", "MEASURING_PERFORMANCE", 70, "RUNNING", "MEASURING_PERFORMANCE", ["PROFILE"]],
  ["S3-45", "RUNNING_INFERENCE", 80, "RUNNING", "RUNNING_INFERENCE", ["INFERENCE"]],
  ["S3-37 S3-49", "SUCCESS", 10, "SUCCEEDED", null, []],
  ["S3-38 S3-49", "FAILED", 30, "FAILED", null, []],
  ["S3-48", "UNSPECIFIED", 0, "UNKNOWN", null, []],
])("$1 is $3", (rows, word, number, phase, stage, jobKinds) => {
  expect(readState(number)).toEqual({ phase, stage, word, mapped: true });
  expect(vocabulary.find(({ nativeValue }) => nativeValue === word)).toMatchObject({
    phase,
    stage,
    jobKinds,
  });
  covers(rows);
});

test("the vocabulary has every state of the protocol", () => {
  expect(vocabulary).toHaveLength(
    Object.values(JobState).filter((value) => typeof value === "number").length,
  );
});

test("the words of a kind stand in the order in which a job goes through them", () => {
  const pathOf = (kind: string) =>
    vocabulary
      .filter(({ jobKinds }) => jobKinds.length === 0 || jobKinds.some((one) => one === kind))
      .map(({ nativeValue }) => nativeValue);
  const end = ["SUCCESS", "FAILED", "UNSPECIFIED"];
  expect(pathOf("PROFILE")).toEqual(["CREATED", "PROVISIONING_DEVICE", "MEASURING_PERFORMANCE", ...end]);
  expect(pathOf("INFERENCE")).toEqual(["CREATED", "PROVISIONING_DEVICE", "RUNNING_INFERENCE", ...end]);
  expect(pathOf("LINK")).toEqual(["CREATED", "LINKING_MODELS", ...end]);
  covers("S3-9");
});

test("the vendor is asked for every state that is no end, that of none included", () => {
  expect(unendedStates).toEqual([0, 1, 50, 60, 70, 80, 90, 100]);
  covers("S3-73");
});

test("a number that no table knows is no end", () => {
  for (const number of [-1, 2, 11, 31, 999, 2 ** 31 - 1]) {
    const { phase, word, mapped } = readState(number);
    expect([classOf(phase), word, mapped]).toEqual(["STALLED", String(number), false]);
  }
  covers("S3-48");
});
