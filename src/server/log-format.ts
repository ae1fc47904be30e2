import { hasAnsi } from "../domain/log-text.ts";
import type { LogMessage } from "../federation/log-messages.ts";
import type { LogEntryView } from "../federation/views.ts";

/** How a log is written into a file. */
export interface LogFormat {
  readonly contentType: string;
  readonly extension: string;
  /** Writes a message as whole lines; empty for one that a file has no use for. */
  write(message: LogMessage): string;
}

/** Lines as the vendor has them; a line of our own stands where some are missing. */
const text: LogFormat = {
  contentType: "text/plain; charset=utf-8",
  extension: "log",
  write(message) {
    switch (message.type) {
      case "LogBatch":
        return message.entries.map(({ entry }) => `${entry.text}\n`).join("");
      case "Gap":
        return `*** jobgraph: part of the log is missing here (${message.reason}) ***\n`;
      case "Bookmark":
        return "";
    }
  },
};

/**
 * A JSON object a line: an entry with the names of `LogEntry`, or `{"gap": …}` with those of `LogGap`. Also what ends a
 * line by Unicode alone is escaped: readers that split lines by it find whole objects.
 */
const ndjson: LogFormat = {
  contentType: "application/x-ndjson; charset=utf-8",
  extension: "ndjson",
  write(message) {
    switch (message.type) {
      case "LogBatch":
        return message.entries.map((view) => toLine(toJson(view))).join("");
      case "Gap": {
        const { fromCursor, toCursor, reason, bytes } = message;
        return toLine({ gap: { fromCursor, toCursor, reason, bytes } });
      }
      case "Bookmark":
        return "";
    }
  },
};

/** The formats, by the names that `format` takes. */
export const logFormats: Readonly<Record<string, LogFormat>> = { text, ndjson };

function toLine(value: object): string {
  const toEscape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `${JSON.stringify(value).replace(/[\u0085\u2028\u2029]/g, toEscape)}\n`;
}

function toJson({ entry, source, cursors, observedAt }: LogEntryView) {
  const { position, ...facts } = entry;
  return {
    cursor: cursors.at(position),
    source: source.nativeId,
    ...facts,
    hasAnsi: hasAnsi(entry.text),
    observedAt,
  };
}
