import { emptyCore, type JobReading } from "../../../domain/job.ts";
import { emptySpec } from "../../../domain/spec.ts";
import { toLabels, toShownProperties, toStudioUrl, type WorkspaceFacts } from "./job.ts";
import type { RunReading } from "./run.ts";
import { toStatus } from "./status.ts";

/**
 * Step of a pipeline or trial of a sweep: a job of which only the run is known. It stands in no listing of the
 * vendor, and can be read by its id.
 */
export function toStep({ run, native }: RunReading, nativeId: string, workspace: WorkspaceFacts): JobReading {
  const { userName, userObjectId } = run.createdBy;
  const target = run.target;
  const compute =
    target === null
      ? null
      : { nativeId: target, name: target, serverless: target.toLowerCase() === "serverless" };
  return {
    nativeId,
    core: {
      ...emptyCore,
      kind: "UNKNOWN",
      nativeKind: run.runType,
      name: nativeId,
      displayName: run.displayName,
      description: run.description,
      owner:
        userName === null && userObjectId === null
          ? null
          : { nativeId: userObjectId, name: userName, email: null },
      properties: toShownProperties(run.properties),
      createdAt: run.createdUtc,
      updatedAt: run.lastModifiedUtc,
      url: toStudioUrl([], nativeId, workspace),
      archived: run.hidden ?? false,
      status: toStatus(null, run.createdUtc, run),
      workspace: { nativeId: workspace.path, name: workspace.name },
      creation: {
        createdBy: userName,
        createdByType: null,
        createdAt: run.createdUtc,
        modifiedBy: null,
        modifiedAt: run.lastModifiedUtc,
      },
    },
    labels: toLabels(run.tags),
    detail: { spec: { ...emptySpec, compute }, algorithm: null, flavor: null },
    native: { run: native },
    ...(run.parentRunId !== null && { partOf: run.parentRunId }),
  };
}
