import { describe, expect, test } from "vitest";
import { covers } from "../../../../test/support/covers.ts";
import { classOf } from "../../../domain/status.ts";
import { readPhase, vocabulary } from "./phases.ts";

describe("phases", () => {
  test.each([
    ["S1-51 S1-60", "Creating", "Creating", "PENDING", null],
    ["S1-52 S1-61", "Pending", "Queuing", "QUEUED", "QUEUING"],
    ["S1-53 S1-62", "Running", "Running", "RUNNING", null],
    ["S1-54 S1-63", "Failed", "Failed", "FAILED", null],
    ["S1-55 S1-64", "Completed", "Completed", "SUCCEEDED", null],
    ["S1-56 S1-65", "Terminating", "Terminating", "CANCELLING", null],
    ["S1-57 S1-66", "Terminated", "Terminated", "CANCELLED", null],
    ["S1-58 S1-67 S1-263", "Abnormal", "CreateFailed", "FAILED", "CREATE_FAILED"],
    ["S1-58 S1-68", "Abnormal", "TerminatedFailed", "UNRESPONSIVE", "TERMINATED_FAILED"],
    ["S1-58 S1-69", "Abnormal", "Unknown", "UNKNOWN", "UNKNOWN"],
    ["S1-58 S1-70", "Abnormal", "Lost", "UNRESPONSIVE", "LOST"],
  ])("$1 with $2 is $3", (rows, value, secondary, phase, stage) => {
    expect(readPhase(value, secondary)).toMatchObject({ phase, stage, mapped: true });
    const row = vocabulary.find(
      (entry) => entry.nativeValue === value && entry.nativeSecondary === secondary,
    );
    expect(row).toMatchObject({ phase, stage });
    covers(rows);
  });

  test.each([
    ["CreateFailed", "CREATE_FAILED"],
    ["TerminatedFailed", "CANCEL_FAILED"],
    ["Lost", "LOST"],
    ["Unknown", null],
  ])("the second word of Abnormal gives the reason: %s", (secondary, reason) => {
    expect(readPhase("Abnormal", secondary).reason).toBe(reason);
    covers("S1-58");
  });

  test("the first word decides without the second, whatever its case", () => {
    expect(readPhase("running", null)).toMatchObject({ phase: "RUNNING", stage: null, mapped: true });
    covers("S1-50");
  });

  test("a new second word refines but overrides nothing", () => {
    expect(readPhase("Completed", "CleaningUp")).toMatchObject({
      phase: "SUCCEEDED",
      stage: "CLEANING_UP",
      mapped: true,
    });
    covers("S1-59");
  });

  test.each([
    ["Abnormal", null],
    ["Abnormal", "Failed"],
    ["Abnormal", "Completed"],
    ["Abnormal", "VeryNew"],
    ["Exploded", "Failed"],
    ["constructor", "__proto__"],
    [null, "Completed"],
    [null, null],
  ])("doubtful words end no job: %s with %s", (value, secondary) => {
    expect(readPhase(value, secondary).phase).toBe("UNKNOWN");
  });

  test("words that no table knows are marked", () => {
    expect(readPhase("Exploded", null).mapped).toBe(false);
    expect(readPhase("Abnormal", "VeryNew").mapped).toBe(false);
    expect(readPhase("Abnormal", null).mapped).toBe(true);
  });

  test.each([
    ["1", "PENDING", 1],
    ["2", "PREPARING", 2],
    ["7", "QUEUED", 7],
    ["9", "CANCELLING", 9],
    ["10", "SUCCEEDED", 10],
    ["14", "UNRESPONSIVE", 14],
    ["JOBSTAT_SCALING", "RUNNING", 15],
    ["16", "UNKNOWN", 16],
    ["22", "FAILED", 22],
  ])("number %s of the older API is %s", (value, phase, code) => {
    expect(readPhase(value, null)).toMatchObject({ phase, code, mapped: true });
    covers("S1-264");
  });

  test("a number beyond the table is unknown", () => {
    expect(readPhase("23", null)).toMatchObject({ phase: "UNKNOWN", code: null, mapped: false });
    covers("S1-264");
  });

  test("each first word has a row for any second word, and ends jobs only where it says so itself", () => {
    const words = new Set(vocabulary.map(({ nativeValue }) => nativeValue));
    const alone = vocabulary.filter(({ nativeSecondary }) => nativeSecondary === null);
    expect(alone.map(({ nativeValue }) => nativeValue)).toEqual([...words]);
    const ended = alone
      .filter(({ phase }) => classOf(phase) === "TERMINAL")
      .map(({ nativeValue }) => nativeValue);
    expect(ended).toEqual(["Completed", "Failed", "Terminated"]);
    expect(vocabulary).toHaveLength(8 + 11);
  });
});
