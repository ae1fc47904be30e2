import { hash } from "node:crypto";
import type { Problem } from "../../domain/command.ts";
import { BackendError } from "../../domain/error.ts";
import { parseIdOf } from "../../domain/id.ts";
import { type Instant, instantOf } from "../../domain/instant.ts";
import { checkIds, deleteOne, gatherRemovals } from "./bulk.ts";
import type { BulkCommand, BulkResult, Caller, CommandResult, Commands, JobCommand } from "./contract.ts";
import { type Execution, keyProblem } from "./execution.ts";
import { fingerprintOf, placeOf } from "./intents.ts";
import type { OneJobCommands } from "./one-job.ts";
import { keyMismatch, ofFailed } from "./problems.ts";

/** Commands for several jobs: each job for itself, under a key of its own. */
export function createSeveralJobsCommands(
  execution: Execution,
  oneJob: Pick<OneJobCommands, "cancel" | "delete">,
): Pick<Commands, "cancelAll" | "deleteAll"> {
  const { intents, follower, signal, now } = execution;

  /** Writes down what a key is used for; what is wrong when it was used for something else. */
  async function claim(
    command: "cancelJobs" | "deleteJobs",
    { ids, idempotencyKey }: BulkCommand,
    { actor }: Caller,
  ): Promise<Claim> {
    const [first] = ids;
    const wrong = keyProblem(idempotencyKey);
    if (wrong || typeof idempotencyKey !== "string" || first === undefined) return { wrong, place: null };
    const { backend } = parseIdOf("job", first);
    const fingerprint = fingerprintOf(command, { ids });
    const outcome = { nativeId: "", problems: [], deletion: null, effect: null, isRecorded: true };
    const place = placeOf(actor, idempotencyKey);
    const theirs = await intents.claim(place, {
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
    if (theirs === null) return { wrong: null, place };
    return { wrong: theirs.fingerprint === fingerprint ? null : keyMismatch(idempotencyKey), place: null };
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
    const { wrong, place } = await claim(command, given, caller);
    const run = async (jobId: string, index: number) => {
      if (wrong) return { jobId, job: null, problems: [wrong] };
      const key = typeof idempotencyKey === "string" ? keyOfOne(idempotencyKey, jobId) : null;
      try {
        const { job, problems } = await one({ id: jobId, idempotencyKey: key });
        return { jobId, job, problems: problems.map((problem) => ofSeveral(problem, index)) };
      } catch (error) {
        if (!(error instanceof BackendError)) throw error;
        return { jobId, job: null, problems: [ofFailed(error, now())] };
      }
    };
    const results = await Promise.all(ids.map(run));
    // A key is not spent on what was refused.
    if (place !== null && results.every(isUndone)) await intents.drop(place);
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

/** What a key of several jobs has come to; both null without a key, and for one that is given again. */
interface Claim {
  readonly wrong: Problem | null;
  /** Where it is written down, when this was its first use. */
  readonly place: string | null;
}

/** Whether nothing was done for a job. */
function isUndone({ problems }: { readonly problems: readonly Problem[] }): boolean {
  return problems.length > 0 && problems.every(({ code }) => code !== "OUTCOME_UNKNOWN");
}

/** Key of one of the jobs: as long as any, whatever the caller's is. */
function keyOfOne(idempotencyKey: string, jobId: string): string {
  return hash("sha256", JSON.stringify([idempotencyKey, jobId]));
}

/** A problem of one job, with its place among those that were given. */
function ofSeveral(problem: Problem, index: number): Problem {
  return problem.path?.[0] === "id" ? { ...problem, path: ["ids", String(index)] } : problem;
}
