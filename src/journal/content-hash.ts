import { hash } from "node:crypto";
import type { JobReading } from "../domain/job.ts";
import type { Json, JsonObject } from "../domain/json.ts";
import { canonicalJson, isJsonObject } from "../domain/json.ts";
import type { Status } from "../domain/status.ts";
import type { PartHashes } from "./contract.ts";

/** 96 bits tell contents of one part of one job apart. */
const partHashLength = 16;
/** 48 bits: there is one for each member of each native document, and only neighbours in time are compared. */
const memberHashLength = 8;

/**
 * Hashes the parts of a reading, without what changes by itself: lengths of time, the history of the node count,
 * and the `noise` of the native document (dotted paths, `*` for any key and any member of a list).
 */
export function contentHashes(
  { core, labels, detail, native }: JobReading,
  noise: readonly string[],
): PartHashes {
  const quiet = withoutNoise(native, noise);
  const members = Object.entries(quiet).map(([key, value]) => [key, contentHash(value, memberHashLength)]);
  return {
    core: contentHash({ ...core, status: withoutElapsed(core.status) }),
    labels: labels === undefined ? null : contentHash(labels),
    detail: detail === undefined ? null : contentHash(detail),
    native: Object.fromEntries(members),
  };
}

function contentHash(content: unknown, length = partHashLength): string {
  return hash("sha1", canonicalJson(content), "base64url").slice(0, length);
}

/** Status without the facts that grow while nothing happens. */
export function withoutElapsed(status: Status): Omit<Status, "durations" | "nodeCountHistory"> {
  const { durations: _, nodeCountHistory: __, ...facts } = status;
  return facts;
}

function withoutNoise(native: JsonObject, noise: readonly string[]): JsonObject {
  let quiet: Json = native;
  for (const path of noise) quiet = without(quiet, path.split("."));
  return isJsonObject(quiet) ? quiet : native;
}

/** Copy without what lies at a path; the value itself where the path leads nowhere. */
function without(value: Json, [key, ...rest]: readonly string[]): Json {
  if (key === undefined) return value;
  if (isList(value))
    return key === "*" && rest.length > 0 ? value.map((member) => without(member, rest)) : value;
  if (!isJsonObject(value)) return value;
  const keys = key === "*" ? Object.keys(value) : [key];
  let copy: Record<string, Json> | null = null;
  for (const name of keys) {
    const member = value[name];
    if (member === undefined) continue;
    copy ??= { ...value };
    if (rest.length === 0) delete copy[name];
    else copy[name] = without(member, rest);
  }
  return copy ?? value;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
