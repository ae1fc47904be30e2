import type { Problem } from "../../domain/command.ts";
import { BackendError } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
import { type Instant, instantOf } from "../../domain/instant.ts";
import type { Caller } from "./contract.ts";
import {
  type CommandName,
  type CreateMark,
  fingerprintOf,
  type Intent,
  type Intents,
  isOver,
  type Outcome,
  placeOf,
} from "./intents.ts";
import { Locks } from "./locks.ts";
import { nullOf } from "./persist.ts";
import { keyMismatch, ofRefused, outcomeUnknown } from "./problems.ts";

/** A command made ready to run. */
export interface Task {
  readonly command: CommandName;
  readonly backend: BackendId;
  /** Native id of the job; null for a new one. */
  readonly nativeId: string | null;
  /** What tells it from other commands under the same key; without the key. */
  readonly input: object;
  readonly idempotencyKey: string | null | undefined;
  readonly caller: Caller;
  /** Commands of the same lock run one after the other; null: beside all others. */
  readonly lock: string | null;
  /** What stands in the way; the vendor is asked for nothing then. */
  check(): Promise<readonly Problem[]>;
  /** What a new job will be told by. */
  mark?(): Promise<CreateMark>;
  /** Has it done and recorded; rejects with a `BackendError` that says whether something may have been done. */
  send(intent: Intent): Promise<Outcome>;
  /** Clears up what became of an intent whose answer was lost; null while it cannot be told, "UNDONE": nothing did. */
  clearUp(intent: Intent, error: BackendError | null): Promise<Outcome | "UNDONE" | null>;
  /** Where in the input the vendor's refusal belongs. */
  pathOf(error: BackendError): readonly string[] | null;
  /** How a user finds out what happened, where it cannot be told: a sentence. */
  readonly advice: string;
}

/** What became of a task. */
export type Ran =
  | { readonly kind: "DONE"; readonly outcome: Outcome }
  | { readonly kind: "REFUSED"; readonly problems: readonly Problem[] };

/** Runs tasks: each key once, an intent on the disk before the vendor is asked. */
export interface Runner {
  /** Rejects with `BackendError` where a failure is none of the user's. */
  run(task: Task): Promise<Ran>;
  /** Runs something beside no task of this lock. */
  alone<T>(lock: string, run: () => Promise<T>): Promise<T>;
  /** Whether the command of this place is under way in this process, or waits for its turn. */
  isRunning(place: string): boolean;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** The one attempt of a place: who asks meanwhile waits for the same. */
interface Attempt {
  readonly fingerprint: string;
  readonly ran: Promise<Ran>;
}

export function createRunner(intents: Intents, now: () => number): Runner {
  const attempts = new Map<string, Attempt>();
  const locks = new Locks();

  async function runTask(place: string, task: Task): Promise<Ran> {
    const first = await known(place, task);
    return first === null ? begin(place, task) : repeat(place, first, task);
  }

  /** What the first command of a key has come to, for the one that repeats it. */
  async function repeat(place: string, first: Intent, task: Task): Promise<Ran> {
    if (first.fingerprint !== fingerprintOf(task.command, task.input)) return refuse(mismatch(task));
    if (isAtEnd(first)) return { kind: "DONE", outcome: first.state.outcome };
    const cleared = await task.clearUp(first, null).catch(nullOf);
    if (cleared === "UNDONE") {
      await intents.drop(place);
      return begin(place, task);
    }
    if (cleared !== null) return close(place, first, cleared);
    const { state } = first;
    return state.kind === "DONE" ? { kind: "DONE", outcome: state.outcome } : refuse(unknown(task, null));
  }

  async function begin(place: string, task: Task): Promise<Ran> {
    const problems = await check(task);
    return problems.length > 0 ? refuse(...problems) : carryOut(place, task);
  }

  async function carryOut(place: string, task: Task): Promise<Ran> {
    const intent = await intentOf(task);
    const theirs = await intents.claim(place, intent);
    if (theirs) return repeatOther(theirs, task);
    try {
      return await close(place, intent, await task.send(intent));
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      return fail(place, intent, task, error);
    }
  }

  /** Another gateway has the key: its result, or that it is still at it. */
  async function repeatOther(first: Intent, task: Task): Promise<Ran> {
    if (first.fingerprint !== fingerprintOf(task.command, task.input)) return refuse(mismatch(task));
    if (first.state.kind === "DONE") return { kind: "DONE", outcome: first.state.outcome };
    return refuse(unknown(task, null));
  }

  async function fail(place: string, intent: Intent, task: Task, error: BackendError): Promise<Ran> {
    const cleared = error.undone ? "UNDONE" : await task.clearUp(intent, error).catch(nullOf);
    if (cleared === null) return refuse(unknown(task, error));
    if (cleared !== "UNDONE") return close(place, intent, cleared);
    await intents.drop(place);
    return refuse(ofRefused(error, task.pathOf(error), now()));
  }

  async function close(place: string, intent: Intent, outcome: Outcome): Promise<Ran> {
    await intents.settle(place, intent, outcome);
    return { kind: "DONE", outcome };
  }

  async function intentOf(task: Task): Promise<Intent> {
    const { command, backend, nativeId, input, idempotencyKey, caller } = task;
    return {
      command,
      actor: caller.actor,
      backend,
      nativeId,
      create: (await task.mark?.()) ?? null,
      isKeyed: typeof idempotencyKey === "string",
      fingerprint: fingerprintOf(command, input),
      startedAt: instantOf(now()) as Instant, // the clock of a running process lies inside the range of dates
      state: { kind: "SENT" },
    };
  }

  function unknown({ advice }: Task, error: BackendError | null): Problem {
    return outcomeUnknown(error, advice, now());
  }

  /** What is known under the caller's key; null without one. */
  async function known(place: string, { idempotencyKey }: Task): Promise<Intent | null> {
    if (typeof idempotencyKey !== "string") return null;
    const first = await intents.find(place);
    if (first === null || !isOver(first, now())) return first;
    await intents.drop(place);
    return null;
  }

  /** What stands in the way; a vendor that cannot be asked does. */
  async function check(task: Task): Promise<readonly Problem[]> {
    try {
      return await task.check();
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      return [ofRefused(error, null, now())];
    }
  }

  return {
    alone: (lock, run) => locks.with(lock, run),
    isRunning: (place) => attempts.has(place),
    async idle() {
      while (attempts.size > 0) await Promise.allSettled([...attempts.values()].map(({ ran }) => ran));
    },
    async run(task) {
      const place = placeOf(task.caller.actor, task.idempotencyKey ?? null);
      const fingerprint = fingerprintOf(task.command, task.input);
      const current = attempts.get(place);
      if (current) return current.fingerprint === fingerprint ? current.ran : refuse(mismatch(task));
      const run = () => runTask(place, task);
      const ran = (task.lock === null ? run() : locks.with(task.lock, run)).finally(() =>
        attempts.delete(place),
      );
      attempts.set(place, { fingerprint, ran });
      return ran;
    },
  };
}

/** Whether the first result is what a repetition is told. */
function isAtEnd(intent: Intent): intent is Intent & { readonly state: { readonly kind: "DONE" } } {
  return intent.state.kind === "DONE" && intent.state.outcome.isRecorded;
}

function refuse(...problems: readonly Problem[]): Ran {
  return { kind: "REFUSED", problems };
}

function mismatch({ idempotencyKey }: Task): Problem {
  return keyMismatch(idempotencyKey ?? "");
}
