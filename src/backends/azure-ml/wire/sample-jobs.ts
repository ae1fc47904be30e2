import type { JobReading } from "../../../domain/job.ts";
import gets from "../fixtures/04-command-job-get-and-update.json" with { type: "json" };
import { parseJob, type WorkspaceFacts } from "./job.ts";
import type { RunReading } from "./run.ts";

/** ARM path of the workspace of the samples. */
export const path =
  "/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/rg-ml-demo/providers/Microsoft.MachineLearningServices/workspaces/ws-demo";

/** The workspace of the samples. */
export const workspace: WorkspaceFacts = { path, name: "ws-demo", tenantId: "tenant-1" };

/** The first state in which a command job was seen. */
export const queued = gets.exchanges[0]?.response.body;

/** Reads a document, with its run when there is one. */
export function read(document: unknown, run: RunReading | null = null): JobReading {
  const reading = parseJob(document, run, workspace);
  if (typeof reading === "string") throw new Error(reading);
  return reading;
}

/** A job of one type that asks for this. */
export const job = (properties: object) => ({
  name: "job_1",
  properties: { status: "Running", ...properties },
});
