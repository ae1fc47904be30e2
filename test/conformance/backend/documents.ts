import { expect, test } from "vitest";
import { BackendError } from "../../../src/domain/error.ts";
import type { JobReading } from "../../../src/domain/job.ts";
import { contentHashes } from "../../../src/journal/content-hash.ts";
import { fillIn } from "../../../src/sync/omitted.ts";
import { listAll, readJobs, readPages } from "../../support/backend.ts";
import { spoilable } from "../../support/spoiled.ts";
import { type Subject, stepTo } from "./subject.ts";

const hourMs = 3_600_000;

/** Cases about what is read of a job. */
export function describeDocuments({ definition, simulate, words, unreadable }: Subject): void {
  const { kind, limits, noise } = definition;
  const hashesOf = (reading: JobReading) => contentHashes(reading, noise);

  test("reads the same of a job from a listing and alone", async () => {
    await using vendor = await simulate();
    for (const word of Object.values(words)) await vendor.control.addJob(kind, [stepTo(word)]);
    const backend = vendor.connect();
    const listed = await listAll(backend, limits.pageSize);
    const ids = listed.map(({ nativeId }) => nativeId);
    const alone = await readJobs(vendor.connect(), definition, ids);
    for (const [index, reading] of alone.entries()) {
      if (reading instanceof BackendError) throw reading;
      const fromList = listed[index];
      if (!fromList) throw new Error("there are more readings than ids");
      // What the one leaves out, the other fills in, as in the journal.
      const seenAlone = hashesOf(fillIn(reading, fromList));
      const seenListed = hashesOf(fillIn(fromList, reading));
      expect(commonParts(seenAlone, seenListed)).toEqual(commonParts(seenListed, seenAlone));
    }
  });

  test("reads an unchanged job alike while time goes by", async () => {
    await using vendor = await simulate();
    for (const word of Object.values(words)) await vendor.control.addJob(kind, [stepTo(word)]);
    const backend = vendor.connect();
    const hasStayed = ({ nativeId, core }: JobReading) =>
      made.has(nativeId) || core.status.phaseClass === "TERMINAL";
    const made = new Set(await vendor.control.addJobs(kind, [stepTo(words.running)], 2));
    const before = (await listAll(backend, limits.pageSize)).filter(hasStayed);
    const ids = before.map(({ nativeId }) => nativeId);
    const aloneBefore = await readJobs(backend, definition, ids);
    await vendor.control.clock({ advanceMs: hourMs });

    const after = new Map(
      (await listAll(backend, limits.pageSize)).map((reading) => [reading.nativeId, reading]),
    );
    for (const reading of before) {
      const again = after.get(reading.nativeId);
      expect(again && hashesOf(again)).toEqual(hashesOf(reading));
    }
    const aloneAfter = await readJobs(backend, definition, ids);
    expect(aloneAfter.map(hashesOfResult)).toEqual(aloneBefore.map(hashesOfResult));
  });

  test("reports an unreadable document and keeps its neighbours", async () => {
    const { definition: spoiling, spoiled } = spoilable(definition);
    await using vendor = await simulate(10, unreadable ? definition : spoiling);
    const backend = vendor.connect();
    const neighbours = (await listAll(backend, limits.pageSize)).map(({ nativeId }) => nativeId);
    const broken = await vendor.control.addJob(kind, [stepTo(words.running)], unreadable);
    spoiled.add(broken);
    const pages = await readPages(backend, limits.pageSize);

    expect(pages.flatMap(({ readings }) => readings.map(({ nativeId }) => nativeId))).toEqual(neighbours);
    const reported = pages.flatMap((page) => page.unreadable);
    expect(reported).toHaveLength(1);
    expect([null, broken]).toContain(reported[0]?.nativeId);
    expect(reported[0]?.error).toBeInstanceOf(BackendError);
    expect(reported[0]?.error).toMatchObject({ kind: "MALFORMED", backend: "tested" });
    const [neighbour = ""] = neighbours;
    const results = await readJobs(backend, definition, [neighbour, broken, neighbour]);
    const good = { nativeId: neighbour };
    expect(results).toMatchObject([good, { kind: "MALFORMED", backend: "tested" }, good]);
    const active = await backend.activeJobs?.(new AbortController().signal);
    if (active) expect(active.unreadable).toMatchObject([{ error: { kind: "MALFORMED" } }]);
  });

  function hashesOfResult(result: JobReading | BackendError) {
    return result instanceof BackendError ? result : hashesOf(result);
  }
}

type Hashes = ReturnType<typeof contentHashes>;

/** Those parts of one reading that the other has too. */
function commonParts(hashes: Hashes, other: Hashes) {
  const native = Object.entries(hashes.native).filter(([key]) => key in other.native);
  return {
    core: hashes.core,
    labels: other.labels === null ? null : hashes.labels,
    detail: other.detail === null ? null : hashes.detail,
    native: Object.fromEntries(native),
  };
}
