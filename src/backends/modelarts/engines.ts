import type { Engine } from "../../domain/spec.ts";
import { malformed } from "./jobs.ts";
import type { Service } from "./service.ts";
import { parseEngines } from "./wire/engine.ts";

/** All engines that code can run on, in one call. */
export async function listEngines(service: Service, signal: AbortSignal): Promise<Engine[]> {
  const response = await service.get("listEngines", ["training-job-engines"], {}, signal);
  const engines = parseEngines(response.json());
  if (engines === null)
    throw malformed(service.backend, "listEngines", "an answer without a list of engines");
  return engines;
}
