import { describe, expect, test } from "vitest";
import { Clock } from "../../../src/simulator/clock.ts";
import type { World } from "../../../src/simulator/contract.ts";
import { createWorld } from "../../../src/simulator/world.ts";
import { startToy } from "./control-client.ts";
import { createToyVendor } from "./toy-vendor.ts";

const DAY_MS = 24 * 3600 * 1000;

describe("a generated world", () => {
  test("is listed newest first in pages that hold every job once", async () => {
    await using toy = await startToy();
    await toy.call("POST /clock", { paused: true });
    const jobs = [];
    for (let offset = 0; offset < 40; offset += 5) jobs.push(...(await toy.page(offset)));
    expect(await toy.page(40)).toEqual([]);
    expect(new Set(jobs.map((job) => job.id)).size).toBe(40);
    const times = jobs.map((job) => job.createdAt);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  test("reaches back about 80 days and up to the last minutes, a tenth of it active", () => {
    const { world, now } = build({ jobs: 2000 });
    const jobs = [...world.jobs.newestFirst()];
    expect(jobs).toHaveLength(2000);
    expect(now - (jobs.at(-1)?.createdAt ?? 0)).toBeGreaterThan(75 * DAY_MS);
    expect(now - (jobs.at(-1)?.createdAt ?? 0)).toBeLessThan(85 * DAY_MS);
    expect(now - (jobs[0]?.createdAt ?? 0)).toBeLessThan(60_000);
    const active = jobs.filter((job) => !["Done", "Failed"].includes(job.state.native));
    expect(active.length).toBeGreaterThan(150);
    expect(active.length).toBeLessThan(250);
  });

  test("stays in balance: new jobs arrive as fast as others end", () => {
    const { world, clock } = build({ jobs: 1000 });
    clock.advance(3_600_000);
    expect(world.jobs.count()).toBeGreaterThan(1800);
    expect(world.jobs.count()).toBeLessThan(2000);
    const active = [...world.jobs.unsettled()].filter(
      (job) => !["Done", "Failed"].includes(job.state.native),
    );
    expect(active.length).toBeGreaterThan(70);
    expect(active.length).toBeLessThan(130);
  });

  test("gets no new jobs while the clock is paused, however far it is advanced", () => {
    const { world, clock } = build({ jobs: 1000 });
    clock.set({ paused: true });
    const before = world.jobs.count();
    clock.advance(3_600_000);
    expect(world.jobs.count()).toBe(before);
    clock.set({ paused: false });
    expect(world.jobs.count() - before).toBeLessThan(3);
    clock.advance(60_000);
    expect(world.jobs.count()).toBeGreaterThan(before + 10);
  });

  test("is the same for the same seed and another for another", () => {
    const show = (seed: number) => {
      const { world, now } = build({ jobs: 100, seed });
      return [...world.jobs.newestFirst()].map(({ id, createdAt, state }) => [
        id,
        Math.round(createdAt - now),
        state.native,
      ]);
    };
    expect(show(1)).toEqual(show(1));
    expect(show(1)).not.toEqual(show(2));
  });

  test("finds a job by its id without having listed it", () => {
    const { world } = build({ jobs: 50_000 });
    const [job] = world.jobs.oldestFirst();
    expect(world.jobs.get(job?.id ?? "")).toEqual(job);
    expect(world.jobs.get("00000000-0000-4000-8000-000000000000")).toBeNull();
  });

  test("lists the same jobs in both directions, and a window cuts at both ends", () => {
    const { world } = build({ jobs: 300 });
    const newest = [...world.jobs.newestFirst()];
    expect([...world.jobs.oldestFirst()].reverse()).toEqual(newest);
    const [to, from] = [newest[20]?.createdAt ?? 0, newest[60]?.createdAt ?? 0];
    expect([...world.jobs.newestFirst({ from, to })]).toEqual(newest.slice(20, 61));
  });

  test("holds made, changed and removed jobs in their places", () => {
    const { world, clock } = build({ jobs: 300 });
    clock.set({ paused: true });
    const before = [...world.jobs.newestFirst()].map((job) => job.id);
    const draft = { type: "toy", steps: [{ native: "Queued", afterMs: 0 }], fields: {} };
    const made = [world.jobs.create(draft), world.jobs.create({ ...draft, id: "by-name" })].map(
      (job) => job.id,
    );
    world.jobs.remove(before[7] ?? "");
    world.jobs.mark(before[9] ?? "", { native: "Odd" });
    const after = [...world.jobs.newestFirst()].map((job) => job.id);
    expect(after).toEqual([...made.toReversed(), ...before.slice(0, 7), ...before.slice(8)]);
    expect(world.jobs.count()).toBe(301);
    expect(world.jobs.get(before[7] ?? "")).toBeNull();
    expect(world.jobs.get("by-name")?.state.native).toBe("Queued");
    expect(() => world.jobs.create({ ...draft, id: "by-name" })).toThrow("by-name");
  });

  test("counts a job with a mark as unsettled, and its life cycle overwrites the mark", () => {
    const { world, clock } = build({ jobs: 0 });
    clock.set({ paused: true });
    const steps = [
      { native: "Queued", afterMs: 0 },
      { native: "Done", afterMs: 1000 },
    ];
    const { id } = world.jobs.create({ type: "toy", steps, fields: {} });
    world.jobs.mark(id, { native: "Odd" });
    expect([...world.jobs.unsettled()].map((job) => job.state.native)).toEqual(["Odd"]);
    clock.advance(1000);
    expect(world.jobs.get(id)?.history.map((state) => state.native)).toEqual(["Queued", "Odd", "Done"]);
  });

  test("of a million jobs is planned only where somebody looks", () => {
    const vendor = createToyVendor();
    let plans = 0;
    const counting = {
      ...vendor,
      population: (seed: number) => {
        const population = vendor.population(seed);
        const plan: typeof population.plan = (jobSeed, wish) => {
          plans++;
          return population.plan(jobSeed, wish);
        };
        return { ...population, plan };
      },
    };
    const { world } = build({ jobs: 1_000_000, definition: counting });
    const started = plans;
    expect(started).toBeLessThan(1000);
    expect(world.jobs.count()).toBe(1_000_000);
    const listed = world.jobs.newestFirst()[Symbol.iterator]();
    for (let taken = 0; taken < 50; taken++) listed.next();
    expect(plans - started).toBeLessThan(60);
  });
});

describe("jobs that arrive", () => {
  test("are told to a listener from their first state on", () => {
    const { world, clock } = build({ jobs: 1000 });
    const arrived: string[] = [];
    world.onState((job, state) => state.native === "Queued" && arrived.push(job.id));
    const before = world.jobs.count();
    clock.advance(60_000);
    // Reading does not run the agenda; a change does.
    world.jobs.mark([...world.jobs.newestFirst()][0]?.id ?? "", { native: "Odd" });
    expect(arrived).toHaveLength(world.jobs.count() - before);
  });
});

function build(settings: { jobs: number; seed?: number; definition?: ReturnType<typeof createToyVendor> }): {
  world: World;
  clock: Clock;
  now: number;
} {
  const { definition = createToyVendor(), jobs, seed = 1 } = settings;
  const wall = Date.UTC(2026, 10, 21, 12);
  const clock = new Clock({ speed: 1, paused: false, wall: () => wall });
  createWorld({ definition, clock, origin: "http://toy", seed, jobs, assumption: () => "up" });
  return { world: definition.world(), clock, now: clock.now() };
}
