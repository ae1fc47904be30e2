import type { JobTemplate, TemplateField, TemplateQuery } from "../../domain/draft.ts";
import { BackendError } from "../../domain/error.ts";
import { readInstances } from "./catalogue.ts";
import { rules } from "./draft.ts";
import type { Service } from "./service.ts";
import type { Instance } from "./wire/catalogue.ts";

/** The form for a batch job; of an artifact, with the regions and instances that it runs in and on. */
export async function jobTemplate(
  service: Service,
  { algorithmId }: TemplateQuery,
  signal: AbortSignal,
): Promise<JobTemplate> {
  const offer = { parameters: [], engines: [] };
  if (algorithmId === null) return { ...offer, fields: rules.fields };
  const instances = await readInstances(service, algorithmId, "*", signal);
  if (instances instanceof BackendError) throw instances;
  const fields = rules.fields.filter(({ path }) => path[3] !== "deploymentId");
  return { ...offer, fields: fields.map((field) => narrow(field, instances)) };
}

function narrow(field: TemplateField, instances: readonly Instance[]): TemplateField {
  switch (field.path[4]) {
    case "region":
      return choose(field, new Set(instances.flatMap(({ regions }) => regions)));
    case "instanceId":
      return choose(field, new Set(instances.map(({ flavor }) => flavor.nativeId)));
    default:
      return field;
  }
}

function choose(field: TemplateField, choices: ReadonlySet<string>): TemplateField {
  const constraint = { nativeType: null, editable: true, required: false, sensitive: false };
  return {
    ...field,
    type: "CHOICE",
    constraint: { ...constraint, validType: "Choice", validRange: [...choices].sort() },
  };
}
