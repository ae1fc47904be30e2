import type { SimulatedJob } from "../../../simulator/contract.ts";
import { hash32 } from "../../../simulator/random.ts";
import { isDocument, overlay, textAt, type WireDocument } from "./wire-document.ts";

/** The annotation that asks for an endpoint, by the endpoint's wire name. */
const ASKED_BY: Readonly<Record<string, string>> = {
  jupyter_lab: "jupyter-lab/enable",
  tensorboard: "tensorboard/enable",
  mindstudio_insight: "mindstudio-insight/enable",
};

/** The interactive endpoints of a job while it runs, by its annotations; null when there are none. Tokens are secrets. */
export function endpointsOf(job: SimulatedJob, document: WireDocument): WireDocument | null {
  const given = isDocument(document.endpoints) ? document.endpoints : null;
  if (job.state.native !== "Running") return given;
  const offered: Record<string, WireDocument> = {};
  for (const [name, annotation] of Object.entries(ASKED_BY)) {
    if (textAt(document, "metadata", "annotations", annotation) !== "true") continue;
    const token = `secret-${hash32(job.seed, name).toString(16)}`;
    offered[name] = { url: `https://authoring.example.com/${job.id}/${name}`, token };
  }
  if (Object.keys(offered).length === 0) return given;
  return overlay(offered, given ?? {});
}
