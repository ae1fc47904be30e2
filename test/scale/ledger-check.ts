import type { JobEvent, Position } from "../../src/domain/event.ts";
import type { JobId } from "../../src/domain/id.ts";
import { formatId } from "../../src/domain/id.ts";
import { classOf, type Phase } from "../../src/domain/status.ts";
import type { Entry, Snapshot } from "../../src/journal/contract.ts";
import { openSqliteJournal } from "../../src/journal/sqlite.ts";
import type { Account } from "../support/account.ts";
import type { TrueJob } from "../support/moving-world.ts";
import { phasesOf } from "../support/true-phases.ts";
import type { Subject } from "./ledger-subject.ts";

/** What a journal holds, read after its gateway has ended. */
export interface JournalTruth {
  readonly entries: readonly Entry[];
  /** Null for a job that it does not know. */
  snapshotOf(jobId: JobId): Snapshot | null;
}

export async function readJournal(file: string): Promise<JournalTruth> {
  await using journal = await openSqliteJournal(file);
  const entries = await journal.read(0, journal.head.position);
  const snapshots = new Map<JobId, Snapshot>();
  for await (const batch of journal.scan(1000)) for (const one of batch) snapshots.set(one.job.id, one);
  return { entries, snapshotOf: (jobId) => snapshots.get(jobId) ?? null };
}

/** Events after one position and up to another that somebody wants, in order. */
export function eventsBetween(
  entries: readonly Entry[],
  from: Position,
  to: Position,
  isWanted: (event: JobEvent) => boolean,
): JobEvent[] {
  return entries.flatMap((entry) =>
    entry.kind === "Event" && entry.position > from && entry.position <= to && isWanted(entry.event)
      ? [entry.event]
      : [],
  );
}

/** What a subscriber was told, and what it had a right to. */
export interface Told {
  readonly name: string;
  readonly subject: Subject;
  readonly account: Account;
  /** Position of the cursor that it began with. */
  readonly from: Position;
}

/** Compares what a subscriber was told with what was recorded up to a position; a line for each difference. */
export function checkAccount(
  { entries }: JournalTruth,
  until: Position,
  { name, subject, account, from }: Told,
): string[] {
  const end = Math.min(until, subject.endIn?.(entries) ?? until);
  const due = eventsBetween(entries, from, end, subject.isWanted);
  const possible = eventsBetween(entries, from, until, subject.isWanted).map(({ eventId }) => eventId);
  const told = new Set(account.eventIds);
  const missing = due.filter(({ eventId }) => !told.has(eventId));
  const invented = account.eventIds.filter((eventId) => !possible.includes(eventId));
  const inOrder = possible.filter((eventId) => told.has(eventId));
  const isInOrder =
    inOrder.join() === account.eventIds.filter((eventId) => !invented.includes(eventId)).join();
  return [
    ...account.broken,
    ...missing.map(
      ({ eventId, kind, sequence, jobId }) => `misses ${kind} ${sequence} of ${jobId} (${eventId})`,
    ),
    ...invented.map((eventId) => `was told ${eventId}, which is none of its own`),
    ...(isInOrder ? [] : ["was told in another order"]),
  ].map((line) => `${name} ${line}`);
}

/** Looks for holes in the sequences of each job, and for event ids that name two events. */
export function checkSequences(entries: readonly Entry[]): string[] {
  const last = new Map<JobId, number>();
  const ids = new Set<string>();
  return entries.flatMap((entry) => {
    if (entry.kind === "Page") return [];
    const { jobId, sequence, eventId } = entry.event;
    const wanted = (last.get(jobId) ?? 0) + 1;
    last.set(jobId, sequence);
    const lines = [];
    if (sequence !== wanted) lines.push(`journal: ${jobId} has ${sequence} where ${wanted} is due`);
    if (ids.has(eventId)) lines.push(`journal: ${eventId} names two events`);
    ids.add(eventId);
    return lines;
  });
}

/** Looks for ends that were told twice: what belongs to an end, such as its reason, is told with it. */
export function checkEnds(entries: readonly Entry[]): string[] {
  const ends = new Map<JobId, Phase>();
  return entries.flatMap((entry) => {
    if (entry.kind === "Page" || entry.event.kind !== "StatusTransition") return [];
    const { jobId, backend, nativeId, to } = entry.event;
    const isTwice = ends.get(jobId) === to;
    if (classOf(to) === "TERMINAL") ends.set(jobId, to);
    return isTwice ? [`${backend} ${nativeId} was told twice to be ${to}`] : [];
  });
}

/**
 * Compares what was recorded of a job with its true course: no state that the vendor never showed, none out of order,
 * and the last one is the vendor's.
 */
export function checkAgainstVendor(
  truth: JournalTruth,
  { kind, backend, nativeId, job, mustBeKnown }: TrueJob,
): string[] {
  const jobId = formatId("job", backend, nativeId);
  const name = `${kind} ${nativeId}`;
  const snapshot = truth.snapshotOf(jobId);
  if (snapshot === null) return mustBeKnown && job !== null ? [`${name} is not known`] : [];
  if (job === null) return snapshot.removedAt === null ? [`${name} was removed and is still shown`] : [];
  const course = job.history.map((state) => phasesOf(kind, job, state));
  const recorded = phasesRecorded(truth.entries, jobId);
  const shown = snapshot.job.core.status.phase;
  const wrong: string[] = [];
  if (snapshot.removedAt !== null) wrong.push(`${name} is shown as removed and is there`);
  if (!course.at(-1)?.includes(shown)) wrong.push(`${name} ended as ${course.at(-1)}, is shown as ${shown}`);
  if (recorded.length > 0 && recorded.at(-1) !== shown)
    wrong.push(`${name} was last told to be ${recorded.at(-1)} and is shown as ${shown}`);
  if (!isPartOf(recorded, course))
    wrong.push(`${name} went ${course.join(" ")}, was recorded as ${recorded.join(" ")}`);
  return wrong;
}

/** Phases that the events of a job told of, the same one only once in a row. */
function phasesRecorded(entries: readonly Entry[], jobId: JobId): Phase[] {
  const phases: Phase[] = [];
  for (const entry of entries) {
    if (entry.kind !== "Event" || entry.event.jobId !== jobId) continue;
    const { phase } = entry.event.job.status;
    if (phases.at(-1) !== phase) phases.push(phase);
  }
  return phases;
}

/** Whether the recorded phases are some of the true ones in their order. */
function isPartOf(recorded: readonly Phase[], course: readonly (readonly Phase[])[]): boolean {
  let from = 0;
  for (const phase of recorded) {
    const found = course.findIndex((possible, index) => index >= from && possible.includes(phase));
    if (found < 0) return false;
    from = found + 1;
  }
  return true;
}
