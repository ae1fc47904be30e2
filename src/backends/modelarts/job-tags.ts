import type { KeyValue } from "../../domain/spec.ts";
import { malformed } from "./jobs.ts";
import type { Service } from "./service.ts";
import { parseTagList } from "./wire/tag.ts";

const pathOf = (nativeId: string, ...rest: readonly string[]) => [
  "modelarts-training-job",
  nativeId,
  "tags",
  ...rest,
];

/** The labels of one job as the vendor has them now, ordered by key. */
export async function readJobTags(
  service: Service,
  nativeId: string,
  signal: AbortSignal,
): Promise<KeyValue[]> {
  const response = await service.get("readTags", pathOf(nativeId), {}, signal);
  const labels = response.status === 204 ? [] : parseTagList(response.json());
  if (labels === null) throw malformed(service.backend, "readTags", "an answer without a list of tags");
  return labels;
}

/** Gives a job these labels beside those it has; a key that it has gets the new value. Does nothing for none. */
export async function addJobTags(
  service: Service,
  nativeId: string,
  tags: readonly KeyValue[],
  signal: AbortSignal,
): Promise<void> {
  if (tags.length === 0) return;
  const path = pathOf(nativeId, "create");
  await service.change("addTags", { method: "POST", path, body: { tags }, repeatable: true }, signal);
}

/** Takes labels from a job. Does nothing for none. */
export async function removeJobTags(
  service: Service,
  nativeId: string,
  tags: readonly KeyValue[],
  signal: AbortSignal,
): Promise<void> {
  if (tags.length === 0) return;
  const path = pathOf(nativeId, "delete");
  await service.change("removeTags", { method: "DELETE", path, body: { tags }, repeatable: true }, signal);
}
