import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { JobFacts } from "../domain/event.ts";
import type { JobFilter } from "../domain/filter.ts";
import { searchTerms } from "../domain/filter.ts";

/** Texts that must be found in a job, in lower case. */
export interface TextQuery {
  /** In its name or display name. */
  readonly name: string | null;
  /** Each of them in any of its texts. */
  readonly terms: readonly string[];
  /** False when the table may find too much: for text that UTF-8 cannot hold as it is, and for very many terms. */
  readonly isExact: boolean;
}

/** Most terms that one statement looks for. */
const maxTerms = 20;

const columnNames = ["name", "displayName", "description", "message", "labels"] as const;

/** Table of texts in lower case by slot. Trigrams find any part of at least three characters. */
export const textTable = `CREATE VIRTUAL TABLE IF NOT EXISTS job_text USING fts5(
  ${columnNames.join(", ")}, tokenize = "trigram case_sensitive 1"
)`;

/** Texts of a job as the table holds them, in the order of its columns. Words hold no white space, so no word spans two labels. */
export function jobTexts({ name, displayName, description, status, labels }: JobFacts): string[] {
  const texts = [name, displayName, description, status.message].map((text) => text?.toLowerCase() ?? "");
  return [...texts, labels.map(({ key, value }) => `${key}=${value}`.toLowerCase()).join("\n")];
}

/** What a filter itself asks for. */
export function textQueryOf({ nameContains, search }: JobFilter): TextQuery {
  const name = nameContains ? nameContains.toLowerCase() : null;
  const all = searchTerms(search ?? "");
  const terms = all.slice(0, maxTerms);
  const isHeldByUtf8 = [name ?? "", ...terms].every(
    (text) => text.isWellFormed() && !text.includes("\uFFFD"),
  );
  return { name, terms, isExact: isHeldByUtf8 && terms.length === all.length };
}

/** Slots of the jobs that hold the texts, in order. */
export function findSlots(database: DatabaseSync, query: TextQuery): Uint32Array<ArrayBuffer> {
  const { where, values } = toSql(query);
  const statement = database.prepare(`SELECT rowid FROM job_text WHERE ${where} ORDER BY rowid`);
  statement.setReturnArrays(true);
  // With arrays for rows, which the types do not know.
  const rows = statement.all(...values) as unknown as [number][];
  return Uint32Array.from(rows, ([slot]) => slot);
}

function toSql({ name, terms }: TextQuery): { where: string; values: SQLInputValue[] } {
  const matches: string[] = [];
  const scans: string[] = [];
  const scanned: string[] = [];
  const find = (text: string, columns: readonly string[]) => {
    if (hasTrigrams(text)) matches.push(`{${columns.join(" ")}} : "${text.replaceAll('"', '""')}"`);
    else {
      scans.push(`(${columns.map((column) => `instr(${column}, ?) > 0`).join(" OR ")})`);
      scanned.push(...columns.map(() => text));
    }
  };
  if (name !== null) find(name, ["name", "displayName"]);
  for (const term of terms) find(term, columnNames);
  if (matches.length === 0) return { where: scans.join(" AND "), values: scanned };
  return { where: ["job_text MATCH ?", ...scans].join(" AND "), values: [matches.join(" AND "), ...scanned] };
}

/** The tokenizer takes three characters at a time and reads some code points as others. */
function hasTrigrams(text: string): boolean {
  return [...text].length >= 3 && !/[\0\p{Cs}\uFFFD-\uFFFF]/u.test(text);
}
