import { describe, expect, test } from "vitest";
import type { Backend } from "../../../src/backends/contract.ts";
import { type JobAction, jobActions, type Refusal } from "../../../src/domain/command.ts";
import type { Job } from "../../../src/domain/job.ts";
import { refusalOf } from "../../../src/federation/commands/refusals.ts";
import { failureOf, listAll, readJob, toStoredJob } from "../../support/backend.ts";
import { wordsOf } from "../../support/words.ts";
import { able, jobAt } from "./commands-world.ts";
import { type Subject, signal } from "./subject.ts";

type Act = (backend: Backend, job: Job) => Promise<unknown>;

/** How each action is done; `update` is what the others are parts of, and copies have cases of their own. */
const acts: Readonly<Record<Exclude<JobAction, "update" | "retry">, Act>> = {
  rename: (backend, job) => update(backend, job, { name: `${job.core.name}-1` }),
  updateLabels: (backend, job) =>
    update(backend, job, { labels: { set: [{ key: "told-by", value: "a person" }], remove: [] } }),
  share: (backend, job) =>
    able(backend, "modifySharing").modifySharing(
      job,
      { kind: "modify", add: ["ann@example.com"], remove: [] },
      signal,
    ),
  archive: (backend, job) => able(backend, "archiveJob").archiveJob(job, true, signal),
  restore: (backend, job) => able(backend, "archiveJob").archiveJob(job, false, signal),
  cancel: (backend, job) => able(backend, "cancelJob").cancelJob(job, signal),
  delete: (backend, job) => able(backend, "deleteJob").deleteJob(job, signal),
};

/** Cases about what a job is said to admit, and what the vendor makes of it. */
export function describeRefusals(subject: Subject): void {
  const { definition, simulate } = subject;
  const { limits } = definition;

  describe("what a job admits", () => {
    test("is told of every job, as it is listed and as it is read, in sentences", async () => {
      await using vendor = await simulate();
      const backend = vendor.connect();
      for (const listed of await listAll(backend, limits.pageSize)) {
        for (const reading of [listed, await readJob(backend, listed.nativeId)]) {
          for (const action of jobActions) {
            const refusal = definition.refusal?.(toStoredJob(reading), action) ?? null;
            if (refusal !== null) expectSentence(refusal);
          }
        }
      }
    });

    test("is what the vendor takes, and no more, whoever made the job", async () => {
      await using vendor = await simulate();
      const backend = vendor.connect();
      for (const { nativeId } of await listAll(backend, limits.pageSize))
        for (const action of actionsOf(backend))
          await expectAgreement(backend, toStoredJob(await readJob(backend, nativeId)), action);
    });

    test("is what the vendor takes, and no more, whatever the state of the job", async () => {
      await using vendor = await simulate(1);
      const backend = vendor.connect();
      for (const word of wordsOf(definition))
        for (const action of actionsOf(backend))
          await expectAgreement(backend, await jobAt(subject, vendor, word), action);
    });
  });

  /** Actions that the vendor has. */
  function actionsOf(backend: Backend): (keyof typeof acts)[] {
    const { changes = [] } = definition;
    const has: Readonly<Record<keyof typeof acts, boolean>> = {
      rename: changes.includes("name"),
      updateLabels: changes.includes("labels"),
      share: "modifySharing" in backend,
      archive: "archiveJob" in backend,
      restore: "archiveJob" in backend,
      cancel: "cancelJob" in backend,
      delete: "deleteJob" in backend,
    };
    return (Object.keys(has) as (keyof typeof acts)[]).filter((action) => has[action]); // its own keys
  }

  async function expectAgreement(backend: Backend, job: Job, action: keyof typeof acts): Promise<void> {
    const { native, phase } = job.core.status;
    const what = `${action} ${job.nativeId}, which is ${native.value}, ${native.secondary}`;
    const own = definition.refusal?.(job, action) ?? null;
    const refusal = refusalOf({ id: job.backend, backend, definition }, { job, isPart: false }, action);
    // What is so already is refused, as nothing would come of it; the vendor does no harm.
    const isSo = own === null && (action === "archive" || action === "restore" || phase === "CANCELLING");
    if (refusal !== null) expectSentence(refusal);
    if (refusal === null || isSo) await expect(acts[action](backend, job), what).resolves.toBeDefined();
    else expect(await failureOf(acts[action](backend, job)), what).toMatchObject({ kind: refusal.code });
  }
}

function update(backend: Backend, job: Job, change: object): Promise<unknown> {
  return able(backend, "updateJob").updateJob(job, { ...change, force: true }, signal);
}

function expectSentence({ code, reason }: Refusal): void {
  expect(["FORBIDDEN", "FAILED_PRECONDITION", "UNSUPPORTED"]).toContain(code);
  expect(reason).toMatch(/^\S.{10,}\.$/);
}
