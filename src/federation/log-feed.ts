import type { LogGap } from "../domain/log.ts";
import type { LogCondition } from "../domain/log-filter.ts";
import type { Feed, Piece, Place } from "../fanout/contract.ts";
import type { LogTail } from "../sync/log-tail.ts";
import type { TailPage } from "../sync/log-tail-pages.ts";
import type { LogRing } from "../sync/log-tail-ring.ts";
import type { FollowedTail } from "../sync/log-tails.ts";
import { type LogIdentity, type LogMessage, type PlacedItem, placeItems, tellItems } from "./log-messages.ts";
import { formatPlace, type LogPlace, parsePlace } from "./log-place.ts";

/** Items that one piece examines at most. */
const mostExamined = 1000;
/** Longest time that one read waits for a vendor. */
const patienceMs = 10_000;
/** Heads that no reader ever stands at: before the tail has read anything, and after it has failed. */
const unread: Place = "unread";
const failed: Place = "failed";

export interface LogFeedTools {
  readonly followed: FollowedTail;
  readonly filterKey: string;
  readonly accepts: LogCondition | null;
  /** The log, once its source is known. */
  identity(): LogIdentity;
  /** Cursor of a position, also before the source is known. */
  cursorAt(position: string): string;
}

/** The messages of one log under one filter. Readers near its end read the tail's ring, those behind it the vendor. */
export function createLogFeed(tools: LogFeedTools): Feed<LogMessage> {
  const { followed, filterKey, accepts, identity, cursorAt } = tools;
  const { tail, serial } = followed;

  async function pieceOf(
    items: readonly PlacedItem[],
    placeAfter: (examined: number) => Place,
  ): Promise<Piece<LogMessage>> {
    const { messages, examined } = await tellItems(items, identity(), accepts);
    return { messages, place: placeAfter(examined) };
  }

  function readRing(ring: LogRing, at: number, to: Place): Promise<Piece<LogMessage>> {
    const end = Math.min(ordinalOf(to, ring) ?? ring.end, at + mostExamined);
    const place = (examined: number) => ringPlace(ring, at + examined);
    return end <= at
      ? Promise.resolve({ messages: [], place: place(0) })
      : pieceOf(ring.slice(at, end), place);
  }

  /** Tells a page up to where it meets the ring, or the place that is wanted. */
  function readPage(page: TailPage, from: LogPlace, to: Place): Promise<Piece<LogMessage>> {
    const items = placeItems(page.items, from.position, page.observedAt);
    const meets = meetingOf(items, tail.ring, to);
    const until = meets ? items.slice(0, meets.count) : items;
    return pieceOf(until, (examined) => {
      if (meets && examined === meets.count) return meets.place;
      return formatPlace({ ordinal: null, position: items[examined - 1]?.position ?? from.position });
    });
  }

  /** Reads on until there is something to tell, or the ring is met. */
  async function seek(from: Place, to: Place, signal: AbortSignal): Promise<Piece<LogMessage>> {
    const place = parsePlace(from);
    for (;;) {
      const ring = tail.ring;
      const at = ring && ordinalOf(from, ring);
      if (ring && at !== null) return readRing(ring, at, to);
      const page = withoutUnfinished(await tail.pages.after(place.position, signal), tail);
      const [gap] = page.items;
      if (place.position !== "" && gap?.kind === "gap" && gap.gap.reason !== "UNREADABLE") {
        await tail.nextRead(signal);
        const rest = tail.ring && restOf(tail.ring, page, gap.gap, place, cursorAt);
        if (rest) return rest;
      }
      if (page.items.length > 0) return readPage(page, place, to);
      await tail.nextRead(signal);
      // Nothing was after this place at a time before and after which the ring ended where it ends.
      if (page.isHeld || tail.ring === null || tail.ring.end !== page.endBefore) continue;
      if (await isAtEnd(tail, tail.ring, place, signal))
        return { messages: [], place: ringPlace(tail.ring, tail.ring.end) };
      const rest = restOf(tail.ring, page, unknownLoss, place, cursorAt);
      if (rest) return rest;
    }
  }

  /** The same, for no longer than a reader may be kept from its bookmarks. */
  async function readBehind(from: Place, to: Place, signal: AbortSignal): Promise<Piece<LogMessage>> {
    const patience = AbortSignal.timeout(patienceMs);
    try {
      return await seek(from, to, AbortSignal.any([signal, patience]));
    } catch (error) {
      if (error !== patience.reason) throw error;
      return { messages: [], place: from };
    }
  }

  return {
    key: JSON.stringify(["log", serial, filterKey]),
    get reach() {
      const { ring, failure, isComplete } = tail;
      if (failure) return { head: failed, isComplete: false };
      return { head: ring ? ringPlace(ring, ring.end) : unread, isComplete };
    },
    async read(from, to, signal) {
      signal.throwIfAborted();
      const { ring, failure } = tail;
      const at = ring && ordinalOf(from, ring);
      if (failure && (!ring || at === ring.end)) throw failure;
      return ring && at !== null ? readRing(ring, at, to) : readBehind(from, to, signal);
    },
    async bookmark(place) {
      return { type: "Bookmark", cursor: cursorAt(parsePlace(place).position) };
    },
    onNews: (listener) => tail.onNews(listener),
    [Symbol.dispose]: () => followed[Symbol.dispose](),
  };
}

