import type { LogLine, SimulatedJob, State } from "../../../simulator/contract.ts";
import { createRandom } from "../../../simulator/random.ts";
import { isEnded } from "./phases.ts";

/** One line of training output in this many ms of a run. */
const LINE_EVERY_MS = 1_500;

/**
 * Writes what a task has printed up to `now`: lines of the platform around each run and training output between.
 * Each line hangs on the start of its run, so that lines once read stay as they were.
 */
export function generateLog(job: SimulatedJob, task: string, now: number): readonly LogLine[] {
  const lines: LogLine[] = [];
  for (const { start, end } of runsOf(job.history)) {
    lines.push(...opening(start.at, task));
    lines.push(...training(job, task, start.at, end?.at ?? now));
    if (end) lines.push(...closing(end));
  }
  return lines.filter((line) => line.at <= now);
}

/** The runs of a job: more than one when it was rescheduled; the last one may have no end. */
function runsOf(history: readonly State[]): readonly { start: State; end: State | null }[] {
  const runs: { start: State; end: State | null }[] = [];
  let start: State | null = null;
  for (const state of history) {
    if (state.native === "Running") start ??= state;
    else if (start && state.native !== "Terminating") {
      runs.push({ start, end: state });
      start = null;
    }
  }
  if (start) runs.push({ start, end: null });
  return runs;
}

function opening(at: number, task: string): readonly LogLine[] {
  return [
    platform(at, `[task] ${task} started`),
    platform(at + 120, "[initContainer] inputs downloaded"),
    { at: at + 400, line: "[ModelArts Service Log]user: uid=1102(ma-user) gid=100(users)" },
    { at: at + 500, line: "[ModelArts Service Log]pwd: /home/ma-user" },
  ];
}

function training(job: SimulatedJob, task: string, from: number, to: number): readonly LogLine[] {
  const lines: LogLine[] = [];
  const count = Math.floor((to - from) / LINE_EVERY_MS);
  for (let step = 1; step <= count; step++) {
    lines.push({ at: from + step * LINE_EVERY_MS, line: trainingLine(job, task, step) });
  }
  return lines;
}

function trainingLine(job: SimulatedJob, task: string, step: number): string {
  const random = createRandom(job.seed, task, step);
  const loss = (2.4 / (1 + step / 40) + random.next() / 20).toFixed(4);
  if (step % 20 === 0) {
    const accuracy = (1 - 0.9 / (1 + step / 60)).toFixed(4);
    return `epoch ${step / 20} acc: ${accuracy} val_loss: ${loss}`;
  }
  if (step % 33 === 0)
    return `UserWarning: step ${step} took ${random.int(2, 9)}× the usual time — 数据加载慢`;
  return `step ${step} loss: ${loss} lr: 0.01 ${random.int(180, 420)} samples/s`;
}

function closing(end: State): readonly LogLine[] {
  if (!isEnded(end.native)) return [platform(end.at, "node fault, the task will be rescheduled")];
  const lines: LogLine[] = [];
  const code = end.native === "Failed" ? (end.items?.exit_code ?? 1) : 0;
  if (end.native === "Failed") lines.push({ at: end.at, line: end.message ?? "Traceback" });
  if (end.native === "Terminated") lines.push(platform(end.at, "received SIGTERM"));
  if (end.native === "Abnormal") return lines;
  lines.push({ at: end.at, line: `[Modelarts Service Log]exit with ${code}` });
  lines.push(platform(end.at, "output-handler finalized"));
  return lines;
}

/** A platform line; its clock is in the region's time zone. */
function platform(at: number, text: string): LogLine {
  const clock = new Date(at + 8 * 3_600_000).toISOString();
  const day = clock.slice(0, 10).replaceAll("-", "/");
  const time = clock.slice(11, 23).replace(".", ",");
  return { at, line: `[ModelArts Service Log][INFO][${day} ${time}]: ${text}` };
}
