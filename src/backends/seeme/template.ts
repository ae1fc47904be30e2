import type { JobTemplate, TemplateField, TemplateQuery } from "../../domain/draft.ts";
import { BackendError } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
import type { JobKind } from "../../domain/job.ts";
import type { Algorithm, Parameter } from "../../domain/spec.ts";
import { rules } from "./draft.ts";
import { neededFor } from "./reference.ts";

/** The form for a job, with the settings that an application usually reads. */
export async function jobTemplate(
  backend: BackendId,
  listApplications: (signal: AbortSignal) => Promise<readonly Algorithm[]>,
  { kind, algorithmId }: TemplateQuery,
  signal: AbortSignal,
): Promise<JobTemplate> {
  const fields = rules.fields.map((field) => requireFor(kind, field));
  if (algorithmId === null) return { fields, parameters: [], engines: [] };
  const applications = await listApplications(signal);
  const application = applications.find(({ nativeId }) => nativeId === algorithmId);
  if (application === undefined) {
    throw new BackendError("NOT_FOUND", `application ${JSON.stringify(algorithmId)} is not there`, {
      backend,
    });
  }
  const parameters = (application.parameters ?? []).filter((parameter) => isFor(kind, parameter));
  // The application fixes the engine: there is nothing to choose.
  return { fields, parameters, engines: [] };
}

/** Marks what a kind of job cannot do without. */
function requireFor(kind: JobKind | null, field: TemplateField): TemplateField {
  const name = field.path[2];
  const isNeeded = field.path.length === 3 && neededFor(kind).some((one) => one === name);
  return isNeeded ? { ...field, required: true } : field;
}

/** A conversion is asked for its target and nothing else, any other kind for all but that. */
function isFor(kind: JobKind | null, { name }: Parameter): boolean {
  return kind === null || (kind === "CONVERSION") === (name === "target_format");
}
