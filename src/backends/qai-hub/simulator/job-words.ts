import { JobState, JobStateSchema } from "../proto/public_api_pb.js";

/** Ways to run, finer than the members of a `Job`: a profile is an inference job with profiling. */
export const JOB_TYPES = ["compile", "quantize", "link", "inference", "profile"] as const;
export type JobType = (typeof JOB_TYPES)[number];

/** Tells whether a text names a way to run. */
export function isJobType(text: string): text is JobType {
  return JOB_TYPES.some((type) => type === text);
}

/** The member of `Job` that holds a job. */
export const MEMBERS: Readonly<Record<JobType, string>> = {
  compile: "compile_job",
  quantize: "quantize_job",
  link: "link_job",
  inference: "inference_job",
  profile: "inference_job",
};

/** States between CREATED and the end, in order. */
export const WORKING_STATES: Readonly<Record<JobType, readonly string[]>> = {
  compile: ["OPTIMIZING_MODEL"],
  quantize: ["QUANTIZING_MODEL"],
  link: ["LINKING_MODELS"],
  inference: ["PROVISIONING_DEVICE", "RUNNING_INFERENCE"],
  profile: ["PROVISIONING_DEVICE", "MEASURING_PERFORMANCE"],
};

/** Goes out for words that the protocol does not have. */
const STRANGE_STATE = 999;

/** The wire value of a state word of the vendor's client. */
export function toWireState(word: string): string | number {
  const name = `JOB_STATE_${word === "SUCCESS" ? "DONE" : word}`;
  return JobStateSchema.values.some((value) => value.name === name) ? name : STRANGE_STATE;
}

/**
 * The state word that a filter means by a number or a word; null for numbers that match nothing, 0 among them, and
 * undefined for what is neither.
 */
export function readStateFilter(text: string): string | null | undefined {
  if (/^\d+$/.test(text)) {
    const name = JobState[Number(text)];
    if (name === undefined || name === "UNSPECIFIED") return null;
    return name === "DONE" ? "SUCCESS" : name;
  }
  const word = text.toUpperCase().replace(/^JOB_STATE_/, "");
  if (word === "DONE" || word === "SUCCESS") return "SUCCESS";
  return toWireState(word) === STRANGE_STATE ? undefined : word;
}

/** Tells whether a state word is final. */
export function isFinal(native: string): boolean {
  return native === "SUCCESS" || native === "FAILED";
}
