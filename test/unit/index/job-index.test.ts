import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError, InvalidCursor } from "../../../src/domain/error.ts";
import { type BackendId, formatId } from "../../../src/domain/id.ts";
import { type Instant, instantOf } from "../../../src/domain/instant.ts";
import { emptyCore, type JobCore } from "../../../src/domain/job.ts";
import type { PageWindow } from "../../../src/domain/page.ts";
import { makeStatus } from "../../../src/domain/status.ts";
import { groupKeys, type JobIndex } from "../../../src/index/contract.ts";
import { openIndex } from "../../../src/index/job-index.ts";
import type { Snapshot } from "../../../src/journal/contract.ts";
import { facetOf, listIds, matching } from "./oracle.ts";
import { filters, kindOf, nativeKeysOf, orders, snapshotLists, toSnapshot } from "./sample.ts";

const start: PageWindow = { size: 100, fromEnd: false, after: null, before: null, offset: 0 };
const newYear = Date.UTC(2026, 0, 1);
const now = "2026-03-01T09:30:00.000Z" as Instant;

function job(nativeId: string, core: Partial<JobCore> = {}, revision = 1): Snapshot {
  const status = makeStatus({
    phase: "RUNNING",
    native: { value: "Running", secondary: null, code: null, mapped: true },
  });
  const facts: JobCore = { ...emptyCore, kind: "TRAINING", name: nativeId, status, ...core };
  return toSnapshot(
    nativeId,
    { backend: "south" as BackendId, core: facts, labels: [], native: { size: 1 } },
    revision,
  );
}

const idOf = (nativeId: string) => formatId("job", "south" as BackendId, nativeId);
const removed = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  revision: snapshot.revision + 1,
  removedAt: now,
});
const inMemory = () => openIndex({ file: ":memory:", kindOf, nativeKeysOf });

async function namesOf(index: JobIndex, filter = {}): Promise<string[]> {
  const { items } = await index.query({
    filter,
    order: [{ field: "NAME", direction: "ASC" }],
    window: start,
  });
  return items.map(({ snapshot }) => snapshot.job.core.name);
}

