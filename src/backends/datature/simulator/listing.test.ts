import { describe, expect, test } from "vitest";
import { readPage, startTestProject, type TestProject, textAt } from "./test-project.ts";
import { valueAt } from "./wire-document.ts";

/** Follows `nextPage` to the end; `between` runs after each page. */
async function readAll(
  project: TestProject,
  limit: number,
  between?: () => Promise<unknown>,
): Promise<string[]> {
  const ids: string[] = [];
  for (let query = `?limit=${limit}&`; query !== ""; ) {
    const { nextPage, data } = readPage(await project.call("GET", `/batch/jobs${query}`));
    ids.push(...data.map(({ id }) => id));
    await between?.();
    query = nextPage ? `?page=${nextPage}&limit=${limit}&` : "";
  }
  return ids;
}

describe("a list of jobs", () => {
  test("is read oldest first, each job exactly once, while new ones arrive", async () => {
    await using project = await startTestProject(40);
    const before = (await project.jobs()).map(({ id }) => id);
    const made: string[] = [];
    const ids = await readAll(project, 7, async () => {
      if (made.length < 5) made.push(await project.makeJob({ native: "Waiting" }));
    });
    expect(ids).toEqual([...before, ...made]);
    const dates = (await project.jobs()).map(({ createDate }) => createDate);
    expect(dates).toEqual(dates.toSorted((a, b) => a - b));
  });

  test("loses and repeats nothing when jobs go away, the one at the border included", async () => {
    await using project = await startTestProject(20);
    const all = await project.jobs();
    const first = readPage(await project.call("GET", "/batch/jobs?limit=5"));
    await project.call("DELETE", `/batch/jobs/${all[4]?.id}`);
    const second = readPage(await project.call("GET", `/batch/jobs?limit=5&page=${first.nextPage}`));
    expect(second.data.map(({ id }) => id)).toEqual(all.slice(5, 10).map(({ id }) => id));
  });

  test("has no cursor where there is no page", async () => {
    await using project = await startTestProject(10);
    const first = (await project.call("GET", "/batch/jobs?limit=4")).body;
    expect(first).toEqual({ nextPage: expect.stringMatching(/^[\w-]+$/), data: expect.any(Array) });
    const middle = readPage(
      await project.call("GET", `/batch/jobs?limit=4&page=${textAt(first, "nextPage")}`),
    );
    const last = (await project.call("GET", `/batch/jobs?limit=4&page=${middle.nextPage}`)).body;
    expect(last).toEqual({ prevPage: expect.stringMatching(/^[\w-]+$/), data: expect.any(Array) });
    await project.assume("cursor", "null");
    expect((await project.call("GET", "/batch/jobs")).body).toMatchObject({ nextPage: null, prevPage: null });
  });

  test("goes back to the page before", async () => {
    await using project = await startTestProject(10);
    const first = readPage(await project.call("GET", "/batch/jobs?limit=4"));
    const second = readPage(await project.call("GET", `/batch/jobs?limit=4&page=${first.nextPage}`));
    expect(readPage(await project.call("GET", `/batch/jobs?limit=4&page=${second.prevPage}`))).toEqual(first);
  });

  test("shows new jobs on the page after a cursor that had none", async () => {
    await using project = await startTestProject(6);
    const first = readPage(await project.call("GET", "/batch/jobs?limit=4"));
    const page = `/batch/jobs?limit=4&page=${first.nextPage}`;
    expect(readPage(await project.call("GET", page)).data).toHaveLength(2);
    const id = await project.makeJob({ native: "Waiting" });
    expect(readPage(await project.call("GET", page)).data.map((job) => job.id)).toContain(id);
  });

  test("counts pages as is assumed", async () => {
    await using project = await startTestProject(120);
    expect(readPage(await project.call("GET", "/batch/jobs")).data).toHaveLength(100);
    await project.assume("pageLimit", 30);
    expect(readPage(await project.call("GET", "/batch/jobs?limit=100")).data).toHaveLength(30);
    expect(new Set(await readAll(project, 100)).size).toBe(120);
  });

  test("is read newest first where that is assumed", async () => {
    await using project = await startTestProject(15);
    const oldest = (await project.jobs()).map(({ id }) => id);
    await project.assume("listOrder", "createdDesc");
    expect(await readAll(project, 4)).toEqual(oldest.toReversed());
  });

  test.each([
    "limit=0",
    "limit=-1",
    "limit=x",
    "limit=1.5",
    "page=nonsense",
    "page=ZjY2YmU5Njc0N2QyMDNmOGU3YzViOTEyMw",
  ])("refuses %s", async (query) => {
    await using project = await startTestProject();
    const answer = await project.call("GET", `/batch/jobs?${query}`);
    expect([answer.status, answer.body]).toMatchObject([400, { code: "BadRequestError" }]);
  });

  test("grows under the reader while a fault shifts it", async () => {
    await using project = await startTestProject(10);
    await project.control("POST", "/faults", {
      kind: "DATATURE",
      fault: { type: "shiftPages", by: 3 },
      times: 1,
    });
    expect(await project.jobs()).toHaveLength(13);
  });

  test("shows a word that nobody knows while a fault says so", async () => {
    await using project = await startTestProject(5);
    const fault = { type: "unknownStatus", word: "Paused" };
    await project.control("POST", "/faults", { kind: "DATATURE", fault, times: 1 });
    const words = (await project.jobs()).map(({ status }) => status.overview);
    expect(new Set(words)).toEqual(new Set(["Paused"]));
  });
});

