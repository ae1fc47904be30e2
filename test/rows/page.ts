import { waitsFor } from "./open.ts";
import type { ShowingFile } from "./shown.ts";
import { formatRow, parseRow, type Row } from "./table.ts";

/** Longest title in the page; those of table tests hold whole documents. */
const titleLength = 90;
const openHeading = "## Open rows";

/** What a row of the page says in its last column when no test shows it. */
const open = { CLI: "open: comes with the CLI", none: "open" };
const isOpen = ({ shownBy }: Row) => shownBy.startsWith("open");

/** The page with its counts, its last column and its last section as the tests have it. */
export function rewrite(text: string, shown: readonly ShowingFile[]): string {
  const byRow = testsByRow(shown);
  const [body = ""] = text.split(`${openHeading}\n`);
  const lines = body.split("\n").map((line) => {
    const row = parseRow(line);
    if (!row) return line;
    return formatRow({ ...row, shownBy: byRow.get(row.id) ?? open[waitsFor(row) ?? "none"] });
  });
  const rows = rowsOf(lines);
  const counted = lines.map((line) => {
    const [start, prefix] = /^\| (S\d|) ?\| [^|]+ \|/.exec(line) ?? [];
    return start === undefined
      ? line
      : start + countCells(rows.filter(({ id }) => id.startsWith(prefix ?? "")));
  });
  return `${counted.join("\n").trimEnd()}\n\n${openHeading}\n\n${listOpen(rows)}`;
}

/** One line for people and for the continuous integration. */
export function summarize(text: string): string {
  const { all, shown, open, cli } = count(rowsOf(text.split("\n")));
  return `${shown} of ${all} rows shown; ${all - shown} open: CLI ${cli}, others ${open}.`;
}

const rowsOf = (lines: readonly string[]) => lines.map(parseRow).filter((row) => row !== null);

function count(rows: readonly Row[]) {
  const waiting = rows.filter(isOpen);
  const cli = waiting.filter((row) => waitsFor(row) === "CLI").length;
  return {
    all: rows.length,
    shown: rows.length - waiting.length,
    open: waiting.length - cli,
    cli,
  };
}

function countCells(rows: readonly Row[]): string {
  const { all, shown, open, cli } = count(rows);
  return ` ${all} | ${shown} | ${open} | ${cli} |`;
}

/** For each row the file and the title of the first test that shows it, and how many more do. */
function testsByRow(shown: readonly ShowingFile[]): Map<string, string> {
  const tests = new Map<string, string[]>();
  for (const { file, tests: passed } of shown)
    for (const { title, rows } of passed)
      for (const row of rows) tests.set(row, [...(tests.get(row) ?? []), cell(file, title)]);
  return new Map(
    [...tests].map(([row, [first = "", ...more]]) => [
      row,
      more.length ? `${first} (+${more.length})` : first,
    ]),
  );
}

function cell(file: string, title: string): string {
  const line = title.replaceAll(/\s+/g, " ").replaceAll("\\", "\\\\").replaceAll("|", "\\|");
  return `${file} › ${line.length > titleLength ? `${line.slice(0, titleLength).replace(/\\+$/, "")}…` : line}`;
}

function listOpen(rows: readonly Row[]): string {
  const waiting = rows.filter(isOpen);
  const kinds = Object.values(open).map((why) => ({
    why,
    of: waiting.filter(({ shownBy }) => shownBy === why),
  }));
  const vendors = [...new Set(rows.map(({ id }) => id.slice(0, 2)))];
  return kinds
    .filter(({ of }) => of.length > 0)
    .map(({ why, of }) => {
      const lists = vendors.map((vendor) => of.filter(({ id }) => id.startsWith(vendor)).map(({ id }) => id));
      const lines = lists.filter((ids) => ids.length > 0).map((ids) => `- ${ids.join(" ")}\n`);
      return `${why} (${of.length}):\n\n${lines.join("")}\n`;
    })
    .join("")
    .trimEnd()
    .concat("\n");
}
