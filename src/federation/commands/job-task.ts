import type { JobAction, Problem } from "../../domain/command.ts";
import { BackendError } from "../../domain/error.ts";
import type { ParsedId } from "../../domain/id.ts";
import type { ConnectedBackend, Sync } from "../../sync/sync.ts";
import type { JobFinder } from "../job-finder.ts";
import type { ClearUp } from "./clear-up.ts";
import type { Caller } from "./contract.ts";
import type { CommandName, Outcome } from "./intents.ts";
import { ofRefusal } from "./problems.ts";
import { refusalOf } from "./refusals.ts";
import type { Task } from "./runner.ts";
import { findTarget, type Target } from "./target.ts";

export interface JobTaskTools {
  readonly sync: Sync;
  readonly finder: JobFinder;
  readonly clearUp: ClearUp;
  /** Ends with the gateway. */
  readonly signal: AbortSignal;
  now(): number;
}

/** A command for a job that is there. */
export interface JobWork {
  readonly command: CommandName;
  readonly action: JobAction;
  readonly connected: ConnectedBackend;
  readonly id: ParsedId<"job">;
  /** Without its key. */
  readonly input: object;
  readonly idempotencyKey: string | null | undefined;
  readonly caller: Caller;
  /** Whether it reads what it changes: two of one job run one after the other. */
  readonly isExclusive: boolean;
  /** What is wrong, once the job is known to admit the action. */
  check(target: Target): Promise<readonly Problem[]>;
  send(target: Target): Promise<Outcome>;
}

/** Makes the task of a command for one job. */
export function jobTask(tools: JobTaskTools, work: JobWork): Task {
  const { clearUp, signal } = tools;
  const { connected, id, command, action } = work;
  const { nativeId } = id;
  let found: Target | null = null;

  return {
    command,
    backend: id.backend,
    nativeId,
    input: work.input,
    idempotencyKey: work.idempotencyKey,
    caller: work.caller,
    lock: work.isExclusive ? `change ${id.backend} ${nativeId}` : null,
    async check() {
      const target = await findTarget(tools, connected, nativeId, signal);
      if ("code" in target) return [target];
      const refusal = refusalOf(connected, target, action);
      if (refusal) return [ofRefusal(refusal)];
      found = target;
      return work.check(target);
    },
    async send() {
      const target = found ?? (await findTarget(tools, connected, nativeId, signal));
      if ("code" in target) throw new BackendError("NOT_FOUND", target.message, { backend: id.backend });
      return work.send(target);
    },
    // What may be repeated was repeated: only a look at the job can tell more.
    async clearUp(intent, error) {
      const cleared = await clearUp.ofJob(connected, intent, signal);
      return cleared === "UNDONE" && error !== null ? null : cleared;
    },
    pathOf: () => null,
    advice: "Look at the job; the same command may be given again.",
  };
}
