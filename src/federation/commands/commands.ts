import type { Drafts } from "../drafts.ts";
import { deleteOne } from "./bulk.ts";
import type { Commands } from "./contract.ts";
import { type ExecutionTools, startExecution } from "./execution.ts";
import { createNewJobCommands } from "./new-job.ts";
import { createOneJobCommands } from "./one-job.ts";
import { goneJob, refusalOf } from "./refusals.ts";
import { createSeveralJobsCommands } from "./several-jobs.ts";

/** Makes the commands of all backends, and goes on with what an earlier process left open. */
export function startCommands(tools: ExecutionTools, drafts: Drafts): Commands {
  const { backends, finder } = tools;
  const execution = startExecution(tools);
  const oneJob = createOneJobCommands(execution);
  return {
    ...createNewJobCommands(execution, drafts),
    ...oneJob,
    ...createSeveralJobsCommands(execution, oneJob),
    delete: (command, caller) => oneJob.delete(command, caller, deleteOne),
    refusal({ snapshot: { job, sequence } }, action) {
      const isStored = finder.view(job.id) !== null;
      // No event tells of a part: this is what one has shown.
      if (!isStored && sequence > 0) return goneJob;
      return refusalOf(backends.get(job.backend), { job, isPart: !isStored }, action);
    },
    [Symbol.asyncDispose]: () => execution[Symbol.asyncDispose](),
  };
}
