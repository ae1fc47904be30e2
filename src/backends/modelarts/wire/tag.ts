import { z } from "zod";
import type { KeyValue } from "../../../domain/spec.ts";
import { toKeyValues } from "../../../domain/spec.ts";
import { anyText, record, records, text } from "./lenient.ts";

/** One entry of the tag query. */
export interface TaggedJob {
  /** Null for an entry that names no job. */
  readonly nativeId: string | null;
  /** Ordered by key. */
  readonly labels: readonly KeyValue[];
}

const wireTags = records({ key: text, value: anyText });
const wireResource = record({ resource_id: text, tags: wireTags });
const wireTagList = z.object({ tags: wireTags });

/** Reads an entry of the tag query. */
export function parseTaggedJob(entry: unknown): TaggedJob {
  const { resource_id: nativeId, tags } = wireResource.parse(entry);
  return { nativeId, labels: toLabels(tags) };
}

/** Labels of one job, ordered by key; null for an answer that is none. */
export function parseTagList(answer: unknown): KeyValue[] | null {
  const { data } = wireTagList.safeParse(answer);
  return data ? toLabels(data.tags) : null;
}

function toLabels(tags: z.output<typeof wireTags>): KeyValue[] {
  const pairs = tags.flatMap(({ key, value }) =>
    key === null || isOfService(key) ? [] : [[key, value ?? ""] as const],
  );
  return toKeyValues(Object.fromEntries(pairs));
}

/** The vendor refuses this prefix in the keys that people give. */
function isOfService(key: string): boolean {
  return key.startsWith("_sys_");
}
