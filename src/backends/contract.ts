import type { z } from "zod";
import type { BackendError } from "../domain/error.ts";
import type { BackendId } from "../domain/id.ts";
import type { Instant } from "../domain/instant.ts";
import type { Job, JobKind, JobReading } from "../domain/job.ts";
import type { LogPage, LogSource } from "../domain/log.ts";
import type { MetricSeries } from "../domain/metric.ts";
import type { Algorithm, Flavor } from "../domain/spec.ts";
import type { Phase } from "../domain/status.ts";
import type { VendorClient, VendorClientOptions, VendorProtocol } from "../http/contract.ts";
import type { SimulatorDefinition } from "../simulator/contract.ts";

/** Document that could not be read; the job keeps its last good state. */
export interface UnreadableJob {
  /** Null where not even the id can be read. */
  readonly nativeId: string | null;
  /** Of kind MALFORMED. */
  readonly error: BackendError;
}

/** Page of a listing in the vendor's own order. */
export interface JobPage {
  readonly readings: readonly JobReading[];
  readonly unreadable: readonly UnreadableJob[];
  /** True for a page of the answer that the page before it came from: nothing was asked for it, it is as old as that one. */
  readonly isSameAnswer?: boolean;
  /** Native cursor of the next page, opaque and good for a later process; null at the end of the list. */
  readonly next: string | null;
}

export interface ListQuery {
  /** Null for the first page. */
  readonly cursor: string | null;
  /** At most the definition's `limits.pageSize`. */
  readonly pageSize: number;
  /** Jobs created before it are not wanted; a backend may leave them out or not. */
  readonly since: Instant | null;
}

/** Where to read a log from. Positions are `LogEntry.position`; null is the very end that the direction starts at. */
export interface LogQuery {
  readonly direction: "forward" | "backward";
  /** Entries strictly after (forward) or before (backward) it. */
  readonly position: string | null;
  readonly limit: number;
}

/**
 * One vendor's jobs. Every operation rejects only with `BackendError` (or the signal's reason), stops on its
 * signal, and retries, waits and logs nothing itself. A method that is absent is a capability that is absent.
 */
export interface Backend extends Partial<BackendCapabilities> {
  /** One page in the vendor's order. */
  listJobs(query: ListQuery, signal: AbortSignal): Promise<JobPage>;
  /** Jobs by native id, in order; NOT_FOUND or MALFORMED stands in place of one that cannot be had. */
  getJobs(nativeIds: readonly string[], signal: AbortSignal): Promise<(JobReading | BackendError)[]>;
}

/** What a vendor may offer beside listing and reading; the capability matrix is the set of these methods. */
export interface BackendCapabilities {
  /** All jobs that have not ended, by the vendor's cheapest way. A job that is missing has ended or is gone. */
  activeJobs(signal: AbortSignal): Promise<Pick<JobPage, "readings" | "unreadable">>;
  logSources(job: Job, signal: AbortSignal): Promise<LogSource[]>;
  /** Oldest first, repeatable; an empty page while there is no log yet. */
  readLogs(job: Job, sourceId: string, query: LogQuery, signal: AbortSignal): Promise<LogPage>;
  /** Series by name, all that there are when `names` is null; unknown names have none. */
  metrics(job: Job, names: readonly string[] | null, signal: AbortSignal): Promise<MetricSeries[]>;
  /** What the job belongs to, then what it consists of; `JobReading.partOf` marks those that no listing has. */
  relatedJobs(job: Job, signal: AbortSignal): Promise<JobReading[]>;
  listFlavors(signal: AbortSignal): Promise<Flavor[]>;
  /** Flavors that one algorithm can use, in one region or, with null, in any; for vendors whose flavors hang on it. */
  listFlavorsOf(algorithmId: string, region: string | null, signal: AbortSignal): Promise<Flavor[]>;
  listAlgorithms(signal: AbortSignal): Promise<Algorithm[]>;
  /** Algorithms by native id that the listing lacks, in order; NOT_FOUND in place of an unknown one. */
  getAlgorithms(nativeIds: readonly string[], signal: AbortSignal): Promise<(Algorithm | BackendError)[]>;
}

/** One row of a status vocabulary: which phase a native word means. */
export interface StatusMapping {
  /** Empty: all kinds. */
  readonly jobKinds: readonly JobKind[];
  readonly nativeValue: string;
  readonly nativeSecondary: string | null;
  readonly phase: Phase;
  readonly stage: string | null;
  readonly description: string | null;
}

/** How the vendor lists, which decides how it is kept in sync. */
export interface Listing {
  /** By creation. `unordered` lists are read whole. */
  readonly order: "newest" | "oldest" | "unordered";
  /** `whole`: one answer holds all jobs. */
  readonly paging: "cursor" | "page" | "offset" | "whole";
  /** Whether a listing carries `JobReading.detail`, or a single read has to follow (when it is selected, or on each change). */
  readonly detail: "listed" | "on-demand" | "on-change";
}

/** Bounds that the vendor sets or that we hold to be polite. */
export interface BackendLimits {
  readonly pageSize: number;
  /** Native ids in one `getJobs`. */
  readonly batchSize: number;
  readonly concurrency: number;
  /** Null: the vendor names none and we need none. */
  readonly callsPerMinute: number | null;
  /** Smallest time between two polls, and between two whole listings of an unordered vendor, in milliseconds. */
  readonly minPollMs: number;
  readonly minListMs: number;
  /** Longest life the vendor gives a job, from its creation; null where it names none. */
  readonly maxJobLifetimeMs: number | null;
}

/** What a backend is handed instead of making its own. */
export interface BackendTools {
  readonly id: BackendId;
  /** Makes the backend's one way out. */
  connect(protocol: VendorProtocol, options?: Partial<VendorClientOptions>): VendorClient;
  /** Wall clock in milliseconds, for signatures and token expiry. */
  now(): number;
}

/** One vendor: everything the gateway knows about it. `Config` is its entry of `backends:` in the settings. */
export interface BackendDefinition<Config extends BackendConfig = BackendConfig> {
  /** Value of `BackendKind`. */
  readonly kind: string;
  readonly title: string;
  /** Checks the entry of `backends:`; `id`, `kind` and `title` included. */
  readonly config: z.ZodType<Config>;
  /** What the vendor adds to the schema: the folder's `schema.graphql`. */
  readonly schema: URL;
  readonly listing: Listing;
  readonly limits: BackendLimits;
  /** How a create may be repeated after a lost answer. */
  readonly createSafety: "byName" | "lookupFirst" | "never";
  /** Every native value and its phase. */
  readonly vocabulary: readonly StatusMapping[];
  /** Dotted paths of `JobReading.native` that change by themselves (elapsed times, signed addresses); no event comes of them. */
  readonly noise: readonly string[];
  create(config: Config, tools: BackendTools): Backend;
  simulator(): Promise<SimulatorDefinition>;
}

/** What every entry of `backends:` has. */
export interface BackendConfig {
  readonly id: BackendId;
  readonly kind: string;
  /** Falls back to the definition's title. */
  readonly title?: string | undefined;
}

/** Keeps a definition's own config type while the registry forgets it: only its own `config` schema feeds its `create`. */
export function defineBackend<Config extends BackendConfig>(
  definition: BackendDefinition<Config>,
): BackendDefinition {
  return definition as unknown as BackendDefinition;
}
