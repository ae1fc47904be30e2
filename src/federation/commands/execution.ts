import type { Problem } from "../../domain/command.ts";
import { BackendError } from "../../domain/error.ts";
import { type BackendId, formatId } from "../../domain/id.ts";
import type { IndexFollower } from "../../index/follower.ts";
import type { Journal } from "../../journal/contract.ts";
import type { Sync } from "../../sync/sync.ts";
import type { Backends } from "../backends.ts";
import type { JobFinder } from "../job-finder.ts";
import { type ClearUp, createClearUp } from "./clear-up.ts";
import type { CommandResult } from "./contract.ts";
import { createIntents, type Intents } from "./intents.ts";
import { type Keeper, startKeeper } from "./keeper.ts";
import { problem, unreadJob } from "./problems.ts";
import { createRunner, type Ran, type Task } from "./runner.ts";
import { createVendorCalls, type VendorCalls } from "./vendor-calls.ts";

/** How long a stop waits for commands that are under way, in milliseconds. */
const graceMs = 5_000;
const longestKey = 255;

/** What all commands run with. */
export interface Execution extends AsyncDisposable {
  readonly backends: Backends;
  readonly sync: Sync;
  readonly finder: JobFinder;
  readonly follower: IndexFollower;
  readonly intents: Intents;
  readonly calls: VendorCalls;
  readonly clearUp: ClearUp;
  readonly keeper: Keeper;
  /** Ends with the gateway, and not with a command's caller. */
  readonly signal: AbortSignal;
  now(): number;
  run(task: Task): Promise<Ran>;
  /** What a caller is shown. `about` is the job that the command was for; null for a new one. */
  resultOf(ran: Ran, about: About | null): CommandResult;
}

interface About {
  readonly backend: BackendId;
  readonly nativeId: string | null;
}

export interface ExecutionTools {
  readonly backends: Backends;
  readonly journal: Journal;
  readonly follower: IndexFollower;
  readonly sync: Sync;
  readonly finder: JobFinder;
  now(): number;
  /** Told of failures that are ours. */
  onError(error: unknown): void;
}

/** Starts with what an earlier process left open. */
export function startExecution(tools: ExecutionTools): Execution {
  const { backends, journal, follower, sync, finder, now, onError } = tools;
  const stop = new AbortController();
  const { signal } = stop;
  const end = () => stop.abort(new Error("The gateway has stopped."));
  const intents = createIntents(journal);
  const runner = createRunner(intents, now);
  const calls = createVendorCalls(sync, finder);
  const clearUp = createClearUp({ calls, intents, sync, now });
  const keeper = startKeeper({ backends, sync, intents, runner, clearUp, now, onError });

  /** A vendor that refuses knows the job otherwise than the index does. */
  async function lookAgain({ backend, nativeId }: Task, problems: readonly Problem[]): Promise<void> {
    if (nativeId === null || !problems.some(({ fault }) => fault !== null)) return;
    await sync.of(backend).readJobs([nativeId], signal).catch(ignoreFault);
  }

  return {
    backends,
    sync,
    finder,
    follower,
    intents,
    calls,
    clearUp,
    keeper,
    signal,
    now,
    async run(task) {
      const wrongKey = keyProblem(task.idempotencyKey);
      if (wrongKey) return refused([wrongKey]);
      const ran = await runner.run(task);
      if (ran.kind === "REFUSED") await lookAgain(task, ran.problems);
      if (!isAtEnd(ran)) keeper.wake();
      return ran;
    },
    resultOf(ran, about) {
      const nativeId = ran.kind === "DONE" ? ran.outcome.nativeId : about?.nativeId;
      const job = about && nativeId ? finder.view(formatId("job", about.backend, nativeId)) : null;
      const eventCursor = follower.cursor;
      if (ran.kind === "REFUSED") return { job, problems: ran.problems, eventCursor };
      const { problems, isRecorded } = ran.outcome;
      const isUnread = !isRecorded && job === null;
      return {
        job,
        problems: isUnread ? [...problems, unreadJob(ran.outcome.nativeId)] : problems,
        eventCursor,
      };
    },
    async [Symbol.asyncDispose]() {
      const grace = setTimeout(end, graceMs);
      await runner.idle();
      clearTimeout(grace);
      end();
      await keeper[Symbol.asyncDispose]();
    },
  };
}

/** Whether nothing is left to be found out or waited for. */
function isAtEnd(ran: Ran): boolean {
  if (ran.kind === "REFUSED") return ran.problems.every(({ code }) => code !== "OUTCOME_UNKNOWN");
  return ran.outcome.isRecorded && ran.outcome.deletion !== "LATER";
}

/** That a task was not begun. */
export function refused(problems: readonly Problem[]): Ran {
  return { kind: "REFUSED", problems };
}

/** What is wrong with a caller's key; null when nothing is, or there is none. */
export function keyProblem(key: string | null | undefined): Problem | null {
  if (typeof key !== "string" || (key.length > 0 && key.length <= longestKey)) return null;
  const expected = `1 to ${longestKey} characters`;
  const message = `idempotencyKey: got ${key.length} characters, expected ${expected}`;
  return problem("INVALID", message, ["idempotencyKey"], expected);
}

function ignoreFault(error: unknown): void {
  if (!(error instanceof BackendError)) throw error;
}
