import type { LogLine } from "../../../simulator/contract.ts";
import { ServiceError } from "./errors.ts";
import { integer } from "./search-request.ts";

/** The most that `logs/preview` answers, in bytes. */
const PREVIEW_BYTES = 5 * 1024 * 1024;

/** Answers the preview: the whole log, or its last 5 MB from the next whole character on. */
export function previewOf(bytes: Buffer): {
  readonly content: string;
  readonly current_size: number;
  readonly full_size: number;
} {
  let from = Math.max(0, bytes.length - PREVIEW_BYTES);
  while (((bytes[from] ?? 0) & 0xc0) === 0x80) from++;
  return {
    content: bytes.toString("utf8", from),
    current_size: bytes.length - from,
    full_size: bytes.length,
  };
}

/** A page of the line API; line ids are numbers too large for JSON and therefore text. */
export interface LinePage {
  readonly start_line: string;
  readonly end_line: string;
  readonly lines: number;
  readonly content: string;
}

/**
 * Answers the line API. `asc` goes on from the line after `base_line`, `desc` back from the line before it; without
 * `base_line` both begin with the newest lines. Whether the base line itself belongs to the answer is an assumption.
 */
export function linePageOf(
  lines: readonly LogLine[],
  query: URLSearchParams,
  includesBase: boolean,
): LinePage {
  const limit = integer(query.get("lines"), "lines", 1, 500, 50);
  const order = query.get("order") ?? "desc";
  if (order !== "asc" && order !== "desc") throw new ServiceError("2788", "order");
  const base = query.get("base_line") || null;
  if (base !== null && !/^\d{1,20}$/.test(base)) throw new ServiceError("2788", "base_line");

  const { numbers, texts } = numberLines(lines);
  const [from, to] = rangeOf(numbers, base === null ? null : BigInt(base), order, includesBase, limit);
  const page = numbers.slice(from, to);
  const shown = texts.slice(from, to);
  if (order === "desc") {
    page.reverse();
    shown.reverse();
  }
  return {
    start_line: String(page.at(0) ?? base ?? ""),
    end_line: String(page.at(-1) ?? base ?? ""),
    lines: page.length,
    content: shown.map((text) => `${text}\n`).join(""),
  };
}

/** Which lines an answer has. */
function rangeOf(
  numbers: readonly bigint[],
  base: bigint | null,
  order: "asc" | "desc",
  includesBase: boolean,
  limit: number,
): [from: number, to: number] {
  if (base === null) return [Math.max(0, numbers.length - limit), numbers.length];
  const isAfter = (order === "asc") !== includesBase;
  const edge = isAfter ? countBelow(numbers, base + 1n) : countBelow(numbers, base);
  return order === "asc" ? [edge, edge + limit] : [Math.max(0, edge - limit), edge];
}

/** How many of ascending numbers are smaller than a bound. */
function countBelow(numbers: readonly bigint[], bound: bigint): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? bound) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface NumberedLines {
  readonly numbers: bigint[];
  readonly texts: string[];
  millisecond: number;
  rank: number;
}

/** Lists of lines grow in place, so that only what is new gets numbers. */
const numbered = new WeakMap<readonly LogLine[], NumberedLines>();

/** Gives each line its 19-digit number: the millisecond, then its rank within that millisecond. */
function numberLines(lines: readonly LogLine[]): NumberedLines {
  const known = numbered.get(lines) ?? { numbers: [], texts: [], millisecond: -1, rank: 0 };
  numbered.set(lines, known);
  for (const { at, line } of lines.slice(known.numbers.length)) {
    const time = Math.max(known.millisecond, Math.floor(at));
    known.rank = time === known.millisecond ? known.rank + 1 : 1;
    known.millisecond = time;
    known.numbers.push(BigInt(time) * 1_000_000n + BigInt(known.rank));
    known.texts.push(typeof line === "string" ? line : JSON.stringify(line));
  }
  return known;
}
