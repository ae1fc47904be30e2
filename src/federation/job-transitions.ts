import { formatEventCursor, parseEventCursor } from "../domain/cursor.ts";
import { InvalidCursor } from "../domain/error.ts";
import type { JobChangedEvent, JobCreatedEvent, StatusTransitionEvent } from "../domain/event.ts";
import { listBounds, type PageArguments, parsePageWindow } from "../domain/page.ts";
import type { Snapshot } from "../journal/contract.ts";
import type { JobFinder } from "./job-finder.ts";
import { nothingStored } from "./passing-snapshot.ts";
import type { EventView, JobView, TransitionListView } from "./views.ts";

type EventOfPresentJob = JobCreatedEvent | JobChangedEvent | StatusTransitionEvent;

/** The job as an event left it; parts that events do not carry are as stored now. */
export function jobOfEvent({ event, cursor }: EventView<EventOfPresentJob>, finder: JobFinder): JobView {
  const stored = finder.view(event.jobId)?.snapshot ?? null;
  return { snapshot: snapshotAt(event, stored), eventCursor: cursor };
}

function snapshotAt(event: EventOfPresentJob, stored: Snapshot | null): Snapshot {
  const { labels, ...core } = event.job;
  const { jobId: id, backend, nativeId, observedAt, sequence } = event;
  const parts = stored?.job ?? { detail: null, native: {} };
  const job = { ...parts, id, backend, nativeId, core, labels, observedAt };
  return { ...(stored ?? nothingStored), job, sequence };
}

/** A page of the newest transitions of a job (100 are kept), oldest first. */
export function pageOfTransitions(
  { snapshot, eventCursor }: JobView,
  page: PageArguments,
): TransitionListView {
  const window = parsePageWindow(page, listBounds);
  const { epoch } = parseEventCursor(eventCursor);
  const kept = snapshot.transitions;
  const after = window.after === null ? 0 : positionIn(epoch, window.after, "after");
  const before =
    window.before === null ? Number.POSITIVE_INFINITY : positionIn(epoch, window.before, "before");
  const between = kept.filter(({ position }) => position > after && position < before);
  const shown = window.fromEnd ? between.slice(-window.size) : between.slice(0, window.size);
  const first = shown[0]?.position ?? after + 1;
  const last = shown.at(-1)?.position ?? Math.min(before, Number.MAX_SAFE_INTEGER) - 1;
  const items = shown.map(({ position, check, event }) => {
    const cursor = formatEventCursor({ epoch, position, check });
    return { cursor, node: { cursor, event } };
  });
  return {
    items,
    hasPreviousPage: snapshot.transitionCount > kept.length || kept.some(({ position }) => position < first),
    hasNextPage: kept.some(({ position }) => position > last),
    totalCount: snapshot.transitionCount,
  };
}

function positionIn(epoch: string, text: string, argument: "after" | "before"): number {
  const cursor = parseEventCursor(text, [argument]);
  if (cursor.epoch !== epoch) throw new InvalidCursor(text, "a cursor of this journal", [argument]);
  return cursor.position;
}
