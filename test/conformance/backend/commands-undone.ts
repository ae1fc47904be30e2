import { expect, test } from "vitest";
import { BackendError } from "../../../src/domain/error.ts";
import type { Job } from "../../../src/domain/job.ts";
import { contentHashes } from "../../../src/journal/content-hash.ts";
import { readJob, type SimulatedBackend, toStoredJob } from "../../support/backend.ts";
import type { FaultOrder } from "../../support/control.ts";
import { commandsOf, firstFailure, settled } from "./commands-calls.ts";
import { createdJob, jobAt, listedIds, validDraft } from "./commands-world.ts";
import { type Subject, signal } from "./subject.ts";

const faults: readonly FaultOrder["fault"][] = [
  { type: "drop", after: true },
  { type: "malformed" },
  { type: "status", status: 503 },
];

/** Cases about failures that say that the vendor did nothing, on whatever call of a command they are met. */
export function describeUndone(subject: Subject): void {
  const { definition, capabilities, simulate, words } = subject;
  const { kind, noise } = definition;

  test("a command that fails as undone has changed nothing", async () => {
    await using vendor = await simulate(5);
    const draft = capabilities.createJob ? await validDraft(subject, vendor) : null;
    let made = 0;
    const add = () =>
      draft
        ? createdJob(vendor.connect(), { ...draft, name: `throwaway-${++made}` })
        : jobAt(subject, vendor, words.running);
    const calls = await commandsOf(subject, vendor);
    for (const [name, call] of calls) {
      const backend = vendor.connect();
      const { next } = await vendor.control.requests(kind);
      await call(backend, await add(), signal);
      const { items } = await vendor.control.requests(kind, next);
      for (const method of new Set(items.map((item) => item.method))) {
        for (const fault of faults) {
          const job = await add();
          const before = await stateOf(vendor, job);
          const tested = vendor.connect();
          await readJob(tested, job.nativeId); // which signs it in
          const id = await vendor.control.addFault({ kind, match: { method }, fault });
          const result = await settled(firstFailure(call(tested, job, signal)));
          await vendor.control.removeFault(id);
          if (!(result instanceof Error)) continue;
          expect(result, name).toBeInstanceOf(BackendError);
          const what = `${name}, ${fault.type} on ${method}: ${result.message}`;
          if (result instanceof BackendError && result.undone)
            expect(await stateOf(vendor, job), what).toEqual(before);
        }
      }
    }
  });

  /** All that a command could change. */
  async function stateOf(vendor: SimulatedBackend, { nativeId }: Job) {
    const backend = vendor.connect();
    const reading = await readJob(backend, nativeId);
    const sharing = await backend.sharing?.(toStoredJob(reading), signal);
    return { content: contentHashes(reading, noise), sharing, jobs: await listedIds(subject, vendor) };
  }
}
