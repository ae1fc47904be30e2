import type { Job } from "../../domain/job.ts";
import type { TaskInstance } from "../../domain/status.ts";
import { malformed } from "./jobs.ts";
import type { Service } from "./service.ts";
import { parseInstances } from "./wire/instance.ts";

/** Where the tasks of a job run, or have run; one that waits for resources is not asked for. */
export async function readInstances(
  service: Service,
  { nativeId, core }: Job,
  signal: AbortSignal,
): Promise<TaskInstance[]> {
  signal.throwIfAborted();
  if (core.status.phaseClass === "WAITING") return [];
  const response = await service.get("taskInstances", ["training-jobs", nativeId, "tasks"], {}, signal);
  if (response.status === 204) return [];
  const instances = parseInstances(response.json());
  if (instances === null)
    throw malformed(service.backend, "taskInstances", "an answer that is no list of tasks");
  return instances;
}