test("the generated world is the same for a seed and has everything in it", async () => {
  await using project = await startTestProject(300);
  const jobs = await project.jobs();
  const endings = jobs.map(
    ({ status }) => `${status.message}: ${(status.reason ?? "").replace(/ at \d+$/, "")}`,
  );
  for (const ending of [
    "Waiting: ",
    "Finished: ",
    "Batch job cancelled: BatchJob not completed before defined stop time due to requested cancellation",
    "Batch job failed: BatchJob not completed before defined stop time",
    "Batch job failed: Dataset could not be read",
  ]) {
    expect(endings).toContain(ending);
  }
  const failed = (job: (typeof jobs)[number]) =>
    Object.entries(job.status.items).some(([name, count]) => name.startsWith("Failed") && count > 0);
  expect(jobs.some((job) => job.status.overview === "Reached" && failed(job))).toBe(true);
  expect(jobs.some((job) => job.spec.startAtTime > job.createDate + 3_600_000)).toBe(true);
  expect(jobs.some((job) => job.spec.deployment.kind === "NewEphemeralDeployment")).toBe(true);
  const mapSizes = jobs.map((job) => Object.keys(job.status.items).length);
  expect([Math.min(...mapSizes), Math.max(...mapSizes)]).toEqual([0, 8]);

  await using twin = await startTestProject(300);
  expect((await twin.jobs()).map(({ id, name }) => [id, name])).toEqual(
    jobs.map(({ id, name }) => [id, name]),
  );
});

test("a job that reached its goal has delivered or given up every item of its data set", async () => {
  await using project = await startTestProject(150);
  const counts = new Map<string, number>();
  for (const { spec, status } of await project.jobs()) {
    if (!counts.has(spec.datasetId)) {
      const { body, status: code } = await project.call("GET", `/batch/datasets/${spec.datasetId}`);
      expect(code).toBe(200);
      counts.set(spec.datasetId, Number(valueAt(body, "status", "itemCount")));
    }
    const settled = (status.items.Delivered ?? 0) + (status.items.FailedDeliver ?? 0);
    if (status.overview === "Reached") expect(settled).toBe(counts.get(spec.datasetId));
    else expect(settled).toBeLessThanOrEqual(counts.get(spec.datasetId) ?? 0);
  }
  expect(counts.size).toBeGreaterThan(3);
});
