import { setTimeout as sleep } from "node:timers/promises";
import type { Problem } from "../../domain/command.ts";
import type { JobDraft } from "../../domain/draft.ts";
import { BackendError } from "../../domain/error.ts";
import type { IndexFollower } from "../../index/follower.ts";
import type { ConnectedBackend } from "../../sync/sync.ts";
import type { ClearUp } from "./clear-up.ts";
import type { Caller } from "./contract.ts";
import { markOf } from "./created-job.ts";
import { type CreateMark, createLockOf, type Intent, type Outcome } from "./intents.ts";
import type { Task } from "./runner.ts";
import type { VendorCalls } from "./vendor-calls.ts";

const againAfterMs = 500;

export interface CreateTools {
  readonly calls: VendorCalls;
  readonly clearUp: ClearUp;
  readonly follower: IndexFollower;
  /** Ends with the gateway. */
  readonly signal: AbortSignal;
  now(): number;
}

/** A create made ready: of a new job, or of one that is made again. */
export interface Creation {
  readonly command: "createJob" | "retryJob";
  readonly connected: ConnectedBackend;
  readonly input: object;
  readonly idempotencyKey: string | null | undefined;
  readonly caller: Caller;
  readonly name: string;
  /** Native id of the job that it is made again from. */
  readonly retryOf: string | null;
  check(): Promise<readonly Problem[]>;
  draft(): Promise<JobDraft>;
}

/** Makes the task of a create. Two of one name run one after the other: each can tell its job from the other's. */
export function createTask(tools: CreateTools, creation: Creation): Task {
  const { calls, clearUp, follower, signal, now } = tools;
  const { connected, name, retryOf } = creation;
  const { definition, id } = connected;

  async function create({ actor, create: mark }: Intent): Promise<Outcome> {
    if (mark === null) throw new Error("The intent of a create has no mark."); // `mark` below made it
    return calls.create(connected, await creation.draft(), { actor, mark }, signal);
  }

  /** Where a name is taken once, a second create is refused when the first one has gone well. */
  async function again(intent: Intent & { readonly create: CreateMark }): Promise<Outcome | null> {
    await sleep(againAfterMs, undefined, { signal });
    try {
      return await create(intent);
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      const cleared = await clearUp.create(connected, intent, error, signal);
      return cleared === "UNDONE" ? null : cleared;
    }
  }

  return {
    command: creation.command,
    backend: id,
    nativeId: retryOf,
    input: creation.input,
    idempotencyKey: creation.idempotencyKey,
    caller: creation.caller,
    lock: createLockOf(id, name),
    check: creation.check,
    async mark() {
      const { labels } = await creation.draft();
      return markOf(connected, { name, labels, retryOf }, now(), follower);
    },
    send: create,
    async clearUp(intent, error) {
      const { create: mark } = intent;
      if (mark === null) return "UNDONE";
      const marked = { ...intent, create: mark };
      const cleared = await clearUp.create(connected, marked, error, signal);
      if (cleared !== null || error === null || definition.createSafety !== "byName") return cleared;
      return again(marked);
    },
    pathOf: ({ kind }) => (kind === "CONFLICT" ? ["name"] : null),
    advice: adviceOf(creation),
  };
}

function adviceOf({ connected, name, idempotencyKey }: Creation): string {
  const where = `A job ${JSON.stringify(name)} may have been made at ${connected.id}, and is shown as soon as it is found.`;
  const next =
    typeof idempotencyKey === "string"
      ? "Repeat the command with the same key in a minute: it looks again before anything is sent."
      : "Look for it in a minute, and repeat the command when there is none.";
  return `${where} ${next}`;
}
