import type { Step } from "../../../simulator/contract.ts";
import { childPlanOf } from "./child-count.ts";
import { runningAfter } from "./population.ts";
import type { WireDocument } from "./wire-document.ts";

/** The life of a job that somebody makes through the service: short, and it ends well. */
export function lifeOfCreatedJob(properties: WireDocument): readonly Step[] {
  const { count } = childPlanOf(properties);
  const children = Array.from({ length: count }, (_, at) => runningAfter(80_000 / count, at + 1));
  const running: Step = {
    native: "Running",
    afterMs: 4_000,
    items: count > 0 ? { finishedChildren: 0 } : null,
  };
  const isPipeline = properties.jobType === "Pipeline";
  return [
    { native: isPipeline ? "Preparing" : "Starting", afterMs: 0 },
    ...(isPipeline ? [] : [{ native: "Queued", afterMs: 3_000 }]),
    running,
    ...children,
    ...(isPipeline ? [] : [{ native: "Finalizing", afterMs: count > 0 ? 1_000 : 80_000 }]),
    { native: "Completed", afterMs: 4_000 },
  ];
}
