import { JobSchema } from "../proto/public_api_pb.js";
import { type JobType, MEMBERS } from "./job-words.ts";
import { documentAt, overlay, type WireDocument } from "./wire-document.ts";

const OUTER = new Set(JobSchema.fields.map(({ name }) => name));
const ALL_MEMBERS = new Set(JobSchema.oneofs.flatMap(({ fields }) => fields.map(({ name }) => name)));

/**
 * Takes wire fields of a job apart: those of the member that holds it, and those around it. Fields may be given below
 * the member (`{"compile_job": {"name": ""}}`) or, as the type may not be known, without it (`{"name": ""}`).
 */
export function splitFields(
  type: JobType,
  fields: WireDocument,
): { inner: WireDocument; outer: WireDocument } {
  const entries = Object.entries(fields);
  const nested = type === "profile" ? documentAt(fields, "profile_job") : {};
  const flat = Object.fromEntries(entries.filter(([name]) => !OUTER.has(name)));
  return {
    inner: overlay(overlay(nested, documentAt(fields, MEMBERS[type])), flat),
    outer: Object.fromEntries(entries.filter(([name]) => OUTER.has(name) && !ALL_MEMBERS.has(name))),
  };
}

/** Tells whether the fields take the member away, which leaves a job that no client can read. */
export function unsetsMember(type: JobType, fields: WireDocument): boolean {
  return fields[MEMBERS[type]] === null;
}
