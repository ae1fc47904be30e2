import { describe, expect, test } from "vitest";
import { failureOf, listAll, readJob } from "../../../test/support/backend.ts";
import { draftOf } from "../../../test/support/drafts/contract.ts";
import { type Instant, instantOf } from "../../domain/instant.ts";
import type { JobReading } from "../../domain/job.ts";
import waiting from "./fixtures/03-job-waiting.response.json" with { type: "json" };
import { startScriptedVendor } from "./scripted-vendor.ts";
import { connectWriting, type SimulatedVendor, simulateVendor } from "./simulated-vendor.ts";

const { signal } = new AbortController();
const draft = draftOf("lost", {
  datasetId: "dataset_652ef566-af5c-4d52-b1e4-ec8ec6dc4b8e",
  delivery: { webhookId: "webhook_ed981529-0160-4704-8794-e7702a8de470" },
  deployment: { deploymentId: "deploy_3286bd71-9a8b-42bb-8ba6-c07549b81367" },
});
const since = (ms = Date.now()) => instantOf(ms) as Instant; // inside the range of dates

/** Creates the job of the draft and loses the answer. */
async function createLost({ backend, loseAnswers }: SimulatedVendor): Promise<void> {
  await loseAnswers("POST");
  expect(await failureOf(backend.createJob(draft, signal))).toMatchObject({ undone: false });
}

/** Pages of the listing that the vendor is asked for while something goes on. */
async function pagesWithin(
  { simulated }: SimulatedVendor,
  action: () => Promise<unknown>,
): Promise<string[]> {
  const { next } = await simulated.control.requests("DATATURE");
  await action();
  const { items } = await simulated.control.requests("DATATURE", next);
  return items.filter(({ path }) => path.endsWith("/batch/jobs")).map(({ query }) => query);
}

test("a job whose answer was lost is found, and no other", async () => {
  await using vendor = await simulateVendor(40);
  await vendor.add("Waiting", { name: "lost and found" });
  await createLost(vendor);
  const found = await vendor.backend.findCreated("lost", since(), signal);
  const [nativeId = ""] = await vendor.named("lost");
  expect(found).toEqual([await readJob(vendor.backend, nativeId)]);
  expect(await vendor.backend.findCreated("never made", since(), signal)).toEqual([]);
});

test("a name that looks like an address with a secret is shown as it is, by which the job is found", async () => {
  await using vendor = await simulateVendor();
  const name = "llm?max_token=128";
  await vendor.backend.createJob({ ...draft, name }, signal);
  const found = await vendor.backend.findCreated(name, since(), signal);
  expect(found.map(({ core }) => core.name)).toEqual([name]);
});

test("it is found behind any number of pages", async () => {
  await using vendor = await simulateVendor(40);
  await createLost(vendor);
  const made = await vendor.named("lost");
  expect(made).toHaveLength(1);
  await vendor.assume("pageLimit", 10);
  const pages = await pagesWithin(vendor, async () => {
    const found = await vendor.backend.findCreated("lost", since(), signal);
    expect(found.map(({ nativeId }) => nativeId)).toEqual(made);
  });
  expect(pages.length).toBeGreaterThan(4);
});

test("jobs that are known to be older are not read again", async () => {
  await using vendor = await simulateVendor(40);
  await listAll(vendor.backend, 10);
  await createLost(vendor);
  const pages = await pagesWithin(vendor, async () => {
    expect(await vendor.backend.findCreated("lost", since(), signal)).toHaveLength(1);
  });
  expect(pages).toEqual([expect.stringMatching(/page=.+limit=1000/)]);
  const ofNewcomer = await pagesWithin(vendor, () =>
    connectWriting(vendor.simulated).findCreated("lost", since(), signal),
  );
  expect(ofNewcomer).toEqual(["limit=1000"]);
});

test("a list that shows newest jobs first is read whole", async () => {
  await using vendor = await simulateVendor(40);
  await vendor.assume("listOrder", "createdDesc");
  await listAll(vendor.backend, 10);
  await createLost(vendor);
  expect(await vendor.backend.findCreated("lost", since(), signal)).toHaveLength(1);
});

describe("a list that", () => {
  const page = (data: readonly object[], nextPage: string | null) => ({ json: { data, nextPage } });
  const job = (id: string, createDate: number, name = "other") => ({ ...waiting, id, createDate, name });
  const ids = (jobs: readonly JobReading[] | undefined) => jobs?.map(({ nativeId }) => nativeId);

  test("has no order is read whole, although the ends of a page look like one", async () => {
    const data = [job("a", 10_000_000), job("b", 5_000_000), job("c", 20_000_000)];
    await using vendor = await startScriptedVendor((path, query) => {
      if (!path.endsWith("/jobs")) return { json: {} };
      return query.get("page") ? page(data, null) : page([job("lost", 90_000_000, "lost")], "second");
    });
    await listAll(vendor.backend, 10);
    const found = await vendor.backend.findCreated?.("lost", since(80_000_000), signal);
    expect(ids(found)).toEqual(["lost"]);
  });

  test("shows a job on two pages has it once, and one that leads in a circle is given up", async () => {
    let last: string | null = null;
    await using vendor = await startScriptedVendor((path, query) => {
      if (!path.endsWith("/jobs")) return { json: {} };
      const at = query.get("page");
      return page(at === "b" ? [] : [job("lost", 0, "lost")], at === null ? "a" : at === "a" ? "b" : last);
    });
    const find = async () => vendor.backend.findCreated?.("lost", since(0), signal);
    expect(ids(await find())).toEqual(["lost"]);
    last = "a";
    await expect(find()).rejects.toMatchObject({ kind: "MALFORMED" });
  });
});

test("a place that the vendor knows no more is given up", async () => {
  await using vendor = await simulateVendor(40);
  await listAll(vendor.backend, 10);
  await createLost(vendor);
  const fault = { type: "status", status: 400 };
  await vendor.simulated.control.addFault({
    kind: "DATATURE",
    match: { path: "*/batch/jobs" },
    fault,
    times: 1,
  });
  expect(await vendor.backend.findCreated("lost", since(), signal)).toHaveLength(1);
});

test("jobs of the name from long before are left out, and several since are all told", async () => {
  await using vendor = await simulateVendor(3);
  await vendor.backend.createJob(draft, signal);
  await vendor.simulated.control.clock({ advanceMs: 3 * 3_600_000 });
  const later = since(Date.now() + 3 * 3_600_000);
  expect(await vendor.backend.findCreated("lost", later, signal)).toEqual([]);
  const second = await vendor.backend.createJob(draft, signal);
  await createLost(vendor);
  const found = await vendor.backend.findCreated("lost", later, signal);
  expect(found).toHaveLength(2);
  expect(found[0]?.nativeId).toBe(second.nativeId);
});

test("a job of the name that cannot be read leaves the question open", async () => {
  await using vendor = await simulateVendor(3);
  await vendor.add("Waiting", { name: "lost", createDate: "today" });
  const error = await failureOf(vendor.backend.findCreated("lost", since(), signal));
  expect(error.kind).toBe("MALFORMED");
});
