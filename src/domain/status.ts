import type { Instant } from "./instant.ts";
import type { Json } from "./json.ts";

/** Phase of a job, the same words for all vendors. Values of `JobPhase`. */
export const phases = [
  "PENDING",
  "SCHEDULED",
  "QUEUED",
  "PREPARING",
  "RUNNING",
  "FINALIZING",
  "CANCELLING",
  "PAUSED",
  "UNRESPONSIVE",
  "UNKNOWN",
  "SUCCEEDED",
  "FAILED",
  "CANCELLED",
] as const;
export type Phase = (typeof phases)[number];

export const phaseClasses = ["WAITING", "ACTIVE", "STALLED", "TERMINAL"] as const;
export type PhaseClass = (typeof phaseClasses)[number];

export const outcomes = ["SUCCESS", "PARTIAL", "FAILURE", "TIMEOUT", "CANCELLED"] as const;
/** How an ended job ended. */
export type Outcome = (typeof outcomes)[number];

const classes: Readonly<Record<Phase, PhaseClass>> = {
  PENDING: "WAITING",
  SCHEDULED: "WAITING",
  QUEUED: "WAITING",
  PREPARING: "WAITING",
  RUNNING: "ACTIVE",
  FINALIZING: "ACTIVE",
  CANCELLING: "ACTIVE",
  PAUSED: "STALLED",
  UNRESPONSIVE: "STALLED",
  UNKNOWN: "STALLED",
  SUCCEEDED: "TERMINAL",
  FAILED: "TERMINAL",
  CANCELLED: "TERMINAL",
};

/** Class of a phase. */
export function classOf(phase: Phase): PhaseClass {
  return classes[phase];
}

const lifeCycleRanks: Readonly<Record<Phase, number>> = {
  PENDING: 1,
  SCHEDULED: 1,
  QUEUED: 1,
  PREPARING: 1,
  RUNNING: 2,
  FINALIZING: 3,
  CANCELLING: 3,
  PAUSED: 0,
  UNRESPONSIVE: 0,
  UNKNOWN: 0,
  SUCCEEDED: 9,
  FAILED: 9,
  CANCELLED: 9,
};

/** Tells whether `to` lies later in the life cycle than `from`; a stalled phase is never later. */
export function isForward(from: Phase, to: Phase): boolean {
  return lifeCycleRanks[to] > lifeCycleRanks[from];
}

export type StatusReasonCode =
  | "CREATE_FAILED"
  | "CANCEL_REQUESTED"
  | "CANCEL_FAILED"
  | "LOST"
  | "TIMED_OUT"
  | "STOP_TIME_REACHED"
  | "USER_CODE"
  | "PLATFORM"
  | "UNKNOWN";

/** The vendor's own words for the status. */
export interface NativeStatus {
  /** Null where the vendor sent none. */
  readonly value: string | null;
  readonly secondary: string | null;
  /** Number that the vendor uses for the status, where it has one. */
  readonly code: number | null;
  /** False when no table knows the word; the phase is then UNKNOWN. */
  readonly mapped: boolean;
}

export type ProgressStepName = "GATHER" | "PREPROCESS" | "PREDICT" | "DELIVER" | "UNKNOWN";

export interface Progress {
  /** 0 to 1. */
  readonly fraction: number | null;
  readonly done: number | null;
  readonly total: number | null;
  readonly counters: readonly { readonly name: string; readonly value: number }[];
  readonly steps: readonly {
    readonly name: ProgressStepName;
    readonly done: number;
    readonly failed: number;
    readonly total: number | null;
  }[];
}

export interface TaskStatus {
  readonly name: string;
  readonly exitCode: number | null;
  readonly message: string | null;
}

/** Where a task runs. Vendors tell it apart from the job. */
export interface TaskInstance {
  /** Name of the task. */
  readonly task: string;
  readonly ip: string | null;
  readonly hostIp: string | null;
  /** From 1. */
  readonly scheduleCount: number | null;
}

/** One run of the same job after restarts and reschedules. */
export interface RunAttempt {
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly startType: string | null;
  readonly endReason: string | null;
  readonly endTask: string | null;
  readonly recovery: string | null;
}

/** State of a job. Null means that the vendor does not say. Made only by `makeStatus`. */
export interface Status {
  readonly phase: Phase;
  readonly phaseClass: PhaseClass;
  readonly phaseSource: "NATIVE" | "INFERRED";
  /** Only when phaseClass is TERMINAL. */
  readonly outcome: Outcome | null;
  /** Finer step inside the phase, UPPER_SNAKE; the vocabulary is open. */
  readonly stage: string | null;
  readonly stageDetail: string | null;
  readonly reason: { readonly code: StatusReasonCode; readonly text: string | null } | null;
  readonly message: string | null;
  readonly error: { readonly code: string | null; readonly message: string; readonly details: Json } | null;
  /** First exit code that is not zero. */
  readonly exitCode: number | null;
  readonly native: NativeStatus;
  readonly progress: Progress | null;
  /** Lengths of time when the vendor was read. */
  readonly durations: {
    readonly queuedMs: number | null;
    readonly runningMs: number | null;
    readonly totalMs: number | null;
  };
  /** By the vendor's own clock. */
  readonly updatedAt: Instant | null;
  readonly queuedAt: Instant | null;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly cancelRequestedAt: Instant | null;
  readonly executor: { readonly name: string } | null;
  readonly nodeCountHistory: readonly { readonly at: Instant; readonly count: number }[];
  readonly tasks: readonly TaskStatus[];
  /** Oldest first. */
  readonly attempts: readonly RunAttempt[];
}

/** What a status is made of: the phase and the vendor's words; everything else is null, empty or derived when absent. */
export type StatusFacts = { readonly phase: Phase; readonly native: NativeStatus } & Partial<
  Omit<Status, "phaseClass" | "phase" | "native">
>;

/** Makes a status whose phase, class and outcome agree: an outcome is given to ended jobs and to no others. */
export function makeStatus(facts: StatusFacts): Status {
  const phaseClass = classOf(facts.phase);
  return {
    phaseSource: "NATIVE",
    stage: null,
    stageDetail: null,
    reason: null,
    message: null,
    error: null,
    exitCode: null,
    progress: null,
    durations: { queuedMs: null, runningMs: null, totalMs: null },
    updatedAt: null,
    queuedAt: null,
    startedAt: null,
    endedAt: null,
    cancelRequestedAt: null,
    executor: null,
    nodeCountHistory: [],
    tasks: [],
    attempts: [],
    ...facts,
    phaseClass,
    outcome: phaseClass === "TERMINAL" ? (facts.outcome ?? usualOutcome(facts.phase)) : null,
  };
}

function usualOutcome(phase: Phase): Outcome {
  if (phase === "SUCCEEDED") return "SUCCESS";
  return phase === "CANCELLED" ? "CANCELLED" : "FAILURE";
}
