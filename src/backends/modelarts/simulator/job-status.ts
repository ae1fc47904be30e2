import type { SimulatedJob, State } from "../../../simulator/contract.ts";
import { heteroTaskIds } from "./generated-hetero.ts";
import { isEnded, usualSecondary } from "./phases.ts";
import { at, listAt, type WireDocument } from "./wire-document.ts";

/** When a job ran, in ms; null where it has not (or not yet). */
export interface RunTimes {
  readonly startedAt: number | null;
  readonly endedAt: number | null;
}

/** Builds `status` from what the job went through, as it stands at `now`. */
export function statusOf(job: SimulatedJob, document: WireDocument, now: number): WireDocument {
  const { startedAt, endedAt } = runTimesOf(job);
  const tasks = taskIdsOf(document);
  const failure = failureOf(job, tasks);
  const records = runningRecordsOf(job, tasks);
  const phase = job.state.native;
  return {
    phase,
    secondary_phase: job.state.secondary ?? usualSecondary(phase, startedAt !== null),
    duration: startedAt === null ? 0 : Math.max(0, Math.floor((endedAt ?? now) - startedAt)),
    start_time: startedAt ?? 0,
    node_count_metrics: nodeCountsOf(job, tasks.length, now),
    tasks,
    ...(failure && { task_statuses: [failure] }),
    ...(records.length > 0 && { running_records: records }),
  };
}

/**
 * Reads start and end from the history. A job that was set to an ended phase without ever running counts as started
 * and ended at that moment, unless the phase says that it never ran: stopped while it waited, or not created.
 */
export function runTimesOf(job: SimulatedJob): RunTimes {
  const end = endOf(job.history);
  const endedAt = end && Math.floor(end.at);
  const running = job.history.find((state) => state.native === "Running");
  if (running) return { startedAt: Math.floor(running.at), endedAt };
  return { startedAt: end && impliesRun(job, end) ? endedAt : null, endedAt };
}

/** Lists the task ids: `worker-0 …`, or the roles of a heterogeneous job. */
export function taskIdsOf(document: WireDocument): readonly string[] {
  const told = listAt(document, "status", "tasks").filter((task) => typeof task === "string");
  if (told.length > 0) return told;
  if (document.tasks !== undefined) return heteroTaskIds(document);
  const nodes = Number(at(document, "spec", "resource", "node_count") ?? 1);
  const count = Number.isInteger(nodes) && nodes > 0 ? nodes : 1;
  return Array.from({ length: count }, (_, index) => `worker-${index}`);
}

/** The first of the ended states that the history closes with. */
function endOf(history: readonly State[]): State | null {
  let end: State | null = null;
  for (const state of history.toReversed()) {
    if (!isEnded(state.native)) break;
    end = state;
  }
  return end;
}

function impliesRun(job: SimulatedJob, end: State): boolean {
  if (end.native === "Abnormal") return end.secondary !== null && end.secondary !== "CreateFailed";
  return end.native !== "Terminated" || job.history.every((state) => isEnded(state.native));
}

/** `items` of the state lie over the entry, so a script may choose exit code and task. */
function failureOf(job: SimulatedJob, tasks: readonly string[]): WireDocument | null {
  const { native, message, items } = job.state;
  if (message === null && native !== "Failed") return null;
  const task = tasks[job.seed % tasks.length] ?? "worker-0";
  const text = message ?? "The training process exited with code 1.";
  return { task, exit_code: 1, message: text, ...items };
}

/** The newest value repeats once a minute, as the service samples it; null before anything was scheduled. */
function nodeCountsOf(job: SimulatedJob, nodes: number, now: number): number[][] | null {
  const { startedAt, endedAt } = runTimesOf(job);
  const queued = job.history.find((state) => state.native !== "Creating");
  if (!queued) return null;
  const counts = [[Math.floor(queued.at), 0]];
  if (startedAt === null) return counts;
  counts.push([startedAt, nodes]);
  const minute = Math.floor(now / 60_000) * 60_000;
  if (endedAt !== null) counts.push([endedAt, 0]);
  else if (minute > startedAt) counts.push([minute, nodes]);
  return counts;
}

/** One record per run, in epoch seconds; a job in its first run has none yet. */
function runningRecordsOf(job: SimulatedJob, tasks: readonly string[]): readonly WireDocument[] {
  const records: WireDocument[] = [];
  let start: State | null = null;
  for (const state of job.history) {
    if (state.native === "Running") start ??= state;
    else if (start && state.native !== "Terminating") {
      records.push(recordOf(start, state, tasks));
      start = null;
    }
  }
  if (start && records.length > 0) records.push(recordOf(start, null, tasks));
  return records;
}

function recordOf(start: State, end: State | null, tasks: readonly string[]): WireDocument {
  const opening = { start_at: toSeconds(start.at), start_type: "init_or_rescheduled" };
  if (!end) return opening;
  const closing = { ...opening, end_at: toSeconds(end.at) };
  if (end.native === "Failed") {
    return { ...closing, end_reason: end.message ?? "exit with 1", end_related_task: tasks[0] };
  }
  if (isEnded(end.native)) return closing;
  return {
    ...closing,
    end_reason: "node fault",
    end_related_task: tasks[0],
    end_recover: "job_reschedule",
    end_recover_before_downgrade: "proc_restart",
  };
}

function toSeconds(time: number): number {
  return Math.floor(time / 1000);
}
