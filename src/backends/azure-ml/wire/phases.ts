import type { Phase } from "../../../domain/status.ts";
import type { StatusMapping } from "../../contract.ts";

/**
 * Every word of `status`: the job resource's (Azure REST API, "Jobs - Get", `JobStatus`), those that only old
 * previews had (`Scheduled`) and those that only spans of run history have (`Unapproved`, `Pausing`).
 */
export const vocabulary: readonly StatusMapping[] = [
  mapping("NotStarted", "PENDING", null, "Known to the client only; not submitted yet."),
  mapping("Starting", "PENDING", "STARTING", "Accepted; the run has its id."),
  mapping("Provisioning", "PREPARING", "PROVISIONING", "Compute is being made for it."),
  mapping("Preparing", "PREPARING", "PREPARING", "The environment is being prepared."),
  mapping("Queued", "QUEUED", null, "Waits for all nodes of its compute."),
  mapping("Running", "RUNNING", null, null),
  mapping("Finalizing", "FINALIZING", null, "The user's code has ended; outputs are being collected."),
  mapping("CancelRequested", "CANCELLING", null, null),
  mapping("Completed", "SUCCEEDED", null, "Ended well, with all that comes after the user's code."),
  mapping("Failed", "FAILED", null, "The run's error says why."),
  mapping("Canceled", "CANCELLED", null, null),
  // The vendor's client takes these two for ended. Both go on when the heartbeat or the user comes back.
  mapping("NotResponding", "UNRESPONSIVE", null, "Its heartbeat is missing; it may come back."),
  mapping("Paused", "PAUSED", null, "May be resumed."),
  mapping("Unknown", "UNKNOWN", null, "The service does not know."),
  mapping("Scheduled", "SCHEDULED", null, "Waits for its time; previews up to 2024-04-01 only."),
  mapping("Unapproved", "PENDING", "UNAPPROVED", "Waits for somebody's approval."),
  mapping("Pausing", "PAUSED", "PAUSING", "Is being paused."),
];

const byWord: ReadonlyMap<string, StatusMapping> = new Map(
  vocabulary.map((row) => [row.nativeValue.toLowerCase(), row]),
);

/** What a word means, in any case (events write `failed`). A word that no table knows is UNKNOWN and ends no job. */
export function readPhase(word: string | null): Pick<StatusMapping, "phase" | "stage"> & { mapped: boolean } {
  const row = byWord.get(word?.toLowerCase() ?? "");
  return row === undefined
    ? { phase: "UNKNOWN", stage: null, mapped: false }
    : { phase: row.phase, stage: row.stage, mapped: true };
}

function mapping(
  nativeValue: string,
  phase: Phase,
  stage: string | null,
  description: string | null,
): StatusMapping {
  return { jobKinds: [], nativeValue, nativeSecondary: null, phase, stage, description };
}
