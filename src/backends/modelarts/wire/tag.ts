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

const wireResource = record({ resource_id: text, tags: records({ key: text, value: anyText }) });

/** Reads an entry of the tag query. */
export function parseTaggedJob(entry: unknown): TaggedJob {
  const { resource_id: nativeId, tags } = wireResource.parse(entry);
  const pairs = tags.flatMap(({ key, value }) =>
    key === null || isOfService(key) ? [] : [[key, value ?? ""] as const],
  );
  return { nativeId, labels: toKeyValues(Object.fromEntries(pairs)) };
}

/** The vendor refuses this prefix in the keys that people give. */
function isOfService(key: string): boolean {
  return key.startsWith("_sys_");
}
