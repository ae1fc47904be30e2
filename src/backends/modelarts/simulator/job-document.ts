import type { SimulatedJob } from "../../../simulator/contract.ts";
import { generateDocument, generateTags } from "./generated-job.ts";
import { endpointsOf } from "./job-endpoints.ts";
import { statusOf } from "./job-status.ts";
import { isDocument, overlay, type WireDocument } from "./wire-document.ts";

/** A tag of a job; keys are unique per job. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

/**
 * Builds the whole document of a job as it stands at `now`. The job's fields lie over everything, `status` included;
 * a job that was made through the service consists of nothing but its fields and its status.
 */
export function documentOf(job: SimulatedJob, now: number): WireDocument {
  const { tags: _, ...fields } = job.fields;
  const below = job.origin === "vendor" ? identityOf(job) : generateDocument(job);
  const laid = overlay(below, fields);
  const { kind, metadata, status: told, ...rest } = laid;
  const status = statusOf(job, laid, now);
  const endpoints = endpointsOf(job, laid);
  return {
    kind,
    metadata,
    status: isDocument(told) ? overlay(status, told) : status,
    ...rest,
    ...(endpoints && { endpoints }),
  };
}

function identityOf(job: SimulatedJob): WireDocument {
  return { metadata: { id: job.id, create_time: Math.floor(job.createdAt) } };
}

/** The tags of a job: those in its fields when there are any, else the generated ones. */
export function tagsOf(job: SimulatedJob): readonly Tag[] {
  const { tags } = job.fields;
  if (Array.isArray(tags)) return tags.filter(isTag);
  return job.origin === "vendor" ? [] : generateTags(job);
}

/** Where a task of a job runs; `schedule_count` grows with each reschedule. */
export interface TaskAddress {
  readonly task: string;
  readonly ip: string;
  readonly host_ip: string;
  readonly schedule_count: number;
}

/** The node addresses of a job's tasks, the same at every read. */
export function taskAddresses(job: SimulatedJob, tasks: readonly string[]): readonly TaskAddress[] {
  const host = job.seed % 240;
  return tasks.map((task, index) => ({
    task,
    ip: `172.16.${host}.${10 + index}`,
    host_ip: `192.168.${(host + index) % 16}.${10 + host}`,
    schedule_count: job.history.filter((state) => state.native === "Running").length || 1,
  }));
}

function isTag(value: unknown): value is Tag {
  return isDocument(value) && typeof value.key === "string" && typeof value.value === "string";
}
