import { expect, test } from "vitest";
import type { StatusMapping } from "../../../src/backends/contract.ts";
import { BackendError } from "../../../src/domain/error.ts";
import { listAll, readJob, readJobs } from "../../support/backend.ts";
import { type Subject, stepTo, type Word } from "./subject.ts";

const minuteMs = 60_000;

/** Cases about the state of a job. */
export function describeStatus({ definition, simulate, words }: Subject): void {
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
        native: { value: word.native, mapped: true },
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
    const ids: string[] = [];
    for (const row of vocabulary) {
      const step = { native: row.nativeValue, secondary: secondaryOf(row, vocabulary), afterMs: 0 };
      ids.push(await vendor.control.addJob(kind, [step]));
    }
    const results = await readJobs(vendor.connect(), definition, ids);
    for (const [index, row] of vocabulary.entries()) {
      const reading = results[index];
      if (reading === undefined || reading instanceof BackendError) throw reading ?? new Error("no reading");
      const { core } = reading;
      expect.soft(core.status, `${row.nativeValue}, ${row.nativeSecondary}`).toMatchObject({
        phase: row.phase,
        native: { value: row.nativeValue },
      });
      if (row.jobKinds.length > 0) expect(row.jobKinds).toContain(core.kind);
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
            native: { value: "levitating", mapped: false },
          },
        },
      });
    }
  });
}

/** A row without a second word stands for any that no other row has. */
function secondaryOf(row: StatusMapping, vocabulary: readonly StatusMapping[]): string | null {
  const hasOthers = vocabulary.some(
    (other) => other.nativeValue === row.nativeValue && other.nativeSecondary !== null,
  );
  return row.nativeSecondary ?? (hasOthers ? "NoWordOfTheTable" : null);
}
