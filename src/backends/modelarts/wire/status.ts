import { z } from "zod";
import { epochMs, type Instant, instantOf } from "../../../domain/instant.ts";
import {
  classOf,
  makeStatus,
  type Progress,
  type RunAttempt,
  type Status,
  type TaskStatus,
} from "../../../domain/status.ts";
import { instant, instantInSeconds, integer, number, record, records, text, texts } from "./lenient.ts";
import { readPhase } from "./phases.ts";

/** `status` of a job. Times are in milliseconds, only those of `running_records` in seconds. */
export const wireStatus = record({
  phase: text,
  secondary_phase: text,
  duration: number,
  start_time: instant,
  node_count_metrics: z.unknown().optional(),
  tasks: texts,
  task_statuses: records({ task: text, exit_code: integer, message: text }),
  running_records: records({
    start_at: instantInSeconds,
    end_at: instantInSeconds,
    start_type: text,
    end_reason: text,
    end_related_task: text,
    end_recover: text,
  }),
});
type WireStatus = z.output<typeof wireStatus>;

/** State of a job. `trainProcess` is the progress figure that only fine-tuning jobs have. */
export function toStatus(status: WireStatus, createdAt: Instant | null, trainProcess: number | null): Status {
  const { phase, stage, reason, code, mapped } = readPhase(status.phase, status.secondary_phase);
  const startedAt = status.start_time;
  const endedAt = classOf(phase) === "TERMINAL" ? endOf(status) : null;
  const failure = status.task_statuses.find(({ exit_code }) => exit_code !== null && exit_code !== 0);
  const message = status.task_statuses.find((task) => task.message !== null)?.message ?? null;
  const isFailed = phase === "FAILED";
  const isUserCode = isFailed && reason === null && failure !== undefined;
  return makeStatus({
    phase,
    native: { value: status.phase, secondary: status.secondary_phase, code, mapped },
    stage,
    reason:
      reason === null
        ? isUserCode
          ? { code: "USER_CODE", text: message }
          : null
        : { code: reason, text: message },
    message,
    error: isFailed && message !== null ? { code: null, message, details: null } : null,
    exitCode: failure?.exit_code ?? null,
    progress: toProgress(trainProcess),
    durations: {
      queuedMs: lengthMs(createdAt, startedAt),
      runningMs: startedAt === null ? null : positive(status.duration),
      totalMs: lengthMs(createdAt, endedAt),
    },
    startedAt,
    endedAt,
    nodeCountHistory: toNodeCounts(status.node_count_metrics),
    tasks: toTasks(status),
    attempts: status.running_records.map(toAttempt),
  });
}

/** No field holds the end: the end of the last run where runs are told, else start and length of the run. */
function endOf({ running_records, start_time, duration }: WireStatus): Instant | null {
  const end = running_records.at(-1)?.end_at ?? null;
  if (end !== null || start_time === null || duration === null) return end;
  return instantOf(epochMs(start_time) + duration);
}

function lengthMs(from: Instant | null, to: Instant | null): number | null {
  return from === null || to === null ? null : positive(epochMs(to) - epochMs(from));
}

function positive(length: number | null): number | null {
  return length === null || length < 0 ? null : length;
}

/** Progress by the figure of a fine-tuning job. Its unit is not documented: above 1 it is read as percent. */
export function toProgress(trainProcess: number | null): Progress | null {
  if (trainProcess === null || trainProcess < 0) return null;
  const fraction = Math.min(1, trainProcess > 1 ? trainProcess / 100 : trainProcess);
  return { fraction, done: null, total: null, counters: [], steps: [] };
}

const wirePair = z.tuple([instant, integer], z.unknown());

function toNodeCounts(metrics: unknown): Status["nodeCountHistory"] {
  if (!Array.isArray(metrics)) return [];
  return metrics.flatMap((metric) => {
    const [at, count] = wirePair.safeParse(metric).data ?? [];
    return typeof at === "string" && typeof count === "number" ? [{ at, count }] : [];
  });
}

/** All tasks by name; `task_statuses` holds the first failed one only. */
function toTasks({ tasks, task_statuses }: WireStatus): TaskStatus[] {
  const told = new Map(
    task_statuses.flatMap((status) => (status.task === null ? [] : [[status.task, status] as const])),
  );
  const names = new Set([...tasks, ...told.keys()]);
  return [...names].map((name) => {
    return { name, exitCode: told.get(name)?.exit_code ?? null, message: told.get(name)?.message ?? null };
  });
}

function toAttempt(run: WireStatus["running_records"][number]): RunAttempt {
  return {
    startedAt: run.start_at,
    endedAt: run.end_at,
    startType: run.start_type,
    endReason: run.end_reason,
    endTask: run.end_related_task,
    recovery: run.end_recover,
  };
}
