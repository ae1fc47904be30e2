import type { JobAction, JobChange, Problem, SharingChange } from "../../domain/command.ts";
import { BackendError } from "../../domain/error.ts";
import { formatId, type ParsedId, parseIdOf } from "../../domain/id.ts";
import type { Job } from "../../domain/job.ts";
import type { ConnectedBackend } from "../../sync/sync.ts";
import { changeProblems, labelProblems, toChange, toLabelChange } from "./change.ts";
import type {
  Caller,
  CommandResult,
  Commands,
  DeletionResult,
  JobCommand,
  SharingResult,
} from "./contract.ts";
import { type Execution, refused } from "./execution.ts";
import type { CommandName, Outcome } from "./intents.ts";
import { jobTask } from "./job-task.ts";
import { ofDraft, problem } from "./problems.ts";
import type { Ran } from "./runner.ts";
import { sharingProblems, toSharing } from "./sharing.ts";
import { type Target, unknownJob } from "./target.ts";

/** Commands for one job that is there. */
export type OneJobCommands = Pick<
  Commands,
  "update" | "rename" | "updateLabels" | "cancel" | "archive" | "restore" | "modifySharing" | "disableSharing"
> & {
  /** `remove` asks the vendor, for this job alone or together with others. */
  delete(command: JobCommand, caller: Caller, remove: Remove): Promise<DeletionResult>;
};

/** Asks a vendor to delete a job; true when it is gone. */
export type Remove = (connected: ConnectedBackend, job: Job, signal: AbortSignal) => Promise<boolean>;

interface Work {
  readonly command: CommandName;
  readonly action: JobAction;
  /** Whether it reads what it changes. */
  readonly isExclusive?: boolean;
  check?(target: Target): Promise<readonly Problem[]>;
  send(target: Target, actor: string): Promise<Outcome>;
}

type ChangeWork = Pick<Work, "command" | "action" | "check"> & { change(target: Target): JobChange };

