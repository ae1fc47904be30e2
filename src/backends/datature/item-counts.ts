import { LRUCache } from "lru-cache";
import { BackendError } from "../../domain/error.ts";
import { parseOrThrow, type Service } from "./service.ts";
import { type Dataset, parseDataset } from "./wire/dataset.ts";
import { parsePage } from "./wire/page.ts";

/** Item counts of data sets, which jobs name but do not tell. */
export interface ItemCounts {
  /**
   * The counts that can be had, by data set. One that cannot is left out: a job is worth more than its progress.
   * Rejects only with the signal's reason.
   */
  of(datasetIds: Iterable<string>, signal: AbortSignal): Promise<ReadonlyMap<string, number>>;
}

const mostDatasets = 200_000;
/** Up to so many unknown data sets are read one by one; of more, the list knows most. */
const mostSingleReads = 3;
/** The vendor's own page size, and so many pages for the sake of one answer. */
const pageSize = 100;
const mostPages = 10;
/** A data set that failed to be read is not asked for again for this long. */
const restMs = 60_000;

interface Memory {
  /** Null: could not be had. */
  readonly itemCount: number | null;
  /** When to ask again; null for never. */
  readonly againMs: number | null;
}

/**
 * Makes a memory of item counts. The list is read on from where it stopped the last time: jobs and data sets are both
 * listed by creation, so a walk over all jobs meets a page of data sets for each page of jobs, and no call per job.
 */
export function createItemCounts(service: Service, now: () => number): ItemCounts {
  const memory = new LRUCache<string, Memory>({ max: mostDatasets });
  // Cursor of the page to read next. At the end of the list it stays, since that page may grow.
  let place: string | undefined;

  function isUnknown(id: string): boolean {
    const { againMs } = memory.get(id) ?? { againMs: 0 };
    return againMs !== null && againMs <= now();
  }

  /** A data set that is not uploaded yet is asked for with the next answer. */
  function remember({ id, itemCount }: Dataset): void {
    memory.set(id, { itemCount, againMs: itemCount === null ? 0 : null });
  }

  async function readList(wanted: Set<string>, signal: AbortSignal): Promise<void> {
    for (let pages = 0; pages < mostPages && wanted.size > mostSingleReads; pages++) {
      const query = { page: place, limit: pageSize };
      const { body } = await service.get("listDatasets", ["batch", "datasets"], query, signal);
      const { data, nextPage } = parseOrThrow(service.backend, body, () => parsePage(body));
      for (const dataset of data.flatMap((document) => parseDataset(document) ?? [])) {
        remember(dataset);
        wanted.delete(dataset.id);
      }
      if (nextPage === null || nextPage === place) return;
      place = nextPage;
    }
  }

  async function readOne(id: string, signal: AbortSignal): Promise<void> {
    const { body } = await service.get("getDataset", ["batch", "datasets", id], {}, signal);
    const dataset = parseDataset(body);
    if (dataset?.id === id) remember(dataset);
    else giveUp(id, now() + restMs);
  }

  function giveUp(id: string, againMs: number | null): void {
    memory.set(id, { itemCount: null, againMs });
  }

  return {
    async of(datasetIds, signal) {
      const ids = [...new Set(datasetIds)];
      const wanted = new Set(ids.filter(isUnknown));
      if (wanted.size > mostSingleReads) {
        await readList(wanted, signal).catch((error: unknown) => {
          if (!(error instanceof BackendError)) throw error;
          // The cursor may be one that the vendor does not know any more.
          place = undefined;
          if (!error.retryable) return;
          for (const id of wanted) giveUp(id, now() + restMs);
          wanted.clear();
        });
      }
      const reads = [...wanted].map((id) =>
        readOne(id, signal).catch((error: unknown) => {
          if (!(error instanceof BackendError)) throw error;
          // Data sets live for days and jobs for good: what is gone stays gone.
          giveUp(id, error.kind === "NOT_FOUND" ? null : now() + restMs);
        }),
      );
      await Promise.all(reads);
      return new Map(
        ids.flatMap((id) => {
          const itemCount = memory.get(id)?.itemCount ?? null;
          return itemCount === null ? [] : [[id, itemCount] as const];
        }),
      );
    },
  };
}
