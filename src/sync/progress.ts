import { z } from "zod";
import type { BackendId } from "../domain/id.ts";
import { type Instant, instantOf } from "../domain/instant.ts";
import type { Journal } from "../journal/contract.ts";

/** How far the sync of one backend has come; kept in the journal, so that a restart goes on. */
export interface SyncProgress {
  /** Days that the backfill covers; a wider horizon starts it anew. */
  readonly horizonDays: number;
  /** When the backfill began; older jobs that come up until its end are no news. */
  readonly startedAt: Instant;
  /**
   * Native cursor of the next page of the backfill. Where a listing is oldest first it stays at the last page once
   * the backfill is done: new jobs follow there.
   */
  readonly cursor: string | null;
  readonly isBackfilled: boolean;
  /** Creation of the newest job that the last complete walk from the head began at. */
  readonly newest: Instant | null;
}

const form = z.object({
  horizonDays: z.number(),
  startedAt: z.string(),
  cursor: z.string().nullable(),
  isBackfilled: z.boolean(),
  newest: z.string().nullable(),
});

/** Progress of a backfill that begins now. */
export function beginProgress(horizonDays: number, nowMs: number): SyncProgress {
  // The clock of a running process lies inside the range of dates.
  const startedAt = instantOf(nowMs) as Instant;
  return { horizonDays, startedAt, cursor: null, isBackfilled: false, newest: null };
}

/** Reads the progress of a backend; null before its first backfill, or when the horizon has been widened since. */
export async function loadProgress(
  journal: Journal,
  backend: BackendId,
  horizonDays: number,
): Promise<SyncProgress | null> {
  const text = await journal.loadState(keyOf(backend));
  if (text === null) return null;
  // Written by saveProgress only: the instants are ours.
  const progress = form.parse(JSON.parse(text)) as SyncProgress;
  return progress.horizonDays >= horizonDays ? progress : null;
}

export async function saveProgress(
  journal: Journal,
  backend: BackendId,
  progress: SyncProgress,
): Promise<void> {
  await journal.saveState(keyOf(backend), JSON.stringify(progress));
}

function keyOf(backend: BackendId): string {
  return `sync:${backend}`;
}
