import { expect, test } from "vitest";
import { covers } from "../../../../test/support/covers.ts";
import { classOf } from "../../../domain/status.ts";
import { readPhase, vocabulary } from "./phases.ts";

test.each([
  ["S4-27", "NotStarted", "PENDING", null],
  ["S4-28", "Starting", "PENDING", "STARTING"],
  ["S4-29", "Provisioning", "PREPARING", "PROVISIONING"],
  ["S4-30", "Preparing", "PREPARING", "PREPARING"],
  ["S4-33", "Queued", "QUEUED", null],
  ["S4-34", "Running", "RUNNING", null],
  ["S4-35", "Finalizing", "FINALIZING", null],
  ["S4-36", "CancelRequested", "CANCELLING", null],
  ["S4-37", "Completed", "SUCCEEDED", null],
  ["S4-38", "Failed", "FAILED", null],
  ["S4-39", "Canceled", "CANCELLED", null],
  ["S4-40", "NotResponding", "UNRESPONSIVE", null],
  ["S4-41", "Paused", "PAUSED", null],
  ["S4-42", "Unknown", "UNKNOWN", null],
  ["S4-43", "Scheduled", "SCHEDULED", null],
  ["S4-43", "Unapproved", "PENDING", "UNAPPROVED"],
  ["S4-43", "Pausing", "PAUSED", "PAUSING"],
])("$1 is $2", (row, word, phase, stage) => {
  expect(readPhase(word)).toEqual({ phase, stage, mapped: true });
  expect(vocabulary).toContainEqual(expect.objectContaining({ nativeValue: word, phase, stage }));
  covers(row);
});

test("words are compared without regard to case: events write failed", () => {
  expect(readPhase("failed").phase).toBe("FAILED");
  covers("S4-24");
});

test.each([null, "", "Suspended", "Complete", "constructor", "__proto__"])(
  "%j is no word of the table and ends no job",
  (word) => {
    expect(readPhase(word)).toEqual({ phase: "UNKNOWN", stage: null, mapped: false });
    covers("S4-43");
  },
);

test("what the vendor's client takes for ended but may go on has not ended here", () => {
  const ended = vocabulary.filter(({ phase }) => classOf(phase) === "TERMINAL");
  expect(ended.map(({ nativeValue }) => nativeValue)).toEqual(["Completed", "Failed", "Canceled"]);
  covers("S4-40", "S4-41");
});
