import type { LogEntry, LogGap, LogPage } from "../../domain/log.ts";
import type { LogQuery } from "../contract.ts";
import {
  type Block,
  type Line,
  type LinePlace,
  linesToAsk,
  parsePlace,
  placeLine,
  type ReadLines,
  readBlock,
  toEntry,
} from "./line-block.ts";
import { createLineChain, extendChain, type LineChain, reachEnd, readChain } from "./line-chain.ts";

/**
 * Reads a page by line numbers. The line of the position is read once more: when it is not there, the log was cut off
 * or replaced. Whether there is more is told by a full answer, so that a page may follow empty. The chain holds what
 * reading the same log has shown before.
 */
export async function readByLines(
  read: ReadLines,
  query: LogQuery,
  chain = createLineChain(),
): Promise<LogPage> {
  const place = query.position === null ? null : parsePlace(query.position);
  return query.direction === "forward"
    ? readForward(read, place, query, chain)
    : readBackward(read, place, query, chain);
}

async function readForward(
  read: ReadLines,
  place: LinePlace | null,
  { limit, position }: LogQuery,
  chain: LineChain,
): Promise<LogPage> {
  const entries: LogEntry[] = [];
  let reason: LogGap["reason"] | null = null;
  const [firstNumber] = chain.anchors;
  // The line of a position is read again, others are not.
  let anchor = place?.anchor ?? null;
  let skip = place === null ? 0 : place.distance + 1;
  for (let isFirst = place !== null; ; isFirst = false) {
    const block = await readBlock(read, anchor, skip + limit - entries.length);
    if (isFirst && place !== null) {
      reason = reasonGone(place, block);
      if (reason !== null) {
        anchor = null;
        skip = 0;
        continue;
      }
    }
    // A log that begins with the line that it began with before is the same log.
    const begins = anchor === null ? block.oldest : null;
    if (reason !== null && begins !== null && (begins === place?.anchor || begins === firstNumber))
      reason = "TRUNCATION";
    extendChain(chain, anchor, block);
    entries.push(...block.lines.filter((line) => line.place.distance >= skip).map(toEntry));
    if (block.next === null || block.next === anchor || entries.length >= limit) {
      const shown = entries.slice(0, limit);
      const toPosition = shown[0]?.position ?? null;
      // Told together with what comes after it, so that the same gap is not told at each read.
      return {
        entries: shown,
        hasEarlier: place !== null && reason === null,
        hasLater: shown.length > 0 && (block.hasMore || entries.length > limit),
        totalCount: null,
        gaps:
          reason !== null && toPosition !== null
            ? [{ fromPosition: position, toPosition, reason, bytes: null }]
            : [],
      };
    }
    skip = anchor === null ? (block.lines.at(-1)?.place.distance ?? 0) + 1 : 1;
    anchor = block.next;
  }
}

/** Null while the line of a place is still there. */
function reasonGone(place: LinePlace, { lines, hasAnchor }: Block): "TRUNCATION" | "ROTATION" | null {
  const found = lines.find((line) => line.place.distance === place.distance);
  // An answer without its base line says nothing about that line itself.
  if (found === undefined && place.distance === 0) return null;
  if (found?.place.check === place.check) return null;
  return hasAnchor && place.distance > 0 ? "TRUNCATION" : "ROTATION";
}

async function readBackward(
  read: ReadLines,
  place: LinePlace | null,
  { limit, position }: LogQuery,
  chain: LineChain,
): Promise<LogPage> {
  const page = { hasLater: place !== null, totalCount: null, gaps: [] };
  if (place === null) {
    const before = (await reachEnd(read, chain))
      ? await readChain(read, chain, chain.anchors.length - 1, limit)
      : await readBefore(read, null, limit);
    return { ...page, entries: before.lines.map(toEntry), hasEarlier: before.hasMore };
  }
  const block = await readBlock(read, place.anchor, place.distance);
  const reason = reasonGone(place, block);
  if (reason !== null) {
    const gap: LogGap = { fromPosition: null, toPosition: position, reason, bytes: null };
    return { ...page, entries: [], hasEarlier: false, gaps: [gap], hasLater: false };
  }
  const index = chain.anchors.indexOf(place.anchor);
  const isInside = ({ place: { distance } }: Line) =>
    distance < place.distance && (index <= 0 || distance > 0);
  const between = block.lines.filter(isInside);
  if (between.length >= limit)
    return { ...page, entries: between.slice(-limit).map(toEntry), hasEarlier: true };
  const wanted = limit - between.length;
  const base = block.hasAnchor || place.distance === 0 ? place.anchor : (block.oldest ?? place.anchor);
  const before =
    index > 0 ? await readChain(read, chain, index - 1, wanted) : await readBefore(read, base, wanted);
  return { ...page, entries: [...before.lines, ...between].map(toEntry), hasEarlier: before.hasMore };
}

/** Reads the last `limit` lines before the one with a number. */
async function readBefore(
  read: ReadLines,
  base: bigint | null,
  limit: number,
): Promise<{ readonly lines: readonly Line[]; readonly hasMore: boolean }> {
  const lines: Line[] = [];
  let before = base;
  for (;;) {
    const asked = linesToAsk(limit + 1 - lines.length);
    const page = await read({ base: before, order: "desc", lines: asked });
    if (page === null || page.numbers === null) return { lines, hasMore: false };
    const { oldest, newest } = page.numbers;
    const texts = page.lines.toReversed().slice(0, newest === before ? -1 : undefined);
    lines.unshift(...texts.map((text, index) => placeLine(text, oldest, index)));
    const hasMore = page.count >= asked && texts.length > 0;
    if (lines.length >= limit)
      return { lines: lines.slice(-limit), hasMore: hasMore || lines.length > limit };
    if (!hasMore) return { lines, hasMore };
    before = oldest;
  }
}
