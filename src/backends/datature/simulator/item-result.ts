import { createRandom, type Random } from "../../../simulator/random.ts";
import { PROJECT_ID } from "./identifiers.ts";
import type { FailureStage } from "./item-faults.ts";

/** Why items fail, by stage. */
export const ITEM_PROBLEMS: Readonly<Record<FailureStage, string>> = {
  FailedGather: "Failed to download item",
  FailedProcess: "Failed to decode item",
  FailedPredict: "Failed to run inference on item",
  FailedDeliver: "Failed to deliver result",
};

/** The body of a delivery. A failed item is told too, without predictions. */
export function toResult(facts: {
  /** Null for the test of a webhook. */
  readonly jobId: string | null;
  readonly url: string;
  readonly outcome: FailureStage | "Delivered";
  readonly seed: number;
}) {
  const { jobId, url, outcome, seed } = facts;
  const isPredicted = outcome === "Delivered" || outcome === "FailedDeliver";
  return {
    object: "batch_job_result",
    projectId: PROJECT_ID,
    batchJobId: jobId,
    item: { kind: "Image", url },
    status: isPredicted ? "Predicted" : outcome,
    reason: isPredicted ? null : ITEM_PROBLEMS[outcome],
    predictions: isPredicted ? drawPredictions(createRandom(seed, url)) : [],
  };
}

const TAGS = [
  { id: 2, name: "RBC" },
  { id: 3, name: "WBC" },
];

function drawPredictions(random: Random) {
  return Array.from({ length: random.int(0, 3) }, (_, annotationId) => {
    const [left, top] = [random.int(0, 700) / 1000, random.int(0, 700) / 1000];
    const [right, bottom] = [left + random.int(50, 300) / 1000, top + random.int(50, 300) / 1000];
    return {
      annotationId,
      bound: [
        [left, top],
        [left, bottom],
        [right, bottom],
        [right, top],
      ],
      boundType: "rectangle",
      confidence: random.int(500, 999) / 1000,
      contour: null,
      contourType: null,
      tag: random.pick(TAGS),
    };
  });
}
