import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Backend, BackendDefinition } from "../../../src/backends/contract.ts";
import { BackendError } from "../../../src/domain/error.ts";
import type { Instant } from "../../../src/domain/instant.ts";
import { instantOf } from "../../../src/domain/instant.ts";
import type { JobReading } from "../../../src/domain/job.ts";
import type { Phase } from "../../../src/domain/status.ts";
import { backendId, makeReading } from "../../support/observation.ts";
import { startReader } from "../../support/reader.ts";

const { signal } = new AbortController();
const noonMs = Date.UTC(2026, 10, 2, 12);
const minuteMs = 60_000;

/** A vendor whose list of active jobs lacks some of them. */
class SmallVendor implements Backend {
  readonly phases = new Map<string, Phase>();
  readonly unlisted = new Set<string>();
  /** Native ids of each single read, in order. */
  readonly asked: string[] = [];

  #reading(nativeId: string): JobReading {
    const phase = this.phases.get(nativeId);
    if (phase === undefined) throw new BackendError("NOT_FOUND", nativeId, { backend: backendId("read") });
    const native = { value: phase.toLowerCase(), secondary: null, code: null, mapped: true };
    const createdAt = instantOf(noonMs) as Instant; // a date of today
    return makeReading({ nativeId, core: { createdAt }, status: { phase, native } });
  }

  #all(): JobReading[] {
    return [...this.phases.keys()].map((nativeId) => this.#reading(nativeId));
  }

  async listJobs() {
    return { readings: this.#all(), unreadable: [], next: null };
  }

  async activeJobs() {
    return { readings: this.#all().filter(({ nativeId }) => !this.unlisted.has(nativeId)), unreadable: [] };
  }

  async getJobs(nativeIds: readonly string[]) {
    this.asked.push(...nativeIds);
    return nativeIds.map((nativeId) => this.#reading(nativeId));
  }
}

const definition: BackendDefinition = {
  kind: "SMALL",
  title: "Small vendor",
  config: z.object({ id: z.custom<ReturnType<typeof backendId>>(), kind: z.string() }),
  schema: new URL("file:///schema.graphql"),
  listing: { order: "newest", paging: "whole", detail: "listed" },
  limits: {
    pageSize: 100,
    batchSize: 10,
    concurrency: 1,
    callsPerMinute: null,
    minPollMs: 0,
    minListMs: 0,
    maxJobLifetimeMs: null,
  },
  createSafety: "never",
  vocabulary: [],
  noise: [],
  create: () => new SmallVendor(),
  simulator: () => Promise.reject(new Error("It is not simulated.")),
};

/** A reader that knows two jobs, of which `doubtful` has stalled. */
async function startWithStalled() {
  const vendor = new SmallVendor();
  const clock = { now: noonMs };
  vendor.phases.set("doubtful", "UNRESPONSIVE").set("running", "RUNNING");
  vendor.unlisted.add("doubtful");
  const rig = await startReader({ backend: vendor, definition, now: () => clock.now });
  await rig.reader.whole(rig.progress, signal);
  expect(vendor.asked).toEqual([]);
  return { vendor, clock, rig, poll: () => rig.reader.active(rig.progress, signal) };
}

describe("jobs that have stalled and stand in no list of active jobs", () => {
  it("are asked for once a minute, however often the others are read", async () => {
    const { vendor, clock, rig, poll } = await startWithStalled();
    await using _ = rig;
    for (let second = 0; second < 180; second += 10) {
      clock.now = noonMs + second * 1_000;
      await poll();
    }
    expect(vendor.asked).toEqual(["doubtful", "doubtful", "doubtful"]);
    expect(await rig.eventsOf("doubtful")).toHaveLength(1);
  });

  it("are seen to run again within a minute", async () => {
    const { vendor, clock, rig, poll } = await startWithStalled();
    await using _ = rig;
    await poll();
    vendor.phases.set("doubtful", "RUNNING");
    clock.now += minuteMs;
    await poll();
    expect(rig.jobOf("doubtful")?.core.status.phase).toBe("RUNNING");
    expect(await rig.eventsOf("doubtful")).toMatchObject([
      { kind: "JobCreated" },
      { kind: "StatusTransition", from: "UNRESPONSIVE", to: "RUNNING", corrective: false },
    ]);
  });
});
