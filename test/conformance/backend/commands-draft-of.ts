import { expect, test } from "vitest";
import type { JobDraft } from "../../../src/domain/draft.ts";
import { BackendError } from "../../../src/domain/error.ts";
import { listAll, readJob, type SimulatedBackend, toStoredJob } from "../../support/backend.ts";
import { able, createdJob, validDrafts } from "./commands-world.ts";
import { type Subject, signal } from "./subject.ts";

/** Generated jobs that are made again. */
const count = 20;

/** Cases about making a job once more. */
export function describeCopies(subject: Subject): void {
  const { definition, simulate, passing } = subject;
  const validate = (vendor: SimulatedBackend, draft: JobDraft) =>
    able(vendor.connect(), "validate").validate(draft, signal);

  test("makes the same job again, of each draft that can be sent", async () => {
    await using vendor = await simulate();
    const backend = able(vendor.connect(), "draftOf");
    const drafts = await validDrafts(subject, vendor);
    for (const [index, [title, draft]] of drafts.entries()) {
      const name = `again-${index}`;
      const job = await createdJob(backend, draft);
      expect(definition.refusal?.(job, "retry") ?? null, title).toBeNull();
      const copy = await backend.draftOf(job, name, signal);
      expect(copy.name, title).toBe(name);
      expect(await validate(vendor, copy), title).toEqual([]);
      const again = await createdJob(backend, copy);
      expect(again.core, title).toMatchObject({ kind: job.core.kind, name });
      expect(again.labels, title).toEqual(job.labels);
      expect(again.core.description, title).toBe(job.core.description);
      // A copy of the copy is asked for in the same words.
      expect(await backend.draftOf(again, name, signal), title).toEqual(copy);
    }
  });

  test("makes a job again that it has not made, or says what of it no draft can say", async () => {
    await using vendor = await simulate(count);
    const listed = await listAll(vendor.connect(), definition.limits.pageSize);
    const said: boolean[] = [];
    for (const { nativeId } of listed.slice(0, count)) {
      const backend = able(vendor.connect(), "draftOf");
      const job = toStoredJob(await readJob(backend, nativeId));
      const refusal = definition.refusal?.(job, "retry") ?? null;
      const draft = await backend.draftOf(job, "again-1", signal).catch((error: unknown) => error);
      said.push(!(draft instanceof Error));
      if (draft instanceof Error) {
        expect(draft, nativeId).toBeInstanceOf(BackendError);
        expect(draft, nativeId).toMatchObject({ kind: "UNSUPPORTED", undone: true });
        expect(draft.message.length, draft.message).toBeGreaterThan(30);
      } else {
        expect(refusal, nativeId).toBeNull();
        const problems = await validate(vendor, draft as JobDraft); // what it resolves with
        expect(
          problems.filter(({ message }) => !passing?.test(message)),
          nativeId,
        ).toEqual([]);
      }
    }
    expect(said).toContain(true);
  });
}
