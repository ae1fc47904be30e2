import type { JobDraft } from "../../../domain/draft.ts";
import type { KeyValue } from "../../../domain/spec.ts";
import type { AzureMlDraft } from "../draft.ts";
import { document } from "./lenient.ts";

/** `properties` of the request that creates a job. */
export type Submission = Readonly<Record<string, unknown>>;

/**
 * Writes a draft as the service takes it. Like the vendor's client it says nothing of what is not given, for which the
 * service has its own defaults. A field wins over a member of a whole definition, and is merged with its map.
 */
export function toSubmission(draft: JobDraft, job: AzureMlDraft, workspacePath: string): Submission {
  const { displayName, description } = draft;
  const { definition, extra, experimentName, computeId, properties } = job;
  const base = definition.command
    ? toCommand(definition.command, extra ?? {})
    : { ...definition.native, ...extra };
  return {
    ...base,
    ...given({
      displayName,
      description,
      experimentName,
      computeId: computeId == null ? null : toComputeId(computeId, workspacePath),
    }),
    tags: { ...document.parse(base.tags), ...toMap(draft.labels) },
    properties: { ...document.parse(base.properties), ...toMap(properties ?? []) },
  };
}

function toCommand(
  command: NonNullable<AzureMlDraft["definition"]["command"]>,
  extra: Submission,
): Submission {
  const { environmentId, codeId, environmentVariables, instanceCount, instanceType, timeoutMs } = command;
  const resources = { ...document.parse(extra.resources), ...given({ instanceCount, instanceType }) };
  return {
    ...extra,
    jobType: "Command",
    command: command.command,
    environmentId: withoutScheme(environmentId),
    ...given({ codeId: codeId == null ? null : withoutScheme(codeId) }),
    ...(environmentVariables && { environmentVariables: toMap(environmentVariables) }),
    ...(Object.keys(resources).length > 0 && { resources }),
    ...(timeoutMs != null && { limits: { jobLimitsType: "Command", timeout: `PT${timeoutMs / 1_000}S` } }),
  };
}

/** The service knows computes by resource id alone; its client writes names and `azureml:name` as such before it sends. */
function toComputeId(computeId: string, workspacePath: string): string {
  const id = computeId.replace(/^azureml:/, "");
  return id.startsWith("/") ? id : `${workspacePath}/computes/${id}`;
}

/** `azureml:/subscriptions/…` is written in files of the vendor's client; the service takes the resource id. */
function withoutScheme(id: string): string {
  return id.replace(/^azureml:(?=\/subscriptions\/)/, "");
}

function given(members: Submission): Submission {
  return Object.fromEntries(
    Object.entries(members).filter(([, member]) => member !== null && member !== undefined),
  );
}

function toMap(pairs: readonly KeyValue[]): Readonly<Record<string, string>> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, value]));
}
