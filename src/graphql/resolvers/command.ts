import type { GraphQLResolveInfo } from "graphql";
import type { BulkResult, CommandResult } from "../../federation/commands/contract.ts";
import type { MutationResolvers } from "../generated.ts";
import { toUserErrors } from "./user-error.ts";

export const Mutation: MutationResolvers = {
  createJob: (_, { input }, { federation, actor }) => federation.commands.create(input, { actor }),
  updateJob: (_, { input }, { federation, actor }) => federation.commands.update(input, { actor }),
  renameJob: (_, { input }, { federation, actor }) => federation.commands.rename(input, { actor }),
  updateJobLabels: (_, { input }, { federation, actor }) =>
    federation.commands.updateLabels(input, { actor }),
  cancelJob: (_, { input }, { federation, actor }) => federation.commands.cancel(input, { actor }),
  deleteJob: (_, { input }, { federation, actor }) => federation.commands.delete(input, { actor }),
  retryJob: (_, { input }, { federation, actor }) => federation.commands.retry(input, { actor }),
  archiveJob: (_, { input }, { federation, actor }) => federation.commands.archive(input, { actor }),
  restoreJob: (_, { input }, { federation, actor }) => federation.commands.restore(input, { actor }),
  modifyJobSharing: (_, { input }, { federation, actor }) =>
    federation.commands.modifySharing(input, { actor }),
  disableJobSharing: (_, { input }, { federation, actor }) =>
    federation.commands.disableSharing(input, { actor }),
  cancelJobs: (_, { input }, { federation, actor }) => federation.commands.cancelAll(input, { actor }),
  deleteJobs: (_, { input }, { federation, actor }) => federation.commands.deleteAll(input, { actor }),
};

/** What a command about one job comes to; the other fields are the result's own. */
const ofOne = {
  userErrors: ({ problems }: CommandResult, _: unknown, _context: unknown, info: GraphQLResolveInfo) =>
    toUserErrors(problems, inputOf(info), info),
};

const ofSeveral = {
  results: ({ results }: BulkResult, _: unknown, _context: unknown, info: GraphQLResolveInfo) =>
    results.map(({ problems, ...item }) => ({
      ...item,
      userErrors: toUserErrors(problems, inputOf(info), info),
    })),
};

export const CreateJobPayload = ofOne;
export const UpdateJobPayload = ofOne;
export const RenameJobPayload = ofOne;
export const UpdateJobLabelsPayload = ofOne;
export const CancelJobPayload = ofOne;
export const DeleteJobPayload = ofOne;
export const RetryJobPayload = ofOne;
export const ArchiveJobPayload = ofOne;
export const RestoreJobPayload = ofOne;
export const ModifyJobSharingPayload = ofOne;
export const DisableJobSharingPayload = ofOne;
export const CancelJobsPayload = ofSeveral;
export const DeleteJobsPayload = ofSeveral;

/** Each payload has an input of its name. */
function inputOf({ parentType }: Pick<GraphQLResolveInfo, "parentType">): string {
  return parentType.name.replace(/Payload$/, "Input");
}