/** Place for a file, removed at the end. */
function folder(): { readonly file: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), "index-"));
  return { file: join(path, "index.db"), [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}

describe("jobs in an index", () => {
  test("come out as they went in, in the order asked for", async () => {
    await using index = inMemory();
    const one = job("one");
    index.apply([one, job("two")], 7);
    expect(index.get([idOf("two"), idOf("none"), idOf("one")])).toEqual([job("two"), null, one]);
    expect(index.version).toBe(7);
  });

  test("are gone with their tombstone, and another job may take the place", async () => {
    await using index = inMemory();
    index.apply([job("one", { displayName: "shown" }), job("two")], 1);
    index.apply([removed(job("one")), job("three")], 2);
    expect(index.get([idOf("one")])).toEqual([null]);
    expect(await namesOf(index)).toEqual(["three", "two"]);
    expect(await index.count({ search: "shown" })).toBe(0);
    expect(await index.count({ search: "three" })).toBe(1);
  });

  test("keep the newest revision, whatever order they come in", async () => {
    await using index = inMemory();
    index.apply([job("one", { name: "new" }, 5)], 5);
    index.apply([job("one", { name: "old" }, 4)], 6);
    index.put(job("one", { name: "older" }, 3));
    expect(await namesOf(index)).toEqual(["new"]);
    index.put(job("one", { name: "newest" }, 5));
    expect(await namesOf(index)).toEqual(["newest"]);
    expect(index.version).toBe(6);
  });

  test("are not brought back by parts that come after the removal", async () => {
    await using index = inMemory();
    index.apply([job("one")], 1);
    index.apply([removed(job("one"))], 2);
    index.put(job("one"));
    expect(await namesOf(index)).toEqual([]);
  });

  test("are named and found without their documents", async () => {
    await using index = inMemory();
    index.apply([job("one", {}, 3), job("two", { archived: true }, 4)], 4);
    expect(index.identities({})).toEqual([{ jobId: idOf("one"), revision: 3 }]);
    expect(index.has({ phases: ["RUNNING"] })).toBe(true);
    expect(index.has({ phases: ["FAILED"] })).toBe(false);
    expect(() => index.has({ search: "one" })).toThrow("at once");
  });

  test("are all gone after a reset", async () => {
    await using index = inMemory();
    index.apply([job("one")], 1);
    index.reset("other");
    expect([index.epoch, index.version, await index.count({}), await index.count({ search: "one" })]).toEqual(
      ["other", 0, 0, 0],
    );
  });

  test("stay as they were when a change fails", async () => {
    await using index = inMemory();
    index.apply([job("one")], 1);
    const broken = { ...job("two"), job: { ...job("two").job, core: null as unknown as JobCore } };
    expect(() => index.apply([job("three"), broken], 2)).toThrow();
    expect([index.version, await namesOf(index)]).toEqual([1, ["one"]]);
    index.apply([job("three")], 2);
    expect(await namesOf(index)).toEqual(["one", "three"]);
  });
});

describe("an index in a file", () => {
  test("answers after a restart as before it", async () => {
    const property = fc.asyncProperty(
      snapshotLists(25),
      filters,
      orders,
      async (snapshots, filter, order) => {
        using place = folder();
        {
          await using index = openIndex({ file: place.file, kindOf, nativeKeysOf });
          index.reset("e");
          index.apply(snapshots, 1);
          index.apply(snapshots.slice(0, 3).map(removed), 2);
        }
        await using index = openIndex({ file: place.file, kindOf, nativeKeysOf });
        expect([index.epoch, index.version]).toEqual(["e", 2]);
        const left = snapshots.slice(3);
        const { items } = await index.query({ filter, order, window: start });
        expect(items.map(({ snapshot }) => snapshot.job.id)).toEqual(listIds(left, filter, order));
        expect(items.map(({ snapshot }) => snapshot.job.native)).toEqual(
          items.map(({ snapshot }) => left.find(({ job: { id } }) => id === snapshot.job.id)?.job.native),
        );
        expect(await index.facets(filter, groupKeys)).toEqual(
          groupKeys.map((key) => facetOf(left, filter, key)),
        );
      },
    );
    await fc.assert(property, { numRuns: 25 });
  });

  test("begins empty when the file is damaged", async () => {
    using place = folder();
    writeFileSync(place.file, "no database".repeat(1000));
    await using index = openIndex({ file: place.file, kindOf, nativeKeysOf });
    expect([index.epoch, index.version, await index.count({})]).toEqual([null, 0, 0]);
  });
});

describe("searches", () => {
  test("find every one of many terms", async () => {
    await using index = inMemory();
    const terms = Array.from({ length: 400 }, (_, number) => `term-${number}`);
    index.apply(
      [
        job("all", { description: terms.join(" ") }),
        job("fewer", { description: terms.slice(0, 399).join(" ") }),
      ],
      1,
    );
    expect(await namesOf(index, { search: terms.join(" ") })).toEqual(["all"]);
  });

  // In memory the search has its answer when the changes come, in a file it has not begun.
  describe.each(["in memory", "in a file"])("%s", (where) => {
    test("find exactly what has the texts when the answer comes, though jobs change meanwhile", async () => {
      using place = folder();
      await using index =
        where === "in memory" ? inMemory() : openIndex({ file: place.file, kindOf, nativeKeysOf });
      index.apply([job("stays train"), job("goes train"), job("leaves train"), job("enters")], 1);
      const count = index.count({ search: "train" });
      const names = namesOf(index, { nameContains: "train" });
      const changed = [job("leaves train", { name: "other" }, 2), job("enters", { name: "train in" }, 2)];
      index.apply([removed(job("goes train")), ...changed], 2);
      index.apply([job("takes the free place"), job("late train")], 3);
      expect(await count).toBe(3);
      expect(await names).toEqual(["late train", "stays train", "train in"]);
    });

    test("find nothing when the index is emptied meanwhile", async () => {
      using place = folder();
      await using index =
        where === "in memory" ? inMemory() : openIndex({ file: place.file, kindOf, nativeKeysOf });
      index.apply([job("one")], 1);
      const count = index.count({ search: "one" });
      index.reset("other");
      expect(await count).toBe(0);
    });
  });

  test("end with an error when the index is closed", async () => {
    using place = folder();
    const index = openIndex({ file: place.file, kindOf, nativeKeysOf });
    index.apply([job("one")], 1);
    const answer = expect(index.count({ search: "one" })).rejects.toThrow("worker");
    await index[Symbol.asyncDispose]();
    await answer;
  });
});

describe("cursors", () => {
  const order = [{ field: "NAME", direction: "ASC" }] as const;

  test("are refused by a list with another filter or order, naming the argument", async () => {
    await using index = inMemory();
    index.apply([job("one"), job("two")], 1);
    const { items } = await index.query({ filter: {}, order, window: start });
    const window = { ...start, before: items[1]?.cursor ?? null };
    const otherFilter = index.query({ filter: { kinds: ["TRAINING"] }, order, window });
    await expect(otherFilter).rejects.toThrow(InvalidCursor);
    await expect(otherFilter).rejects.toMatchObject({ argument: ["before"] });
    const otherOrder = index.query({ filter: {}, order: [], window: { ...start, after: "nonsense" } });
    await expect(otherOrder).rejects.toMatchObject({ code: "INVALID_CURSOR", argument: ["after"] });
  });

  test("are refused when their values are of another kind", async () => {
    await using index = inMemory();
    index.apply([job("one")], 1);
    const { items } = await index.query({ filter: {}, order, window: start });
    const [form, list, , tie] = JSON.parse(Buffer.from(items[0]?.cursor ?? "", "base64url").toString());
    for (const keys of [[1], [], ["b25l", "b25l"]]) {
      const forged = Buffer.from(JSON.stringify([form, list, keys, tie])).toString("base64url");
      const page = index.query({ filter: {}, order, window: { ...start, after: forged } });
      await expect(page).rejects.toMatchObject({ code: "INVALID_CURSOR", argument: ["after"] });
    }
  });
});

describe("native conditions and orders", () => {
  test("are refused with advice when too many documents are left, and work on fewer", async () => {
    await using index = inMemory();
    const jobs = Array.from({ length: 20_001 }, (_, number) =>
      job(`job-${number}`, { kind: number < 5 ? "SEARCH" : "TRAINING" }),
    );
    index.apply(jobs, 1);
    const filter = { native: [{ key: "size", operator: "IN", values: ["1"] }] } as const;
    const refused = index.count(filter);
    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.toMatchObject({ code: "LIMIT_EXCEEDED", argument: ["filter", "native"] });
    await expect(refused).rejects.toThrow("createdAt");
    expect(await index.count({ ...filter, kinds: ["SEARCH"] })).toBe(5);
    const order = [{ nativeField: "size", direction: "ASC" }] as const;
    const unordered = index.query({ filter: {}, order, window: start });
    await expect(unordered).rejects.toMatchObject({
      code: "LIMIT_EXCEEDED",
      argument: ["orderBy", "nativeField"],
    });
    expect((await index.query({ filter: { kinds: ["SEARCH"] }, order, window: start })).items).toHaveLength(
      5,
    );
  });
});

describe("many jobs", () => {
  test("are listed over several blocks in every order", async () => {
    await using index = inMemory();
    const instants = [null, "2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00.000Z"] as (Instant | null)[];
    const jobs = Array.from({ length: 9000 }, (_, number) =>
      job(`job-${(number * 7919) % 9000}`, {
        createdAt: instants[number % 3] ?? null,
        updatedAt: number % 5 === 0 ? null : instantOf(newYear + ((number * 104_729) % 9001)),
        name: `n${number % 40}`,
        archived: number % 11 === 0,
      }),
    );
    index.apply(jobs, 1);
    for (const fields of [
      ["CREATED_AT"],
      ["UPDATED_AT"],
      ["NAME"],
      ["CREATED_AT", "NAME"],
      ["NAME", "CREATED_AT"],
      ["PHASE", "NAME"],
    ] as const) {
      for (const direction of ["ASC", "DESC"] as const) {
        const order = fields.map((field) => ({ field, direction }));
        const filter = { not: { nameContains: "n7" } };
        const expected = listIds(jobs, filter, order);
        const middle = await index.query({ filter, order, window: { ...start, size: 5, offset: 4000 } });
        const window = { ...start, after: middle.items[4]?.cursor ?? null };
        const page = await index.query({ filter, order, window });
        expect(page.items.map(({ snapshot }) => snapshot.job.id)).toEqual(expected.slice(4005, 4105));
        expect(await page.offset()).toBe(4005);
        const last = await index.query({ filter, order, window: { ...start, size: 7, fromEnd: true } });
        expect(last.items.map(({ snapshot }) => snapshot.job.id)).toEqual(expected.slice(-7));
        expect(await index.count(filter)).toBe(matching(jobs, filter).length);
      }
    }
  });
});

describe("groups by owner", () => {
  test("join what is told of one address, with and without an id, and select the same by a filter", async () => {
    await using index = inMemory();
    const email = "ann@example.com";
    const owners = [
      { nativeId: "4711", name: "Ann", email },
      { nativeId: null, name: null, email },
      { nativeId: "4712", name: "Ann", email: null },
    ];
    index.apply(
      owners.map((owner, at) => job(`job-${at}`, { owner })),
      3,
    );
    const { groups } = await index.groups({}, "OWNER", 10);
    expect(groups).toEqual([
      { value: email, label: "Ann", count: 2 },
      { value: "4712", label: "Ann", count: 1 },
    ]);
    for (const { value, count } of groups) expect(await index.count({ owners: [value ?? ""] })).toBe(count);
  });
});
