import { type JobFilter, matchesFilter, ownerKeys } from "../../../src/domain/filter.ts";
import { epochMs } from "../../../src/domain/instant.ts";
import { nativeKey, nativeValues } from "../../../src/domain/native-filter.ts";
import { phases } from "../../../src/domain/status.ts";
import {
  defaultOrder,
  type Facet,
  type Group,
  type GroupKey,
  type JobOrder,
} from "../../../src/index/contract.ts";
import { hashNumber } from "../../../src/index/hash.ts";
import type { Snapshot } from "../../../src/journal/contract.ts";
import { kindOf, nativeKeysOf, subjectOf } from "./sample.ts";

/** Ids of the jobs that match, in order: the plain way. */
export function listIds(
  snapshots: readonly Snapshot[],
  filter: JobFilter,
  order: readonly JobOrder[],
): string[] {
  const keys = order.length > 0 ? order : defaultOrder;
  const tieSign = keys.at(-1)?.direction === "ASC" ? 1 : -1;
  return matching(snapshots, filter)
    .sort((a, b) => {
      for (const key of keys) {
        const difference = compareBy(key, a, b);
        if (difference !== 0) return difference;
      }
      return tieSign * (hashNumber(a.job.id) - hashNumber(b.job.id));
    })
    .map(({ job }) => job.id);
}

export function matching(snapshots: readonly Snapshot[], filter: JobFilter): Snapshot[] {
  return snapshots.filter((snapshot) => matchesFilter(filter, subjectOf(snapshot)));
}

function compareBy(order: JobOrder, a: Snapshot, b: Snapshot): number {
  const left = keyOf(order, a);
  const right = keyOf(order, b);
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return order.direction === "ASC" ? compare(left, right) : -compare(left, right);
}

type Key = string | number | Buffer;

function compare(a: Key, b: Key): number {
  if (typeof a === "object" && typeof b === "object") return Buffer.compare(a, b);
  if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}

function keyOf({ field, nativeField }: JobOrder, { job }: Snapshot): Key | null {
  const { core } = job;
  const { startedAt, endedAt, phase, phaseClass } = core.status;
  switch (field) {
    case "CREATED_AT":
      return core.createdAt;
    case "UPDATED_AT":
      return core.updatedAt;
    case "STARTED_AT":
      return startedAt;
    case "ENDED_AT":
      return endedAt;
    case "NAME":
      return Buffer.from(core.name);
    case "PHASE":
      return phases.indexOf(phase);
    case "DURATION":
      return phaseClass === "TERMINAL" && startedAt && endedAt ? epochMs(endedAt) - epochMs(startedAt) : null;
    default: {
      const { path } = nativeKey(nativeField ?? "", nativeKeysOf(job.backend));
      const [value] = nativeValues(job.native, path.split("."));
      if (value === undefined) return null;
      return value.trim() === "" || Number.isNaN(Number(value)) ? value : Number(value);
    }
  }
}

const ownFields: Record<GroupKey, keyof JobFilter> = {
  BACKEND: "backends",
  BACKEND_KIND: "backendKinds",
  KIND: "kinds",
  PHASE: "phases",
  PHASE_CLASS: "phaseClasses",
  OUTCOME: "outcomes",
  OWNER: "owners",
  PROJECT: "projectIds",
  WORKSPACE: "workspaceIds",
  EXPERIMENT: "experimentNames",
  ALGORITHM: "algorithmIds",
  FLAVOR: "flavorIds",
  CREATED_DAY: "createdAt",
};

/** Facet of one key, counted job by job. */
export function facetOf(snapshots: readonly Snapshot[], filter: JobFilter, key: GroupKey): Facet {
  return { key, values: groupsOf(matching(snapshots, { ...filter, [ownFields[key]]: null }), key) };
}

/** Groups of jobs by one key. */
export function groupsOf(snapshots: readonly Snapshot[], key: GroupKey): Group[] {
  const byValue = Map.groupBy(snapshots, (snapshot) => groupOf(snapshot, key)[0]);
  const groups = [...byValue].map(([value, members]) => {
    const named = members.flatMap((member) => groupOf(member, key)[1] ?? []);
    const counts = [...Map.groupBy(named, (name) => name)].map(
      ([name, list]) => [name, list.length] as const,
    );
    const [best] = counts.sort((a, b) => b[1] - a[1] || compare(a[0], b[0]));
    return { value, label: best?.[0] ?? value ?? "", count: members.length };
  });
  return groups.sort((a, b) => b.count - a.count || compare(a.label, b.label) || nullLast(a, b));
}

function nullLast(a: Group, b: Group): number {
  return Number(a.value === null) - Number(b.value === null) || compare(a.value ?? "", b.value ?? "");
}

function groupOf(snapshot: Snapshot, key: GroupKey): [value: string | null, name: string | null] {
  const { backend, core } = snapshot.job;
  const { algorithmId, flavorId } = subjectOf(snapshot);
  const { owner, project, workspace, algorithm, flavor, experiment, createdAt, kind, status } = core;
  switch (key) {
    case "BACKEND":
      return [backend, null];
    case "BACKEND_KIND":
      return [kindOf(backend), null];
    case "KIND":
      return [kind, null];
    case "PHASE":
      return [status.phase, null];
    case "PHASE_CLASS":
      return [status.phaseClass, null];
    case "OUTCOME":
      return [status.outcome, null];
    case "OWNER":
      return [ownerKeys(owner)[0] ?? null, owner?.name ?? owner?.email ?? null];
    case "PROJECT":
      return [project?.nativeId ?? null, project?.name ?? null];
    case "WORKSPACE":
      return [workspace?.nativeId ?? null, workspace?.name ?? null];
    case "EXPERIMENT":
      return [experiment?.name ?? null, null];
    case "ALGORITHM":
      return [algorithmId, algorithm?.name ?? null];
    case "FLAVOR":
      return [flavorId, flavor?.name ?? null];
    case "CREATED_DAY":
      return [createdAt?.slice(0, 10) ?? null, null];
  }
}
