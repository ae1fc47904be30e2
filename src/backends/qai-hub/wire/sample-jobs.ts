import { fromBinary, toBinary } from "@bufbuild/protobuf";
import type { JobReading } from "../../../domain/job.ts";
import { type Job, JobResultSchema, JobSchema } from "../proto/public_api_pb.js";
import { bytesOf } from "../scripted-vendor.ts";
import { parseJob, toReading } from "./job.ts";

/** Address for people that readings of samples get. */
export const web = "https://hub.example";

/** The message that a sample shows as proto JSON. */
export function jobOf(sample: { readonly body: object }): Job {
  return fromBinary(JobSchema, bytesOf(JobSchema, sample.body));
}

/** Reads a job as it comes over the wire, with its result when there is one. */
export function read(job: Job, result: object | null = null): JobReading {
  const decoded = parseJob(toBinary(JobSchema, job));
  if (typeof decoded === "string") throw new Error(decoded);
  const of = result && fromBinary(JobResultSchema, bytesOf(JobResultSchema, result));
  const reading = toReading(decoded, of, web);
  if (typeof reading === "string") throw new Error(reading);
  return reading;
}
