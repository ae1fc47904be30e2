import { readFileSync } from "node:fs";

/** The page with the rows; people write them, `npm run rows` writes what tests show. */
export const page = new URL("../../docs/coverage.md", import.meta.url);

/** One fact of a vendor's interface and its place in the schema. */
export interface Row {
  /** `S1-58`: vendor and number. */
  readonly id: string;
  readonly item: string;
  readonly kind: string;
  /** Where the schema has it: names of the schema, prose where it is no name. */
  readonly place: string;
  readonly note: string;
  /** Tests that show it, as the page last said. */
  readonly shownBy: string;
}

const cellBorder = /(?<!\\)\|/;

/** Reads one line of the page; null when it is no row. Throws for a row that lacks a cell. */
export function parseRow(line: string): Row | null {
  if (!/^\| S\d-\d+ /.test(line)) return null;
  const cells = line.split(cellBorder).map((cell) => cell.trim());
  const [, id, item, kind, place, note, shownBy, end] = cells;
  if (!id || !item || !kind || !place || note === undefined || shownBy === undefined || end !== "")
    throw new Error(`docs/coverage.md: a row has six cells, this one has not: ${line}`);
  return { id, item, kind, place, note, shownBy };
}

/** Writes a row as `parseRow` reads it. */
export function formatRow({ id, item, kind, place, note, shownBy }: Row): string {
  const cells = [id, item, kind, place, note, shownBy].map((cell) => (cell === "" ? " " : ` ${cell} `));
  return `|${cells.join("|")}|`;
}

/** All rows, in the page's order. */
export const rows: readonly Row[] = readFileSync(page, "utf8")
  .split("\n")
  .map(parseRow)
  .filter((row) => row !== null);
