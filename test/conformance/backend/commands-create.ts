import { expect, test } from "vitest";
import type { JobDraft } from "../../../src/domain/draft.ts";
import { contentHashes } from "../../../src/journal/content-hash.ts";
import { failureOf, listAll, readJob, type SimulatedBackend } from "../../support/backend.ts";
import { able, listedIds, recently, validDraft, validDrafts } from "./commands-world.ts";
import { type Subject, signal } from "./subject.ts";

/** Cases about creating jobs. */
export function describeCreating(subject: Subject): void {
  const { definition, simulate } = subject;
  const { limits, createSafety, noise } = definition;
  const create = async (vendor: SimulatedBackend, draft: JobDraft) =>
    able(vendor.connect(), "createJob").createJob(draft, signal);

  test("creates the job of each draft that can be sent", async () => {
    await using vendor = await simulate();
    for (const [title, draft] of await validDrafts(subject, vendor)) {
      const before = await listedIds(subject, vendor);
      const { nativeId, reading, problems } = await create(vendor, draft);
      expect(problems, title).toEqual([]);
      const listed = await listAll(vendor.connect(), limits.pageSize);
      const added = listed.filter((one) => !before.includes(one.nativeId));
      expect(added, title).toHaveLength(1);
      const read = await readJob(vendor.connect(), nativeId);
      for (const shown of [...added, read, ...(reading ? [reading] : [])]) {
        expect(shown.nativeId, title).toBe(nativeId);
        if (draft.name) expect(shown.core.name, title).toBe(draft.name);
        else expect(shown.core.name, title).not.toBe("");
        expect(shown.core.status.phaseClass, title).not.toBe("TERMINAL");
      }
      expect(read.core.description || null, title).toBe(draft.description || null);
      if (read.labels) expect(read.labels, title).toEqual(draft.labels);
    }
  });

  test("asks the vendor once for each job", async () => {
    await using vendor = await simulate();
    const marked = await markCreates(subject, vendor);
    const drafts = await validDrafts(subject, vendor);
    for (const [index, [title, draft]] of drafts.entries()) {
      await create(vendor, draft);
      expect(await marked(), title).toBe(index + 1);
    }
  });

  test("finds created jobs by their names, and no others", async () => {
    await using vendor = await simulate();
    const draft = await validDraft(subject, vendor);
    const made = new Map<string, string>();
    for (const name of ["one-1", "one-10", "One-1"])
      made.set(name, (await create(vendor, { ...draft, name })).nativeId);
    for (const [name, nativeId] of made) {
      const found = await able(vendor.connect(), "findCreated").findCreated(name, recently(), signal);
      expect(found).toMatchObject([{ nativeId, core: { name } }]);
    }
    for (const name of ["one", "one-2", "nobody's"])
      expect(await able(vendor.connect(), "findCreated").findCreated(name, recently(), signal)).toEqual([]);
  });

  test.runIf(createSafety === "byName")("makes no second job of a name that is taken", async () => {
    await using vendor = await simulate();
    const draft = await validDraft(subject, vendor);
    const { nativeId } = await create(vendor, draft);
    const before = await listedIds(subject, vendor);
    const content = async () => contentHashes(await readJob(vendor.connect(), nativeId), noise);
    const job = await content();
    const same = await create(vendor, draft).catch((error: unknown) => error);
    if (same instanceof Error) expect(same).toMatchObject({ kind: "CONFLICT", undone: true });
    else expect(same).toMatchObject({ nativeId, problems: [] });
    const other = await failureOf(create(vendor, { ...draft, description: "something else" }));
    expect(other).toMatchObject({ kind: "CONFLICT", undone: true });
    expect(await listedIds(subject, vendor)).toEqual(before);
    expect(await content()).toEqual(job);
  });

  test.runIf(createSafety !== "byName")("finds each of several jobs that have one name", async () => {
    await using vendor = await simulate();
    const draft = await validDraft(subject, vendor);
    const made = [await create(vendor, draft), await create(vendor, draft)];
    const found = await able(vendor.connect(), "findCreated").findCreated(draft.name, recently(), signal);
    expect(found.map(({ nativeId }) => nativeId).toSorted()).toEqual(
      made.map(({ nativeId }) => nativeId).toSorted(),
    );
    expect(made[0]?.nativeId).not.toBe(made[1]?.nativeId);
  });
}

/** Lets the vendor's log tell its creating calls, without a change for them; gives the count of them. */
export async function markCreates(
  { definition: { kind }, creates }: Subject,
  { control }: SimulatedBackend,
): Promise<() => Promise<number>> {
  if (!creates) throw new Error(`It is not told which call of ${kind} creates.`);
  await control.addFault({ kind, match: creates, fault: { type: "latency", ms: 0 } });
  return async () => (await control.requests(kind)).items.filter(({ fault }) => fault !== null).length;
}
