import { setTimeout as sleep } from "node:timers/promises";
import type { BackendDefinition } from "../../src/backends/contract.ts";

/** The same vendor behind a slow line: what a poll or a single read has seen arrives up to so much later. */
export function withLateReads(
  definition: BackendDefinition,
  { longestMs, random }: { readonly longestMs: number; readonly random: () => number },
): BackendDefinition {
  const late = <Args extends readonly unknown[], T>(read: (...args: Args) => Promise<T>) => {
    return async (...args: Args) => {
      const answer = await read(...args);
      await sleep(random() * longestMs);
      return answer;
    };
  };
  return {
    ...definition,
    create(config, tools) {
      const backend = definition.create(config, tools);
      const { listJobs, getJobs, activeJobs } = backend;
      return {
        ...backend,
        listJobs: late(listJobs),
        getJobs: late(getJobs),
        ...(activeJobs && { activeJobs: late(activeJobs) }),
      };
    },
  };
}
