import { Course } from "./course.ts";

/** Things this much life ahead count as due: sums of fractions do not meet exactly. */
export const LIFE_TOLERANCE_MS = 1e-6;

/**
 * The simulated clock: the wall clock plus what was advanced, standing still while it is paused.
 *
 * `life` is the time that life cycles have lived: it runs `speed` times as fast as the clock, and not at all while the
 * clock is paused and nobody advances it. `arrivals` is the same for new jobs, which do not arrive while the clock is
 * paused even when it is advanced.
 */
export class Clock {
  readonly life: Course;
  readonly arrivals: Course;
  readonly #wall: () => number;
  #speed: number;
  #paused: boolean;
  #advancedMs = 0;
  #latest: number;

  constructor(settings: { readonly speed: number; readonly paused: boolean; readonly wall?: () => number }) {
    this.#wall = settings.wall ?? Date.now;
    this.#speed = settings.speed;
    this.#paused = settings.paused;
    this.#latest = this.#wall();
    this.life = new Course(this.#latest, 0, settings.speed);
    this.arrivals = new Course(this.#latest, 0, settings.speed);
    this.#setRates();
  }

  get speed(): number {
    return this.#speed;
  }

  get paused(): boolean {
    return this.#paused;
  }

  now(): number {
    // Never backwards, even when the machine's own clock is set back.
    if (!this.#paused) this.#latest = Math.max(this.#latest, this.#wall() + this.#advancedMs);
    return this.#latest;
  }

  wallNow(): number {
    return this.#wall();
  }

  set(change: { readonly speed?: number | undefined; readonly paused?: boolean | undefined }): void {
    this.now();
    this.#speed = change.speed ?? this.#speed;
    this.#paused = change.paused ?? this.#paused;
    this.now(); // a resumed clock jumps to where it would be without the pause
    this.#setRates();
  }

  /** Moves the clock on, paused or not; `ms` is not negative. */
  advance(ms: number): void {
    const from = this.now();
    this.#advancedMs += ms;
    if (!this.#paused) return;
    this.life.turn(from, this.#speed);
    this.#latest = from + ms;
    this.life.turn(this.#latest, 0);
  }

  #setRates(): void {
    const rate = this.#paused ? 0 : this.#speed;
    this.life.turn(this.#latest, rate);
    this.arrivals.turn(this.#latest, rate);
  }
}
