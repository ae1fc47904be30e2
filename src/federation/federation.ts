import type { IndexFollower } from "../index/follower.ts";
import type { Journal } from "../journal/contract.ts";
import type { LogTails } from "../sync/log-tails.ts";
import type { ConnectedBackend, Sync } from "../sync/sync.ts";
import { type AwaitJob, createAwaitJob } from "./await-job.ts";
import { type Backends, createBackends } from "./backends.ts";
import { unsupported } from "./capabilities.ts";
import { CatalogueCache } from "./catalogue-cache.ts";
import { type Catalogues, createCatalogues } from "./catalogues.ts";
import { startCommands } from "./commands/commands.ts";
import type { Commands } from "./commands/contract.ts";
import { createDrafts, type Drafts } from "./drafts.ts";
import { createEvents, type Events } from "./events.ts";
import { createFreshener } from "./freshness.ts";
import { createJobFinder, type JobFinder } from "./job-finder.ts";
import { createJobParts, type JobParts } from "./job-parts.ts";
import { createJobs, type Jobs } from "./jobs.ts";
import { type Loaders, loaderFactory } from "./loaders.ts";
import { createLogs, type Logs } from "./logs.ts";

/** What resolvers call: all backends as one. Disposing ends commands that are under way. */
export interface Federation extends AsyncDisposable {
  readonly backends: Backends;
  readonly jobs: Jobs;
  readonly finder: JobFinder;
  readonly catalogues: Catalogues;
  readonly drafts: Drafts;
  readonly logs: Logs;
  readonly parts: JobParts;
  readonly events: Events;
  readonly awaitJob: AwaitJob;
  readonly commands: Commands;
  /** Time between two bookmarks of a subscription, in milliseconds. */
  readonly bookmarkMs: number;
  /** Makes the loaders of one operation. */
  createLoaders(): Loaders;
}

export interface FederationTools {
  readonly connected: readonly ConnectedBackend[];
  readonly journal: Journal;
  readonly follower: IndexFollower;
  readonly sync: Sync;
  readonly tails: LogTails;
  /** Ends with the gateway. */
  readonly signal: AbortSignal;
  /** Aborts when the gateway begins to stop: long polls are answered. */
  readonly leaving: AbortSignal;
  readonly bookmarkMs: number;
  now(): number;
  /** Told of failures that are ours. */
  onError(error: unknown): void;
}

export function createFederation(tools: FederationTools): Federation {
  const { connected, journal, follower, sync, tails, signal, leaving, bookmarkMs, now, onError } = tools;
  const { interest } = sync;
  const backends = createBackends(connected, sync);
  const freshener = createFreshener(journal, follower, sync);
  const finder = createJobFinder({ backends, follower, freshener, now });
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
  const logs = createLogs({ backends, finder, tails, signal, now });
  const catalogues = createCatalogues({ backends, index: follower.index, algorithms, flavors, signal, now });
  const drafts = createDrafts(backends, catalogues);
  const commands = startCommands({ backends, journal, follower, sync, finder, now, onError }, drafts);
  return {
    backends,
    jobs: createJobs({ backends, follower, freshener }),
    finder,
    catalogues,
    drafts,
    logs,
    parts: createJobParts(backends, finder, logs),
    events: createEvents({ backends, journal, follower, interest, now }),
    awaitJob: createAwaitJob({ backends, finder, follower, interest, leaving }),
    commands,
    bookmarkMs,
    createLoaders: loaderFactory({ backends, sync, algorithms, flavors, signal }),
    [Symbol.asyncDispose]: () => commands[Symbol.asyncDispose](),
  };
}
