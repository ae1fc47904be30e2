import type { LogSources, SimulatedJob, World } from "../../../simulator/contract.ts";
import { generateLog } from "./generated-log.ts";
import { definitionOf } from "./job-document.ts";
import { textAt } from "./wire-document.ts";

/** What the framework has to know about the logs: a source is a path below the run's artifact folder. */
export function logSourcesOf(world: World): LogSources {
  return {
    resolve(job, source) {
      if (source === undefined) return generatedSources(job)[0] ?? null;
      const isClean = /^[^/].*[^/]$/.test(source) && !source.split("/").includes("..");
      return isClean ? source : null;
    },
    acceptsRecords: false,
    generated: (job, source) =>
      generatedSources(job).includes(source) ? generateLog(job, source, world.now()) : [],
  };
}

/** The log files of a run that exist by now, by path. */
export function logFilesOf(world: World, job: SimulatedJob): readonly string[] {
  const candidates = new Set([...generatedSources(job), ...world.logs.written(job)]);
  return [...candidates].filter((source) => world.logs.lines(job, source) !== null);
}

/** The files that a run writes by itself, the main one first. */
function generatedSources(job: SimulatedJob): readonly string[] {
  switch (job.type) {
    case "Pipeline":
      return ["logs/azureml/executionlogs.txt", "logs/azureml/stderrlogs.txt"];
    case "Sweep":
      return ["azureml-logs/hyperdrive.txt"];
    case "Command":
      return [...userLogs(job), "system_logs/lifecycler/lifecycler.log"];
    default:
      return ["user_logs/std_log.txt", "system_logs/lifecycler/lifecycler.log"];
  }
}

/** One file per process where there are several. */
function userLogs(job: SimulatedJob): readonly string[] {
  const processes = Number(textAt(definitionOf(job), "distribution", "processCountPerInstance") || 1);
  if (!Number.isInteger(processes) || processes <= 1) return ["user_logs/std_log.txt"];
  const count = Math.min(processes, 16);
  return Array.from(
    { length: count },
    (_, at) => `user_logs/std_log_process_${String(at).padStart(2, "0")}.txt`,
  );
}
