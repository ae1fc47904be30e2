import type { JobTemplate, TemplateQuery } from "../../domain/draft.ts";
import type { JobKind } from "../../domain/job.ts";
import { rules } from "./draft.ts";
import type { Service } from "./service.ts";

/** Forms of the vendor's part by the kind of job that comes of them. */
const forms: Partial<Record<JobKind, readonly string[]>> = {
  COMPILE: ["compile"],
  QUANTIZE: ["quantize"],
  LINK: ["link"],
  PROFILE: ["profile", "inference"],
  INFERENCE: ["inference"],
};

/** The form for a job of a kind, or of all. A model, which is what the vendor has for an algorithm, has no parameters. */
export async function jobTemplate(
  service: Service,
  { kind, algorithmId }: TemplateQuery,
  signal: AbortSignal,
): Promise<JobTemplate> {
  if (algorithmId !== null) await service.get("jobTemplate", ["models", algorithmId], {}, signal);
  const wanted = kind === null ? null : (forms[kind] ?? []);
  const fields = rules.fields.filter(
    ({ path: [part, , form = ""] }) => part !== "job" || wanted === null || wanted.includes(form),
  );
  return { fields, parameters: [], engines: [] };
}
