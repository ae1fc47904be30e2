import type { LogLevel } from "./log.ts";

/**
 * Control sequences of ECMA-48: commands to the system (titles, links), those that colour texts and move cursors in 7
 * and in 8 bits, short ones. None reaches over the beginning of another, so that the time is linear, which it is not
 * with `stripVTControlCharacters` of Node 24: a line full of commands without an end would stop the process.
 */
const sequences =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /\u001b\][^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b[#%(-/]*[0-Z\\^-~]/g;

/** Tells whether a text holds control sequences for a terminal, such as colours. */
export function hasAnsi(text: string): boolean {
  return withoutAnsi(text) !== text;
}

/** The text without control sequences: what is to be read and compared. */
export function withoutAnsi(text: string): string {
  return text.replace(sequences, "");
}

const levelsByWord: Readonly<Record<string, LogLevel>> = {
  TRACE: "DEBUG",
  DEBUG: "DEBUG",
  INFO: "INFO",
  NOTICE: "INFO",
  WARN: "WARNING",
  WARNING: "WARNING",
  ERR: "ERROR",
  ERROR: "ERROR",
  SEVERE: "ERROR",
  CRITICAL: "ERROR",
  FATAL: "ERROR",
  PANIC: "ERROR",
};

/** What a line says of its own level. */
export interface LineLevel {
  /** UNKNOWN where the line names none. */
  readonly level: LogLevel;
  /** The word or number in the line that says so; null where the level is seen by other signs. */
  readonly word: string | null;
}

/** Levels stand near the start of a line; structured lines may have them further on. */
const searchedLength = 160;
const structuredLength = 2000;

const words = Object.keys(levelsByWord).join("|");
// Of bare words only shouted ones name a level: `error 0.03` is what programs talk about.
const shoutedWord = new RegExp(`(?<![=\\w/.-])(${words})(?![\\w=])`);
const bracketedWord = new RegExp(`(?:^|[\\s\\]])\\[\\s*(${words})\\s*\\](?!\\w)`, "i");
/** `level=warn` of logfmt. */
const keyedWord = new RegExp(`(?:^|[\\s,])(?:level|lvl|severity)="?(${words})(?![\\w=])`, "i");
/** A line of JSON, with the word or the number that pino and bunyan write. */
const jsonWord = /^\s*\{.*?"(?:level|levelname|log_level|lvl|severity)"\s*:\s*(?:"(\w+)"|([1-6]0)\b)/s;
/** Letter, month and day, time: what klog and glog begin a line with. */
const klogLetter = /^([IWEF])\d{4} \d\d:\d\d:\d\d/;
/** Last line of a Python traceback, or what `warnings.warn` prints. */
const pythonException = /^\s*(?:\S+:\d+: )?(?:[\w.]+\.)?\w*(Error|Exception|Warning)(?::|$)/;
const pythonTraceback = /^Traceback \(most recent call last\):/;

const levelsByNumber: Readonly<Record<string, LogLevel>> = {
  "10": "DEBUG",
  "20": "DEBUG",
  "30": "INFO",
  "40": "WARNING",
  "50": "ERROR",
  "60": "ERROR",
};
const levelsByLetter: Readonly<Record<string, LogLevel>> = {
  I: "INFO",
  W: "WARNING",
  E: "ERROR",
  F: "ERROR",
};
const none: LineLevel = { level: "UNKNOWN", word: null };

/** Finds the level that a line of text names in one of the usual forms; rather none than a wrong one. */
export function levelOfLine(line: string): LineLevel {
  const text = withoutAnsi(line.slice(0, structuredLength));
  const structured = levelOfJson(text);
  if (structured) return structured;
  const start = text.slice(0, searchedLength);
  const [, letter] = klogLetter.exec(start) ?? [];
  if (letter !== undefined) return { level: levelsByLetter[letter] ?? "UNKNOWN", word: letter };
  const [, word] = keyedWord.exec(start) ?? shoutedWord.exec(start) ?? bracketedWord.exec(start) ?? [];
  if (word !== undefined) return { level: levelOfWord(word), word };
  if (pythonTraceback.test(start)) return { level: "ERROR", word: null };
  const [, exception] = pythonException.exec(start) ?? [];
  if (exception === undefined) return none;
  return { level: exception === "Warning" ? "WARNING" : "ERROR", word: null };
}

/** What a vendor's or a program's word means; UNKNOWN for a word that is no level. */
export function levelOfWord(word: string): LogLevel {
  const upper = word.toUpperCase();
  return Object.hasOwn(levelsByWord, upper) ? (levelsByWord[upper] ?? "UNKNOWN") : "UNKNOWN";
}

function levelOfJson(text: string): LineLevel | null {
  if (!/^\s*\{/.test(text)) return null;
  const [, word, number] = jsonWord.exec(text) ?? [];
  if (word !== undefined) return { level: levelOfWord(word), word };
  return number === undefined ? null : { level: levelsByNumber[number] ?? "UNKNOWN", word: number };
}
