import { expect, test } from "vitest";
import type { Job } from "../../../src/domain/job.ts";
import { failureOf, readJob, type SimulatedBackend } from "../../support/backend.ts";
import { able, createdJob, jobAt, settle, validDraft } from "./commands-world.ts";
import { type Subject, signal } from "./subject.ts";

const ending = /^(CANCELLING|CANCELLED)$/;

/** Cases about jobs that are to end early. */
export function describeCancelling(subject: Subject): void {
  const { definition, capabilities, simulate, words } = subject;
  const { kind } = definition;
  const cancel = (vendor: SimulatedBackend, job: Job) =>
    able(vendor.connect(), "cancelJob").cancelJob(job, signal);
  const phaseOf = async (vendor: SimulatedBackend, { nativeId }: Job) =>
    (await readJob(vendor.connect(), nativeId)).core.status.phase;

  test.each(["waiting", "running"] as const)(
    "ends a job that is %s, and twice does no harm",
    async (word) => {
      await using vendor = await simulate(5);
      const job = await jobAt(subject, vendor, words[word]);
      const reading = await cancel(vendor, job);
      if (reading) expect(reading.nativeId).toBe(job.nativeId);
      if (reading) expect(reading.core.status.phase).toMatch(ending);
      expect(await phaseOf(vendor, job)).toMatch(ending);
      const second = await cancel(vendor, job).catch((error: unknown) => error);
      // One that was cancelled at once has ended.
      if (second instanceof Error) expect(second).toMatchObject({ kind: "FAILED_PRECONDITION" });
      expect(await phaseOf(vendor, job)).toMatch(ending);
      await settle(vendor);
      expect(await phaseOf(vendor, job)).toBe("CANCELLED");
    },
  );

  test.runIf(capabilities.createJob)("ends a job that it has just created", async () => {
    await using vendor = await simulate();
    const job = await createdJob(vendor.connect(), await validDraft(subject, vendor));
    await cancel(vendor, job);
    await settle(vendor);
    expect(await phaseOf(vendor, job)).toBe("CANCELLED");
  });

  test.each(["succeeded", "failed"] as const)("is refused for a job that has %s", async (word) => {
    await using vendor = await simulate(5);
    const job = await jobAt(subject, vendor, words[word]);
    const before = await readJob(vendor.connect(), job.nativeId);
    expect(await failureOf(cancel(vendor, job))).toMatchObject({ kind: "FAILED_PRECONDITION", undone: true });
    await settle(vendor);
    expect((await readJob(vendor.connect(), job.nativeId)).core.status).toEqual(before.core.status);
  });

  test("is refused for a job that was cancelled", async () => {
    await using vendor = await simulate(5);
    await cancel(vendor, await jobAt(subject, vendor, words.running));
    const other = await jobAt(subject, vendor, words.running);
    await cancel(vendor, other);
    await settle(vendor);
    vendor.pass(60_000);
    const { core, ...parts } = await readJob(vendor.connect(), other.nativeId);
    const ended = { ...other, ...parts, core, labels: other.labels, detail: other.detail };
    expect(await failureOf(cancel(vendor, ended))).toMatchObject({ kind: "FAILED_PRECONDITION" });
  });

  test("can be asked for again when an answer was lost", async () => {
    await using vendor = await simulate(5);
    const job = await jobAt(subject, vendor, words.running);
    for (const _ of ["first", "second"]) {
      const backend = able(vendor.connect(), "cancelJob");
      await readJob(backend, job.nativeId); // which signs it in
      const id = await vendor.control.addFault({ kind, fault: { type: "drop", after: true } });
      const error = await failureOf(backend.cancelJob(job, signal));
      expect(error).toMatchObject({ kind: "UNAVAILABLE", undone: false });
      await vendor.control.removeFault(id);
    }
    const third = await cancel(vendor, job).catch((error: unknown) => error);
    if (third instanceof Error) expect(third).toMatchObject({ kind: "FAILED_PRECONDITION" });
    await settle(vendor);
    expect(await phaseOf(vendor, job)).toBe("CANCELLED");
  });
}
