import type { LogLine } from "../../../simulator/contract.ts";
import { ServiceError } from "./errors.ts";
import { integer } from "./search-request.ts";

/** The most that `logs/preview` answers, in bytes. */
const PREVIEW_BYTES = 5 * 1024 * 1024;

/** Answers the preview: the whole log, or its last 5 MB from the next whole character on. */
export function previewOf(text: string): {
  readonly content: string;
  readonly current_size: number;
  readonly full_size: number;
} {
  const bytes = Buffer.from(text);
  if (bytes.length <= PREVIEW_BYTES) {
    return { content: text, current_size: bytes.length, full_size: bytes.length };
  }
  let from = bytes.length - PREVIEW_BYTES;
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

  const numbered = numberLines(lines);
  const reached = numbered.filter(
    ({ id }) => base === null || isOnSide(id, BigInt(base), order, includesBase),
  );
  const page = base !== null && order === "asc" ? reached.slice(0, limit) : reached.slice(-limit);
  if (order === "desc") page.reverse();
  return {
    start_line: String(page.at(0)?.id ?? base ?? ""),
    end_line: String(page.at(-1)?.id ?? base ?? ""),
    lines: page.length,
    content: page.map(({ text }) => `${text}\n`).join(""),
  };
}

function isOnSide(id: bigint, base: bigint, order: "asc" | "desc", includesBase: boolean): boolean {
  if (id === base) return includesBase;
  return order === "asc" ? id > base : id < base;
}

/** Gives each line its 19-digit number: the millisecond, then its rank within that millisecond. */
function numberLines(lines: readonly LogLine[]): readonly { id: bigint; text: string }[] {
  let millisecond = -1;
  let rank = 0;
  return lines.map(({ at, line }) => {
    const time = Math.max(millisecond, Math.floor(at));
    rank = time === millisecond ? rank + 1 : 1;
    millisecond = time;
    const text = typeof line === "string" ? line : JSON.stringify(line);
    return { id: BigInt(time) * 1_000_000n + BigInt(rank), text };
  });
}