export function createOneJobCommands(execution: Execution): OneJobCommands {
  const { backends, sync, finder, calls, keeper, signal } = execution;

  /** Runs a command; what it asks for is all of it but the key. */
  async function run(
    { idempotencyKey, ...input }: JobCommand,
    caller: Caller,
    { command, action, isExclusive = false, check = nothing, send }: Work,
  ): Promise<{ readonly ran: Ran; readonly id: ParsedId<"job"> }> {
    const id = parseIdOf("job", input.id, ["input", "id"]);
    const connected = backends.find(id.backend);
    if (!connected) return { id, ran: refused([unknownJob({ id: id.backend }, id.nativeId)]) };
    const work = { command, action, connected, id, input, idempotencyKey, caller, isExclusive, check };
    const task = jobTask(execution, { ...work, send: (target) => send(target, caller.actor) });
    return { id, ran: await execution.run(task) };
  }

  async function runAndShow(given: JobCommand, caller: Caller, work: Work): Promise<CommandResult> {
    const { ran, id } = await run(given, caller, work);
    return execution.resultOf(ran, id);
  }

  function change(given: JobCommand, caller: Caller, work: ChangeWork): Promise<CommandResult> {
    const { command, action } = work;
    return runAndShow(given, caller, {
      command,
      action,
      isExclusive: true,
      async check(target) {
        const problems = (await work.check?.(target)) ?? [];
        if (problems.length > 0) return problems;
        const { connected, job } = target;
        const found = await connected.backend.validateChange?.(job, work.change(target), signal);
        return (found ?? []).map(ofDraft);
      },
      send(target, actor) {
        const { connected, job } = target;
        const ask = async () =>
          (await connected.backend.updateJob?.(job, work.change(target), signal)) ?? null;
        return calls.change(connected, job, { actor, ask }, signal);
      },
    });
  }

  /** Refuses a change that is meant for another version, by a fresh read. */
  async function versionProblems(
    { connected, job }: Target,
    wanted: number | null | undefined,
  ): Promise<Problem[]> {
    if (wanted === null || wanted === undefined) return [];
    const [read] = await sync.of(job.backend).readJobs([job.nativeId], signal);
    const version = finder.view(job.id)?.snapshot.sequence;
    if (version === undefined) return [unknownJob(connected, job.nativeId)];
    if (read instanceof BackendError) throw read;
    if (version === wanted) return [];
    const message = `ifVersion: got ${wanted}, expected ${version}: the job has changed meanwhile`;
    return [problem("CONFLICT", message, ["ifVersion"])];
  }

  function archive(given: JobCommand, caller: Caller, archived: boolean): Promise<CommandResult> {
    return runAndShow(given, caller, {
      command: archived ? "archiveJob" : "restoreJob",
      action: archived ? "archive" : "restore",
      send({ connected, job }, actor) {
        const ask = async () => (await connected.backend.archiveJob?.(job, archived, signal)) ?? null;
        return calls.change(connected, job, { actor, ask }, signal);
      },
    });
  }

  async function share(
    given: JobCommand,
    caller: Caller,
    { sharing, ...work }: Pick<Work, "command" | "check"> & { readonly sharing: SharingChange },
  ): Promise<SharingResult> {
    const { ran, id } = await run(given, caller, {
      ...work,
      action: "share",
      send: ({ connected, job }, actor) => calls.share(connected, job, { actor, change: sharing }, signal),
    });
    const effect = ran.kind === "DONE" ? ran.outcome.effect : null;
    const jobs = (effect?.jobs ?? []).map((nativeId) => finder.view(formatId("job", id.backend, nativeId)));
    return {
      ...execution.resultOf(ran, id),
      affectedJobs: jobs.filter((view) => view !== null),
      affectedAssets: effect?.assets ?? [],
    };
  }

  return {
    update: (given, caller) =>
      change(given, caller, {
        command: "updateJob",
        action: "update",
        async check(target) {
          const problems = changeProblems(target.connected, given);
          return problems.length > 0 ? problems : versionProblems(target, given.ifVersion);
        },
        change: ({ connected }) => toChange(connected, given),
      }),

    rename: (given, caller) =>
      change(given, caller, {
        command: "renameJob",
        action: "rename",
        change: () => ({ name: given.name, force: false }),
      }),

    updateLabels: (given, caller) =>
      change(given, caller, {
        command: "updateJobLabels",
        action: "updateLabels",
        check: async () => labelProblems(given),
        change: () => toLabelChange(given),
      }),

    cancel: (given, caller) =>
      runAndShow(given, caller, {
        command: "cancelJob",
        action: "cancel",
        async send({ connected, job }, actor) {
          const outcome = await calls.cancel(connected, job, actor, signal);
          const phase = finder.view(job.id)?.snapshot.job.core.status.phase;
          if (phase === "CANCELLING") keeper.followCancel(job);
          return outcome;
        },
      }),

    async delete(given, caller, remove) {
      const { ran, id } = await run(given, caller, {
        command: "deleteJob",
        action: "delete",
        send: ({ connected, job }, actor) =>
          calls.delete(connected, job, { actor, ask: () => remove(connected, job, signal) }, signal),
      });
      const result = execution.resultOf(ran, id);
      if (ran.kind === "REFUSED") return { ...result, deletedJobId: null, deleted: false };
      const deletedJobId = formatId("job", id.backend, id.nativeId);
      return { ...result, deletedJobId, deleted: result.job === null };
    },

    archive: (given, caller) => archive(given, caller, true),
    restore: (given, caller) => archive(given, caller, false),

    modifySharing: (given, caller) =>
      share(given, caller, {
        command: "modifyJobSharing",
        check: async () => sharingProblems(given),
        sharing: toSharing(given),
      }),

    disableSharing: (given, caller) =>
      share(given, caller, { command: "disableJobSharing", sharing: { kind: "disable" } }),
  };
}

async function nothing(): Promise<readonly Problem[]> {
  return [];
}
