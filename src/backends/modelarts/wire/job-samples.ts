import type { JobReading } from "../../../domain/job.ts";
import running from "../fixtures/job.running.json" with { type: "json" };
import { parseJob } from "./job.ts";

/** The reading of a document that can be read. */
export function read(document: unknown): JobReading {
  const reading = parseJob(document);
  if (typeof reading === "string") throw new Error(reading);
  return reading;
}

/** A running job with these members laid over it, one level deep. */
export function readWith(changes: Record<string, object>): JobReading {
  const members = new Map<string, unknown>(Object.entries(running));
  for (const [key, change] of Object.entries(changes))
    members.set(key, Object.assign({}, members.get(key), change));
  return read(Object.fromEntries(members));
}
