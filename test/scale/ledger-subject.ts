import type { JobEvent, Position } from "../../src/domain/event.ts";
import type { Entry } from "../../src/journal/contract.ts";
import type { Random } from "../../src/simulator/random.ts";
import { eventFields } from "../support/account.ts";
import type { MovingWorld } from "../support/moving-world.ts";

/** What a subscriber follows, and which recorded events that are. */
export interface Subject {
  readonly name: string;
  readonly field: EventField;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  isWanted(event: JobEvent): boolean;
  /** Position of the event that completes the stream: it may tell of later ones, and need not. Absent: it never ends. */
  endIn?(entries: readonly Entry[]): Position;
}

export type EventField = "statusTransitions" | "jobEvents";

/** Half of the subscribers follow everything, a quarter one backend, a quarter some of the jobs that are there. */
export function subjectOf(
  number: number,
  field: EventField,
  random: Random,
  { kinds, backendOf, sentinel }: MovingWorld,
  jobIds: readonly string[],
): Subject {
  if (number % 4 === 2) return ofBackend(field, backendOf(random.pick(kinds)), sentinel.jobId);
  if (number % 4 === 3) return ofJobs(new Set(Array.from({ length: 5 }, () => random.pick(jobIds))));
  return { ...filtered(field), name: field, variables: {}, isWanted: (event) => isShown(field, event) };
}

export function isTransition({ kind }: JobEvent): boolean {
  return kind === "StatusTransition" || kind === "JobRemoved";
}

const isShown = (field: EventField, event: JobEvent) => field === "jobEvents" || isTransition(event);

function filtered(field: EventField): Pick<Subject, "field" | "query"> {
  const query = `subscription ($after: String, $filter: JobFilter) {
    ${field}(after: $after, filter: $filter) { ${eventFields} }
  }`;
  return { field, query };
}

function ofBackend(field: EventField, backend: string, sentinelId: string): Subject {
  return {
    ...filtered(field),
    name: `${field} of ${backend}`,
    variables: { filter: { any: [{ backends: [backend] }, { ids: [sentinelId] }] } },
    isWanted: (event) =>
      isShown(field, event) && (event.backend === backend || String(event.jobId) === sentinelId),
  };
}

/** Completes by itself. */
function ofJobs(jobIds: ReadonlySet<string>): Subject {
  return {
    name: `statusTransitions of ${jobIds.size} jobs`,
    field: "statusTransitions",
    query: `subscription ($after: String, $jobIds: [ID!]) {
      statusTransitions(after: $after, jobIds: $jobIds) { ${eventFields} }
    }`,
    variables: { jobIds: [...jobIds] },
    isWanted: (event) => isTransition(event) && jobIds.has(event.jobId),
    endIn: (entries) => endOfAll(jobIds, entries),
  };
}

/** Where the last of some jobs ended for the first time. A disturbance may give one that has ended another end. */
function endOfAll(jobIds: ReadonlySet<string>, entries: readonly Entry[]): Position {
  const ended = new Set<string>();
  let end: Position = 0;
  for (const entry of entries) {
    if (entry.kind === "Page") continue;
    const { jobId, kind, job } = entry.event;
    if (!jobIds.has(jobId) || ended.has(jobId)) continue;
    if (kind !== "JobRemoved" && job.status.phaseClass !== "TERMINAL") continue;
    ended.add(jobId);
    end = entry.position;
  }
  return end;
}
