import { z } from "zod";
import { emptyCore, type JobCore, type JobReading } from "../../../domain/job.ts";
import { isJsonObject, type JsonObject } from "../../../domain/json.ts";
import { maskDocument } from "./mask.ts";
import { wireInstant, wireText } from "./scalar.ts";
import { toSpec, wireSpec } from "./spec.ts";
import { type Surroundings, toStatus, wireStatus } from "./status.ts";

const wireJob = z.object({
  id: z.string().min(1),
  object: wireText,
  name: wireText,
  projectId: wireText,
  spec: wireSpec,
  status: wireStatus,
  createDate: wireInstant,
  updateDate: wireInstant,
});

/** Job as the vendor describes it, secrets masked, before what is told elsewhere is laid over it. */
export interface WireJob extends z.output<typeof wireJob> {
  readonly native: JsonObject;
}

/** Reads a job's document; throws `z.ZodError` where it is outside the protocol. */
export function parseJob(document: unknown): WireJob {
  const native = isJsonObject(document) ? maskDocument(document) : null;
  return { ...wireJob.parse(native), native: isJsonObject(native) ? native : {} };
}

/** Makes the reading of a job out of its document and what the vendor says elsewhere. */
export function toReading(job: WireJob, seen: Pick<Surroundings, "nowMs" | "itemCount">): JobReading {
  return {
    nativeId: job.id,
    core: toCore(job, seen),
    detail: { spec: toSpec(job.spec), algorithm: null, flavor: null },
    native: job.native,
    // Instants are text that orders as they do. Equal ones leave the order open, as derived facts need.
    ...(job.updateDate !== null && { version: job.updateDate }),
  };
}

function toCore(job: WireJob, seen: Pick<Surroundings, "nowMs" | "itemCount">): JobCore {
  const { startAtTime: startAt, stopAtTime: stopAt, deployment } = job.spec;
  const status = toStatus(job.status, { startAt, stopAt, ...seen });
  const ephemeral = deployment?.kind === "EphemeralDeployment" ? deployment : null;
  return {
    ...emptyCore,
    kind: "BATCH_INFERENCE",
    nativeKind: job.object,
    name: job.name ?? "",
    annotations:
      status.endedAt === null ? [] : [{ key: "endedAt", value: "estimated from status.updateDate" }],
    createdAt: job.createDate,
    updatedAt: job.updateDate,
    deadlineAt: stopAt,
    status,
    // What an existing deployment runs can change after the job: it says nothing about the job.
    algorithm: toReference(ephemeral?.artifactId ?? null),
    flavor: toReference(ephemeral?.instanceId ?? null),
    project: toReference(job.projectId),
  };
}

function toReference(nativeId: string | null): JobCore["project"] {
  return nativeId === null ? null : { nativeId, name: null };
}
