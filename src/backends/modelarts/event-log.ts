import type { LogPage } from "../../domain/log.ts";
import type { LogQuery } from "../contract.ts";
import { checkOf } from "../text-line.ts";
import { toEvent } from "./wire/log.ts";

const placeForm = /^e:(\d{9}):([0-9a-f]{8})$/;

/** Tells whether a position was given by this way of reading. */
export function isEventPosition(position: string): boolean {
  return placeForm.test(position);
}

/**
 * Reads a page out of all events of a job, oldest first. They have no id: their place in the list tells them, and what
 * they say, should others have come in before them.
 */
export function readEvents(events: readonly unknown[], query: LogQuery): LogPage {
  const { direction, position, limit } = query;
  const isForward = direction === "forward";
  const index = position === null ? null : indexOf(events, position);
  const [from, to] = isForward
    ? rangeFrom(index === null ? 0 : index + 1, limit, events.length)
    : rangeTo(index ?? events.length, limit, events.length);
  const entries = events.slice(from, to).map((event, at) => toEvent(event, formatPlace(event, from + at)));
  const first = entries[0]?.position ?? null;
  const ends = isForward
    ? { fromPosition: position, toPosition: first }
    : { fromPosition: null, toPosition: position };
  const isGone = index === -1 && (first !== null || !isForward);
  return {
    entries,
    hasEarlier: from > 0,
    hasLater: to < events.length,
    totalCount: events.length,
    gaps: isGone ? [{ ...ends, reason: "ROTATION", bytes: null }] : [],
  };
}

/** The event's place, or the next one that says the same; -1 when it is not there any more. */
function indexOf(events: readonly unknown[], position: string): number {
  const [, place, check] = placeForm.exec(position) ?? [];
  return events.findIndex(
    (event, index) => index >= Number(place) && checkOf(JSON.stringify(event)) === check,
  );
}

function rangeFrom(from: number, limit: number, length: number): [from: number, to: number] {
  return [from, Math.min(length, from + limit)];
}

function rangeTo(to: number, limit: number, length: number): [from: number, to: number] {
  const end = Math.min(Math.max(0, to), length);
  return [Math.max(0, end - limit), end];
}

function formatPlace(event: unknown, index: number): string {
  return `e:${String(index).padStart(9, "0")}:${checkOf(JSON.stringify(event))}`;
}
