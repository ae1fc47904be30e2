import { RE2JS, RE2JSException } from "re2js";
import { InputError } from "./error.ts";
import type { Instant } from "./instant.ts";
import type { LogEntry, LogLevel } from "./log.ts";
import { withoutAnsi } from "./log-text.ts";

/** All given fields must hold. Absent, null, an empty text and an empty list mean no condition. `LogFilter` of the schema. */
export interface LogFilter {
  /** Inclusive. An entry without a time meets neither `since` nor `until`. */
  readonly since?: Instant | null | undefined;
  /** Exclusive. */
  readonly until?: Instant | null | undefined;
  /** An entry of UNKNOWN level counts as INFO. */
  readonly minLevel?: LogLevel | null | undefined;
  readonly levels?: readonly LogLevel[] | null | undefined;
  readonly contains?: string | null | undefined;
  readonly matches?: string | null | undefined;
  readonly items?: readonly string[] | null | undefined;
}

/** Tells whether an entry meets a filter. */
export type LogCondition = (entry: LogEntry) => boolean;

const mostPatternLength = 1000;
/** Instructions of the compiled pattern: matching takes time in proportion to it and to the text. */
const mostInstructions = 5000;
/** Characters of an entry that a pattern is held against. */
const matchedLength = 8192;
const mostItems = 1000;

/**
 * Compiles a filter; null when it has no condition. Throws `InputError` that names the field at fault.
 * Texts are compared without the control sequences of terminals.
 */
export function compileLogFilter(
  filter: LogFilter | null | undefined,
  path: readonly string[] = ["filter"],
): LogCondition | null {
  if (!filter) return null;
  const conditions = [
    timeCondition(filter),
    levelCondition(filter),
    containsCondition(filter.contains, [...path, "contains"]),
    matchesCondition(filter.matches, [...path, "matches"]),
    itemsCondition(filter.items, [...path, "items"]),
  ].filter((condition) => condition !== null);
  if (conditions.length === 0) return null;
  return (entry) => conditions.every((holds) => holds(entry));
}

function timeCondition({ since, until }: LogFilter): LogCondition | null {
  if (!since && !until) return null;
  return ({ occurredAt }) =>
    occurredAt !== null && (!since || occurredAt >= since) && (!until || occurredAt < until);
}

const ranks: Readonly<Record<LogLevel, number>> = { DEBUG: 0, INFO: 1, UNKNOWN: 1, WARNING: 2, ERROR: 3 };

function levelCondition({ minLevel, levels }: LogFilter): LogCondition | null {
  const wanted = levels && levels.length > 0 ? new Set(levels) : null;
  // Nobody asks for at least an unknown level.
  const least = !minLevel || minLevel === "UNKNOWN" ? null : ranks[minLevel];
  if (wanted === null && least === null) return null;
  return ({ level }) => (wanted?.has(level) ?? true) && (least === null || ranks[level] >= least);
}

function containsCondition(part: string | null | undefined, path: readonly string[]): LogCondition | null {
  if (!part) return null;
  if (part.length > mostPatternLength)
    throw new InputError("INVALID_ARGUMENT", path, part, `at most ${mostPatternLength} characters`);
  const wanted = part.toLowerCase();
  return ({ text }) => withoutAnsi(text).toLowerCase().includes(wanted);
}

function matchesCondition(pattern: string | null | undefined, path: readonly string[]): LogCondition | null {
  if (!pattern) return null;
  const compiled = compile(pattern, path);
  return ({ text }) => compiled.test(withoutAnsi(text).slice(0, matchedLength));
}

function compile(pattern: string, path: readonly string[]): RE2JS {
  const refuse = (why: string) =>
    new InputError(
      "INVALID_ARGUMENT",
      path,
      pattern,
      `a regular expression in RE2 syntax of at most ${mostPatternLength} characters${why}`,
    );
  if (pattern.length > mostPatternLength) throw refuse("");
  try {
    const compiled = RE2JS.compile(pattern);
    if (compiled.programSize() > mostInstructions) throw refuse(" that repeats less");
    return compiled;
  } catch (error) {
    if (error instanceof RE2JSException) throw refuse(` (${error.message})`);
    throw error;
  }
}

function itemsCondition(
  items: readonly string[] | null | undefined,
  path: readonly string[],
): LogCondition | null {
  if (!items || items.length === 0) return null;
  if (items.length > mostItems)
    throw new InputError("LIMIT_EXCEEDED", path, items.length, `at most ${mostItems} items`);
  const wanted = new Set(items);
  return ({ item }) => item !== null && wanted.has(item);
}
