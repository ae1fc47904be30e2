import type { DraftProblem, JobDraft } from "../../domain/draft.ts";
import type { Api } from "./documents.ts";
import { rules } from "./draft.ts";
import { type ListApplications, lookUp } from "./look-up.ts";
import { referenceNames } from "./reference.ts";

/** What is wrong with a draft, by the rules and by what the account has. */
export async function validate(
  api: Api,
  listApplications: ListApplications,
  draft: JobDraft,
  signal: AbortSignal,
): Promise<DraftProblem[]> {
  const { job, problems } = rules.check(draft);
  if (job === null) return [...problems];
  const wanted = { references: job, names: referenceNames, items: job.items ?? [] };
  const found = await lookUp(api, listApplications, { ...wanted, input: job, prefix: rules.at() }, signal);
  return [...problems, ...found];
}
