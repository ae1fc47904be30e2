import { type Clock, LIFE_TOLERANCE_MS } from "./clock.ts";
import { Heap } from "./heap.ts";

/** Things to come of a sort that the agenda cannot hold as single entries, because there is no end of them. */
export interface Arrivals {
  /** Simulated time until the next one; Infinity when none is to come. */
  readonly delayMs: () => number;
  readonly take: () => void;
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** What one vendor's world has to do at which time. It runs when told to, or by itself once `keepTime` was called. */
export class Agenda {
  readonly #clock: Clock;
  readonly #lives = new Heap<() => boolean>();
  readonly #instants = new Heap<() => boolean>();
  #arrivals: Arrivals | null = null;
  #keepsTime = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Runs when life cycles have come to `life` (a value of `clock.life`). The callback tells whether it was still wanted. */
  addLife(life: number, run: () => boolean): void {
    this.#lives.push(life, run);
    this.arm();
  }

  /** Runs once at an instant of the clock. Returns the undo. */
  addInstant(instant: number, run: () => void): () => void {
    let wanted = true;
    this.#instants.push(instant, () => {
      if (wanted) run();
      return wanted;
    });
    this.keepTime();
    return () => {
      wanted = false;
    };
  }

  setArrivals(arrivals: Arrivals): void {
    this.#arrivals = arrivals;
  }

  /** Simulated time until something is due, at least 0, as if the clock were not paused; Infinity when nothing is. */
  delayMs(): number {
    const now = this.#clock.now();
    const life = this.#lives.peek();
    const instant = this.#instants.peek();
    const delays = [
      life ? (life.key - this.#clock.life.valueAt(now)) / this.#clock.speed : Number.POSITIVE_INFINITY,
      instant ? instant.key - now : Number.POSITIVE_INFINITY,
      this.#arrivals?.delayMs() ?? Number.POSITIVE_INFINITY,
    ];
    return Math.max(0, Math.min(...delays));
  }

  /** Does what is due, also what becomes due by it. Returns how many steps and scheduled callbacks ran. */
  runDue(): number {
    let fired = 0;
    for (let ran = this.#runNext(); ran !== null; ran = this.#runNext()) fired += ran;
    return fired;
  }

  /** From now on due things happen on their own while the clock is not paused. */
  keepTime(): void {
    this.#keepsTime = true;
    this.arm();
  }

  /** Sets the timer anew; needed after the clock has changed. */
  arm(): void {
    clearTimeout(this.#timer);
    if (!this.#keepsTime || this.#clock.paused) return;
    const delay = this.delayMs();
    if (delay === Number.POSITIVE_INFINITY) return;
    this.#timer = setTimeout(
      () => {
        this.runDue();
        this.arm();
      },
      Math.min(Math.ceil(delay), LONGEST_TIMER_MS),
    ).unref();
  }

  stop(): void {
    this.#keepsTime = false;
    clearTimeout(this.#timer);
  }

  /** Null when nothing is due, else whether what ran counts (1) or was out of date or an arrival (0). */
  #runNext(): number | null {
    if (this.#arrivals && this.#arrivals.delayMs() <= 0) {
      this.#arrivals.take();
      return 0;
    }
    const now = this.#clock.now();
    const life = this.#lives.peek();
    if (life && life.key <= this.#clock.life.valueAt(now) + LIFE_TOLERANCE_MS) {
      this.#lives.pop();
      return Number(life.value());
    }
    const instant = this.#instants.peek();
    if (instant && instant.key <= now) {
      this.#instants.pop();
      return Number(instant.value());
    }
    return null;
  }
}
