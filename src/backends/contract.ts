import type { z } from "zod";
import type {
  ChangeField,
  CreatedJob,
  JobAction,
  JobChange,
  Refusal,
  SharingChange,
  SharingEffect,
} from "../domain/command.ts";
import type { DraftProblem, JobDraft, JobTemplate, TemplateQuery } from "../domain/draft.ts";
import type { BackendError } from "../domain/error.ts";
import type { BackendId } from "../domain/id.ts";
import type { Instant } from "../domain/instant.ts";
import type { Job, JobKind, JobReading } from "../domain/job.ts";
import type { LogFile, LogPage, LogSource } from "../domain/log.ts";
import type { MetricSeries } from "../domain/metric.ts";
import type { NativeKeys } from "../domain/native-filter.ts";
import type { Algorithm, Flavor } from "../domain/spec.ts";
import type { Phase, TaskInstance } from "../domain/status.ts";
import type { SearchTrial } from "../domain/trial.ts";
import type { BookedUsage, Quota } from "../domain/usage.ts";
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
  /**
   * Oldest first, repeatable; an empty page while there is no log yet. Made to be asked again and again from the last
   * position: sizes of pages and growth in between change neither entries nor, forward from one beginning, positions.
   * A log that was replaced or cut off below the position is read from its start (records that go by time: from the
   * position's time on), after a gap of reason ROTATION or TRUNCATION that ends at the first entry; while there is no
   * such entry the page is empty, without the gap. What a cut has left has the positions that it had. A last line that
   * may still go on is held back until it has ended or the job has.
   */
  readLogs(job: Job, sourceId: string, query: LogQuery, signal: AbortSignal): Promise<LogPage>;
  /** Series by name, all that there are when `names` is null; unknown names have none. */
  metrics(job: Job, names: readonly string[] | null, signal: AbortSignal): Promise<MetricSeries[]>;
  /** What the job belongs to, then what it consists of; `JobReading.partOf` marks those that no listing has. */
  relatedJobs(job: Job, signal: AbortSignal): Promise<JobReading[]>;
  /** Files that can be had now; names are unique. */
  logFiles(job: Job, signal: AbortSignal): Promise<LogFile[]>;
  /** Newest first; empty for a job that searches nothing. */
  trials(job: Job, signal: AbortSignal): Promise<SearchTrial[]>;
  /** Where the tasks of the job's newest scheduling run; empty while they run nowhere. */
  taskInstances(job: Job, signal: AbortSignal): Promise<TaskInstance[]>;
  /** E-mail addresses of those whom the job is shared with. */
  sharing(job: Job, signal: AbortSignal): Promise<string[]>;
  bookedUsage(job: Job, signal: AbortSignal): Promise<BookedUsage>;
  quotas(signal: AbortSignal): Promise<Quota[]>;
  /**
   * What is wrong with a draft, by the vendor's documented rules and by what it has (names that are taken, things that
   * are not there); empty for a draft that can be sent. Creates nothing.
   */
  validate(draft: JobDraft, signal: AbortSignal): Promise<DraftProblem[]>;
  /** Rejects with NOT_FOUND for an unknown algorithm. */
  jobTemplate(query: TemplateQuery, signal: AbortSignal): Promise<JobTemplate>;
  listFlavors(signal: AbortSignal): Promise<Flavor[]>;
  /** Flavors that one algorithm can use, in one region or, with null, in any; for vendors whose flavors hang on it. */
  listFlavorsOf(algorithmId: string, region: string | null, signal: AbortSignal): Promise<Flavor[]>;
  listAlgorithms(signal: AbortSignal): Promise<Algorithm[]>;
  /** Algorithms by native id that the listing lacks, in order; NOT_FOUND in place of an unknown one. */
  getAlgorithms(nativeIds: readonly string[], signal: AbortSignal): Promise<(Algorithm | BackendError)[]>;
  /**
   * Creates the job of a draft that `validate` found nothing wrong with, in one try: a failure that leaves open whether
   * there is a job now has `BackendError.undone` false. Problems that only the vendor finds reject with INVALID, CONFLICT
   * and the like. Comes with `findCreated` and `draftOf`.
   */
  createJob(draft: JobDraft, signal: AbortSignal): Promise<CreatedJob>;
  /**
   * Jobs of this name as the vendor shows them now, at least all that were created at `since` or later; for finding the
   * job of a create whose answer was lost. Never from a cache.
   */
  findCreated(name: string, since: Instant, signal: AbortSignal): Promise<JobReading[]>;
  /**
   * Draft that makes the same job again under this name, from a fresh read whose secrets are not masked. Rejects with
   * UNSUPPORTED, naming it, when the job has something that no draft can say.
   */
  draftOf(job: Job, name: string, signal: AbortSignal): Promise<JobDraft>;
  /**
   * What is wrong with a change of fields that `BackendDefinition.changes` names, by the vendor's documented rules, by
   * what it has, and by how the job stands; empty for one that can be sent. Paths are within `UpdateJobInput`, those of
   * labels within `UpdateJobLabelsInput`.
   */
  validateChange(job: Job, change: JobChange, signal: AbortSignal): Promise<DraftProblem[]>;
  /**
   * Makes a change that `validateChange` found nothing wrong with, with the same result when it is made twice. Where the
   * vendor takes whole entities, from a fresh read whose secrets are not masked. Resolves with the job as the answer
   * shows it; null when the answer does not. So do `cancelJob` and `archiveJob`.
   */
  updateJob(job: Job, change: JobChange, signal: AbortSignal): Promise<JobReading | null>;
  /** Rejects with FAILED_PRECONDITION when the job has ended; a second one for the same job does no harm. */
  cancelJob(job: Job, signal: AbortSignal): Promise<JobReading | null>;
  /** True when the job is gone, which it also is when there was none; false when the vendor removes it later. */
  deleteJob(job: Job, signal: AbortSignal): Promise<boolean>;
  /**
   * Deletes several at once, at most `limits.deleteBatch`, in order; an error in place of one that was not deleted.
   * Rejects only when nothing is known of any. For vendors that have such a call.
   */
  deleteJobs(jobs: readonly Job[], signal: AbortSignal): Promise<(boolean | BackendError)[]>;
  /** Hides a job from lists or shows it again. */
  archiveJob(job: Job, archived: boolean, signal: AbortSignal): Promise<JobReading | null>;
  /** Tells what else the vendor shares or hides with it, as far as the job's documents say. */
  modifySharing(job: Job, change: SharingChange, signal: AbortSignal): Promise<SharingEffect>;
  /**
   * Reads a push of the vendor's and checks who sent it. Rejects with INVALID what is none, with UNAUTHENTICATED or
   * FORBIDDEN what proves no right sender, with UNSUPPORTED a method that the vendor does not use.
   */
  receiveHook(request: HookRequest, signal: AbortSignal): Promise<HookResult>;
}

