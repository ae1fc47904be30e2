import type { Backend, BackendDefinition, JobPage } from "../backends/contract.ts";
import type { Position } from "../domain/event.ts";
import { type BackendId, formatId } from "../domain/id.ts";
import type { Instant } from "../domain/instant.ts";
import type { JobReading } from "../domain/job.ts";
import type { JobIndex } from "../index/contract.ts";
import { fillIn } from "./omitted.ts";
import type { SyncProgress } from "./progress.ts";
import type { Found, ReadContext, Recorder } from "./recorder.ts";
import { type Answers, sortAnswers } from "./single-reads.ts";

export interface ListingRecordTools {
  readonly id: BackendId;
  readonly backend: Backend;
  readonly definition: BackendDefinition;
  readonly index: JobIndex;
  readonly recorder: Recorder;
  /** Told of every valid answer once it is recorded. */
  onAnswer(page: Pick<JobPage, "readings" | "unreadable">): void;
}

/** Brings what listings show into the journal. */
export interface ListingRecords {
  /**
   * Records a page whose answer was asked for at `asOf`. Jobs that changed in a listing without their detail are first
   * read one by one, so that one event tells of the change and of what belongs to it, such as the reason of a failure.
   * Where that read fails, the page is recorded as it was listed, and then the failure rejects.
   */
  recordPage(
    page: Pick<JobPage, "readings" | "unreadable">,
    asOf: Position,
    progress: SyncProgress,
    signal: AbortSignal,
  ): Promise<void>;
}

export function createListingRecords(tools: ListingRecordTools): ListingRecords {
  const { id, backend, definition, index, recorder, onAnswer } = tools;
  const isThin = definition.listing.detail === "on-change";
  // What waits for details is recorded bit by bit: a thousand jobs at once would be late by a thousand reads.
  const portionSize = isThin ? definition.limits.batchSize : Number.POSITIVE_INFINITY;

  function isUnknown({ nativeId }: JobReading): boolean {
    return index.get([formatId("job", id, nativeId)])[0] === null;
  }

  /**
   * During a backfill, jobs from before it are not news, and those made since, by a command of ours or otherwise, are
   * news whichever read meets them first.
   */
  function bySource(
    readings: readonly JobReading[],
    { isBackfilled, startedAt }: SyncProgress,
  ): Record<"BACKFILL" | "POLL", JobReading[]> {
    const isOld = (reading: JobReading) => !isBackfilled && isFromBefore(reading, startedAt);
    const old = new Set(readings.filter((reading) => isOld(reading) && isUnknown(reading)));
    const others = readings.filter((reading) => !old.has(reading));
    // Events read better oldest first.
    const isNewestFirst = definition.listing.order === "newest";
    return { BACKFILL: [...old], POLL: isNewestFirst ? others.toReversed() : others };
  }

  /** Reads by themselves those of the jobs that changed and whose listing lacks the detail. */
  async function readDetails(
    listed: readonly JobReading[],
    context: ReadContext,
    signal: AbortSignal,
  ): Promise<Details> {
    const changed = await recorder.news(listed.filter(lacksDetail(context)), context);
    if (changed.length === 0) return noDetails;
    try {
      return sortAnswers(changed, await backend.getJobs(changed, signal));
    } catch (error) {
      // No end stays hidden because its reason cannot be had.
      signal.throwIfAborted();
      return { ...noDetails, failure: error };
    }
  }

  return {
    async recordPage({ readings, unreadable }, asOf, progress, signal) {
      const sources = bySource(readings, progress);
      let failure: unknown = null;
      for (const source of ["BACKFILL", "POLL"] as const) {
        for (const portion of portionsOf(sources[source], portionSize)) {
          // As old as the listing, however new the detail is: part of what is recorded was only listed.
          const context = { asOf, source };
          const isAsked = isThin && failure === null;
          const details = isAsked ? await readDetails(portion, context, signal) : noDetails;
          await recorder.record(withDetails(portion, details), context);
          onAnswer({ readings: portion, unreadable: details.unreadable });
          failure ??= details.failure;
        }
      }
      onAnswer({ readings: [], unreadable });
      if (failure !== null) throw failure;
    },
  };
}

/** What single reads told of a portion of a page. */
interface Details extends Omit<Answers, "failure"> {
  /** Of one of the reads, or of all; null when there is none. */
  readonly failure: unknown;
}

const noDetails: Details = { readings: [], removed: [], unreadable: [], failure: null };

function isFromBefore({ core }: JobReading, instant: Instant): boolean {
  return core.createdAt === null || core.createdAt < instant;
}

/** Of old jobs, those that went well are read when somebody asks for their detail. */
function lacksDetail({ source }: ReadContext): (reading: JobReading) => boolean {
  return ({ detail, core }) =>
    detail === undefined && (source !== "BACKFILL" || core.status.outcome !== "SUCCESS");
}

/** Lays details over listed readings, in their order. What cannot be read stays as listed; what is gone goes. */
function withDetails(listed: readonly JobReading[], { readings, removed }: Details): Found {
  const details = new Map(readings.map((reading) => [reading.nativeId, reading]));
  const gone = new Set(removed);
  const merged = listed
    .filter(({ nativeId }) => !gone.has(nativeId))
    .map((reading) => {
      const detail = details.get(reading.nativeId);
      return detail ? { ...reading, ...fillIn(detail, reading) } : reading;
    });
  return { readings: merged, removed };
}

function* portionsOf<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
