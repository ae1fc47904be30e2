import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JobFilter } from "../../../src/domain/filter.ts";
import type { PageWindow } from "../../../src/domain/page.ts";
import type { JobIndex, JobOrder, JobPage } from "../../../src/index/contract.ts";
import { openIndex } from "../../../src/index/job-index.ts";
import type { Snapshot } from "../../../src/journal/contract.ts";
import { facetOf, groupsOf, listIds, matching } from "./oracle.ts";
import {
  filters,
  groupKeyLists,
  jobParts,
  kindOf,
  nativeKeysOf,
  orders,
  snapshotLists,
  toSnapshot,
} from "./sample.ts";

const start: PageWindow = { size: 100, fromEnd: false, after: null, before: null, offset: 0 };

async function indexOf(snapshots: readonly Snapshot[]): Promise<JobIndex> {
  const index = openIndex({ file: ":memory:", kindOf, nativeKeysOf });
  index.reset("e");
  index.apply(snapshots, 1);
  return index;
}

const idsOf = (page: JobPage) => page.items.map(({ snapshot }) => snapshot.job.id as string);

describe("a list", () => {
  test("holds what matches, in order, and its count is its length", async () => {
    const property = fc.asyncProperty(
      snapshotLists(40),
      filters,
      orders,
      async (snapshots, filter, order) => {
        await using index = await indexOf(snapshots);
        const expected = listIds(snapshots, filter, order);
        expect(idsOf(await index.query({ filter, order, window: start }))).toEqual(expected);
        expect(await index.count(filter)).toBe(expected.length);
        const { backends, backendKinds, includeArchived } = filter;
        expect(await index.unfilteredCount(filter)).toBe(
          matching(snapshots, { backends, backendKinds, includeArchived }).length,
        );
      },
    );
    await fc.assert(property, { numRuns: 600 });
  });

  test("is the same in pages of any size, from the start and from the end", async () => {
    const property = fc.asyncProperty(
      snapshotLists(30),
      filters,
      orders,
      fc.integer({ min: 1, max: 7 }),
      async (snapshots, filter, order, size) => {
        await using index = await indexOf(snapshots);
        const expected = listIds(snapshots, filter, order);
        const forward = await pages(index, filter, order, { ...start, size });
        expect(forward.flatMap(idsOf)).toEqual(expected);
        const backward = await pages(index, filter, order, { ...start, size, fromEnd: true });
        expect(backward.reverse().flatMap(idsOf)).toEqual(expected);
        for (const page of [...forward, ...backward]) {
          const place = await page.offset();
          expect(idsOf(page)).toEqual(expected.slice(place, place + page.items.length));
          expect(page.hasPreviousPage).toBe(place > 0);
          expect(page.hasNextPage).toBe(place + page.items.length < expected.length);
        }
      },
    );
    await fc.assert(property, { numRuns: 200 });
  });

  test("can be cut between two cursors and after an offset", async () => {
    const property = fc.asyncProperty(
      snapshotLists(20),
      orders,
      fc.nat(20),
      fc.nat(20),
      fc.boolean(),
      async (snapshots, order, one, other, fromEnd) => {
        await using index = await indexOf(snapshots);
        const filter = { includeArchived: true };
        const all = await index.query({ filter, order, window: start });
        const [after, before] = [one, other].map((place) => all.items[place]?.cursor ?? null);
        const window = { ...start, size: 5, after: after ?? null, before: before ?? null, fromEnd };
        const page = await index.query({ filter, order, window });
        const between = idsOf(all).slice(after ? one + 1 : 0, before ? other : undefined);
        expect(idsOf(page)).toEqual(fromEnd ? between.slice(-5) : between.slice(0, 5));
        const skipped = await index.query({ filter, order, window: { ...start, size: 5, offset: one } });
        expect(idsOf(skipped)).toEqual(idsOf(all).slice(one, one + 5));
        expect(skipped.hasPreviousPage).toBe(one > 0 && all.items.length > 0);
        expect(await skipped.offset()).toBe(Math.min(one, all.items.length));
      },
    );
    await fc.assert(property, { numRuns: 150 });
  });

  test("meets each job that stays as it was exactly once while others come, change and go between pages", async () => {
    const change = fc.record({ number: fc.nat(59), parts: fc.option(jobParts, { nil: null }) });
    const property = fc.asyncProperty(
      fc.array(jobParts, { minLength: 20, maxLength: 40 }),
      fc.array(fc.array(change, { maxLength: 6 }), { maxLength: 8 }),
      filters,
      orders,
      fc.boolean(),
      async (list, rounds, filter, order, fromEnd) => {
        // Odd numbers come, change and go; even ones stay as they are.
        const snapshots = list.map((parts, index) => toSnapshot(`job-${index}`, parts));
        await using index = await indexOf(snapshots);
        let version = 1;
        const apply = (changes: (typeof rounds)[number]) => {
          version++;
          const numbered = changes.map(({ number, parts }) => ({ number: number - (number % 2) + 1, parts }));
          const changed = numbered.flatMap(({ number, parts }) => {
            const before = snapshots[number];
            if (parts)
              return toSnapshot(
                `job-${number}`,
                { ...parts, backend: before?.job.backend ?? parts.backend },
                version,
              );
            return before ? { ...before, revision: version, removedAt: before.job.observedAt } : [];
          });
          index.apply(changed, version);
        };
        const pending = [...rounds];
        const met = (
          await pages(index, filter, order, { ...start, size: 3, fromEnd }, () => apply(pending.pop() ?? []))
        ).flatMap(idsOf);
        const stayed = snapshots.filter((_, number) => number % 2 === 0);
        const expected = listIds(stayed, filter, order);
        expect(met.filter((id) => expected.includes(id)).sort()).toEqual([...expected].sort());
      },
    );
    await fc.assert(property, { numRuns: 150 });
  });
});

