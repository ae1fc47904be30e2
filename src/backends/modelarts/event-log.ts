import type { LogPage } from "../../domain/log.ts";
import type { LogQuery } from "../contract.ts";
import { toEvent } from "./wire/log.ts";

const placeForm = /^e:(\d{9})$/;

/** Tells whether a position was given by this way of reading. */
export function isEventPosition(position: string): boolean {
  return placeForm.test(position);
}

/** Reads a page out of all events of a job, oldest first. They have no id: their place in the list tells them. */
export function readEvents(events: readonly unknown[], { direction, position, limit }: LogQuery): LogPage {
  const index = position === null ? null : Number(placeForm.exec(position)?.[1]);
  const [from, to] =
    direction === "forward"
      ? rangeFrom(index === null ? 0 : index + 1, limit, events.length)
      : rangeTo(index ?? events.length, limit, events.length);
  return {
    entries: events.slice(from, to).map((event, place) => toEvent(event, formatPlace(from + place))),
    hasEarlier: from > 0,
    hasLater: to < events.length,
    totalCount: events.length,
    gaps: [],
  };
}

function rangeFrom(from: number, limit: number, length: number): [from: number, to: number] {
  const start = Math.min(from, length);
  return [start, Math.min(length, start + limit)];
}

function rangeTo(to: number, limit: number, length: number): [from: number, to: number] {
  const end = Math.min(to, length);
  return [Math.max(0, end - limit), end];
}

function formatPlace(index: number): string {
  return `e:${String(index).padStart(9, "0")}`;
}
