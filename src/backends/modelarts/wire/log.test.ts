import { describe, expect, test } from "vitest";
import { covers } from "../../../../test/support/covers.ts";
import events from "../fixtures/training-job-events.response.json" with { type: "json" };
import { parsePreview, toEvent, toLine } from "./log.ts";

describe("log lines", () => {
  test.each([
    ["[ModelArts Service Log][INFO][2021/05/18 14:28:14,207]: output-handler finalized", "INFO", "INFO"],
    ["[Modelarts Service Log]exit with 0", "UNKNOWN", null],
    ["2021-05-18 14:28:14 WARNING: slow disk", "WARNING", "WARNING"],
    ["WARN slow", "WARNING", "WARN"],
    ["[ERROR] no space left", "ERROR", "ERROR"],
    ["FATAL: gone", "ERROR", "FATAL"],
    ["ValueError: bad shape", "ERROR", null],
    ["torch.cuda.OutOfMemoryError: CUDA out of memory", "ERROR", null],
    ["UserWarning: deprecated", "WARNING", null],
    ["epoch 1 error 0.03", "UNKNOWN", null],
    ["NCCL_DEBUG=INFO", "UNKNOWN", null],
    ["", "UNKNOWN", null],
  ])("%j is %s", (text, level, nativeLevel) => {
    expect(toLine(text, "p")).toMatchObject({ kind: "LINE", text, level, nativeLevel, occurredAt: null });
  });

  test("lines of the platform are marked", () => {
    expect(toLine("[Modelarts Service Log]exit with 0", "p").nativeKind).toBe("ModelArts Service Log");
    expect(toLine("see [ModelArts Service Log]", "p").nativeKind).toBeNull();
  });
});

describe("events", () => {
  test("times have an offset, levels are words", () => {
    expect(toEvent(events.events[0], "e:000000000000")).toEqual({
      position: "e:000000000000",
      nativeId: null,
      kind: "PLATFORM_EVENT",
      nativeKind: "Job",
      level: "ERROR",
      nativeLevel: "Error",
      text: "Training job failed.",
      occurredAt: "2022-11-26T08:03:41.000Z",
      item: null,
      itemStatus: null,
      nativeItemStatus: null,
      durationMs: null,
      reason: null,
    });
    expect(events.events.map((event) => toEvent(event, "p").level)).not.toContain("UNKNOWN");
    covers("S1-267");
  });
});

describe("previews", () => {
  test("older services call the content context", () => {
    expect(parsePreview({ context: "a\n", full_size: "2" })).toEqual({ content: "a\n", fullSize: 2 });
    expect(parsePreview([])).toBeNull();
  });
});
