import { describe, expect, test } from "vitest";
import {
  JobListSchema,
  JobState,
  type JobSummaryList,
  JobType,
  JobTypeCountsSchema,
} from "../proto/public_api_pb.js";
import { idsOf, startTestHub, summaryOf, type TestHub } from "./test-hub.ts";

/** Reads to the first short page as vendor code does; `between` runs after each page. */
async function readAll(hub: TestHub, limit: number, query = "", between?: () => Promise<unknown>) {
  const ids: string[] = [];
  for (let offset = 0; ; offset += limit) {
    const page = idsOf(await hub.summaries(`?limit=${limit}&offset=${offset}${query}`));
    ids.push(...page);
    if (page.length < limit) return ids;
    await between?.();
  }
}

function createdAt(list: JobSummaryList): readonly number[] {
  return list.jobSummaries.map((summary) => {
    const { seconds = 0n, nanos = 0 } = summaryOf(summary).creationTime ?? {};
    return Number(seconds) * 1e6 + nanos / 1000;
  });
}

describe("a list of jobs", () => {
  test("is newest first and has each job once", async () => {
    await using hub = await startTestHub(73);
    const ids = await readAll(hub, 10);
    expect(new Set(ids).size).toBe(73);
    const list = await hub.summaries("?limit=100");
    expect(idsOf(list)).toEqual(ids);
    expect(list.totalQueryCount).toBe(73n);
    expect(createdAt(list)).toEqual(createdAt(list).toSorted((a, b) => b - a));
  });

  test("shifts while new jobs arrive: borders repeat, nothing is lost", async () => {
    await using hub = await startTestHub(60);
    const before = await readAll(hub, 100);
    let made = 0;
    const ids = await readAll(hub, 10, "", async () => {
      if (made++ < 4) await hub.makeJob("CREATED");
    });
    expect(ids.length).toBeGreaterThan(60);
    // Once each when repeats are dropped, and in order.
    expect([...new Set(ids)]).toEqual(before);
  });

  test("keeps its pages right after somebody removed a job", async () => {
    await using hub = await startTestHub(50);
    const before = await readAll(hub, 10);
    await hub.control("DELETE", `/jobs/QAI_HUB/${before[45]}`);
    await hub.control("DELETE", `/jobs/QAI_HUB/${before[2]}`);
    await hub.makeJob("CREATED");
    const expected = before.filter((_, at) => at !== 45 && at !== 2);
    expect((await readAll(hub, 10)).slice(1)).toEqual(expected);
  });

  test("has 50 items without a limit and 100 at most", async () => {
    await using hub = await startTestHub(130);
    expect((await hub.summaries()).jobSummaries).toHaveLength(50);
    expect((await hub.summaries("?limit=500")).jobSummaries).toHaveLength(100);
    expect((await hub.summaries("?offset=500")).jobSummaries).toHaveLength(0);
    expect((await hub.get(JobListSchema, "/jobs/?limit=7")).jobs).toHaveLength(7);
  });

  test("takes states as numbers and words", async () => {
    await using hub = await startTestHub(100);
    const done = await hub.summaries("?limit=100&state=10");
    expect(done.jobSummaries.map((summary) => summaryOf(summary).jobState)).toEqual(
      Array(Number(done.totalQueryCount)).fill(JobState.DONE),
    );
    expect(idsOf(await hub.summaries("?limit=100&state=SUCCESS"))).toEqual(idsOf(done));
    const running = await hub.summaries("?limit=100&state=0%2C50%2C60%2C70%2C80%2C90%2C100");
    const failed = await hub.summaries("?limit=100&state=1,30");
    expect(running.totalQueryCount + failed.totalQueryCount + done.totalQueryCount).toBe(100n);
    expect(running.totalQueryCount).toBeGreaterThan(0n);
    expect((await hub.summaries("?state=0")).totalQueryCount).toBe(0n);
    expect((await hub.summaries("?state=7")).totalQueryCount).toBe(0n);
  });

  test("takes one type; a profile is an inference job to clients since 0.56", async () => {
    await using hub = await startTestHub(100);
    const count = async (type: string, version?: string) => {
      const headers = version === undefined ? {} : { "client-version": version };
      return (await hub.summaries(`?limit=1&type=${type}`, headers)).totalQueryCount;
    };
    const [inference, profile] = [await count("inference", "0.55.0"), await count("profile", "0.55.0")];
    expect(profile).toBeGreaterThan(0n);
    expect(await count("inference", "0.56.0")).toBe(inference + profile);
    expect(await count("inference")).toBe(inference + profile);
    const others = [await count("compile"), await count("quantize"), await count("link")];
    expect(others.reduce((sum, one) => sum + one, inference + profile)).toBe(100n);
  });

  test("takes a creator by the whole address", async () => {
    await using hub = await startTestHub(60);
    const own = await hub.summaries("?limit=100&creator=Dana.Ruiz%40example.com");
    const creators = own.jobSummaries.map((summary) => summaryOf(summary).user?.email);
    expect(new Set(creators)).toEqual(new Set(["dana.ruiz@example.com"]));
    expect(own.totalQueryCount).toBeLessThan(60n);
    expect((await hub.summaries("?creator=dana")).totalQueryCount).toBe(0n);
  });

  test("takes a project, and counts its jobs by type", async () => {
    await using hub = await startTestHub(80);
    const project = summaryOf((await hub.summaries()).jobSummaries[0] ?? Object()).projectId;
    const ofProject = await hub.send("GET", `/projects/${project}/job_summaries/?limit=1`);
    expect(ofProject.status).toBe(200);
    const counts = await hub.get(JobTypeCountsSchema, `/projects/${project}/job_summaries/counts/`);
    expect(counts.typeCounts.map(({ jobType }) => jobType)).not.toContain(JobType.PROFILE);
    const sum = counts.typeCounts.reduce((total, { count }) => total + count, 0n);
    const all = await hub.summaries("?limit=100");
    const own = all.jobSummaries.filter((summary) => summaryOf(summary).projectId === project);
    expect(sum).toBe(BigInt(own.length));
    const unknown = await hub.send("GET", "/projects/p-none/job_summaries/");
    expect([unknown.status, unknown.text]).toEqual([404, '{"detail":"Project p-none was not found."}']);
  });

  test.each(["offset=x", "limit=0", "limit=-1", "limit=1.5", "state=nonsense", "type=training"])(
    "refuses %s, or ignores it where that is assumed",
    async (query) => {
      await using hub = await startTestHub(3);
      expect((await hub.send("GET", `/job_summaries/?${query}`)).status).toBe(400);
      await hub.assume("invalidQuery", "ignore");
      expect((await hub.summaries(`?${query}`)).jobSummaries).toHaveLength(3);
    },
  );

  test("shows a number that nobody knows while a fault says so", async () => {
    await using hub = await startTestHub(5);
    const states = async () =>
      (await hub.summaries()).jobSummaries.map((summary) => Number(summaryOf(summary).jobState));
    await hub.fault({ type: "unknownStatus", word: "TELEPORTING" });
    expect(await states()).toEqual(Array(5).fill(999));
    expect(await states()).not.toContain(999);
  });
});

