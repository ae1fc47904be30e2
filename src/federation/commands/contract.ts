import type { JobAction, Problem, Refusal, SharedAsset } from "../../domain/command.ts";
import type { JobId } from "../../domain/id.ts";
import type { DraftInput } from "../drafts.ts";
import type { JobView } from "../views.ts";

/** Who gives a command. */
export interface Caller {
  /** Shown with the events of the command. */
  readonly actor: string;
}

/** What the inputs of all commands about one job have. */
export interface JobCommand {
  /** Global id. */
  readonly id: string;
  readonly idempotencyKey?: string | null | undefined;
}

/** `CreateJobInput` of the schema. */
export interface CreateCommand extends DraftInput {
  readonly idempotencyKey?: string | null | undefined;
}

/** `UpdateJobInput` of the schema: absent fields stay, null clears. */
export interface UpdateCommand extends JobCommand {
  readonly force: boolean;
  readonly ifVersion?: number | null | undefined;
  readonly name?: string | null | undefined;
  readonly displayName?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly properties?: readonly Pair[] | null | undefined;
  readonly patch?: Readonly<Record<string, unknown>> | null | undefined;
}

/** `UpdateJobLabelsInput` of the schema. */
export interface LabelsCommand extends JobCommand {
  readonly set?: readonly Pair[] | null | undefined;
  readonly remove?: readonly string[] | null | undefined;
}

/** `ModifyJobSharingInput` of the schema. */
export interface SharingCommand extends JobCommand {
  readonly addEmails?: readonly string[] | null | undefined;
  readonly removeEmails?: readonly string[] | null | undefined;
}

/** `CancelJobsInput` and `DeleteJobsInput` of the schema. */
export interface BulkCommand {
  readonly ids: readonly string[];
  readonly idempotencyKey?: string | null | undefined;
}

interface Pair {
  readonly key: string;
  readonly value: string;
}

/** What became of a command about one job. */
export interface CommandResult {
  /** As the command left it; null when it is gone, or not known. */
  readonly job: JobView | null;
  readonly problems: readonly Problem[];
  /** Covers what the command did. */
  readonly eventCursor: string;
}

export interface DeletionResult extends CommandResult {
  /** Null when nothing was done. */
  readonly deletedJobId: JobId | null;
  /** False when the vendor removes it later, and when nothing was done. */
  readonly deleted: boolean;
}

export interface SharingResult extends CommandResult {
  /** Other jobs that are shared or hidden with it, as far as the index knows them. */
  readonly affectedJobs: readonly JobView[];
  readonly affectedAssets: readonly SharedAsset[];
}

export interface BulkResult {
  /** In the order of the ids. */
  readonly results: readonly {
    readonly jobId: string;
    readonly job: JobView | null;
    readonly problems: readonly Problem[];
  }[];
  readonly eventCursor: string;
}

/**
 * Commands over all backends. Whatever a user can expect to happen is in the result's problems; they reject with
 * `InputError` for malformed ids and lists, and with `BackendError` for credentials that do not work and for answers that are none.
 * A command that was sent goes on when its caller has left.
 */
export interface Commands extends AsyncDisposable {
  create(command: CreateCommand, caller: Caller): Promise<CommandResult>;
  update(command: UpdateCommand, caller: Caller): Promise<CommandResult>;
  rename(command: JobCommand & { readonly name: string }, caller: Caller): Promise<CommandResult>;
  updateLabels(command: LabelsCommand, caller: Caller): Promise<CommandResult>;
  cancel(command: JobCommand, caller: Caller): Promise<CommandResult>;
  delete(command: JobCommand, caller: Caller): Promise<DeletionResult>;
  retry(
    command: JobCommand & { readonly name?: string | null | undefined },
    caller: Caller,
  ): Promise<CommandResult>;
  archive(command: JobCommand, caller: Caller): Promise<CommandResult>;
  restore(command: JobCommand, caller: Caller): Promise<CommandResult>;
  modifySharing(command: SharingCommand, caller: Caller): Promise<SharingResult>;
  disableSharing(command: JobCommand, caller: Caller): Promise<SharingResult>;
  cancelAll(command: BulkCommand, caller: Caller): Promise<BulkResult>;
  deleteAll(command: BulkCommand, caller: Caller): Promise<BulkResult>;
  /** Why a job does not admit an action as it stands; null when it does. The command answers alike. */
  refusal(job: JobView, action: JobAction): Refusal | null;
}
