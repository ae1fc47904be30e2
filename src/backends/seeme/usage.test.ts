import { expect, test } from "vitest";
import { toStoredJob } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import finished from "./fixtures/07_job_finished_response.json" with { type: "json" };
import { type Answer, connect, errorOf } from "./scripted-vendor.ts";
import { parseJob } from "./wire.ts";

const { signal } = new AbortController();
const job = toStoredJob(parseJob(finished, "single"));

async function booked(answer: Answer) {
  await using vendor = await connect(() => answer);
  return {
    ...(await vendor.backend.bookedUsage?.(job, signal)),
    lines: vendor.requests.map(({ line }) => line),
  };
}

const record = {
  metric: "compute_seconds",
  value: 90.5,
  unit: "seconds",
  recorded_at: "2023-06-14T09:41:07.042635+02:00",
  cost_micros: 1_250_000,
  unit_cost_micros: 13_812,
  currency: "EUR",
  period_key: "2023-06",
};

test("is the sum of the records that administration has of the job", async () => {
  const records = [
    record,
    { ...record, value: 9.5, cost_micros: 5 },
    { ...record, metric: "storage", value: 7 },
  ];
  expect(await booked({ json: records })).toEqual({
    computeMs: 100_000,
    cost: { amount: "2.500005", currency: "EUR" },
    lines: [`GET /proxy/admin/usage-records?entity_type=job&entity_id=${finished.id}`],
  });
  covers("S0-79");
});

test.each([
  [1, "0.000001"],
  [0, "0"],
  [1_000_000, "1"],
  [-2_500_000, "-2.5"],
  [12_345_678_900_000, "12345678.9"],
])("%d millionths are %s", async (cost_micros, amount) => {
  expect(await booked({ json: [{ ...record, cost_micros }] })).toMatchObject({ cost: { amount } });
});

test.each<Answer>([{ status: 401 }, { status: 403 }, { status: 404 }, { json: null }, { json: [] }])(
  "is nothing, without an error, for %j",
  async (answer) => {
    expect(await booked(answer)).toMatchObject({ computeMs: null, cost: null });
    covers("S0-79");
  },
);

test("has no cost where none is named, or in several currencies", async () => {
  const others = [
    [{ ...record, cost_micros: null }],
    [{ ...record, currency: "" }],
    [record, { ...record, currency: "USD" }],
  ];
  for (const json of others) expect(await booked({ json })).toMatchObject({ cost: null });
});

test.each<Answer>([
  { json: {} },
  { json: [{ ...record, value: "90" }] },
  { text: "<html>" },
  { status: 500 },
])("fails for %j", async (answer) => {
  await using vendor = await connect(() => answer);
  const error = await errorOf(vendor.backend.bookedUsage?.(job, signal) ?? Promise.resolve());
  expect(error).toMatchObject({ kind: "status" in answer ? "UNAVAILABLE" : "MALFORMED" });
});
