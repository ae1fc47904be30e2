import { Budget } from "../http/budget.ts";
import { isDue } from "./pace.ts";
import { createWakeable } from "./wakeable.ts";

/** Jobs that may wait for their read; what comes beyond is left to a poll. */
const mostWaiting = 200;
/** Of the vendor's calls a minute, hints may spend a quarter, and never more than this. */
const mostReadsPerMinute = 120;
/** Smallest time between two polls for the sake of hints, in milliseconds. */
const wakeSpacingMs = 5_000;

/** What may have changed, as somebody outside says. */
export interface Hint {
  /** Jobs to read again. */
  readonly nativeIds: readonly string[];
  /** Whether something has happened that the ids do not tell. */
  readonly wakes: boolean;
}

export interface HintedReadsTools {
  readonly limits: {
    readonly batchSize: number;
    readonly callsPerMinute: number | null;
    readonly minPollMs: number;
  };
  /** Reads jobs and records them; takes care of its failures. */
  read(nativeIds: readonly string[]): Promise<void>;
  /** Makes the next poll come now. */
  wake(): void;
  now(): number;
  /** Ends the reads. */
  readonly signal: AbortSignal;
}

/** Turns hints into reads, never more than the vendor can bear, however many hints there are. */
export interface HintedReads {
  /** Returns at once. Hints for one job that come close together make one read. */
  take(hint: Hint): void;
  /** Resolves when the signal has ended the reads. */
  readonly running: Promise<void>;
}

/** Starts the reads of one backend. */
export function startHintedReads({ limits, read, wake, now, signal }: HintedReadsTools): HintedReads {
  const { batchSize, callsPerMinute, minPollMs } = limits;
  const budget = new Budget(
    Math.min(mostReadsPerMinute, (callsPerMinute ?? Number.POSITIVE_INFINITY) / 4),
    now(),
    true,
  );
  /** Jobs that wait, in order. */
  const waiting = new Set<string>();
  /** When jobs were read that must not be read again yet. */
  const readMs = new Map<string, number>();
  const pause = createWakeable();
  let wokenMs = Number.NEGATIVE_INFINITY;
  let laterWake: NodeJS.Timeout | null = null;

  /** At once, or as soon as the last one is long enough ago; any number of calls until then make one. */
  function wakeSpaced(): void {
    if (laterWake !== null || signal.aborted) return;
    const waitMs = remaining(wokenMs, wakeSpacingMs);
    laterWake = setTimeout(() => {
      laterWake = null;
      wokenMs = now();
      wake();
    }, waitMs);
  }

  /** A clock that was set back puts nothing off. */
  function remaining(sinceMs: number, spacingMs: number): number {
    return isDue(sinceMs, spacingMs, now()) ? 0 : sinceMs + spacingMs - now();
  }

  /** Takes the jobs whose time has come; beside them, how long the first of the others has to wait. */
  function takeDue(): { due: string[]; waitMs: number } {
    for (const [nativeId, ms] of readMs) if (remaining(ms, minPollMs) === 0) readMs.delete(nativeId);
    const due: string[] = [];
    let waitMs = Number.POSITIVE_INFINITY;
    for (const nativeId of waiting) {
      const last = readMs.get(nativeId);
      const wait = last === undefined ? budget.spend(now()) : remaining(last, minPollMs);
      waitMs = Math.min(waitMs, wait === 0 ? waitMs : wait);
      if (wait > 0) continue;
      due.push(nativeId);
      if (due.length === batchSize) break;
    }
    for (const nativeId of due) {
      waiting.delete(nativeId);
      readMs.set(nativeId, now());
    }
    return { due, waitMs: due.length > 0 ? 0 : waitMs };
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const { due, waitMs } = takeDue();
      if (due.length > 0) await read(due);
      else await pause.sleep(waitMs, signal).catch(() => undefined);
    }
    if (laterWake !== null) clearTimeout(laterWake);
  }

  return {
    running: run(),
    take({ nativeIds, wakes }) {
      for (const nativeId of nativeIds) {
        if (waiting.size < mostWaiting || waiting.has(nativeId)) waiting.add(nativeId);
        else wakes = true;
      }
      if (nativeIds.length > 0) pause.wake();
      if (wakes) wakeSpaced();
    },
  };
}
