import { type JobAction, jobActions } from "../../domain/command.ts";
import type { JobView } from "../../federation/views.ts";
import type { Context } from "../context.ts";
import type { JobActionsResolvers } from "../generated.ts";

export const JobActions: JobActionsResolvers = Object.fromEntries(
  jobActions.map((action) => [
    action,
    (job: JobView, _: unknown, context: Context) => availabilityOf(job, action, context),
  ]),
);

function availabilityOf(job: JobView, action: JobAction, { federation }: Context) {
  const refusal = federation.commands.refusal(job, action);
  return { available: refusal === null, reason: refusal?.reason ?? null, code: refusal?.code ?? null };
}
