import { z } from "zod";
import { isJsonObject } from "../../../domain/json.ts";
import type { LogEntry } from "../../../domain/log.ts";
import { levelOfLine, levelOfWord, withoutAnsi } from "../../../domain/log-text.ts";
import { anyText, instant, integer, number, record, text } from "./lenient.ts";

/** What the platform marks its own lines with stands at their start. */
const searchedLength = 160;

/** One line of a task's log; the platform mixes lines of its own into the output of the program. */
export function toLine(line: string, position: string): LogEntry {
  const { level, word } = levelOfLine(line);
  const start = withoutAnsi(line.slice(0, searchedLength));
  const isPlatform = /^\s*\[modelarts service log\]/i.test(start);
  return {
    ...entryAt(position),
    kind: "LINE",
    nativeKind: isPlatform ? "ModelArts Service Log" : null,
    level,
    nativeLevel: word,
    text: line,
  };
}

const wireEvent = record({ time: instant, level: text, source: text, message: anyText });

/** One event of the platform. */
export function toEvent(document: unknown, position: string): LogEntry {
  const event = wireEvent.parse(document);
  return {
    ...entryAt(position),
    kind: "PLATFORM_EVENT",
    nativeKind: event.source,
    level: levelOfWord(event.level ?? ""),
    nativeLevel: event.level,
    text: event.message ?? "",
    occurredAt: event.time,
  };
}

function entryAt(position: string) {
  return {
    position,
    nativeId: null,
    occurredAt: null,
    item: null,
    itemStatus: null,
    nativeItemStatus: null,
    durationMs: null,
    reason: null,
  };
}

/** The end of a log, whole up to 5 MB. */
export interface Preview {
  readonly content: string;
  /** Bytes of the whole log; null when not told. */
  readonly fullSize: number | null;
}

const wirePreview = z.object({ content: anyText, context: anyText, full_size: number });

/** Reads a preview; null when it is none. Older services call the content `context`. */
export function parsePreview(document: unknown): Preview | null {
  if (!isJsonObject(document)) return null;
  const preview = wirePreview.parse(document);
  return { content: preview.content ?? preview.context ?? "", fullSize: preview.full_size };
}

/** Lines with the numbers of the outermost ones. */
export interface LinePage {
  readonly lines: readonly string[];
  /** How many lines the vendor counts; a line of its may be several of the text. */
  readonly count: number;
  /** Smallest and largest number; null where the answer has no lines. */
  readonly numbers: { readonly oldest: bigint; readonly newest: bigint } | null;
}

const wireLinePage = z.object({ start_line: text, end_line: text, lines: integer, content: anyText });

/** Reads a page of the line API; null when it is none. Which of the two numbers is the newer is not documented. */
export function parseLinePage(document: unknown): LinePage | null {
  if (!isJsonObject(document)) return null;
  const page = wireLinePage.parse(document);
  const content = page.content ?? "";
  if (content === "" && (page.lines ?? 0) === 0) return { lines: [], count: 0, numbers: null };
  const lines = content.replace(/\n$/, "").split("\n");
  const numbers = [page.start_line, page.end_line].map((number) => toBigInt(number));
  const [start, end] = numbers;
  if (start === undefined || end === undefined || start === null || end === null) return null;
  const numbered = start < end ? { oldest: start, newest: end } : { oldest: end, newest: start };
  return { lines, count: page.lines ?? lines.length, numbers: numbered };
}

function toBigInt(number: string | null): bigint | null {
  return number !== null && /^\d{1,30}$/.test(number) ? BigInt(number) : null;
}