/** Push as it came in. */
export interface HookRequest {
  /** OPTIONS is what some ask before they push. */
  readonly method: "POST" | "OPTIONS";
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** As it was sent: signatures cover these bytes. */
  readonly body: Buffer;
}

/** What a push tells: where to look, never a state. */
export interface HookResult {
  /** Jobs to read again, each once. Only a sender that has proved itself names any. */
  readonly nativeIds: readonly string[];
  /** Whether something has happened that the ids do not tell. */
  readonly wakes: boolean;
  /** Events of this push that are not about jobs of this backend. */
  readonly ignored: number;
  /** What the vendor wants to be answered; absent: an empty 200. */
  readonly answer?: HookAnswer;
}

export interface HookAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
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
  /** Jobs in one `deleteJobs`; absent without it. */
  readonly deleteBatch?: number;
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
  /** False for a vendor that gives the logs of a job only after its end. */
  readonly liveLogs?: false;
  /**
   * How a create may be repeated after a lost answer: `byName` where a name is taken once, so that a second create is
   * refused or is the same one; `lookupFirst` where only a look whether there is a job tells; `never` where nothing does.
   */
  readonly createSafety: "byName" | "lookupFirst" | "never";
  /** Fields of a job that `updateJob` takes; the others are refused. Absent without it. */
  readonly changes?: readonly ChangeField[];
  /** What to do instead of an action that the vendor has not, as a sentence: `Delete it, or stop its agent.` */
  readonly instead?: Partial<Readonly<Record<JobAction, string>>>;
  /** Why a job does not admit an action as it stands, beyond what holds for all vendors; null when it does. */
  refusal?(job: Job, action: JobAction): Refusal | null;
  /** Every native value and its phase. */
  readonly vocabulary: readonly StatusMapping[];
  /** Dotted paths of `JobReading.native` that change by themselves (elapsed times, signed addresses); no event comes of them. */
  readonly noise: readonly string[];
  /** Short names of the vendor's own filters for places of `JobReading.native`. Absent: it has none. */
  readonly nativeKeys?: NativeKeys;
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
