import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTestProject, type TestProject, textAt } from "./test-project.ts";

let project: TestProject;
beforeEach(async () => {
  project = await startTestProject();
});
afterEach(() => project[Symbol.asyncDispose]());

const DATASET = "dataset_652ef566-af5c-4d52-b1e4-ec8ec6dc4b8e";

describe("a job made through the service", () => {
  test("waits, runs with all its counters growing, and reaches its goal", async () => {
    const id = await createJob();
    expect((await project.job(id)).status).toMatchObject({
      overview: "Waiting",
      message: "Waiting",
      items: {},
    });
    const gone: Record<string, number>[] = [];
    const updates: number[] = [];
    for (let step = 0; step < 12; step++) {
      await project.advance(2_000);
      const { status } = await project.job(id);
      gone.push(status.items);
      updates.push(status.updateDate);
    }
    const names = ["Gathered", "Preprocessed", "Predicted", "Delivered"];
    for (const name of names) {
      const counts = gone.map((items) => items[name] ?? 0);
      expect(counts).toEqual(counts.toSorted((a, b) => a - b));
      expect(new Set(counts).size).toBeGreaterThan(5);
      expect(counts.at(-1)).toBe(50);
    }
    for (const items of gone) {
      const row = names.map((name) => items[name] ?? 0);
      expect(row).toEqual(row.toSorted((a, b) => b - a));
    }
    expect(new Set(updates).size).toBeGreaterThan(5);
    expect((await project.job(id)).status).toMatchObject({ overview: "Reached", message: "Finished" });
  });

  test("spells zeros out where that is assumed", async () => {
    const id = await createJob();
    await project.assume("sparseItems", false);
    expect(Object.values((await project.job(id)).status.items)).toEqual(Array(8).fill(0));
  });
});

describe("the control port's words", () => {
  test("set the service's own three and everything that goes with them", async () => {
    const id = await project.makeJob({ native: "Waiting" });
    expect((await project.job(id)).status).toMatchObject({ overview: "Waiting", items: {} });
    await project.setState(id, { native: "Running" });
    const running = await project.job(id);
    expect(running.status).toMatchObject({ overview: "Waiting", message: "Waiting" });
    expect(running.status.items.Delivered).toBeGreaterThan(0);

    await project.advance(5_000);
    await project.setState(id, { native: "Cancelled" });
    const now = await project.now();
    expect((await project.job(id)).status).toMatchObject({
      overview: "Failed",
      message: "Batch job cancelled",
      cancelledAt: now,
      reason: `BatchJob not completed before defined stop time due to requested cancellation at ${now}`,
      items: running.status.items,
      updateDate: now,
    });

    await project.setState(id, { native: "TimedOut" });
    const late = await project.job(id);
    expect(late.status).toMatchObject({
      overview: "Failed",
      message: "Batch job failed",
      reason: "BatchJob not completed before defined stop time",
      items: running.status.items,
    });
    expect(late.status).not.toHaveProperty("cancelledAt");
    expect(late.spec.stopAtTime).toBe(now);
    expect(late.updateDate).toBe(now);

    await project.setState(id, { native: "Failed", message: "GPU lost" });
    expect((await project.job(id)).status).toMatchObject({
      overview: "Failed",
      message: "GPU lost",
      reason: "GPU lost",
    });
    await project.setState(id, { native: "Paused" });
    expect((await project.job(id)).status.overview).toBe("Paused");
  });

  test("complete the counters when the goal is reached, with the failures so far", async () => {
    const fields = { spec: { datasetId: DATASET } };
    const id = await project.makeJob(
      { native: "Running", items: { Gathered: 20, FailedGather: 4, Delivered: 11 } },
      fields,
    );
    await project.setState(id, { native: "Reached" });
    expect((await project.job(id)).status.items).toEqual({
      Gathered: 46,
      FailedGather: 4,
      Preprocessed: 46,
      Predicted: 46,
      Delivered: 50,
    });
  });

  test("replace the counters with those given, as they were given", async () => {
    const id = await project.makeJob({ native: "Reached" });
    const items = { Delivered: 48, FailedDeliver: 2, FailedPredict: 0 };
    await project.setState(id, { items });
    expect((await project.job(id)).status).toMatchObject({ overview: "Reached" });
    expect((await project.job(id)).status.items).toEqual(items);
    await project.setState(id, { native: "Failed" });
    expect((await project.job(id)).status.items).toMatchObject({ Delivered: 48, FailedDeliver: 2 });
  });

  test("follow a script and nothing else", async () => {
    const script = [
      { native: "Waiting", afterMs: 0 },
      { native: "Running", afterMs: 2_000, items: { Gathered: 3 } },
      { native: "Reached", afterMs: 3_000 },
    ];
    const made = await project.control("POST", "/jobs", { kind: "DATATURE", script });
    const read = async () => (await project.job(textAt(made, "ids", 0))).status;
    expect((await read()).items).toEqual({});
    await project.advance(2_000);
    expect((await read()).items).toEqual({ Gathered: 3 });
    await project.advance(3_000);
    expect((await read()).overview).toBe("Reached");
    await project.advance(5 * 24 * 3_600_000);
    expect((await read()).overview).toBe("Reached");
  });
});

test("fields lie over the document, part by part", async () => {
  const fields = {
    name: "mine",
    spec: { datasetId: DATASET, startAtTime: 1 },
    status: { reason: "why" },
    extra: true,
  };
  const id = await project.makeJob({ native: "Waiting" }, fields);
  const job = await project.job(id);
  expect(job).toMatchObject({ name: "mine", extra: true, status: { overview: "Waiting", reason: "why" } });
  expect(job.spec).toMatchObject({ datasetId: DATASET, startAtTime: 1, resultDelivery: {} });
});

async function createJob(): Promise<string> {
  const { body } = await project.call("POST", "/batch/jobs", {
    name: "a job",
    spec: {
      datasetId: DATASET,
      deployment: { kind: "ExistingDeployment", deploymentId: "deploy_3286bd71-9a8b-42bb-8ba6-c07549b81367" },
      resultDelivery: {
        destinations: [{ kind: "Webhook", webhookId: "webhook_ed981529-0160-4704-8794-e7702a8de470" }],
      },
    },
  });
  return textAt(body, "id");
}
