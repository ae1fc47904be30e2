import { expect, test } from "vitest";
import type { Backend, JobPage } from "../../../src/backends/contract.ts";
import { BackendError } from "../../../src/domain/error.ts";
import type { JobReading } from "../../../src/domain/job.ts";
import { contentHashes } from "../../../src/journal/content-hash.ts";
import { listAll, readJobs, readPages, walk } from "../../support/backend.ts";
import { pageSize, type Subject, signal, stepTo } from "./subject.ts";

const idsOf = (readings: readonly JobReading[]) => readings.map(({ nativeId }) => nativeId);

/** Cases about which jobs are found, and how. */
export function describeListing({ definition, simulate, words, pageSizeKey }: Subject): void {
  const { kind, listing, limits } = definition;
  const isPaged = listing.paging !== "whole";

  /** A vendor whose listing takes several pages, as far as it has pages. */
  async function simulatePages() {
    const vendor = await simulate();
    if (pageSizeKey) await vendor.control.assume(kind, pageSizeKey, pageSize);
    return vendor;
  }

  test("lists every job once, in the promised order and in pages of the size asked for", async () => {
    await using vendor = await simulatePages();
    const made = await vendor.control.addJobs(kind, [stepTo(words.running)], 3);
    const pages = await readPages(vendor.connect(), isPaged ? pageSize : limits.pageSize);
    const readings = pages.flatMap((page) => page.readings);

    expect(pages.flatMap(({ unreadable }) => unreadable)).toEqual([]);
    expect(new Set(idsOf(readings)).size).toBe(43);
    expect(readings).toHaveLength(43);
    expect(idsOf(readings)).toEqual(expect.arrayContaining(made));
    if (isPaged) expect(pages.length).toBeGreaterThanOrEqual(6);
    if (isPaged) for (const page of pages) expect(page.readings.length).toBeLessThanOrEqual(pageSize);
    else expect(pages).toHaveLength(1);
    const created = readings.map(({ core }) => core.createdAt ?? "");
    if (listing.order === "newest") expect(created).toEqual(created.toSorted().reverse());
    if (listing.order === "oldest") expect(created).toEqual(created.toSorted());
  });

  test("lists every job that was created since the horizon", async () => {
    await using vendor = await simulate();
    const backend = vendor.connect();
    const all = await listAll(backend, limits.pageSize);
    const since = all
      .map(({ core }) => core.createdAt ?? "")
      .toSorted()[20] as JobReading["core"]["createdAt"]; // one of them
    const { readings } = await backend.listJobs({ cursor: null, pageSize: limits.pageSize, since }, signal);
    const wanted = all.filter(({ core }) => (core.createdAt ?? "") >= (since ?? ""));
    expect(wanted.length).toBeGreaterThan(15);
    expect(idsOf(readings)).toEqual(expect.arrayContaining(idsOf(wanted)));
  });

  test.runIf(isPaged)("goes on from a cursor in another process", async () => {
    await using vendor = await simulatePages();
    const backend = vendor.connect();
    const whole = idsOf(await listAll(backend, pageSize));
    const first = await backend.listJobs({ cursor: null, pageSize, since: null }, signal);
    const rest = await readPages(vendor.connect(), pageSize, first.next);
    expect(idsOf([first, ...rest].flatMap(({ readings }) => readings))).toEqual(whole);
  });

  test.runIf(isPaged)("misses no job while others arrive between the pages", async () => {
    await using vendor = await simulatePages();
    const backend = vendor.connect();
    const before = idsOf(await listAll(backend, pageSize));
    const seen = new Set<string>();
    for await (const { readings } of walk(backend, pageSize)) {
      for (const id of idsOf(readings)) seen.add(id);
      // Fewer than a page, or a walk that goes back for each arrival would never end.
      await vendor.control.addJobs(kind, [stepTo(words.running)], 3);
    }
    expect([...seen]).toEqual(expect.arrayContaining(before));
  });

  test("gives jobs in the order asked for, with NOT_FOUND in place of unknown and removed ones", async () => {
    await using vendor = await simulate();
    const { idOf } = (await definition.simulator()).population(1);
    const unknown = idOf(2_000_000);
    const backend = vendor.connect();
    const [first = "", second = "", third = ""] = idsOf(await listAll(backend, limits.pageSize));
    await vendor.control.removeJob(kind, second);

    const asked = [third, unknown, first, second, "no id/of ?anything#%"];
    const results = await readJobs(backend, definition, asked);
    const notFound = { kind: "NOT_FOUND", backend: "tested" };
    expect(results).toMatchObject([{ nativeId: third }, notFound, { nativeId: first }, notFound, notFound]);
    expect(await backend.getJobs([], signal)).toEqual([]);
    expect(idsOf(await listAll(backend, limits.pageSize))).not.toContain(second);
  });

  test("knows the jobs that have not ended", async () => {
    await using vendor = await simulate();
    for (const word of Object.values(words)) await vendor.control.addJob(kind, [stepTo(word)]);
    const backend = vendor.connect();
    const isActive = ({ core }: JobReading) => core.status.phaseClass !== "TERMINAL";
    const listed = (await listAll(backend, limits.pageSize)).filter(isActive);
    const active = await readActive(backend, idsOf(listed));
    expect(active.unreadable).toEqual([]);
    expect(idsOf(active.readings).toSorted()).toEqual(idsOf(listed).toSorted());
    const coreOf = (reading: JobReading) => contentHashes(reading, definition.noise).core;
    const cores = new Map(listed.map((reading) => [reading.nativeId, coreOf(reading)]));
    for (const reading of active.readings) expect(coreOf(reading)).toBe(cores.get(reading.nativeId));
  });

  /** Asks for the jobs that have not ended; where that cannot be asked, for those that were listed so. */
  async function readActive(backend: Backend, listed: readonly string[]): Promise<Omit<JobPage, "next">> {
    if (backend.activeJobs) return backend.activeJobs(signal);
    const readings: JobReading[] = [];
    for (const result of await readJobs(backend, definition, listed)) {
      if (result instanceof BackendError) throw result;
      readings.push(result);
    }
    return { readings, unreadable: [] };
  }
}
