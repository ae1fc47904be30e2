import { expect, test } from "vitest";
import { BackendError } from "../../../src/domain/error.ts";
import { listAll, readJob, readJobs } from "../../support/backend.ts";
import { type Word, wordsOf } from "../../support/words.ts";
import { type Subject, stepTo } from "./subject.ts";

const minuteMs = 60_000;

/** Cases about the state of a job. */
export function describeStatus({ definition, simulate, words, unknownWord = "levitating" }: Subject): void {
  const { kind, limits, vocabulary } = definition;

  test.each(["succeeded", "failed"] as const)("follows a job until it has %s", async (end) => {
    await using vendor = await simulate(5);
    const path: readonly Word[] = [words.waiting, words.running, words[end]];
    const script = path.map((word, index) => stepTo(word, index === 0 ? 0 : minuteMs));
    const id = await vendor.control.addJob(kind, script);
    const backend = vendor.connect();
    for (const [index, word] of path.entries()) {
      if (index > 0) await vendor.control.clock({ advanceMs: minuteMs });
      const { core } = await readJob(backend, id);
      const { status, createdAt } = core;
      expect(status).toMatchObject({
        phase: word.phase,
        native: { value: word.shown ?? word.native, mapped: true },
      });
      const times = [createdAt, status.startedAt, status.endedAt].filter((time) => time !== null);
      expect(times).toEqual(times.toSorted());
      if (status.phaseClass !== "TERMINAL") expect(status.endedAt).toBeNull();
      const listed = (await listAll(backend, limits.pageSize)).find(({ nativeId }) => nativeId === id);
      expect(listed?.core.status.phase).toBe(word.phase);
    }
  });

  test("maps every word of the vocabulary to its phase", async () => {
    await using vendor = await simulate(1);
    const known = wordsOf(definition);
    const meanings = known.map(({ native, shown = native, phase }) => `${shown} means ${phase}`);
    expect(meanings.toSorted()).toEqual(
      vocabulary.map(({ nativeValue, phase }) => `${nativeValue} means ${phase}`).toSorted(),
    );
    const ids: string[] = [];
    for (const word of known) {
      const secondary = secondaryOf(word, known);
      ids.push(await vendor.control.addJob(kind, [stepTo({ ...word, secondary })], word.fields));
    }
    const results = await readJobs(vendor.connect(), definition, ids);
    for (const [index, word] of known.entries()) {
      const reading = results[index];
      if (reading === undefined || reading instanceof BackendError) throw reading ?? new Error("no reading");
      const { native, shown = native, secondary = null, phase, outcome } = word;
      expect.soft(reading.core.status, `${native}, ${secondary}`).toMatchObject({
        phase,
        native: { value: shown },
        ...(outcome && { outcome }),
      });
      const kinds = vocabulary
        .filter((row) => row.nativeValue === shown && row.nativeSecondary === secondary)
        .flatMap(({ jobKinds }) => jobKinds);
      if (kinds.length > 0) expect(kinds).toContain(reading.core.kind);
    }
  });

  test("takes a status word that nobody knows for no end", async () => {
    await using vendor = await simulate(5);
    await vendor.control.addFault({ kind, fault: { type: "unknownStatus", word: "levitating" } });
    const backend = vendor.connect();
    const listed = await listAll(backend, limits.pageSize);
    const ids = listed.map(({ nativeId }) => nativeId);
    const alone = await readJobs(backend, definition, ids);
    expect(listed).toHaveLength(5);
    for (const reading of [...listed, ...alone]) {
      expect(reading).toMatchObject({
        core: {
          status: {
            phase: "UNKNOWN",
            phaseClass: "STALLED",
            outcome: null,
            endedAt: null,
            native: { value: unknownWord, mapped: false },
          },
        },
      });
    }
  });
}

/** A word without a second one stands for any second one that is in no other row. */
function secondaryOf({ native, secondary = null }: Word, known: readonly Word[]): string | null {
  const hasOthers = known.some((other) => other.native === native && (other.secondary ?? null) !== null);
  return secondary ?? (hasOthers ? "NoWordOfTheTable" : null);
}
