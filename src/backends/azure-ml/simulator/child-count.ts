import { createRandom } from "../../../simulator/random.ts";
import { documentAt, textAt, type WireDocument } from "./wire-document.ts";

/** The most children that a run shows. */
export const MOST_CHILDREN = 64;

/** How many children a generated job of this type and seed has: steps, trials or iterations. */
export function generatedChildCount(type: string, jobSeed: number): number {
  const random = createRandom(jobSeed, "children");
  if (type === "Pipeline") return random.int(2, 5);
  if (type === "Sweep") return random.int(3, 12);
  return type === "AutoML" ? random.int(3, 8) : 0;
}

/** The children that a job's properties ask for: `count` in all, `together` of them at a time. */
export function childPlanOf(properties: WireDocument): { readonly count: number; readonly together: number } {
  switch (properties.jobType) {
    case "Pipeline":
      return { count: clamp(Object.keys(documentAt(properties, "jobs")).length, 0), together: 1 };
    case "Sweep":
      return trials(documentAt(properties, "limits"), "maxTotalTrials");
    case "AutoML":
      return trials(documentAt(properties, "taskDetails", "limitSettings"), "maxTrials");
    default:
      return { count: 0, together: 0 };
  }
}

function trials(limits: WireDocument, total: string) {
  const count = clamp(Number(textAt(limits, total) || 4), 1);
  const together = Math.min(count, clamp(Number(textAt(limits, "maxConcurrentTrials") || 1), 1));
  return { count, together };
}

function clamp(count: number, least: number): number {
  return Number.isInteger(count) ? Math.min(MOST_CHILDREN, Math.max(least, count)) : least;
}
