import { z } from "zod";
import { isJsonObject, type Json, type JsonObject } from "../../../domain/json.ts";
import type { KeyValue } from "../../../domain/spec.ts";
import type { SearchTrial } from "../../../domain/trial.ts";
import { anyText, list, number, record } from "./lenient.ts";
import { maskDocument } from "./mask.ts";

/** Page of the table of trials. Rows that no id tells are null; they count for paging. */
export interface TrialPage {
  readonly rows: readonly (SearchTrial | null)[];
  /** Figures for the number of rows: the page's own, and that of all. */
  readonly sizes: readonly (number | null)[];
}

const wirePage = z.object({ total: number, count: number, items: record({ header: list, data: list }) });

/** Reads a page of the table; null when it is none. Its columns differ from job to job. */
export function parseTrialPage(answer: unknown): TrialPage | null {
  if (!isJsonObject(answer) || !("items" in answer)) return null;
  const { total, count, items } = wirePage.parse(answer);
  const header = items.header.map((name) => anyText.parse(name) ?? "");
  return { rows: items.data.map((row) => toTrial(header, row)), sizes: [count, total] };
}

/** A column of the table, named as the vendor names it; the one that numbers the rows has no name. */
type Cell = readonly [name: string, value: Json];

function toTrial(header: readonly string[], row: unknown): SearchTrial | null {
  if (!Array.isArray(row)) return null;
  const cells = header.map((name, index): Cell => [name, row[index] ?? null]);
  const textOf = (column: string) => anyText.parse(cells.find(([name]) => name === column)?.[1]);
  const nativeId = textOf("trial_id") || textOf("");
  if (!nativeId) return null;
  const config = toConfig(cells.find(([name]) => name === "config")?.[1]);
  const shown = cells.filter(([name]) => name !== "config" || config === null);
  return { nativeId, status: textOf("status") || null, values: shown.map(toKeyValue), config };
}

/** The one column that is no text; the vendor's client declares it as text. */
function toConfig(cell: Json | undefined): JsonObject | null {
  const value = typeof cell === "string" ? parseJson(cell) : cell;
  return isJsonObject(value) ? maskDocument(value) : null;
}

function toKeyValue([key, value]: Cell): KeyValue {
  const isNested = typeof value === "object" && value !== null;
  return { key, value: isNested ? JSON.stringify(value) : (anyText.parse(value) ?? "") };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
