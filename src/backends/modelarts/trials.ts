import type { Job } from "../../domain/job.ts";
import type { SearchTrial } from "../../domain/trial.ts";
import { malformed } from "./jobs.ts";
import { type OffsetUnit, type PageSource, readAll } from "./paging.ts";
import type { Service } from "./service.ts";
import { parseTrialPage } from "./wire/trial.ts";

/** The vendor names no bound; this is the one of its other lists. */
const pageLimit = 50;

/** The tries of a search job, newest first: the vendor lists them as they were begun. Other jobs are not asked for. */
export async function readTrials(
  service: Service,
  unit: OffsetUnit,
  job: Job,
  signal: AbortSignal,
): Promise<SearchTrial[]> {
  signal.throwIfAborted();
  if (!isSearch(job)) return [];
  const rows = await readAll(trialsOf(service, job.nativeId, signal), pageLimit, unit);
  return rows.filter((row) => row !== null).reverse();
}

/** A search is a kind of its own, or a policy of an ordinary job. */
function isSearch({ core, detail }: Job): boolean {
  return core.kind === "SEARCH" || (detail?.spec.policies?.search ?? null) !== null;
}

function trialsOf(service: Service, nativeId: string, signal: AbortSignal): PageSource<SearchTrial | null> {
  return {
    keyOf: (trial) => trial?.nativeId ?? null,
    async read(offset, limit) {
      const path = ["training-jobs", nativeId, "autosearch-trials"];
      const response = await service.get("trials", path, { offset, limit }, signal);
      if (response.status === 204) return { rows: [], sizes: [] };
      const page = parseTrialPage(response.json());
      if (page === null) throw malformed(service.backend, "trials", "an answer that is no table of trials");
      return page;
    },
  };
}
