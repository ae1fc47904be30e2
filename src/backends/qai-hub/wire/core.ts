import { emptyCore, type JobCore, type JobKind, type User as Owner } from "../../../domain/job.ts";
import type { KeyValue } from "../../../domain/spec.ts";
import { ModelType, type User } from "../proto/public_api_pb.js";
import { deviceId } from "./device.ts";
import { type StateFields, toInstant } from "./status.ts";

/** What summaries and jobs of all kinds tell of a job, beside its state. */
export interface JobFields extends StateFields {
  readonly nativeId: string;
  readonly kind: JobKind;
  readonly nativeKind: string;
  readonly name: string;
  readonly user?: User | undefined;
  readonly projectId?: string | undefined;
  readonly projectSlug?: string | undefined;
  readonly deviceName: string;
  readonly deviceOs: string;
  /** Of the model that the job makes. Open: any number may come. */
  readonly targetModelType?: number | undefined;
}

/** The part of a job's core that summaries tell as jobs do, so that the one never contradicts the other. */
export function toCore(fields: JobFields, web: string): Omit<JobCore, "status"> {
  const { nativeId, kind, nativeKind, name, projectId, projectSlug, deviceName, deviceOs } = fields;
  const device = deviceId(deviceName, deviceOs);
  return {
    ...emptyCore,
    kind,
    nativeKind,
    name,
    owner: toOwner(fields.user),
    properties: toProperties(fields),
    createdAt: toInstant(fields.creationTime),
    updatedAt: toInstant(fields.lastUpdatedTime),
    url: `${web}/jobs/${encodeURIComponent(nativeId)}/`,
    flavor: device === null ? null : { nativeId: device, name: deviceName },
    project: projectId ? { nativeId: projectId, name: projectSlug || null } : null,
  };
}

/** A person; null when nothing is told of them. */
export function toOwner(user: User | undefined): Owner | null {
  if (user === undefined) return null;
  const owner = {
    nativeId: user.id === 0n ? null : String(user.id),
    name: `${user.firstName} ${user.lastName}`.trim() || null,
    email: user.email || null,
  };
  return owner.nativeId === null && owner.name === null && owner.email === null ? null : owner;
}

function toProperties({ deviceOs, targetModelType }: JobFields): KeyValue[] {
  const properties: KeyValue[] = [];
  if (deviceOs !== "") properties.push({ key: "device_os_version", value: deviceOs });
  if (targetModelType) properties.push({ key: "target_model_type", value: modelTypeName(targetModelType) });
  return properties;
}

function modelTypeName(number: number): string {
  // Open enums: the number may be one that the table lacks.
  return (ModelType[number] as string | undefined) ?? String(number);
}
