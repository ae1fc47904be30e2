import type { Jobs, SimulatedJob } from "../../../simulator/contract.ts";

/** Finds jobs by their position in the newest-first order without walking there each time. */
export interface NewestPages {
  /** The jobs at positions `skip` to `skip + limit - 1`, newest first. */
  readonly read: (skip: number, limit: number) => readonly SimulatedJob[];
}

interface Mark {
  /** The last job of a page that was read, and how many jobs were at or above it. */
  readonly createdAt: number;
  readonly position: number;
  /** The world at that time: its newest job and its size. */
  readonly newestAt: number;
  readonly count: number;
}

const MARKS_KEPT = 32;

/**
 * Keeps a mark at the end of each page read, so that a reader who walks page by page costs a page per call in a world
 * of a million jobs. A mark is used only while nothing but arrivals happened since; a removal voids it.
 */
export function createNewestPages(jobs: Jobs): NewestPages {
  let marks: Mark[] = [];
  return {
    read(skip, limit) {
      const page: SimulatedJob[] = [];
      const mark = findMark(jobs, marks, skip);
      let position = mark?.position ?? 0;
      for (const job of jobs.newestFirst(mark ? { to: mark.createdAt } : {})) {
        if (mark && job.createdAt >= mark.createdAt) continue;
        position++;
        if (position > skip) page.push(job);
        if (page.length === limit) break;
      }
      const last = page.at(-1);
      const [newest] = jobs.newestFirst();
      if (last && newest) {
        const { createdAt } = last;
        marks = [{ createdAt, position, newestAt: newest.createdAt, count: jobs.count() }, ...marks];
        marks.length = Math.min(marks.length, MARKS_KEPT);
      }
      return page;
    },
  };
}

/** The nearest mark above the position, moved down by what has arrived since; null when none is good. */
function findMark(
  jobs: Jobs,
  marks: readonly Mark[],
  skip: number,
): Pick<Mark, "createdAt" | "position"> | null {
  let best: Pick<Mark, "createdAt" | "position"> | null = null;
  for (const { createdAt, position, newestAt, count } of marks) {
    const arrived = jobs.count() - count;
    const moved = position + arrived;
    if (arrived < 0 || moved > skip || moved <= (best?.position ?? 0)) continue;
    if (arrivedSince(jobs, newestAt, arrived) === arrived) best = { createdAt, position: moved };
  }
  return best;
}

/** Counts the jobs newer than an instant, at most one more than expected. */
function arrivedSince(jobs: Jobs, newestAt: number, expected: number): number {
  let arrived = 0;
  for (const job of jobs.newestFirst()) {
    if (job.createdAt <= newestAt || arrived > expected) break;
    arrived++;
  }
  return arrived;
}
