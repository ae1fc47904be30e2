import type { BackendDefinition } from "../backends/contract.ts";
import { formatEventCursor } from "../domain/cursor.ts";
import type { JobEvent, JobFacts } from "../domain/event.ts";
import { type FilterSubject, type JobFilter, matchesFilter } from "../domain/filter.ts";
import { formatId } from "../domain/id.ts";
import type { JobIndex } from "../index/contract.ts";
import type { Entry } from "../journal/contract.ts";
import type { Backends } from "./backends.ts";
import type { FactMessage } from "./events-messages.ts";

/** An event as it is told, and its job as filters see it. */
export interface ToldEvent {
  readonly message: FactMessage;
  /** The job as the event left it, and as it was before where that differs. */
  readonly subjects: readonly FilterSubject[];
}

/** Says what is told of an entry; null for a page of a backfill, and for a backend that is no longer configured. */
export type Teller = (entry: Entry) => ToldEvent | null;

/** Makes a teller that does its work once for each entry, however many feeds ask. */
export function createTeller(epoch: string, backends: Backends, index: JobIndex): Teller {
  const told = new WeakMap<Entry, ToldEvent | null>();

  function tell(entry: Entry): ToldEvent | null {
    if (entry.kind !== "Event") return null;
    const { event, position, check } = entry;
    // A backend that was taken out of the configuration is nobody's any more.
    const definition = backends.find(event.backend)?.definition;
    if (definition === undefined) return null;
    const cursor = formatEventCursor({ epoch, position, check });
    const states = "before" in event ? [event.job, { ...event.job, ...event.before }] : [event.job];
    return {
      message: { type: event.kind, cursor, event },
      subjects: states.map((facts) => subjectOf(event, facts, definition, index)),
    };
  }

  return (entry) => {
    const known = told.get(entry);
    if (known !== undefined) return known;
    const made = tell(entry);
    told.set(entry, made);
    return made;
  };
}

/** Tells whether who asks for these jobs is told of an event: the job matches before or after it. */
export function isWanted({ subjects }: ToldEvent, filter: JobFilter): boolean {
  return subjects.some((subject) => matchesFilter(filter, subject));
}

function subjectOf(
  { jobId, backend, nativeId }: JobEvent,
  facts: JobFacts,
  { kind, nativeKeys }: BackendDefinition,
  index: JobIndex,
): FilterSubject {
  const { algorithm, flavor } = facts;
  return {
    id: jobId,
    backend,
    backendKind: kind,
    nativeId,
    facts,
    algorithmId: algorithm && formatId("algorithm", backend, algorithm.nativeId),
    flavorId: flavor && formatId("flavor", backend, flavor.nativeId),
    nativeKeys,
    /** Events do not carry it: as it is stored when somebody's filter asks. */
    get native() {
      return index.get([jobId])[0]?.job.native ?? null;
    },
  };
}
