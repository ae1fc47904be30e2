import type { Position } from "../domain/event.ts";
import type { BackendId, JobId } from "../domain/id.ts";
import { formatId } from "../domain/id.ts";
import type { Observation, RecordedTransition, RecordResult, Snapshot } from "./contract.ts";
import type { SealedEntry } from "./entry.ts";
import { sealEntry } from "./entry.ts";
import { decide } from "./record-rules.ts";

const keptTransitions = 100;

/** What a record call makes of its observations; nothing is written yet. */
export interface Judgement {
  /** In the order of the observations. */
  readonly results: readonly RecordResult[];
  /** Without a hole after the position that was given. */
  readonly entries: readonly SealedEntry[];
  /** Newest snapshot of each job that changed. */
  readonly snapshots: ReadonlyMap<JobId, Snapshot>;
}

/**
 * Judges observations one after the other, each knowing what the ones before it did. Jobs that start by backfill
 * share one page entry per backend, which stands where the first of them stood.
 */
export function judge(
  observations: readonly Observation[],
  stored: (jobId: JobId) => Snapshot | null,
  head: { readonly epoch: string; readonly position: Position },
): Judgement {
  const { epoch } = head;
  const snapshots = new Map<JobId, Snapshot>();
  const entries: SealedEntry[] = [];
  const pages = new Map<BackendId, { position: Position; jobIds: JobId[] }>();
  const nextPosition = () => head.position + entries.length + 1;

  const startInPage = (backend: BackendId, snapshot: Snapshot): Position => {
    const page = pages.get(backend) ?? { position: nextPosition(), jobIds: [] };
    page.jobIds.push(snapshot.job.id);
    const entry = sealEntry(epoch, { kind: "Page", ...page });
    entries[page.position - head.position - 1] = entry;
    pages.set(backend, page);
    snapshots.set(snapshot.job.id, { ...snapshot, revision: page.position });
    return page.position;
  };

  const results = observations.map((observation): RecordResult => {
    const { backend, nativeId } = observation;
    const jobId = formatId("job", backend, nativeId);
    const position = nextPosition();
    const decision = decide(snapshots.get(jobId) ?? stored(jobId), observation, { epoch, position });
    if (decision.kind === "same" || decision.kind === "stale") return decision;
    if (decision.kind === "filled") {
      snapshots.set(jobId, decision.snapshot);
      return { kind: "filled" };
    }
    const { event, snapshot, reread } = decision;
    if (event === null) return { kind: "recorded", position: startInPage(backend, snapshot), event, reread };
    const entry = sealEntry(epoch, { kind: "Event", position, event });
    entries.push(entry);
    const isTransition = event.kind === "StatusTransition";
    const { check } = entry;
    snapshots.set(jobId, isTransition ? withTransition(snapshot, { position, check, event }) : snapshot);
    return { kind: "recorded", position, event, reread };
  });
  return { results, entries, snapshots };
}

function withTransition(snapshot: Snapshot, transition: RecordedTransition): Snapshot {
  const transitions = [...snapshot.transitions, transition].slice(-keptTransitions);
  return { ...snapshot, transitions, transitionCount: snapshot.transitionCount + 1 };
}
