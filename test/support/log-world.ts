import { vi } from "vitest";
import type { Backend } from "../../src/backends/contract.ts";
import { type BackendId, formatId, type JobId } from "../../src/domain/id.ts";
import type { Job } from "../../src/domain/job.ts";
import { compileLogFilter } from "../../src/domain/log-filter.ts";
import type { Following } from "../../src/fanout/contract.ts";
import { asStream, type Stream } from "../../src/fanout/stream.ts";
import { enterLog, type LogStart } from "../../src/federation/log-follow.ts";
import type { LogMessage } from "../../src/federation/log-messages.ts";
import { nothingStored } from "../../src/federation/passing-snapshot.ts";
import { Interest } from "../../src/sync/interest.ts";
import type { RingBounds } from "../../src/sync/log-tail-ring.ts";
import { LogTails } from "../../src/sync/log-tails.ts";
import { tiny } from "../graphql/tiny-vendor/index.ts";
import { toStoredJob } from "./backend.ts";
import { backendId, makeReading } from "./observation.ts";
import { createScriptedLog, type ScriptedLog, type ScriptedLogOptions } from "./scripted-log.ts";

const pace = { quickMs: 1_000, slowMs: 10_000, drainMs: 5_000, mostDrainMs: 60_000, lingerMs: 10_000 };
const backend: BackendId = backendId("tested");

export interface LogWorldOptions extends ScriptedLogOptions {
  readonly bounds?: RingBounds;
  readonly minPollMs?: number;
  /** Tells that the job had ended so long ago. */
  readonly endedMsAgo?: number;
}

/** One job with one log under the tails of a gateway, in time that the test turns. */
export interface LogWorld extends Disposable {
  readonly log: ScriptedLog;
  readonly tails: LogTails;
  readonly interest: Interest;
  readonly backendId: BackendId;
  readonly jobId: JobId;
  /** Ends the job, and tells so. */
  end(): void;
  /** Takes the end of the job back, and tells so. */
  resume(): void;
  /** Lets a subscriber in that reads by itself. */
  enter(start?: LogStart): Promise<Following<LogMessage>>;
  /** Lets a subscriber in that takes what there is. */
  follow(start?: LogStart): Promise<Follower>;
}

/** Somebody who follows the log and takes each message as it comes. */
export interface Follower {
  readonly messages: readonly LogMessage[];
  /** Texts of all entries so far; a gap shows as `<reason>`. */
  readonly lines: readonly string[];
  readonly isComplete: boolean;
  readonly error: unknown;
  leave(): Promise<unknown>;
}

/** Makes the world; time has to be faked before. */
export function createLogWorld(options: LogWorldOptions = {}): LogWorld {
  const { bounds = { entries: 10_000, bytes: 8_000_000 }, minPollMs = 0, endedMsAgo } = options;
  const log = createScriptedLog(options);
  const interest = new Interest();
  const listeners = new Set<() => void>();
  let job = jobIn(endedMsAgo === undefined ? "RUNNING" : "SUCCEEDED");
  const tails = new LogTails({
    interest,
    pace,
    bounds,
    now: Date.now,
    onError: (error) => {
      throw error;
    },
    watch: () => ({
      read: async () => job,
      endedMs: () => Date.now() - (endedMsAgo ?? 0),
      onChange(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    }),
  });
  function change(phase: "RUNNING" | "SUCCEEDED"): void {
    job = jobIn(phase);
    for (const listener of listeners) listener();
  }
  const definition = { ...tiny, limits: { ...tiny.limits, minPollMs } };
  const connected = { id: backend, title: "Tested", definition, backend: log.backend as Backend };
  async function enter(start: LogStart = {}): Promise<Following<LogMessage>> {
    const source = log.sources.find(({ main }) => main) ?? null;
    const followed = tails.join(job.id, null) ?? tails.open(job, source, connected);
    const view = { snapshot: { ...nothingStored, sequence: 0, job }, eventCursor: "" };
    const { signal } = new AbortController();
    const entering = enterLog(view, followed, start, compileLogFilter(start.filter), signal);
    entering.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(0);
    return entering;
  }

  return {
    log,
    tails,
    interest,
    backendId: backend,
    jobId: job.id,
    end: () => change("SUCCEEDED"),
    resume: () => change("RUNNING"),
    enter,
    async follow(start = {}) {
      const follower = take(asStream(await enter(start), { bookmarkMs: 1_000_000 }));
      await vi.advanceTimersByTimeAsync(0);
      return follower;
    },
    [Symbol.dispose]: () => tails[Symbol.dispose](),
  };
}

function jobIn(phase: "RUNNING" | "SUCCEEDED"): Job {
  return { ...toStoredJob(makeReading({ status: { phase } })), id: formatId("job", backend, "job-1") };
}

function take(stream: Stream<LogMessage>): Follower {
  const messages: LogMessage[] = [];
  const state = { isComplete: false, error: null as unknown };
  const taking = async () => {
    for await (const message of stream) messages.push(message);
    state.isComplete = true;
  };
  taking().catch((error: unknown) => {
    state.error = error;
  });
  return {
    messages,
    get lines() {
      return linesOf(messages);
    },
    get isComplete() {
      return state.isComplete;
    },
    get error() {
      return state.error;
    },
    leave: () => stream.return(),
  };
}

/** Texts of all entries; a gap shows as `<reason>`. */
export function linesOf(messages: readonly LogMessage[]): string[] {
  return messages.flatMap((message) => {
    if (message.type === "LogBatch") return message.entries.map(({ entry }) => entry.text);
    return message.type === "Gap" ? [`<${message.reason}>`] : [];
  });
}
