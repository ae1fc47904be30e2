import { expect, it } from "vitest";
import { runShortJobs } from "../scale/short-jobs.ts";

it("never misses the last line of a short job", async () => {
  const { wrong } = await runShortJobs({ seed: 5, jobs: 80, atOnce: 20 });
  expect(wrong).toEqual([]);
}, 60_000);
