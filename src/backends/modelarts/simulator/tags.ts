import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import { ServiceError } from "./errors.ts";
import { documentOf, type Tag, tagsOf } from "./job-document.ts";
import { hasTags, workspaceOf } from "./job-search.ts";
import type { NewestPages } from "./newest-page.ts";
import { integer, parseTagConditions } from "./search-request.ts";
import { at, isDocument, listAt, textAt } from "./wire-document.ts";

const TAGS_PER_JOB = 20;

/** Adds tags to a job; a key that exists gets the new value. */
export function addTags(world: World, job: SimulatedJob, body: unknown): void {
  const tags = new Map(tagsOf(job).map((tag) => [tag.key, tag.value]));
  for (const { key, value } of parseTags(body)) tags.set(key, value);
  if (tags.size > TAGS_PER_JOB) throw new ServiceError("2788", "tags");
  world.jobs.change(job.id, { tags: [...tags].map(([key, value]) => ({ key, value })) });
}

/** Removes tags from a job by key; keys that it does not have are ignored. */
export function removeTags(world: World, job: SimulatedJob, body: unknown): void {
  const keys = parseTags(body).map((tag) => tag.key);
  world.jobs.change(job.id, { tags: tagsOf(job).filter((tag) => !keys.includes(tag.key)) });
}

/** Answers the project's tags with all their values; counts items, not pages. */
export function projectTags(world: World, query: URLSearchParams): object {
  const values = new Map<string, Set<string>>();
  for (const job of world.jobs.newestFirst()) {
    for (const { key, value } of tagsOf(job)) {
      const known = values.get(key) ?? new Set();
      values.set(key, known.add(value));
    }
  }
  const tags = [...values].map(([key, known]) => ({ key, values: [...known].sort() }));
  return { tags: pageOf(tags, query) };
}

/** Answers `resource-instances/filter`, newest first; counts items, not pages. */
export function filterResources(
  world: World,
  newest: NewestPages,
  body: unknown,
  query: URLSearchParams,
): object {
  const { page, total } = isWhole(world, body)
    ? { page: newest.read(...spanOf(query)), total: world.jobs.count() }
    : cut(findResources(world, body), query);
  const resources = page.map((job) => ({
    resource_id: job.id,
    resource_name: nameOf(world, job),
    workspace_id: workspaceOf(job),
    resource_detail: "",
    tags: tagsOf(job),
  }));
  return { resources, total_count: total };
}

function cut(found: readonly SimulatedJob[], query: URLSearchParams) {
  return { page: pageOf(found, query), total: found.length };
}

/** Whether a query is for every job of the world, which needs no look at each. */
function isWhole(world: World, body: unknown): boolean {
  const asksForAll = parseTagConditions(at(body, "tags")).length + listAt(body, "matches").length === 0;
  if (!asksForAll || at(body, "without_any_tag") === true || workspaceIn(body) !== "0") return false;
  for (const job of world.jobs.made()) if (workspaceOf(job) !== "0") return false;
  return true;
}

function workspaceIn(body: unknown): string {
  return textAt(body, "workspace_id") || "0";
}

/** Answers `resource-instances/count`. */
export function countResources(world: World, body: unknown): object {
  return { total_count: findResources(world, body).length };
}

function findResources(world: World, body: unknown): readonly SimulatedJob[] {
  const workspaceId = workspaceIn(body);
  const conditions = parseTagConditions(at(body, "tags"));
  const withoutTags = at(body, "without_any_tag") === true;
  const names = listAt(body, "matches").map((match) => {
    if (textAt(match, "key") !== "resource_name") throw new ServiceError("2788", "matches.key");
    return textAt(match, "value");
  });
  const found: SimulatedJob[] = [];
  for (const job of world.jobs.newestFirst()) {
    if (workspaceOf(job) !== workspaceId || !hasTags(job, conditions)) continue;
    if (withoutTags && tagsOf(job).length > 0) continue;
    if (names.length > 0 && !names.every((part) => nameOf(world, job).includes(part))) continue;
    found.push(job);
  }
  return found;
}

function nameOf(world: World, job: SimulatedJob): string {
  return textAt(documentOf(job, world.now()), "metadata", "name");
}

function pageOf<T>(items: readonly T[], query: URLSearchParams): readonly T[] {
  const [offset, limit] = spanOf(query);
  return items.slice(offset, offset + limit);
}

function spanOf(query: URLSearchParams): [offset: number, limit: number] {
  const limit = integer(query.get("limit"), "limit", 1, 1000, 1000);
  return [integer(query.get("offset"), "offset", 0, Number.MAX_SAFE_INTEGER, 0), limit];
}

function parseTags(body: unknown): readonly Tag[] {
  const tags = listAt(body, "tags");
  if (tags.length === 0) throw new ServiceError("2788", "tags");
  return tags.map((tag) => {
    const key = textAt(tag, "key");
    const value = isDocument(tag) ? (tag.value ?? "") : null;
    const isValid =
      key.length >= 1 &&
      key.length <= 128 &&
      !key.startsWith("_sys_") &&
      typeof value === "string" &&
      value.length <= 255;
    if (!isValid) throw new ServiceError("2788", "tags");
    return { key, value };
  });
}
