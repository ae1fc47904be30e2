import type { SimulatedJob, State } from "../../../simulator/contract.ts";
import { ServiceError } from "./errors.ts";
import { integer } from "./search-request.ts";

/** An event as `…/events` answers it; the time is ISO text in the region's zone, unlike everywhere else. */
export interface JobEvent {
  readonly time: string;
  readonly level: "Info" | "Warning" | "Error";
  readonly source: "Job" | "Task" | "K8S";
  readonly message: string;
}

type TimedEvent = Omit<JobEvent, "time"> & { readonly at: number };

/** Answers `…/events`: a page, newest first unless `order` says `asc`. `countsItems` makes `offset` an item offset. */
export function eventPageOf(
  job: SimulatedJob,
  tasks: readonly string[],
  query: URLSearchParams,
  countsItems: boolean,
): object {
  const offset = integer(query.get("offset"), "offset", 0, Number.MAX_SAFE_INTEGER, 0);
  const limit = integer(query.get("limit"), "limit", 1, 100, 50);
  const order = query.get("order") || "desc";
  if (order !== "asc" && order !== "desc") throw new ServiceError("2788", "order");
  const { from, to } = spanOf(query);
  const levels = wordsOf(query, "level", ["Info", "Error", "Warning"]);
  const sources = wordsOf(query, "source", ["K8S", "Job", "Task"]);
  const pattern = query.get("pattern") ?? "";
  if (pattern.length > 256) throw new ServiceError("2788", "pattern");

  const events = historyOf(job, tasks).filter(
    ({ at, level, source, message }) =>
      at >= from &&
      at <= to &&
      (levels.length === 0 || levels.includes(level)) &&
      (sources.length === 0 || sources.includes(source)) &&
      message.includes(pattern),
  );
  if (order === "desc") events.reverse();
  const skip = countsItems ? offset : offset * limit;
  return {
    total: events.length,
    limit,
    offset,
    order,
    start_time: query.get("start_time") ?? "",
    end_time: query.get("end_time") ?? "",
    events: events
      .slice(skip, skip + limit)
      .map(({ at, ...event }) => ({ time: toRegionTime(at), ...event })),
  };
}

/** ISO text to the second with the region's offset, as in `2022-11-26T16:03:41+08:00`. */
export function toRegionTime(at: number): string {
  return `${new Date(at + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}

/** Both ends or none, in epoch milliseconds or RFC 3339. */
function spanOf(query: URLSearchParams): { from: number; to: number } {
  const [start, end] = [query.get("start_time"), query.get("end_time")];
  if (!start && !end) return { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  const [from, to] = [toTime(start ?? ""), toTime(end ?? "")];
  if (Number.isNaN(from) || Number.isNaN(to) || from > to) {
    throw new ServiceError("2788", "start_time, end_time");
  }
  return { from, to };
}

function toTime(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Date.parse(text);
}

function wordsOf(query: URLSearchParams, name: string, known: readonly string[]): readonly string[] {
  const words = (query.get(name) ?? "").split(",").filter((word) => word !== "");
  if (!words.every((word) => known.includes(word))) throw new ServiceError("2788", name);
  return words;
}

function historyOf(job: SimulatedJob, tasks: readonly string[]): TimedEvent[] {
  const created: TimedEvent = {
    at: job.createdAt,
    level: "Info",
    source: "Job",
    message: "Training job created.",
  };
  return [created, ...job.history.flatMap((state) => eventsOf(job, tasks, state))];
}

function eventsOf(job: SimulatedJob, tasks: readonly string[], state: State): readonly TimedEvent[] {
  const { at } = state;
  const inJob = (message: string, level: JobEvent["level"] = "Info"): TimedEvent => ({
    at,
    level,
    source: "Job",
    message,
  });
  const inTasks = (text: string) =>
    tasks.map((task): TimedEvent => ({ at, level: "Info", source: "Task", message: `[${task}] ${text}` }));
  switch (state.native) {
    case "Creating":
      return [inJob("Preparing the training job.")];
    case "Pending":
      return [inJob("The training job is queuing for resources.")];
    case "Running":
      return [
        ...tasks.map((task): TimedEvent => {
          const message = `[Pod: modelarts-job-${job.id}-${task}] Started: Started container`;
          return { at, level: "Info", source: "K8S", message };
        }),
        inJob("Training job is running."),
        ...inTasks("training started."),
      ];
    case "Completed":
      return [...inTasks("Training finished. Exit code 0."), inJob("Training job completed.")];
    case "Failed":
      return [
        ...inTasks("Training finished."),
        inJob(`Training job failed. ${state.message ?? ""}`.trim(), "Error"),
      ];
    case "Terminating":
      return [
        {
          at,
          level: "Info",
          source: "K8S",
          message: `[Job: modelarts-job-${job.id}] ExecuteAction: Start to execute action TerminateJob`,
        },
      ];
    case "Terminated":
      return [inJob("Training job terminated.", "Warning")];
    case "Abnormal":
      return [inJob(`Training job is abnormal. ${state.message ?? ""}`.trim(), "Error")];
    default:
      return [inJob(`Training job is ${state.native}.`)];
  }
}
