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
  /** Whether the command of this place is under way in this process. */
  isRunning(place: string): boolean;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

interface Attempt {
  readonly fingerprint: string;
  readonly ran: Promise<Ran>;
}

export function createRunner(intents: Intents, now: () => number): Runner {
  const attempts = new Map<string, Attempt>();
  const locks = new Locks();

  /** What the first command of a key has come to, for the one that repeats it. */
  async function repeat(place: string, first: Intent, task: Task): Promise<Ran> {
    if (first.fingerprint !== fingerprintOf(task.command, task.input)) return refuse(mismatch(task));
    if (first.state.kind === "DONE") return { kind: "DONE", outcome: first.state.outcome };
    return begin(place, task, async () => {
      const newest = await intents.find(place);
      if (newest === null) return carryOut(place, task);
      if (newest.state.kind === "DONE") return { kind: "DONE", outcome: newest.state.outcome };
      const cleared = await task.clearUp(first, null).catch(nullOf);
      if (cleared === "UNDONE") {
        await intents.drop(place);
        return carryOut(place, task);
      }
      return cleared === null ? refuse(unknown(task, null)) : close(place, first, cleared);
    });
  }

  /** Runs it as the one attempt of its place; who asks meanwhile waits for the same. */
  function begin(place: string, task: Task, run: () => Promise<Ran>): Promise<Ran> {
    const current = attempts.get(place);
    const fingerprint = fingerprintOf(task.command, task.input);
    if (current)
      return current.fingerprint === fingerprint ? current.ran : Promise.resolve(refuse(mismatch(task)));
    const ran = run().finally(() => attempts.delete(place));
    attempts.set(place, { fingerprint, ran });
    return ran;
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

  async function runTask(task: Task): Promise<Ran> {
    const place = placeOf(task.caller.actor, task.idempotencyKey ?? null);
    const first = await known(place, task);
    if (first) return repeat(place, first, task);
    if (attempts.has(place)) return begin(place, task, () => carryOut(place, task));
    const problems = await check(task);
    // What stands in the way may be what the first command of this key has done meanwhile.
    const meanwhile = await known(place, task);
    if (meanwhile) return repeat(place, meanwhile, task);
    if (problems.length > 0 && !attempts.has(place)) return refuse(...problems);
    return begin(place, task, () => carryOut(place, task));
  }

  return {
    isRunning: (place) => attempts.has(place),
    async idle() {
      while (attempts.size > 0) await Promise.allSettled([...attempts.values()].map(({ ran }) => ran));
    },
    run: (task) => (task.lock === null ? runTask(task) : locks.with(task.lock, () => runTask(task))),
  };
}

function refuse(...problems: readonly Problem[]): Ran {
  return { kind: "REFUSED", problems };
}

function mismatch({ idempotencyKey }: Task): Problem {
  return keyMismatch(idempotencyKey ?? "");
}
