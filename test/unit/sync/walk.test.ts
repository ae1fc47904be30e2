import { expect, test } from "vitest";
import type { Backend, JobPage } from "../../../src/backends/contract.ts";
import type { Instant } from "../../../src/domain/instant.ts";
import { walkPages } from "../../../src/sync/walk.ts";

const { signal } = new AbortController();
const since = "2026-01-01T00:00:00.000Z" as Instant;

/** A vendor whose list has four pages, of which the second and the fourth are cut from the answer before. */
const listJobs: Backend["listJobs"] = async ({ cursor }): Promise<JobPage> => {
  const number = Number(cursor ?? 1);
  const next = number < 4 ? String(number + 1) : null;
  return { readings: [], unreadable: [], next, ...(number % 2 === 0 && { isSameAnswer: true }) };
};

async function positionsOf(cursor: string | null): Promise<number[]> {
  let position = 0;
  const walk = { cursor, pageSize: 10, since, isNewestFirst: false };
  const positions: number[] = [];
  for await (const { asOf } of walkPages({ listJobs }, walk, () => ++position, signal)) positions.push(asOf);
  return positions;
}

test("a page is as old as the answer that it was cut from, however late it is asked for", async () => {
  expect(await positionsOf(null)).toEqual([1, 1, 3, 3]);
});

test("a page of an answer from before the walk is older than all that is known", async () => {
  expect(await positionsOf("2")).toEqual([0, 2, 2]);
});