describe("facets and groups", () => {
  test("count the jobs that match, a facet without the condition on its own key", async () => {
    const property = fc.asyncProperty(
      snapshotLists(40),
      filters,
      groupKeyLists,
      async (snapshots, filter, keys) => {
        await using index = await indexOf(snapshots);
        expect(await index.facets(filter, keys)).toEqual(keys.map((key) => facetOf(snapshots, filter, key)));
        const [by = "PHASE"] = keys;
        const expected = groupsOf(matching(snapshots, filter), by);
        const groups = await index.groups(filter, by, 2);
        const totalCount = matching(snapshots, filter).length;
        expect(groups).toEqual({ by, groups: expected.slice(0, 2), groupCount: expected.length, totalCount });
      },
    );
    await fc.assert(property, { numRuns: 400 });
  });
});

describe("an index that has seen many changes", () => {
  test("answers as a new one does", async () => {
    const change = fc.record({ number: fc.nat(15), parts: fc.option(jobParts, { nil: null }) });
    const property = fc.asyncProperty(fc.array(change, { maxLength: 80 }), orders, async (changes, order) => {
      await using index = await indexOf([]);
      const now = new Map<number, Snapshot>();
      for (const [position, { number, parts }] of changes.entries()) {
        const before = now.get(number);
        const backend = before?.job.backend;
        const next =
          parts && toSnapshot(`job-${number}`, { ...parts, ...(backend && { backend }) }, position + 2);
        if (next) now.set(number, next);
        else now.delete(number);
        if (next) index.apply([next], position + 2);
        else if (before)
          index.apply(
            [{ ...before, revision: position + 2, removedAt: before.job.observedAt }],
            position + 2,
          );
        // Reading now and then makes the kept orders take part.
        if (position % 5 === 0) await index.query({ filter: {}, order, window: start });
      }
      const snapshots = [...now.values()];
      const filter = { includeArchived: true };
      expect(idsOf(await index.query({ filter, order, window: start }))).toEqual(
        listIds(snapshots, filter, order),
      );
      expect(await index.facets(filter, ["OWNER", "CREATED_DAY"])).toEqual(
        (["OWNER", "CREATED_DAY"] as const).map((key) => facetOf(snapshots, filter, key)),
      );
      const search = { search: "train", includeArchived: true };
      expect(await index.count(search)).toBe(matching(snapshots, search).length);
    });
    await fc.assert(property, { numRuns: 200 });
  });
});

async function pages(
  index: JobIndex,
  filter: JobFilter,
  order: readonly JobOrder[],
  window: PageWindow,
  between: () => void = () => undefined,
): Promise<JobPage[]> {
  const list: JobPage[] = [];
  let next = window;
  while (true) {
    const page = await index.query({ filter, order, window: next });
    list.push(page);
    const more = window.fromEnd ? page.hasPreviousPage : page.hasNextPage;
    if (!more || page.items.length === 0) return list;
    const cursor = (window.fromEnd ? page.items[0] : page.items.at(-1))?.cursor ?? null;
    next = window.fromEnd ? { ...window, before: cursor } : { ...window, after: cursor };
    between();
  }
}
