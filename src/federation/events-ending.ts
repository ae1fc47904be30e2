import type { Position } from "../domain/event.ts";
import type { JobId } from "../domain/id.ts";
import type { IndexFollower } from "../index/follower.ts";
import type { Entry } from "../journal/contract.ts";
import type { RecentEntries } from "./events-recent.ts";

/**
 * Makes the judge of whether all of these jobs have ended, or are gone, as the index shows them. Feeds ask at each
 * news: only the jobs that an entry since the last time was about are looked at again.
 */
export function createEndJudge(
  jobIds: ReadonlySet<JobId>,
  { follower, recent }: { readonly follower: IndexFollower; readonly recent: RecentEntries },
): () => boolean {
  const { index } = follower;
  /** Jobs that have not ended, as of a position. */
  const running = new Set<JobId>();
  let judgedAt: Position | null = null;

  /** Jobs that may be other than they were at the last look. */
  function changed(): ReadonlySet<JobId> {
    const entries =
      judgedAt === null ? null : recent.between(judgedAt, index.version, Number.POSITIVE_INFINITY);
    return entries === null ? jobIds : new Set(entries.flatMap(jobsOf).filter((id) => jobIds.has(id)));
  }

  return () => {
    const ids = [...changed()];
    for (const [place, stored] of index.get(ids).entries()) {
      const id = ids[place];
      if (id === undefined) continue;
      if (stored && !hasEnded(stored)) running.add(id);
      else running.delete(id);
    }
    judgedAt = index.version;
    return running.size === 0;
  };
}

function jobsOf(entry: Entry): readonly JobId[] {
  return entry.kind === "Page" ? entry.jobIds : [entry.event.jobId];
}

function hasEnded({ job }: { readonly job: { readonly core: { readonly status: { phaseClass: string } } } }) {
  return job.core.status.phaseClass === "TERMINAL";
}
