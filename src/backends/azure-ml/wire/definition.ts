import { isJsonObject, type Json, type JsonObject } from "../../../domain/json.ts";
import type { KeyValue } from "../../../domain/spec.ts";
import { toShownProperties } from "./job.ts";
import { toText } from "./lenient.ts";

/** Members of a job's `properties` that have a field of their own in a draft. */
export const namedMembers = [
  "computeId",
  "description",
  "displayName",
  "experimentName",
  "properties",
  "tags",
] as const;

/** Members that the service writes, or that have a field of their own in a draft. */
const notDefinition: ReadonlySet<string> = new Set([
  "status",
  "parameters",
  "isArchived",
  "services",
  "outputs",
  ...namedMembers,
]);

/** The part of a job's `properties` that was asked for: its type and what makes another job of that type the same. */
export function toDefinition(name: string, properties: JsonObject): JsonObject {
  const members = Object.entries(properties).filter(
    ([key, member]) => !notDefinition.has(key) && member !== null,
  );
  return {
    ...Object.fromEntries(members),
    ...mapped("services", properties.services, toOwnService),
    ...mapped("outputs", properties.outputs, (key, output) => toOwnOutput(name, key, output)),
  };
}

function mapped(
  name: string,
  map: Json | undefined,
  convert: (key: string, member: JsonObject) => JsonObject | null,
): JsonObject {
  if (!isJsonObject(map)) return {};
  const members = Object.entries(map).flatMap(([key, member]) => {
    const converted = isJsonObject(member) ? convert(key, member) : null;
    return converted === null ? [] : [[key, converted] as const];
  });
  return { [name]: Object.fromEntries(members) };
}

/** Every job has these two of the service's; where any other is reached is of one job alone. */
function toOwnService(name: string, service: JsonObject): JsonObject | null {
  if (name === "Tracking" || name === "Studio") return null;
  const { status: _, errorMessage: __, endpoint: ___, ...asked } = service;
  return asked;
}

/** The service adds an output `default`, and gives those without an address a folder that it calls after the job. */
function toOwnOutput(job: string, name: string, output: JsonObject): JsonObject | null {
  const folder = `${toText(output.uri) ?? ""}/`;
  const isOfService = folder.includes(`/azureml/${job}/`) || folder.includes(`/dcid.${job}/`);
  if (!isOfService) return output;
  if (name === "default") return null;
  const { uri: _, ...asked } = output;
  return asked;
}

/** Keys that the service writes into `properties` beside those with its prefixes; seen in recorded jobs of all types. */
const serviceProperties: ReadonlySet<string> = new Set([
  "ContentSnapshotId",
  "ProcessInfoFile",
  "ProcessStatusFile",
  "best_child_run_id",
  "num_cross_validation",
  "platform",
  "primary_metric_config",
  "resume_from",
  "runSource",
  "runTemplate",
  "runType",
  "score",
]);

/** Properties that people, or the vendor's client for them, have given a job. */
export function toOwnProperties(properties: Readonly<Record<string, string>>): KeyValue[] {
  return toShownProperties(properties).filter(({ key }) => !serviceProperties.has(key));
}
