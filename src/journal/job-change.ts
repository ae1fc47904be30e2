import type { Change, JobFacts } from "../domain/event.ts";
import type { Instant } from "../domain/instant.ts";
import type { Job, JobReading } from "../domain/job.ts";
import { canonicalJson } from "../domain/json.ts";
import type { Status } from "../domain/status.ts";
import { withoutElapsed } from "./content-hash.ts";
import type { PartHashes, Snapshot } from "./contract.ts";

/** The part of a job that events carry. */
export function factsOf({ core, labels }: Pick<Job, "core" | "labels">): JobFacts {
  return { ...core, labels };
}

/** Tells whether a reading shows what is stored, in every part that it carries; needs no document. */
export function isSameContent(stored: PartHashes, seen: PartHashes): boolean {
  return (
    stored.core === seen.core &&
    (seen.labels === null || stored.labels === seen.labels) &&
    (seen.detail === null || stored.detail === seen.detail) &&
    !isNativeChanged(stored, seen)
  );
}

/** A reading with detail carries the whole document: only there a member can have gone. */
function isNativeChanged(stored: PartHashes, seen: PartHashes): boolean {
  const isFirstWhole = seen.detail !== null && stored.detail === null;
  const names = Object.keys(seen.native);
  const changed = names.some((name) => {
    const old = stored.native[name];
    return old === undefined ? !isFirstWhole : old !== seen.native[name];
  });
  const hasGone = () => Object.keys(stored.native).some((name) => seen.native[name] === undefined);
  return changed || (seen.detail !== null && !isFirstWhole && hasGone());
}

/** Lays a reading over the stored job: a part that it does not carry stays. */
export function layOver(stored: Job, reading: JobReading, observedAt: Instant): Job {
  const { core, labels = stored.labels, detail = stored.detail } = reading;
  const native = reading.detail === undefined ? { ...stored.native, ...reading.native } : reading.native;
  const { retryOf = stored.retryOf } = reading;
  const parts = { core, labels, detail, native, observedAt };
  return { ...stored, ...parts, ...(retryOf !== undefined && { retryOf }) };
}

/** Lays the hashes of a reading over the stored ones, as `layOver` does with the parts. */
export function layOverHashes(stored: PartHashes, seen: PartHashes): PartHashes {
  return {
    core: seen.core,
    labels: seen.labels ?? stored.labels,
    detail: seen.detail ?? stored.detail,
    native: seen.detail === null ? { ...stored.native, ...seen.native } : seen.native,
  };
}

/** What differs between the stored job and what a reading makes of it. */
export interface JobDifference extends Pick<Change, "before" | "changedFields"> {
  /** Change of phase, stage, outcome, native words or message; then the status is not among the changed fields. */
  readonly isTransition: boolean;
  /** Nothing but progress and the update times that go with it. */
  readonly isProgress: boolean;
}

/** Compares part by part; a part that was not read before cannot have changed. */
export function differenceOf(
  stored: Pick<Snapshot, "job" | "hashes">,
  next: Job,
  seen: PartHashes,
): JobDifference {
  const { job: old, hashes } = stored;
  const core = hashes.core === seen.core ? [] : changedKeys(old.core, next.core);
  const status =
    hashes.core === seen.core
      ? []
      : changedKeys(withoutElapsed(old.core.status), withoutElapsed(next.core.status));
  const areLabelsChanged = isPartChanged(hashes.labels, seen.labels);
  const isDetailChanged =
    isPartChanged(hashes.detail, seen.detail) && old.detail !== null && next.detail !== null;
  const isTransition =
    status.length > 0 && !isEqual(transitionFacts(old.core.status), transitionFacts(next.core.status));

  const changed = new Set<string>(core.filter((key) => key !== "status"));
  if (status.length > 0 && !isTransition) changed.add("status");
  if (areLabelsChanged) changed.add("labels");
  if (isDetailChanged) for (const key of changedKeys(old.detail, next.detail)) changed.add(key);
  const isNativeAlone = changed.size === 0 && !isTransition && isNativeChanged(hashes, seen);
  if (isNativeAlone) changed.add("native");

  const oldCore = core
    .filter((key) => key !== "status" || status.length > 0)
    .map((key) => [key, old.core[key]]);
  return {
    changedFields: [...changed],
    before: { ...Object.fromEntries(oldCore), ...(areLabelsChanged && { labels: old.labels }) },
    isTransition,
    isProgress:
      !isTransition &&
      changed.size > 0 &&
      [...changed].every((name) => name === "status" || name === "updatedAt") &&
      status.every((name) => name === "progress" || name === "updatedAt"),
  };
}

function isPartChanged(stored: string | null, seen: string | null): boolean {
  return stored !== null && seen !== null && stored !== seen;
}

/** What makes a change of status a transition. */
function transitionFacts({ phase, stage, outcome, native, message }: Status): unknown[] {
  return [phase, stage, outcome, native.value, native.secondary, native.code, message];
}

function changedKeys<T extends object>(from: T, to: T): (keyof T & string)[] {
  const keys = Object.keys({ ...from, ...to }) as (keyof T & string)[]; // T's own keys: both are plain records
  return keys.filter((key) => !isEqual(from[key], to[key]));
}

/** As JSON: what was stored and what was just read may differ in the order of keys. */
function isEqual(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
