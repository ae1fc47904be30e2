import type { Problem } from "../../domain/command.ts";
import { BackendError } from "../../domain/error.ts";
import { parseIdOf } from "../../domain/id.ts";
import { type Instant, instantOf } from "../../domain/instant.ts";
import { checkIds, deleteOne, gatherRemovals } from "./bulk.ts";
import type { BulkCommand, BulkResult, Caller, CommandResult, Commands, JobCommand } from "./contract.ts";
import { type Execution, keyProblem } from "./execution.ts";
import { fingerprintOf, placeOf } from "./intents.ts";
import type { OneJobCommands } from "./one-job.ts";
import { keyMismatch, ofRefused } from "./problems.ts";

/** Commands for several jobs: each job for itself, under a key of its own. */
export function createSeveralJobsCommands(
  execution: Execution,
  oneJob: Pick<OneJobCommands, "cancel" | "delete">,
): Pick<Commands, "cancelAll" | "deleteAll"> {
  const { intents, follower, signal, now } = execution;

  /** What is wrong with the key of the whole; its first use is written down for one that comes with other jobs. */
  async function problemOfKey(
    command: "cancelJobs" | "deleteJobs",
    { ids, idempotencyKey }: BulkCommand,
    { actor }: Caller,
  ): Promise<Problem | null> {
    const [first] = ids;
    const wrong = keyProblem(idempotencyKey);
    if (wrong || typeof idempotencyKey !== "string" || first === undefined) return wrong;
    const { backend } = parseIdOf("job", first);
    const fingerprint = fingerprintOf(command, { ids });
    const outcome = { nativeId: "", problems: [], deletion: null, effect: null, isRecorded: true };
    const theirs = await intents.claim(placeOf(actor, idempotencyKey), {
      command,
      actor,
      backend,
      nativeId: null,
      create: null,
      isKeyed: true,
      fingerprint,
      startedAt: instantOf(now()) as Instant, // the clock of a running process lies inside the range of dates
      state: { kind: "DONE", outcome },
    });
    return theirs && theirs.fingerprint !== fingerprint ? keyMismatch(idempotencyKey) : null;
  }

  async function each(
    command: "cancelJobs" | "deleteJobs",
    given: BulkCommand,
    caller: Caller,
    one: (given: JobCommand) => Promise<CommandResult>,
  ): Promise<BulkResult> {
    const { ids, idempotencyKey } = given;
    checkIds(ids);
    for (const [index, id] of ids.entries()) parseIdOf("job", id, ["input", "ids", String(index)]);
    const wrong = await problemOfKey(command, given, caller);
    const run = async (jobId: string) => {
      if (wrong) return { jobId, job: null, problems: [wrong] };
      const key = typeof idempotencyKey === "string" ? JSON.stringify([idempotencyKey, jobId]) : null;
      try {
        const { job, problems } = await one({ id: jobId, idempotencyKey: key });
        return { jobId, job, problems };
      } catch (error) {
        if (!(error instanceof BackendError)) throw error;
        return { jobId, job: null, problems: [ofRefused(error, null, now())] };
      }
    };
    const results = await Promise.all(ids.map(run));
    return { results, eventCursor: follower.cursor };
  }

  return {
    cancelAll: (given, caller) => each("cancelJobs", given, caller, (one) => oneJob.cancel(one, caller)),
    deleteAll(given, caller) {
      const together = gatherRemovals(signal);
      return each("deleteJobs", given, caller, (one) =>
        oneJob.delete(one, caller, (connected, job) =>
          connected.backend.deleteJobs ? together(connected, job) : deleteOne(connected, job, signal),
        ),
      );
    },
  };
}
