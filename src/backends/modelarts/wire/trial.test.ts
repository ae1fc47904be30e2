import { expect, test } from "vitest";
import { covers } from "../../../../test/support/covers.ts";
import sample from "../fixtures/autosearch-trials.response.json" with { type: "json" };
import { parseTrialPage } from "./trial.ts";

const { header, data } = sample.items;
const parse = (items: unknown) => parseTrialPage({ total: 1, count: 1, items })?.rows;

test("the sample's table: cells as text in the table's order, the configuration as an object", () => {
  const loss = "tensor(0.0754, device='cuda:0', requires_grad=True)";
  expect(parseTrialPage(sample)).toEqual({
    sizes: [2, 8],
    rows: [
      {
        nativeId: "ae544174",
        status: "TERMINATED",
        values: [
          { key: "", value: "0" },
          { key: "done", value: "True" },
          { key: "pid", value: "314" },
          { key: "trial_id", value: "ae544174" },
          { key: "training_iteration", value: "2" },
          { key: "time_total_s", value: "19.477163314819336" },
          { key: "worker_index", value: "" },
          { key: "reward_attr", value: "0.0625" },
          { key: "status", value: "TERMINATED" },
          { key: "acc", value: "0.0625" },
          { key: "loss", value: loss },
          { key: "best_reward", value: "0.0625" },
        ],
        config: {
          batch_size: 32,
          learning_rate: 0.05512301741232006,
          trial_index: 0,
          "param/batch_size": 32,
          "param/learning_rate": 0.05512301741232006,
        },
      },
      expect.objectContaining({ nativeId: "ae548666", status: "TERMINATED" }),
    ],
  });
  covers("S1-289");
});

test("columns are found by name, wherever they stand and whatever others there are", () => {
  expect(parse({ header: ["f1", "status", "trial_id"], data: [["0.5", "RUNNING", "t1"]] })).toEqual([
    {
      nativeId: "t1",
      status: "RUNNING",
      config: null,
      values: [
        { key: "f1", value: "0.5" },
        { key: "status", value: "RUNNING" },
        { key: "trial_id", value: "t1" },
      ],
    },
  ]);
});

test.each([
  ["text that holds one", JSON.stringify({ lr: 1 }), { lr: 1 }],
  ["an object with a secret", { hub_token: "canary", lr: 1 }, { hub_token: "***", lr: 1 }],
  ["other text", "lr=1", null],
])("a configuration may be %s", (_, cell, config) => {
  const [trial] = parse({ header: ["trial_id", "config"], data: [["t1", cell]] }) ?? [];
  expect(trial?.config).toEqual(config);
  const shown = trial?.values.find(({ key }) => key === "config")?.value;
  expect(shown).toBe(config === null ? cell : undefined);
});

test("a row is told by its number where it has no id, and is nothing without both", () => {
  const numbered = data.map((row) => row.map((cell, index) => (header[index] === "trial_id" ? null : cell)));
  expect(parse({ header, data: numbered })?.map((row) => row?.nativeId)).toEqual(["0", "1"]);
  expect(parse({ header: ["acc"], data: [["1"], "no row", null] })).toEqual([null, null, null]);
});

test.each([[null], [[]], [{ error_code: "ModelArts.0101" }]])("%j is no table", (answer) => {
  expect(parseTrialPage(answer)).toBeNull();
});

test("a job that has tried nothing has no rows", () => {
  expect(parseTrialPage({ total: 0, count: 0, items: {} })?.rows).toEqual([]);
  expect(parseTrialPage({ total: 0, count: 0, items: null })?.rows).toEqual([]);
});
