import { z } from "zod";
import { isJsonObject } from "../../../domain/json.ts";
import type { LogEntry, LogLevel } from "../../../domain/log.ts";
import { anyText, instant, integer, number, record, text } from "./lenient.ts";

const levels: Readonly<Record<string, LogLevel>> = {
  TRACE: "DEBUG",
  DEBUG: "DEBUG",
  INFO: "INFO",
  NOTICE: "INFO",
  WARN: "WARNING",
  WARNING: "WARNING",
  ERROR: "ERROR",
  SEVERE: "ERROR",
  CRITICAL: "ERROR",
  FATAL: "ERROR",
};

// Lower-case words are part of what programs talk about (`error 0.03`), so only shouted ones name a level.
const levelWord = new RegExp(`(?<![=\\w-])(${Object.keys(levels).join("|")})(?![\\w=])`);
const pythonException = /^\s*(?:[\w.]+\.)?\w*(Error|Exception|Warning)(?::|$)/;
/** Levels stand near the start of a line. */
const searchedLength = 160;

/** One line of a task's log; the platform mixes lines of its own into the output of the program. */
export function toLine(line: string, position: string): LogEntry {
  const nativeLevel = levelWord.exec(line.slice(0, searchedLength))?.[1] ?? null;
  const isPlatform = /^\s*\[modelarts service log\]/i.test(line);
  return {
    ...entryAt(position),
    kind: "LINE",
    nativeKind: isPlatform ? "ModelArts Service Log" : null,
    level: nativeLevel === null ? levelOfException(line) : (levels[nativeLevel] ?? "UNKNOWN"),
    nativeLevel,
    text: line,
  };
}

function levelOfException(line: string): LogLevel {
  const [, word] = pythonException.exec(line.slice(0, searchedLength)) ?? [];
  if (word === undefined) return "UNKNOWN";
  return word === "Warning" ? "WARNING" : "ERROR";
}

const wireEvent = record({ time: instant, level: text, source: text, message: anyText });

/** One event of the platform. */
export function toEvent(document: unknown, position: string): LogEntry {
  const event = wireEvent.parse(document);
  return {
    ...entryAt(position),
    kind: "PLATFORM_EVENT",
    nativeKind: event.source,
    level: levels[event.level?.toUpperCase() ?? ""] ?? "UNKNOWN",
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
  /** Smallest and largest number; null where the answer has no lines. */
  readonly numbers: { readonly oldest: bigint; readonly newest: bigint } | null;
}

const wireLinePage = z.object({ start_line: text, end_line: text, lines: integer, content: anyText });

/** Reads a page of the line API; null when it is none. Which of the two numbers is the newer is not documented. */
export function parseLinePage(document: unknown): LinePage | null {
  if (!isJsonObject(document)) return null;
  const page = wireLinePage.parse(document);
  const content = page.content ?? "";
  if (content === "" && (page.lines ?? 0) === 0) return { lines: [], numbers: null };
  const lines = content.replace(/\n$/, "").split("\n");
  const numbers = [page.start_line, page.end_line].map((number) => toBigInt(number));
  const [start, end] = numbers;
  if (start === undefined || end === undefined || start === null || end === null) return null;
  return { lines, numbers: start < end ? { oldest: start, newest: end } : { oldest: end, newest: start } };
}

function toBigInt(number: string | null): bigint | null {
  return number !== null && /^\d{1,30}$/.test(number) ? BigInt(number) : null;
}
