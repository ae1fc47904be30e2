import type { Phase, StatusReasonCode } from "../../../domain/status.ts";
import type { StatusMapping } from "../../contract.ts";

/**
 * One word of `status.phase`, which alone decides the phase, with the words of `status.secondary_phase` seen beside
 * it. Only `Abnormal` means nothing by itself: there the second word decides, and a doubtful one ends no job.
 */
interface NativePhase {
  readonly phase: Phase;
  readonly description: string;
  readonly secondary: Readonly<Record<string, SecondaryPhase>>;
}

interface SecondaryPhase {
  readonly phase: Phase;
  readonly reason?: StatusReasonCode;
  readonly description?: string;
}

/** ModelArts API reference, "Querying the Details About a Training Job", fields `phase` and `secondary_phase`. */
const nativePhases: Readonly<Record<string, NativePhase>> = {
  Creating: {
    phase: "PENDING",
    description: "Accepted and being prepared; not in the queue yet.",
    secondary: { Creating: { phase: "PENDING" } },
  },
  Pending: {
    phase: "QUEUED",
    description: "Waits for resources, for the first time or after a fault.",
    secondary: { Queuing: { phase: "QUEUED" } },
  },
  Running: { phase: "RUNNING", description: "Runs.", secondary: { Running: { phase: "RUNNING" } } },
  Completed: {
    phase: "SUCCEEDED",
    description: "Ended well.",
    secondary: { Completed: { phase: "SUCCEEDED" } },
  },
  Failed: {
    phase: "FAILED",
    description: "Ended with an exit code other than 0, or could not be queued.",
    secondary: { Failed: { phase: "FAILED" } },
  },
  Terminating: {
    phase: "CANCELLING",
    description: "Is being stopped.",
    secondary: { Terminating: { phase: "CANCELLING" } },
  },
  Terminated: {
    phase: "CANCELLED",
    description: "Stopped by a user or because its time was up.",
    secondary: { Terminated: { phase: "CANCELLED" } },
  },
  Abnormal: {
    phase: "UNKNOWN",
    description: "Something is wrong; the second word says what.",
    secondary: {
      CreateFailed: { phase: "FAILED", reason: "CREATE_FAILED", description: "Never ran." },
      TerminatedFailed: {
        phase: "UNRESPONSIVE",
        reason: "CANCEL_FAILED",
        description: "Could not be stopped: it may still run and cost money.",
      },
      Lost: {
        phase: "UNRESPONSIVE",
        reason: "LOST",
        description: "The platform lost contact; it may come back.",
      },
      Unknown: { phase: "UNKNOWN", description: "The platform does not know; it may come back." },
    },
  },
};

/** Words of `status.phase` that a job which has not ended may have, `Abnormal` aside. */
export const activePhases: readonly string[] = ["Creating", "Pending", "Running", "Terminating"];
/** Word of `status.phase` for jobs of which some have ended. */
export const doubtfulPhase = "Abnormal";

/**
 * Numbers that the API before this one used for the status. ModelArts API reference, "Job Statuses". What is said
 * about reviews, models and services around the job decides nothing about the job itself.
 */
const numberedStates: readonly (readonly [word: string, phase: Phase])[] = [
  ["JOBSTAT_UNKNOWN", "UNKNOWN"],
  ["JOBSTAT_INIT", "PENDING"],
  ["JOBSTAT_IMAGE_CREATING", "PREPARING"],
  ["JOBSTAT_IMAGE_FAILED", "FAILED"],
  ["JOBSTAT_SUBMIT_TRYING", "PENDING"],
  ["JOBSTAT_SUBMIT_FAILED", "FAILED"],
  ["JOBSTAT_DELETE_FAILED", "UNKNOWN"],
  ["JOBSTAT_WAITING", "QUEUED"],
  ["JOBSTAT_RUNNING", "RUNNING"],
  ["JOBSTAT_KILLING", "CANCELLING"],
  ["JOBSTAT_COMPLETED", "SUCCEEDED"],
  ["JOBSTAT_FAILED", "FAILED"],
  ["JOBSTAT_KILLED", "CANCELLED"],
  ["JOBSTAT_CANCELED", "CANCELLED"],
  ["JOBSTAT_LOST", "UNRESPONSIVE"],
  ["JOBSTAT_SCALING", "RUNNING"],
  ["JOBSTAT_SUBMIT_MODEL_FAILED", "UNKNOWN"],
  ["JOBSTAT_DEPLOY_SERVICE_FAILED", "UNKNOWN"],
  ["JOBSTAT_CHECK_INIT", "UNKNOWN"],
  ["JOBSTAT_CHECK_RUNNING", "UNKNOWN"],
  ["JOBSTAT_CHECK_RUNNING_COMPLETED", "UNKNOWN"],
  ["JOBSTAT_CHECK_FAILED", "UNKNOWN"],
  ["MOUNT_FAILED", "FAILED"],
];

/** What two native words mean. */
export interface PhaseReading {
  readonly phase: Phase;
  /** Finer step where the second word says more than the first. */
  readonly stage: string | null;
  readonly reason: StatusReasonCode | null;
  /** Number of the older API, when the service sent one. */
  readonly code: number | null;
  readonly mapped: boolean;
}

/** Reads the two words of a status, in any case. Words that no table knows give UNKNOWN, never an ended job. */
export function readPhase(value: string | null, secondary: string | null): PhaseReading {
  const unknown = { phase: "UNKNOWN", stage: null, reason: null, code: null, mapped: false } as const;
  if (value === null) return unknown;
  const numbered = readNumberedState(value);
  if (numbered) return { ...unknown, ...numbered, mapped: true };
  const found = lookUp(nativePhases, value);
  if (!found) return unknown;
  const [word, { phase, secondary: seconds }] = found;
  if (secondary === null) return { ...unknown, phase, mapped: true };
  const second = lookUp(seconds, secondary);
  const stage = secondary.toLowerCase() === word.toLowerCase() ? null : toStage(secondary);
  if (second)
    return { ...unknown, stage, phase: second[1].phase, reason: second[1].reason ?? null, mapped: true };
  return { ...unknown, stage, phase, mapped: word !== doubtfulPhase };
}

function readNumberedState(value: string): { code: number; phase: Phase } | null {
  const code = /^\d{1,2}$/.test(value) ? Number(value) : numberedStates.findIndex(([word]) => word === value);
  const state = numberedStates[code];
  return state ? { code, phase: state[1] } : null;
}

function lookUp<T>(table: Readonly<Record<string, T>>, word: string): [word: string, T] | undefined {
  return Object.entries(table).find(([known]) => known.toLowerCase() === word.toLowerCase());
}

/** `TerminatedFailed` becomes `TERMINATED_FAILED`. */
function toStage(word: string): string | null {
  const stage = word.replace(/([a-z\d])([A-Z])/g, "$1_$2").replace(/[^A-Za-z\d]+/g, "_");
  return stage.replace(/^_+|_+$/g, "").toUpperCase() || null;
}

/** Every word and pair of words that the tables know; `nativeSecondary` null stands for any other second word or none. */
export const vocabulary: readonly StatusMapping[] = Object.entries(nativePhases).flatMap(
  ([nativeValue, { phase, description, secondary }]) => [
    { jobKinds: [], nativeValue, nativeSecondary: null, phase, stage: null, description },
    ...Object.entries(secondary).map(([nativeSecondary, second]) => ({
      jobKinds: [],
      nativeValue,
      nativeSecondary,
      phase: second.phase,
      stage: readPhase(nativeValue, nativeSecondary).stage,
      description: second.description ?? description,
    })),
  ],
);
