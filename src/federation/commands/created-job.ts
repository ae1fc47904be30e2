import { setTimeout as sleep } from "node:timers/promises";
import type { BackendError } from "../../domain/error.ts";
import { parseIdOf } from "../../domain/id.ts";
import { epochMs, type Instant, instantOf } from "../../domain/instant.ts";
import type { JobReading } from "../../domain/job.ts";
import type { IndexFollower } from "../../index/follower.ts";
import type { ConnectedBackend } from "../../sync/sync.ts";
import type { CreateMark } from "./intents.ts";
import { nullOf } from "./persist.ts";

/** By how much a vendor's clock may be behind ours, in milliseconds. */
const skewMs = 60 * 60_000;
/** Waits between looks while the vendor may still be at it. */
const looksMs = [0, 1_000, 3_000, 6_000];

/** What a look for the job of a lost create has found. */
export type Sighting =
  | { readonly kind: "FOUND"; readonly reading: JobReading }
  /** There is none; `isFinal`: and there will be none. */
  | { readonly kind: "NONE"; readonly isFinal: boolean }
  /** Several that could be it, or no look has gone well. */
  | { readonly kind: "UNCLEAR" };

/** Notes what the job of a create will be told by, before the vendor is asked. */
export function markOf(
  { id }: ConnectedBackend,
  made: Omit<CreateMark, "since" | "known">,
  nowMs: number,
  { index }: IndexFollower,
): CreateMark {
  const since = instantOf(nowMs - skewMs) as Instant; // the clock of a running process lies inside the range of dates
  const known = index
    .identities({ backends: [id], createdAt: { from: since }, includeArchived: true })
    .map(({ jobId }) => parseIdOf("job", jobId).nativeId);
  return { ...made, since, known };
}

/** Looks once for the job of a create. */
export async function look(
  { backend }: ConnectedBackend,
  mark: CreateMark,
  signal: AbortSignal,
): Promise<Sighting> {
  const found = await backend.findCreated?.(mark.name, mark.since, signal).catch(nullOf);
  if (!found) return { kind: "UNCLEAR" };
  const known = new Set(mark.known);
  const isNew = ({ nativeId, core }: JobReading) =>
    (core.name === mark.name || mark.name === "") && // without a name the vendor gives one
    !known.has(nativeId) &&
    (core.createdAt === null || epochMs(core.createdAt) >= epochMs(mark.since));
  const [first, ...others] = found.filter(isNew);
  if (!first) return { kind: "NONE", isFinal: false };
  // A job of any name may be that of somebody else, and one that does not tell its age an old one.
  const isSure = others.length === 0 && mark.name !== "" && first.core.createdAt !== null;
  return isSure ? { kind: "FOUND", reading: first } : { kind: "UNCLEAR" };
}

/** Looks for the job of a create whose answer was lost, for as long as the vendor may still be making it. */
export async function lookFor(
  connected: ConnectedBackend,
  mark: CreateMark,
  error: BackendError,
  signal: AbortSignal,
): Promise<Sighting> {
  let seen: Sighting = { kind: "UNCLEAR" };
  for (const waitMs of looksMs) {
    await sleep(waitMs, undefined, { signal });
    seen = await look(connected, mark, signal);
    if (seen.kind === "FOUND") return seen;
    // A vendor that has answered is done with it.
    if (seen.kind === "NONE" && hasEnded(error)) return { kind: "NONE", isFinal: true };
    // Where a second create does no harm, there is nothing to wait for.
    if (seen.kind === "NONE" && connected.definition.createSafety === "byName") return seen;
  }
  return seen;
}

/** Answers of the service itself; what stands between (502, 504) speaks for itself alone. */
function hasEnded({ status }: BackendError): boolean {
  return status === 500 || status === 501 || status === 503;
}
