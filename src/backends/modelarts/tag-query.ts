import { isJsonObject } from "../../domain/json.ts";
import type { KeyValue } from "../../domain/spec.ts";
import { malformed } from "./jobs.ts";
import { type ListPage, readAll } from "./paging.ts";
import type { Service } from "./service.ts";
import { number } from "./wire/lenient.ts";
import { parseTaggedJob, type TaggedJob } from "./wire/tag.ts";

/** Largest page of the tag query. */
const pageLimit = 1_000;
const timeoutMs = 15_000;

/** What the tag query says about the jobs of one workspace, and what it cost. */
export interface WorkspaceTags {
  /** Labels by native id. */
  readonly labels: ReadonlyMap<string, readonly KeyValue[]>;
  readonly calls: number;
}

/** Reads the labels of all jobs of a workspace. Unlike job listings, this one counts items in its offset. */
export async function readTags(
  service: Service,
  workspace: string,
  signal: AbortSignal,
): Promise<WorkspaceTags> {
  let calls = 0;
  const source = {
    keyOf: ({ nativeId }: TaggedJob) => nativeId,
    async read(offset: number, limit: number): Promise<ListPage<TaggedJob>> {
      calls += 1;
      const path = ["modelarts-training-job", "resource-instances", "filter"];
      const body = { workspace_id: workspace };
      // Labels come soon again: tries beside those of what matters more would only tire the vendor.
      const options = { query: { limit, offset }, timeoutMs, repeatable: false };
      const response = await service.search("readTags", path, body, signal, options);
      return readResources(service, response.json());
    },
  };
  const jobs = await readAll(source, pageLimit, "item");
  const labels = new Map<string, readonly KeyValue[]>();
  for (const job of jobs) if (job.nativeId !== null) labels.set(job.nativeId, job.labels);
  return { labels, calls };
}

function readResources({ backend }: Service, answer: unknown): ListPage<TaggedJob> {
  if (!isJsonObject(answer)) throw malformed(backend, "readTags", "an answer that is no JSON object");
  const size = number.parse(answer.total_count);
  const { resources = null } = answer;
  if (Array.isArray(resources)) return { rows: resources.map(parseTaggedJob), sizes: [size] };
  if (resources === null && size === 0) return { rows: [], sizes: [size] };
  throw malformed(backend, "readTags", "an answer without a list of resources");
}