function ringPlace(ring: LogRing, ordinal: number): Place {
  return formatPlace({ ordinal, position: ring.positionAt(ordinal) });
}

/** Where a place lies in the ring; null when it does not. */
function ordinalOf(place: Place, ring: LogRing): number | null {
  if (place === unread || place === failed) return null;
  const { ordinal, position } = parsePlace(place);
  if (ordinal !== null) return ring.has(ordinal) ? ordinal : null;
  return ring.find(position);
}

/** A page without a last line that may go on; `isHeld` tells that there was one. */
function withoutUnfinished(page: TailPage, tail: LogTail): TailPage & { readonly isHeld: boolean } {
  const last = page.items.at(-1);
  const isKnown = last?.kind === "entry" && (tail.ring?.find(last.entry.position) ?? null) !== null;
  const isHeld = last !== undefined && !page.hasLater && !isKnown && tail.mayGoOn(last);
  return { ...page, items: isHeld ? page.items.slice(0, -1) : page.items, isHeld };
}

/** How many items of a page lie before the ring, or before the place that is wanted, and what that place is. */
function meetingOf(
  items: readonly PlacedItem[],
  ring: LogRing | null,
  to: Place,
): { readonly count: number; readonly place: Place } | null {
  const wanted = to === unread || to === failed ? null : parsePlace(to);
  for (const [index, { item, position }] of items.entries()) {
    if (item.kind === "gap") continue;
    if (wanted?.ordinal === null && wanted.position === position) return { count: index + 1, place: to };
    const ordinal = ring?.find(position) ?? null;
    if (ring && ordinal !== null) return { count: index + 1, place: ringPlace(ring, ordinal) };
  }
  return null;
}

/**
 * Tells whether a place after which the vendor has nothing is the end of the log. It is not when the vendor has lost
 * it: the log was replaced by one that is empty still, and the ring holds what the reader has not seen.
 */
async function isAtEnd(
  tail: LogTail,
  ring: LogRing,
  { ordinal, position }: LogPlace,
  signal: AbortSignal,
): Promise<boolean> {
  const isEmpty = ring.start === ring.end && ring.positionAt(ring.end) === "";
  if (position === "") return isEmpty;
  if (ordinal !== null) return false;
  return !(await tail.pages.isLost(position, signal));
}

/** What is lost of a log that was replaced while somebody was behind; nobody says by what. */
const unknownLoss = { toPosition: null, reason: "SLOW_CONSUMER", bytes: null } as const;

/**
 * What is left for a reader whose place the vendor has lost: the ring may hold more than the vendor. Null where the
 * vendor's page begins before the ring or after it, so that it is the rest.
 */
function restOf(
  ring: LogRing,
  { items }: TailPage,
  lost: Pick<LogGap, "toPosition" | "reason" | "bytes">,
  { position }: LogPlace,
  cursorAt: (position: string) => string,
): Piece<LogMessage> | null {
  const next = items.find((item) => item.kind === "entry");
  // The entry right before the ring has a place in it, and is not in it.
  if (next && (ring.find(next.entry.position) ?? ring.start) === ring.start) return null;
  const [oldest] = ring.slice(ring.start, ring.start + 1);
  // Where the ring begins with a gap, this one takes its place.
  const isGap = oldest?.item.kind === "gap";
  const toPosition = oldest?.item.kind === "entry" ? oldest.position : lost.toPosition;
  const fromCursor = cursorAt(position);
  const toCursor = toPosition === null ? null : cursorAt(toPosition);
  const { reason, bytes } = lost;
  return {
    messages: [{ type: "Gap", cursor: fromCursor, fromCursor, toCursor, reason, bytes }],
    place: ringPlace(ring, ring.start + (isGap ? 1 : 0)),
  };
}
