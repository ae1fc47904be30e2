import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { firstPlace, type OffsetUnit, type PageSource, type Place, readAll, readPage } from "./paging.ts";

/** A list in memory that is read as the vendor's endpoints are. */
function listOf(
  rows: readonly string[],
  { unit = "page", count = "matching" }: { unit?: OffsetUnit; count?: "matching" | "page" | "none" } = {},
) {
  let current = [...rows];
  const calls: number[] = [];
  const source: PageSource<string> = {
    keyOf: (row) => row,
    async read(offset, limit) {
      calls.push(offset);
      const from = unit === "page" ? offset * limit : offset;
      const page = current.slice(from, from + limit);
      const size = { matching: current.length, page: page.length, none: null }[count];
      return { rows: page, sizes: [size, null] };
    },
  };
  return {
    source,
    calls,
    get rows() {
      return current;
    },
    change(next: (rows: string[]) => string[]) {
      current = next(current);
    },
  };
}

const names = (count: number) => Array.from({ length: count }, (_, index) => `job-${index}`);

async function walk(
  { source }: { source: PageSource<string> },
  limit: number,
  { unit = "page", between = () => {} }: { unit?: OffsetUnit; between?: (step: number) => void } = {},
): Promise<string[][]> {
  const pages: string[][] = [];
  for (let place: Place | null = firstPlace(limit, unit); place !== null; ) {
    const step: { rows: readonly string[]; next: Place | null } = await readPage(source, place);
    pages.push([...step.rows]);
    place = step.next;
    between(pages.length);
  }
  return pages;
}

describe("paging", () => {
  test("offset is a page number and a short page is the last", async () => {
    const list = listOf(names(5));
    expect(await walk(list, 2)).toEqual([["job-0", "job-1"], ["job-2", "job-3"], ["job-4"]]);
    expect(list.calls).toEqual([0, 1, 2]);
  });

  test("a full last page is followed by an empty one, whatever count says", async () => {
    expect(await walk(listOf(names(4), { count: "page" }), 2)).toEqual([
      ["job-0", "job-1"],
      ["job-2", "job-3"],
      [],
    ]);
  });

  test("an endpoint that counts items is recognised and read by items", async () => {
    const list = listOf(names(7), { unit: "item" });
    expect((await walk(list, 3)).flat()).toEqual(names(7));
    expect(list.calls).toEqual([0, 1, 0, 3, 6]);
  });

  test("a configured unit is not doubted", async () => {
    const list = listOf(names(5), { unit: "item" });
    expect((await walk(list, 2, { unit: "item" })).flat()).toEqual(names(5));
    expect(list.calls).toEqual([0, 2, 4]);
  });

  test("new jobs that move the second row to the next page are not taken for items", async () => {
    const list = listOf(names(6));
    const pages = await walk(list, 2, {
      between: (step) => {
        if (step === 1) list.change((rows) => ["new", ...rows]);
      },
    });
    expect(new Set(pages.flat())).toEqual(new Set(names(6)));
    expect(list.calls).toEqual([0, 1, 0, 2, 3]);
  });

  test("goes back as far as deleted jobs have moved the others", async () => {
    const list = listOf(names(9));
    const pages = await walk(list, 2, {
      between: (step) => {
        if (step === 2) list.change((rows) => rows.slice(3));
      },
    });
    expect(new Set(pages.flat())).toEqual(new Set(names(9)));
  });

  test("a count of the page's own rows is not taken for a list that has shrunk", async () => {
    const list = listOf(names(5), { count: "page" });
    expect((await walk(list, 2)).flat()).toEqual(names(5));
    expect(list.calls).toEqual([0, 1, 2]);
  });

  test("an endpoint that does not page ends the walk of the whole list", async () => {
    const source: PageSource<string> = {
      keyOf: (row) => row,
      read: async () => ({ rows: names(3), sizes: [null] }),
    };
    expect(await readAll(source, 3, "page")).toEqual(names(3));
  });

  test("whatever is deleted and added while paging, each job that stays is met, and the walk ends", async () => {
    const change = fc.record({ deleted: fc.array(fc.nat(40), { maxLength: 6 }), added: fc.nat(4) });
    await fc.assert(
      fc.asyncProperty(
        fc.nat(40),
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom<OffsetUnit>("page", "item"),
        fc.array(change, { maxLength: 12 }),
        async (size, limit, unit, changes) => {
          const list = listOf(names(size), { unit });
          const all: string[][] = await walk(list, limit, {
            unit,
            between: (step) => {
              const { deleted, added } = changes[step - 1] ?? { deleted: [], added: 0 };
              const gone = new Set(deleted.map((index) => `job-${index}`));
              const fresh = Array.from({ length: added }, (_, index) => `new-${step}-${index}`);
              list.change((rows) => [...fresh, ...rows.filter((row) => !gone.has(row))]);
            },
          });
          const met = new Set(all.flat());
          const stayed = list.rows.filter((row) => row.startsWith("job-"));
          expect(stayed.filter((row) => !met.has(row))).toEqual([]);
        },
      ),
    );
  });
});
