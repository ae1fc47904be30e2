import type { TailPace } from "./log-tail-pace.ts";

/** One read of a log whose job has ended. */
export interface EndRead {
  /** When it began. */
  readonly atMs: number;
  readonly isEmpty: boolean;
  /** More entries were there than were read. */
  readonly hasLater: boolean;
}

/**
 * Judges when the log of an ended job is whole: programs write, and vendors bring, the last lines somewhat after the
 * end. Two empty reads some seconds apart say so; a minute after the end one read of all that is there is enough.
 */
export class TailEnding {
  readonly #pace: TailPace;
  /** When the end of the job came to be known. */
  #knownMs: number;
  #emptyMs: number | null = null;

  constructor(pace: TailPace, knownMs: number) {
    this.#pace = pace;
    this.#knownMs = knownMs;
  }

  /** True while a last line without its line break may still go on. */
  isOpen(atMs: number): boolean {
    return atMs - this.#knownMs < this.#pace.mostDrainMs;
  }

  /** Takes a read; true when nothing more will come. */
  isDrained({ atMs, isEmpty, hasLater }: EndRead): boolean {
    // A clock that was set back measures from there.
    this.#knownMs = Math.min(this.#knownMs, atMs);
    if (hasLater) {
      this.#emptyMs = null;
      return false;
    }
    if (!this.isOpen(atMs)) return true;
    if (!isEmpty) {
      this.#emptyMs = null;
      return false;
    }
    this.#emptyMs = Math.min(this.#emptyMs ?? atMs, atMs);
    return atMs - this.#emptyMs >= this.#pace.drainMs;
  }
}
