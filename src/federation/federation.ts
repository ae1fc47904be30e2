import type { Job } from "../domain/job.ts";
import type { MetricSeries } from "../domain/metric.ts";
import type { IndexFollower } from "../index/follower.ts";
import type { Journal } from "../journal/contract.ts";
import type { ConnectedBackend, Sync } from "../sync/sync.ts";
import { type Backends, createBackends } from "./backends.ts";
import { unsupported } from "./capabilities.ts";
import { CatalogueCache } from "./catalogue-cache.ts";
import { type Catalogues, createCatalogues } from "./catalogues.ts";
import { createFreshener } from "./freshness.ts";
import { createJobFinder, type JobFinder } from "./job-finder.ts";
import { createJobs, type Jobs } from "./jobs.ts";
import { type Loaders, loaderFactory } from "./loaders.ts";
import { createLogs, type Logs } from "./logs.ts";
import { createTransitions, type FollowTransitions } from "./transitions.ts";

/** What resolvers call: all backends as one. */
export interface Federation {
  readonly backends: Backends;
  readonly jobs: Jobs;
  readonly finder: JobFinder;
  readonly catalogues: Catalogues;
  readonly logs: Logs;
  /** Measured values of a job, all series when `names` is null; empty when the vendor has none. Rejects with `BackendError`. */
  metricsOf(job: Job, names: readonly string[] | null, signal: AbortSignal): Promise<MetricSeries[]>;
  readonly followTransitions: FollowTransitions;
  /** Makes the loaders of one operation. */
  createLoaders(): Loaders;
}

export interface FederationTools {
  readonly connected: readonly ConnectedBackend[];
  readonly journal: Journal;
  readonly follower: IndexFollower;
  readonly sync: Sync;
  /** Ends with the gateway. */
  readonly signal: AbortSignal;
  readonly bookmarkMs: number;
  now(): number;
}

export function createFederation(tools: FederationTools): Federation {
  const { connected, journal, follower, sync, signal, bookmarkMs, now } = tools;
  const backends = createBackends(connected, sync);
  const freshener = createFreshener(journal, follower, sync);
  const algorithms = new CatalogueCache(connected.length, async (id) => {
    const one = backends.get(id);
    if (!one.backend.listAlgorithms) throw unsupported(one, "algorithms to list");
    return one.backend.listAlgorithms(signal);
  });
  const flavors = new CatalogueCache(connected.length, async (id) => {
    const one = backends.get(id);
    if (!one.backend.listFlavors) throw unsupported(one, "flavors to choose from");
    return one.backend.listFlavors(signal);
  });
  return {
    backends,
    jobs: createJobs({ backends, follower, freshener }),
    finder: createJobFinder({ backends, follower, freshener, now }),
    catalogues: createCatalogues({ backends, index: follower.index, algorithms, flavors, signal, now }),
    logs: createLogs(backends, now),
    metricsOf: async (job, names, ending) =>
      (await backends.get(job.backend).backend.metrics?.(job, names, ending)) ?? [],
    followTransitions: createTransitions({
      backends,
      journal,
      follower,
      interest: sync.interest,
      bookmarkMs,
    }),
    createLoaders: loaderFactory({ backends, sync, algorithms, flavors, signal }),
  };
}
