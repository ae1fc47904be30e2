import type { JobReading } from "../domain/job.ts";

/** Another look at a job: what is stored of it, or a reading. */
type OtherLook = Pick<JobReading, "core" | "native" | "omits">;

/** Fills in what a reading says that it leaves out from another look at the job; what that lacks, too, stays left out. */
export function fillIn(reading: JobReading, other: OtherLook): JobReading {
  const isSamePhase = other.core.status.phase === reading.core.status.phase;
  let filled: object = reading;
  const omits: string[] = [];
  for (const path of reading.omits ?? []) {
    const [part, ...rest] = path.split(".");
    // A message belongs to its phase, and so does a document that shows one; the model of a job does not.
    const isOfPhase = part === "status" || part === "native";
    if (other.omits?.includes(path) || (isOfPhase && !isSamePhase)) omits.push(path);
    else filled = layOver(filled, other, part === "native" ? [part, ...rest] : ["core", ...path.split(".")]);
  }
  return { ...(filled as JobReading), omits }; // what lies at a path has the same form in both
}

/** Copy of `target` with the value that `source` has at a path, where it has one. */
function layOver(target: object, source: object, [key, ...rest]: readonly string[]): object {
  if (key === undefined) return source;
  const from = (source as Record<string, unknown>)[key];
  const to = (target as Record<string, unknown>)[key];
  if (from === undefined) return target;
  const isDeeper = rest.length > 0 && isObject(from) && isObject(to);
  return { ...target, [key]: isDeeper ? layOver(to, from, rest) : from };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
