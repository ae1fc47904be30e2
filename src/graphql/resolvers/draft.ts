import type { QueryResolvers } from "../generated.ts";
import { toUserErrors } from "./user-error.ts";

/** Root fields about jobs that somebody wants to create. */
export const draftQueries: Pick<QueryResolvers, "validateJob" | "jobTemplate"> = {
  validateJob: async (_, { input }, { federation, signal }, info) => {
    const problems = await federation.drafts.problems(input, signal);
    const refused = problems.map((problem) => ({ ...problem, fault: null }));
    return { valid: refused.length === 0, userErrors: toUserErrors(refused, "CreateJobInput", info) };
  },
  jobTemplate: (_, request, { federation, loaders, signal }) =>
    federation.drafts.template(request, loaders, signal),
};
