import type { JobTemplate, TemplateQuery } from "../../domain/draft.ts";
import { BackendError } from "../../domain/error.ts";
import type { Engine, Parameter } from "../../domain/spec.ts";
import { getAlgorithms } from "./catalogue.ts";
import { rules } from "./draft.ts";
import { readAll } from "./paging.ts";
import type { Service } from "./service.ts";
import { parseEnvironment } from "./wire/environment.ts";

/** The form for a job: a command is asked for field by field, any other kind as the service's own document. */
export async function jobTemplate(
  service: Service,
  { kind, algorithmId }: TemplateQuery,
  signal: AbortSignal,
): Promise<JobTemplate> {
  const [parameters, engines] = await Promise.all([
    algorithmId === null ? [] : parametersOf(service, algorithmId, signal),
    listEnvironments(service, signal),
  ]);
  const isOther = (form: string) => kind !== null && form === (kind === "COMMAND" ? "native" : "command");
  return { fields: rules.fields.filter(({ path }) => !isOther(path[3] ?? "")), parameters, engines };
}

async function parametersOf(
  service: Service,
  algorithmId: string,
  signal: AbortSignal,
): Promise<readonly Parameter[]> {
  const [algorithm] = await getAlgorithms(service, [algorithmId], signal);
  if (algorithm instanceof BackendError) throw algorithm;
  return algorithm?.parameters ?? [];
}

/** Newest version of each environment of the workspace. */
async function listEnvironments(service: Service, signal: AbortSignal): Promise<Engine[]> {
  const operation = "jobTemplate";
  const first = service.manage(operation, ["environments"], { listViewType: "ActiveOnly" }, signal);
  const environments = await readAll(service, operation, first, signal);
  return environments.flatMap((environment) => parseEnvironment(environment) ?? []);
}
