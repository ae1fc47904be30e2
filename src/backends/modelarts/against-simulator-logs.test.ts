import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import type { Job } from "../../domain/job.ts";
import type { LogPage } from "../../domain/log.ts";
import { jobById, jobOf, listAll, type ModelartsBackend, signal, simulate } from "./simulated-vendor.ts";

async function readAllLog(
  backend: ModelartsBackend,
  job: Job,
  source: string,
  limit: number,
): Promise<string[]> {
  const texts: string[] = [];
  let position: string | null = null;
  let page: LogPage;
  do {
    page = await backend.readLogs(job, source, { direction: "forward", position, limit }, signal);
    texts.push(...page.entries.map(({ text }) => text));
    position = page.entries.at(-1)?.position ?? position;
  } while (page.hasLater);
  return texts;
}

const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => `${index} größer als ${index - 1}`);

describe("logs", () => {
  test.each([
    [true, true],
    [true, false],
    [false, false],
  ])("with line API %s (base included: %s) pages give every line once, both ways", async (hasLines, base) => {
    await using vendor = await simulate(1);
    await vendor.assume("lineApi", hasLines);
    await vendor.assume("lineApiIncludesBase", base);
    const nativeId = await vendor.create("Running");
    await vendor.control(`/logs/MODELARTS/${nativeId}`, { source: "worker-0", lines: lines(57) });
    const backend = vendor.connect();
    const job = await jobById(backend, nativeId);
    expect(await readAllLog(backend, job, "worker-0", 10)).toEqual(lines(57));
    const end = await backend.readLogs(
      job,
      "worker-0",
      { direction: "backward", position: null, limit: 5 },
      signal,
    );
    expect(end.entries.map(({ text }) => text)).toEqual(lines(57).slice(52));
    const position = end.entries[2]?.position ?? null;
    const back = await backend.readLogs(
      job,
      "worker-0",
      { direction: "backward", position, limit: 50 },
      signal,
    );
    expect(back.entries.map(({ text }) => text)).toEqual(lines(57).slice(4, 54));
    expect(back).toMatchObject({ hasEarlier: true, hasLater: true });
    const probes = (await vendor.requests()).filter((line) => line.startsWith("404"));
    expect(probes).toHaveLength(hasLines ? 0 : 1);
    covers("S1-266", "S1-282");
  });

  test("a follower that began by lines goes on after the job has ended", async () => {
    await using vendor = await simulate(1);
    const nativeId = await vendor.create("Running");
    await vendor.control(`/logs/MODELARTS/${nativeId}`, { source: "worker-0", lines: ["one"] });
    const backend = vendor.connect();
    const before = await jobById(backend, nativeId);
    const start = await backend.readLogs(
      before,
      "worker-0",
      { direction: "forward", position: null, limit: 9 },
      signal,
    );
    await vendor.control(`/logs/MODELARTS/${nativeId}`, { source: "worker-0", lines: ["two"] });
    await vendor.control(`/jobs/MODELARTS/${nativeId}`, { native: "Completed" }, "PATCH");
    const job = await jobById(backend, nativeId);
    const position = start.entries.at(-1)?.position ?? null;
    const rest = await backend.readLogs(
      job,
      "worker-0",
      { direction: "forward", position, limit: 9 },
      signal,
    );
    expect(rest.entries.map(({ text }) => text)).toEqual(["two"]);
    expect(await readAllLog(backend, job, "worker-0", 9)).toEqual(["one", "two"]);
  });

  test.each([
    [true, 204],
    [false, 204],
    [false, 400],
  ])("before the first line the log is empty (line API %s, status %i)", async (lineApi, status) => {
    await using vendor = await simulate(1);
    await vendor.assume("lineApi", lineApi);
    await vendor.assume("noLogStatus", status);
    const nativeId = await vendor.create("Creating");
    const backend = vendor.connect();
    const job = await jobById(backend, nativeId);
    const [source] = await backend.logSources(job, signal);
    expect(source).toMatchObject({ nativeId: "worker-0", main: true, kind: "TASK", live: true });
    const page = await backend.readLogs(
      job,
      "worker-0",
      { direction: "forward", position: null, limit: 9 },
      signal,
    );
    expect(page).toEqual({ entries: [], hasEarlier: false, hasLater: false, totalCount: null, gaps: [] });
    covers("S1-318");
  });

  test("events of the platform that say the same in one second are all there", async () => {
    await using vendor = await simulate(1);
    const script = ["Creating", "Running", "Pending", "Running"].map((native) => ({ native, afterMs: 0 }));
    const body = { kind: "MODELARTS", count: 1, script };
    const { ids } = await vendor.control("/jobs", body);
    const backend = vendor.connect();
    const job = await jobById(backend, ids?.[0] ?? "");
    const query = { direction: "forward", position: null, limit: 100 } as const;
    const { entries } = await backend.readLogs(job, "events", query, signal);
    expect(entries.filter(({ text }) => text === "Training job is running.")).toHaveLength(2);
  });

  test("events of the platform, oldest first, from any place", async () => {
    await using vendor = await simulate(40);
    const backend = vendor.connect();
    const ended = (await listAll(backend)).find(({ core }) => core.status.phase === "SUCCEEDED");
    const job = jobOf(ended);
    const sources = await backend.logSources(job, signal);
    expect(sources.filter(({ main }) => main)).toHaveLength(1);
    const source = sources.find(({ kind }) => kind === "PLATFORM_EVENTS")?.nativeId ?? "";
    const read = (direction: "forward" | "backward", position: string | null, limit: number) =>
      backend.readLogs(job, source, { direction, position, limit }, signal);
    const all = await read("forward", null, 1000);
    expect(all.entries.length).toBeGreaterThan(3);
    expect(all.totalCount).toBe(all.entries.length);
    const times = all.entries.map(({ occurredAt }) => occurredAt);
    expect(times).toEqual(times.toSorted());
    expect(all.entries.every(({ kind, level }) => kind === "PLATFORM_EVENT" && level !== "UNKNOWN")).toBe(
      true,
    );
    const third = all.entries[2]?.position ?? null;
    expect((await read("forward", third, 1)).entries).toEqual(all.entries.slice(3, 4));
    expect((await read("backward", third, 1)).entries).toEqual(all.entries.slice(1, 2));
    covers("S1-267");
  });

  test("a source or a position of another log is refused", async () => {
    await using vendor = await simulate(1);
    const backend = vendor.connect();
    const job = await jobById(backend, await vendor.create("Running"));
    const query = { direction: "forward", limit: 9 } as const;
    await expect(
      backend.readLogs(job, "worker-77", { ...query, position: null }, signal),
    ).rejects.toMatchObject({
      kind: "NOT_FOUND",
    });
    await expect(
      backend.readLogs(job, "worker-0", { ...query, position: "e:000000001" }, signal),
    ).rejects.toMatchObject({ kind: "INVALID" });
  });
});
