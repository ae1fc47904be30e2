import { describe, expect, test } from "vitest";
import { parseTrainingMetrics, trainProcessOf } from "./fine-tuning.ts";
import { parseInstances } from "./instance.ts";
import { parseQuotas } from "./quota.ts";
import { parseQueuedAt } from "./stage.ts";

describe("instances", () => {
  const first = { task: "worker-0", ip: "172.16.0.1", host_ip: "192.168.0.1", schedule_count: 1 };
  const second = { ...first, ip: "172.16.0.9", schedule_count: "2" };

  test("are those of the newest scheduling", () => {
    const expected = { task: "worker-0", ip: "172.16.0.9", hostIp: "192.168.0.1", scheduleCount: 2 };
    expect(parseInstances([first, second])).toEqual([expected]);
    expect(parseInstances([])).toEqual([]);
  });

  test("may lack everything but the task", () => {
    const bare = { task: "worker-0", ip: null, hostIp: null, scheduleCount: null };
    expect(parseInstances([{ task: "worker-0", ip: "" }, { ip: "172.16.0.1" }, "x"])).toEqual([bare]);
    expect(parseInstances({ tasks: [first] })).toBeNull();
  });
});

describe("quotas", () => {
  test("have a bound unless it is below zero", () => {
    const quotas = [
      { resource: "job-num", quota: "1024", used: 3 },
      { resource: "x", quota: -1 },
      { quota: 1 },
    ];
    expect(parseQuotas({ quotas })).toEqual([
      { name: "job-num", limit: 1024, used: 3, unit: null },
      { name: "x", limit: null, used: null, unit: null },
    ]);
    expect(parseQuotas({ quotas: null })).toEqual([]);
    expect(parseQuotas({})).toBeNull();
  });
});

describe("stages", () => {
  const stage = (name: string, start_time: unknown) => ({ name, start_time, stage_order: 1 });

  test.each([
    ["2022-11-26T16:01:37+08:00", "2022-11-26T08:01:37.000Z"],
    ["1669449697000", "2022-11-26T08:01:37.000Z"],
    ["", null],
    ["soon", null],
  ])("a job was queued at %s", (start, expected) => {
    const running_records = [
      { record_order: 1, stages: [stage("running", "1"), stage("scheduling", start)] },
    ];
    expect(parseQueuedAt({ running_records })).toBe(expected);
  });

  test("the highest order is the newest run, wherever it stands", () => {
    const run = (record_order: number, day: number) => ({
      record_order,
      stages: [stage("scheduling", `2026-01-0${day}T00:00:00Z`)],
    });
    expect(parseQueuedAt({ running_records: [run(2, 5), run(10, 7), run(1, 3)] })).toBe(
      "2026-01-07T00:00:00.000Z",
    );
    expect(parseQueuedAt({ running_records: [] })).toBeNull();
    expect(parseQueuedAt([])).toBeNull();
  });
});

describe("fine-tuning", () => {
  const series = (metric: object) => parseTrainingMetrics({ data: { metrics: [metric] } });

  test("has a series with its steps", () => {
    const data = [
      { step: 1, value: 2.5 },
      { step: 2, value: "2.25", layer: "a" },
    ];
    expect(series({ name_en: "train_loss", x_axis: "step", unit: "", data })).toEqual([
      {
        name: "train_loss",
        unit: null,
        points: [
          { at: null, step: 1, value: 2.5 },
          { at: null, step: 2, value: 2.25 },
        ],
      },
    ]);
  });

  test("has series by what the vendor groups them by, over time", () => {
    const at = (value: number, layer: string) => ({ timestamp: "2026-01-01T00:00:00Z", layer, norm: value });
    const metric = {
      name_cn: "norm",
      x_axis: "timestamp",
      group_by: ["layer"],
      data: [at(1, "a"), at(2, "b")],
    };
    expect(series(metric)).toEqual(
      [1, 2].map((value, index) => ({
        name: `norm/${"ab"[index]}`,
        unit: null,
        points: [{ at: "2026-01-01T00:00:00.000Z", step: null, value }],
      })),
    );
  });

  test("has single figures", () => {
    expect(series({ name_en: "acc", unit: "%", type: "scalar", data: 93 })).toEqual([
      { name: "acc", unit: "%", points: [{ at: null, step: null, value: 93 }] },
    ]);
    expect(trainProcessOf({ train_process: "0.5" })).toBe(0.5);
    expect(trainProcessOf(null)).toBeNull();
  });
});
