import type { Backend, LogQuery } from "../../src/backends/contract.ts";
import type { LogEntry, LogGap, LogPage, LogSource } from "../../src/domain/log.ts";
import { at } from "./observation.ts";

export interface ScriptedLogOptions {
  /** Positions of a line differ with the place that reading began at, as where a vendor numbers only some lines. */
  readonly isRelative?: boolean;
  readonly live?: boolean;
}

/** A log of lines that a test writes, read as a vendor would give it, and every call that was made for it. */
export interface ScriptedLog {
  readonly backend: Pick<Backend, "readLogs" | "logSources">;
  readonly calls: readonly (LogQuery & { readonly atMs: number })[];
  /** Sources that the job has; none until a test names them, when it takes them away. */
  sources: readonly LogSource[];
  /** Thrown by the next calls, in order, before any is answered. */
  readonly failures: Error[];
  write(...texts: readonly string[]): void;
  /** Adds records, which have an id and begin with a time of day; they are kept in the order of their texts. */
  record(...texts: readonly string[]): void;
  /** Writes on in the last line. */
  extend(text: string): void;
  /** Whether every page names records that cannot be read. */
  hasUnreadable: boolean;
  /** Replaces the log by an empty one. */
  rotate(): void;
}

export const mainSource: LogSource = {
  nativeId: "main",
  name: "Main",
  kind: "TASK",
  main: true,
  live: true,
  sizeBytes: null,
};

export function createScriptedLog({ isRelative = false, live = true }: ScriptedLogOptions = {}): ScriptedLog {
  let lines: string[] = [];
  let hasRecords = false;
  const calls: (LogQuery & { atMs: number })[] = [];
  const failures: Error[] = [];

  /** Positions of the lines, as they are told when reading began at `origin`. */
  const entryAt = (index: number, origin: number): LogEntry => {
    const text = lines[index] ?? "";
    if (hasRecords) {
      const [time = ""] = text.split(" ");
      return {
        ...emptyEntry,
        kind: "ITEM_PREDICTED",
        nativeId: text,
        position: text,
        occurredAt: at(time),
        text,
      };
    }
    const position = isRelative ? `${origin}+${index - origin}:${text}` : `${index}:${text}`;
    return { ...emptyEntry, position, text };
  };
  const read = ({ direction, position, limit }: LogQuery): LogPage => {
    const place = position === null ? null : hasRecords ? recordAt(position) : parse(position);
    const isLost = place !== null && lines[place.index] !== place.text;
    const isForward = direction === "forward";
    const gap = (facts: Partial<LogGap>): LogGap => ({
      fromPosition: null,
      toPosition: null,
      reason: "ROTATION",
      bytes: null,
      ...facts,
    });
    if (isLost && !isForward) return { ...emptyPage, gaps: [gap({ toPosition: position })] };
    const from = isForward
      ? place === null || isLost
        ? 0
        : place.index + 1
      : Math.max(0, end(place) - limit);
    const to = isForward ? Math.min(lines.length, from + limit) : end(place);
    const entries = lines.slice(from, to).map((_, offset) => entryAt(from + offset, from));
    return {
      entries,
      hasEarlier: from > 0,
      hasLater: to < lines.length,
      totalCount: null,
      gaps: isLost && entries[0] ? [gap({ fromPosition: position, toPosition: entries[0].position })] : [],
    };
  };
  const end = (place: { index: number } | null) => (place === null ? lines.length : place.index);
  const recordAt = (text: string) => ({ index: lines.indexOf(text), text });

  const log: ScriptedLog = {
    backend: {
      logSources: async () => [...log.sources],
      async readLogs(_job, _source, query) {
        calls.push({ ...query, atMs: Date.now() });
        const failure = failures.shift();
        if (failure) throw failure;
        const page = read(query);
        const gap = { fromPosition: null, toPosition: null, reason: "UNREADABLE", bytes: null } as const;
        return log.hasUnreadable ? { ...page, gaps: [...page.gaps, gap] } : page;
      },
    },
    calls,
    sources: [{ ...mainSource, live }],
    failures,
    hasUnreadable: false,
    write: (...texts) => void lines.push(...texts),
    record(...texts) {
      lines = [...lines, ...texts].sort();
      hasRecords = true;
    },
    extend(text) {
      lines = [...lines.slice(0, -1), `${lines.at(-1) ?? ""}${text}`];
    },
    rotate() {
      lines = [];
    },
  };
  return log;
}

function parse(position: string): { index: number; text: string } {
  const [, origin = "0", offset, text = ""] = /^(?:(\d+)\+)?(\d+):(.*)$/s.exec(position) ?? [];
  return { index: Number(origin) + Number(offset), text };
}

const emptyPage: LogPage = { entries: [], hasEarlier: false, hasLater: false, totalCount: null, gaps: [] };

export const emptyEntry: Omit<LogEntry, "position" | "text"> = {
  nativeId: null,
  kind: "LINE",
  nativeKind: null,
  level: "UNKNOWN",
  nativeLevel: null,
  occurredAt: null,
  item: null,
  itemStatus: null,
  nativeItemStatus: null,
  durationMs: null,
  reason: null,
};
