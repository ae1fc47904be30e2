import { BackendError } from "../domain/error.ts";
import type { ConnectedBackend } from "../sync/sync.ts";
import { canChange } from "./commands/refusals.ts";

/** Which method of the backend contract stands behind each capability of the schema. */
const methods = {
  createJob: "createJob",
  updateJob: "updateJob",
  cancelJob: "cancelJob",
  deleteJob: "deleteJob",
  retryJob: "createJob",
  archiveJob: "archiveJob",
  modifySharing: "modifySharing",
  logs: "readLogs",
  metrics: "metrics",
  flavors: "listFlavors",
  algorithms: "listAlgorithms",
  jobTemplate: "jobTemplate",
  push: "receiveHook",
} as const;

export type Capability = keyof typeof methods | "liveLogs" | "renameJob";

/** What a backend can do: a capability is there when its method is; that of renaming when names can be changed. */
export function capabilitiesOf({
  backend,
  definition,
}: Pick<ConnectedBackend, "backend" | "definition">): Record<Capability, boolean> {
  const entries = Object.entries(methods).map(([capability, method]) => [capability, method in backend]);
  const ofMethods = Object.fromEntries(entries) as Record<keyof typeof methods, boolean>; // one entry for each key
  const renameJob = canChange({ backend, definition }, "name");
  return { ...ofMethods, renameJob, liveLogs: ofMethods.logs && definition.liveLogs !== false };
}

/** Refusal of something that the vendor does not have. */
export function unsupported({ id, definition }: ConnectedBackend, what: string): BackendError {
  return new BackendError("UNSUPPORTED", `${definition.title} has no ${what}.`, { backend: id });
}
