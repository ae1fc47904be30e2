import type { Jobs, SimulatedJob } from "../../../simulator/contract.ts";
import type { PageRange } from "./page.ts";

/** Reads pages of all jobs, newest first, at the price of a page even deep down in a large world. */
export function createJobPages(jobs: Jobs): (range: PageRange) => readonly SimulatedJob[] {
  /** By how many jobs are older: when the job that ended a page was created. New jobs do not change that number. */
  const ends = new Map<number, number>();
  let count = 0;
  let newestAt = 0;

  /** Forgets the ends once a job is gone, because then the numbers of older jobs are wrong. */
  const notice = () => {
    let arrived = 0;
    let newest = newestAt;
    for (const job of jobs.newestFirst({ from: newestAt })) {
      newest = Math.max(newest, job.createdAt);
      if (job.createdAt > newestAt) arrived++;
      if (newestAt === 0) break;
    }
    if (jobs.count() !== count + arrived) ends.clear();
    count = jobs.count();
    newestAt = newest;
  };

  /** The nearest known end at or above the wanted place. */
  const nearest = (older: number): [older: number, createdAt: number] | null => {
    let best: [number, number] | null = null;
    for (const end of ends) if (end[0] >= older && (!best || end[0] < best[0])) best = end;
    return best;
  };

  return ({ offset, limit }) => {
    notice();
    const start = nearest(count - offset);
    const page: SimulatedJob[] = [];
    let position = start ? count - start[0] : 0;
    for (const job of jobs.newestFirst(start ? { to: start[1] } : {})) {
      if (start && job.createdAt >= start[1]) continue;
      if (position++ < offset) continue;
      page.push(job);
      if (page.length === limit) break;
    }
    const last = page.at(-1);
    if (last) ends.set(count - position, last.createdAt);
    const [oldest] = ends.keys();
    if (ends.size > MOST_ENDS && oldest !== undefined) ends.delete(oldest);
    return page;
  };
}

const MOST_ENDS = 1000;
