import type { JobKind } from "../../../domain/job.ts";
import type { Phase, StatusReasonCode } from "../../../domain/status.ts";
import type { StatusMapping } from "../../contract.ts";
import { JobFailureType, JobState } from "../proto/public_api_pb.js";

interface State {
  readonly phase: Phase;
  /** Kinds that pass through it; empty for all. */
  readonly kinds: readonly JobKind[];
  readonly isStage: boolean;
  readonly description: string | null;
}

/** Every state of the protocol, in the order in which a job may pass through them. */
const states: ReadonlyMap<JobState, State> = new Map([
  [JobState.CREATED, state("QUEUED", [], "Taken in; waits for the service.")],
  [JobState.PROVISIONING_DEVICE, stage("PREPARING", ["PROFILE", "INFERENCE"], "Waits for a device.")],
  [JobState.OPTIMIZING_MODEL, stage("RUNNING", ["COMPILE"], null)],
  [JobState.QUANTIZING_MODEL, stage("RUNNING", ["QUANTIZE"], null)],
  [JobState.LINKING_MODELS, stage("RUNNING", ["LINK"], null)],
  [JobState.MEASURING_PERFORMANCE, stage("RUNNING", ["PROFILE"], null)],
  [JobState.RUNNING_INFERENCE, stage("RUNNING", ["INFERENCE"], null)],
  [JobState.DONE, state("SUCCEEDED", [], null)],
  [JobState.FAILED, state("FAILED", [], "Also when the service has ended the job for its age.")],
  [
    JobState.UNSPECIFIED,
    state("UNKNOWN", [], "The service names no state; the vendor's client takes it for running."),
  ],
]);

function state(phase: Phase, kinds: readonly JobKind[], description: string | null): State {
  return { phase, kinds, isStage: false, description };
}

function stage(phase: Phase, kinds: readonly JobKind[], description: string | null): State {
  return { ...state(phase, kinds, description), isStage: true };
}

/** The vendor's client shows the one state under another name than the protocol has for it. */
function wordOf(number: JobState): string {
  return number === JobState.DONE ? "SUCCESS" : JobState[number];
}

/** What a number of the protocol means. */
export interface StateReading {
  readonly phase: Phase;
  readonly stage: string | null;
  /** The vendor's word; the number as text where there is none. */
  readonly word: string;
  readonly mapped: boolean;
}

/** Reads the number of a state. One that nobody knows gives UNKNOWN, never an ended job. */
export function readState(number: number): StateReading {
  const known = states.get(number);
  if (!known) return { phase: "UNKNOWN", stage: null, word: String(number), mapped: false };
  const word = wordOf(number);
  return { phase: known.phase, stage: known.isStage ? word : null, word, mapped: true };
}

/** Every word and what it means; the kinds give the path of each kind of job. */
export const vocabulary: readonly StatusMapping[] = [...states].map(([number, known]) => ({
  jobKinds: known.kinds,
  nativeValue: wordOf(number),
  nativeSecondary: null,
  phase: known.phase,
  stage: known.isStage ? wordOf(number) : null,
  description: known.description,
}));

/** Numbers of the states of jobs that have not ended, as the vendor's client asks for them: that of no state included. */
export const unendedStates: readonly number[] = [...states.keys()]
  .filter((number) => number !== JobState.DONE && number !== JobState.FAILED)
  .sort((a, b) => a - b);

/** Why a job failed. */
export interface FailureReading {
  /** The vendor's word; the number as text where there is none, null where the service gives no type. */
  readonly word: string | null;
  readonly code: StatusReasonCode;
}

/** Reads the number of a failure type; `reason` tells where there is none, as of jobs from before there were types. */
export function readFailure(number: number, reason: string | null): FailureReading {
  if (number === JobFailureType.UNSPECIFIED) {
    return { word: null, code: /timed out after/i.test(reason ?? "") ? "TIMED_OUT" : "UNKNOWN" };
  }
  // Open enums: the number may be one that the table lacks.
  const word = (JobFailureType[number] as string | undefined) ?? null;
  return { word: word ?? String(number), code: word === null ? "UNKNOWN" : codeOf(word) };
}

function codeOf(word: string): StatusReasonCode {
  if (word === "RUNTIME_TIMEOUT") return "TIMED_OUT";
  if (word === "RUNTIME_DEVICE_OOM" || /^INVALID_|^MODEL_|_MISMATCH$/.test(word)) return "USER_CODE";
  const isPlatform = /^INTERNAL_|^CLOUD_|^QDC_/.test(word) || word === "RUNTIME_INTERNAL_SERVICE_BUSY";
  return isPlatform ? "PLATFORM" : "UNKNOWN";
}
