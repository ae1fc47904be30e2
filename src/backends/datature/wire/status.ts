import { z } from "zod";
import { epochMs, type Instant, instantOf } from "../../../domain/instant.ts";
import {
  classOf,
  makeStatus,
  type Outcome,
  type Phase,
  type Status,
  type StatusReasonCode,
} from "../../../domain/status.ts";
import type { StatusMapping } from "../../contract.ts";
import { hasBegun, hasFailedItems, toProgress, wireCounters } from "./progress.ts";
import { wireInstant, wireText } from "./scalar.ts";

/** `status` of a job. */
export const wireStatus = z.object({
  overview: wireText,
  message: wireText,
  updateDate: wireInstant,
  items: wireCounters,
  reason: wireText,
  cancelledAt: wireInstant,
});
type WireStatus = z.output<typeof wireStatus>;

/** Facts beside the status that it is derived from. */
export interface Surroundings {
  readonly startAt: Instant | null;
  readonly stopAt: Instant | null;
  /** The vendor's clock when it answered, in milliseconds, cut to whole seconds. */
  readonly nowMs: number;
  /** Items of the data set; null until known. */
  readonly itemCount: number | null;
}

interface Rule {
  readonly nativeValue: string;
  readonly phase: Phase;
  readonly outcome?: Outcome;
  readonly reason?: StatusReasonCode;
  /** The word says less than the phase. */
  readonly isInferred?: true;
  readonly description: string;
  holds(status: WireStatus, around: Surroundings): boolean;
}

const always = () => true;

/**
 * What the vendor's three words mean, by the facts beside them; the first rule that holds. They are the words of a
 * goal, so that one of them covers all that comes before the end, and another whatever missed the goal.
 */
const rules: readonly Rule[] = [
  {
    nativeValue: "Reached",
    phase: "SUCCEEDED",
    description: "Done, and no item failed.",
    holds: ({ items }) => !hasFailedItems(items),
  },
  {
    nativeValue: "Reached",
    phase: "SUCCEEDED",
    outcome: "PARTIAL",
    description: "Done, though some items failed.",
    holds: always,
  },
  {
    nativeValue: "Failed",
    phase: "CANCELLED",
    reason: "CANCEL_REQUESTED",
    isInferred: true,
    description: "Ended by a cancellation, which the message, the reason or `cancelledAt` names.",
    holds: isCancelled,
  },
  {
    nativeValue: "Failed",
    phase: "FAILED",
    outcome: "TIMEOUT",
    reason: "STOP_TIME_REACHED",
    description: "Not done when its stop time came.",
    holds: hasRunOut,
  },
  { nativeValue: "Failed", phase: "FAILED", description: "The reason says why.", holds: always },
  {
    nativeValue: "Waiting",
    phase: "CANCELLING",
    reason: "CANCEL_REQUESTED",
    isInferred: true,
    description: "A cancellation was asked for.",
    holds: isCancelled,
  },
  {
    nativeValue: "Waiting",
    phase: "CANCELLING",
    reason: "STOP_TIME_REACHED",
    isInferred: true,
    description: "Its stop time has passed, which a cancellation moves to the present.",
    holds: (_, { stopAt, nowMs }) => stopAt !== null && epochMs(stopAt) <= nowMs,
  },
  {
    nativeValue: "Waiting",
    phase: "SCHEDULED",
    isInferred: true,
    description: "Its start time lies ahead.",
    // The clock may have run on for almost a second.
    holds: (_, { startAt, nowMs }) => startAt !== null && epochMs(startAt) >= nowMs + 1000,
  },
  {
    nativeValue: "Waiting",
    phase: "RUNNING",
    isInferred: true,
    description: "Items have been preprocessed, predicted or delivered.",
    holds: ({ items }) => hasBegun(items),
  },
  {
    nativeValue: "Waiting",
    phase: "QUEUED",
    description: "Waits for its deployment and first items.",
    holds: always,
  },
];

/** Every word of `overview`, once for each meaning. */
export const vocabulary: readonly StatusMapping[] = rules.map(({ nativeValue, phase, description }) => ({
  jobKinds: [],
  nativeValue,
  nativeSecondary: null,
  phase,
  stage: null,
  description,
}));

/** Makes the status; a word that no rule knows is kept and never ends the job. */
export function toStatus(status: WireStatus, around: Surroundings): Status {
  const { overview, updateDate } = status;
  const rule = rules.find(({ nativeValue, holds }) => nativeValue === overview && holds(status, around));
  const phase = rule?.phase ?? "UNKNOWN";
  return makeStatus({
    phase,
    phaseSource: rule?.isInferred ? "INFERRED" : "NATIVE",
    ...(rule?.outcome && { outcome: rule.outcome }),
    native: { value: overview, secondary: null, code: null, mapped: rule !== undefined },
    message: status.message,
    reason: toReason(rule?.reason ?? null, status.reason),
    progress: toProgress(status.items, around.itemCount, overview === "Reached"),
    updatedAt: updateDate,
    // The vendor has no other end: an ended job changes no more.
    endedAt: classOf(phase) === "TERMINAL" ? updateDate : null,
    cancelRequestedAt: status.cancelledAt ?? readCancelTime(status.reason),
  });
}

const cancelWord = /\bcancel(?:l?ed|l?ation)\b/i;

function isCancelled({ cancelledAt, message, reason }: WireStatus): boolean {
  return cancelledAt !== null || [message, reason].some((text) => text !== null && cancelWord.test(text));
}

/** Compares the stop time with the end and not with now: a job that failed early has not run out of time since. */
function hasRunOut({ reason, updateDate }: WireStatus, { stopAt }: Surroundings): boolean {
  if (/\bstop[ -]?(?:at)?[ -]?time\b/i.test(reason ?? "")) return true;
  return stopAt !== null && updateDate !== null && updateDate >= stopAt;
}

function toReason(code: StatusReasonCode | null, text: string | null): Status["reason"] {
  return code === null && text === null ? null : { code: code ?? "UNKNOWN", text };
}

/** `… due to requested cancellation at 1724083830669` */
function readCancelTime(reason: string | null): Instant | null {
  const [, time] = /cancell?ation at (\d{10,15})\b/i.exec(reason ?? "") ?? [];
  return time === undefined ? null : instantOf(Number(time));
}