test("the generated world has every kind, state of the end and submitter, and is the same for a seed", async () => {
  await using hub = await startTestHub(300);
  const seen = new Set<string | number | undefined>();
  for (let offset = 0; offset < 300; offset += 100) {
    const { jobSummaries } = await hub.summaries(`?limit=100&offset=${offset}`);
    for (const { job } of jobSummaries) {
      seen.add(job.case).add(job.value?.jobState).add(job.value?.user?.email);
      if (job.case === "inferenceJobSummary") seen.add(`profiled ${job.value.isProfilingOn}`);
    }
  }
  const kinds = ["compile", "quantize", "link", "inference"].map((kind) => `${kind}JobSummary`);
  expect([...seen]).toEqual(expect.arrayContaining([...kinds, "profiled true", "profiled false"]));
  expect([...seen]).toEqual(expect.arrayContaining([JobState.DONE, JobState.FAILED]));
  expect([...seen].filter((entry) => String(entry).endsWith("@example.com"))).toHaveLength(4);
  const first = idsOf(await hub.summaries());
  await hub.control("POST", "/reset", { seed: 1, jobs: 300 });
  expect(idsOf(await hub.summaries())).toEqual(first);
  for (const id of first) expect(id).toMatch(/^j[0-9degjklmnopqrvwxyz]{7}[5gp]$/);
});
