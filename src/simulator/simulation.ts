import { Clock } from "./clock.ts";
import type { Vendor, WorldStart } from "./vendor.ts";

export interface SimulationSettings {
  /** Total, split evenly over the vendors. */
  readonly jobs: number;
  readonly speed: number;
  readonly seed: number;
}

/** All vendors under one clock. */
export class Simulation {
  readonly vendors: readonly Vendor[];
  #clock: Clock;
  #settings: SimulationSettings;

  /** `build` makes one vendor for each origin, in order. */
  constructor(settings: SimulationSettings, builders: readonly ((start: WorldStart) => Vendor)[]) {
    this.#settings = settings;
    this.#clock = new Clock({ speed: settings.speed, paused: false });
    this.vendors = builders.map((build, at) => build(this.#startOf(at, builders.length)));
  }

  get clock(): Clock {
    return this.#clock;
  }

  find(kind: string): Vendor | undefined {
    return this.vendors.find((vendor) => vendor.definition.kind === kind);
  }

  /** Fresh worlds on the wall clock; speed and pause stay. */
  reset(change: { readonly seed?: number | undefined; readonly jobs?: number | undefined }): void {
    const { speed, paused } = this.#clock;
    this.#settings = {
      speed,
      seed: change.seed ?? this.#settings.seed,
      jobs: change.jobs ?? this.#settings.jobs,
    };
    this.#clock = new Clock({ speed, paused });
    this.vendors.forEach((vendor, at) => {
      vendor.reset(this.#startOf(at, this.vendors.length));
    });
  }

  /** Changes the clock, then moves it on from one due step to the next. Returns how many steps ran while it moved. */
  turnClock(change: ClockChange): number {
    const agendas = this.vendors.map((vendor) => vendor.world.agenda);
    for (const agenda of agendas) agenda.runDue();
    this.#clock.set(change);
    const fired = change.advanceMs === undefined ? 0 : this.#advance(change.advanceMs);
    for (const agenda of agendas) agenda.arm();
    return fired;
  }

  stop(): void {
    for (const vendor of this.vendors) vendor.world.stop();
  }

  #advance(ms: number): number {
    const worlds = this.vendors.map((vendor) => vendor.world);
    for (const world of worlds) world.jobs.watch();
    const runDue = () => worlds.reduce((sum, world) => sum + world.agenda.runDue(), 0);
    let fired = runDue();
    let left = ms;
    while (left > 0) {
      const delayMs = Math.min(...worlds.map((world) => world.agenda.delayMs()));
      // Whole milliseconds: an instant has no finer parts to step through, and each turn must come on.
      const hopMs = Math.min(left, Math.max(1, Math.ceil(delayMs)));
      this.#clock.advance(hopMs);
      left -= hopMs;
      fired += runDue();
    }
    return fired;
  }

  #startOf(at: number, count: number): WorldStart {
    const { jobs, seed } = this.#settings;
    const share = Math.floor(jobs / count) + (at < jobs % count ? 1 : 0);
    return { clock: this.#clock, seed, jobs: share };
  }
}

export interface ClockChange {
  readonly speed?: number | undefined;
  readonly paused?: boolean | undefined;
  /** Not negative. */
  readonly advanceMs?: number | undefined;
}
