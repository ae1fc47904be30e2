import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BackendError } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
import { instantOf } from "../../domain/instant.ts";
import sample from "./fixtures/job.running.json" with { type: "json" };
import { type JobRow, keyOfRow, type MergedWalk, readNewestFirst } from "./job-listing.ts";
import { parseJob } from "./wire/job.ts";

const backend = "modelarts-test" as BackendId;

function rowOf(id: string, createdMs: number): JobRow {
  const template = parseJob(sample);
  if (typeof template === "string") throw new Error(template);
  return {
    reading: { ...template, nativeId: id, core: { ...template.core, createdAt: instantOf(createdMs) } },
  };
}

/** Workspaces in memory, each newest first; `calls` counts the reads. */
function walkOf(workspaces: Readonly<Record<string, readonly JobRow[]>>) {
  const counted = { calls: 0 };
  const walk: MergedWalk = {
    backend,
    workspaces: Object.keys(workspaces),
    unit: "page",
    sourceOf: (workspace) => ({
      keyOf: keyOfRow,
      async read(offset, limit) {
        counted.calls += 1;
        const rows = workspaces[workspace] ?? [];
        return { rows: rows.slice(offset * limit, (offset + 1) * limit), sizes: [rows.length] };
      },
    }),
  };
  return { walk, counted };
}

async function readWhole(walk: MergedWalk, pageSize: number) {
  const pages: (string | null)[][] = [];
  let cursor: string | null = null;
  do {
    const page: { rows: readonly JobRow[]; next: string | null } = await readNewestFirst(
      walk,
      cursor,
      pageSize,
    );
    pages.push(page.rows.map(keyOfRow));
    cursor = page.next;
  } while (cursor !== null);
  return pages;
}

describe("listing of several workspaces", () => {
  test("one workspace costs one call for each page", async () => {
    const rows = Array.from({ length: 7 }, (_, index) => rowOf(`j${index}`, 1000 - index));
    const { walk, counted } = walkOf({ "0": rows });
    expect(await readWhole(walk, 3)).toEqual([["j0", "j1", "j2"], ["j3", "j4", "j5"], ["j6"]]);
    expect(counted.calls).toBe(3);
  });

  test("their jobs are merged newest first, each once", async () => {
    const times = fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { maxLength: 60 });
    const sizes = fc.record({
      workspaces: fc.integer({ min: 1, max: 4 }),
      pageSize: fc.integer({ min: 1, max: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(
        times,
        sizes,
        fc.infiniteStream(fc.nat(3)),
        async (created, { workspaces, pageSize }, choices) => {
          const newest = created.toSorted((a, b) => b - a);
          const lists = Object.fromEntries(
            Array.from({ length: workspaces }, (_, index) => [`w${index}`, [] as JobRow[]]),
          );
          for (const time of newest) {
            lists[`w${Number(choices.next().value) % workspaces}`]?.push(rowOf(String(time), time));
          }
          const pages = await readWhole(walkOf(lists).walk, pageSize);
          expect(pages.flat()).toEqual(newest.map(String));
          expect(pages.slice(0, -1).every((page) => page.length === pageSize)).toBe(true);
        },
      ),
    );
  });

  test("documents that cannot be read neither stop the walk nor repeat it for ever", async () => {
    const error = new BackendError("MALFORMED", "x", { backend });
    const broken: JobRow = { unreadable: { nativeId: null, error } };
    const { walk } = walkOf({
      a: [broken, broken, rowOf("a1", 5)],
      b: [rowOf("b1", 9), broken, rowOf("b2", 1)],
    });
    const keys = (await readWhole(walk, 1)).flat();
    expect(keys.filter((key) => key === null)).toHaveLength(3);
    expect(keys.filter((key) => key !== null)).toEqual(["b1", "a1", "b2"]);
  });

  test("a page that moved under a cursor loses no job", async () => {
    const rows = {
      a: [rowOf("a1", 90), rowOf("a2", 70), rowOf("a3", 50)],
      b: [rowOf("b1", 80), rowOf("b2", 60)],
    };
    const first = await readNewestFirst(walkOf(rows).walk, null, 3);
    expect(first.rows.map(keyOfRow)).toEqual(["a1", "b1", "a2"]);
    const later = walkOf({ ...rows, a: [rowOf("a0", 95), ...rows.a] });
    const rest = await readNewestFirst(later.walk, first.next, 10);
    expect(rest.rows.map(keyOfRow)).toEqual(expect.arrayContaining(["b2", "a3"]));
  });

  test.each(["", "x", Buffer.from("[1]").toString("base64url")])("refuses the cursor %j", async (cursor) => {
    await expect(readNewestFirst(walkOf({ a: [] }).walk, cursor, 5)).rejects.toMatchObject({
      kind: "INVALID",
    });
  });
});
