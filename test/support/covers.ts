import { TestRunner } from "vitest";
import { rows } from "../rows/table.ts";

declare module "vitest" {
  interface TaskMeta {
    /** Rows of `docs/coverage.md` that the test shows. */
    covers?: string[];
  }
}

const known: ReadonlySet<string> = new Set(rows.map(({ id }) => id));

/**
 * Says which rows of `docs/coverage.md` the assertion beside it shows: `covers("S1-58", "S1-60..66")`; one text may
 * name several, as a column of a table does: `covers("S1-58 S1-67")`. They count when the test passes. Throws for a row that is not in the table, and outside of a test.
 */
export function covers(...ids: readonly string[]): void {
  const test = TestRunner.getCurrentTest();
  if (!test) throw new Error("covers() stands inside a test, beside the assertion that shows the row.");
  const named = ids.flatMap((text) => text.split(" ")).flatMap(expand);
  const missing = named.filter((id) => !known.has(id));
  if (missing.length > 0) throw new Error(`docs/coverage.md has no row ${missing.join(", ")}.`);
  test.meta.covers = [...(test.meta.covers ?? []), ...named];
}

/** Rows of a span: `S1-60..62` is S1-60, S1-61, S1-62. */
function expand(span: string): string[] {
  const [, vendor, first, last] = /^(S\d)-(\d+)\.\.(\d+)$/.exec(span) ?? [];
  if (!vendor) return [span];
  const from = Number(first);
  if (Number(last) <= from) throw new Error(`${span} spans no rows.`);
  return Array.from({ length: Number(last) - from + 1 }, (_, index) => `${vendor}-${from + index}`);
}
