import type { DraftProblem } from "../../domain/draft.ts";
import type { QueryResolvers } from "../generated.ts";
import { inputOrder } from "../input-order.ts";

/** Root fields about jobs that somebody wants to create. */
export const draftQueries: Pick<QueryResolvers, "validateJob" | "jobTemplate"> = {
  validateJob: async (_, { input }, { federation, signal }, { schema }) => {
    const problems = await federation.drafts.problems(input, signal);
    const userErrors = problems.map(toUserError).sort(inputOrder(schema, "CreateJobInput"));
    return { valid: userErrors.length === 0, userErrors };
  },
  jobTemplate: (_, request, { federation, loaders, signal }) =>
    federation.drafts.template(request, loaders, signal),
};

/** Paths of problems begin in the input, those of errors in the arguments. */
function toUserError({ path, ...problem }: DraftProblem) {
  return { ...problem, path: ["input", ...path] };
}

export const UserError = {
  __resolveType: ({ code }: Pick<DraftProblem, "code">) =>
    code === "INVALID" ? "InvalidInput" : "CommandRefused",
};
