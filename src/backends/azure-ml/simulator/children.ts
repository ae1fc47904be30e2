import type { SimulatedJob, State } from "../../../simulator/contract.ts";
import { hash32 } from "../../../simulator/random.ts";
import { hasStarted, isFinal } from "./statuses.ts";

/** Which child of a job is meant. */
export interface ChildPlace {
  readonly id: string;
  /** Counted from 0; children start in this order. */
  readonly index: number;
  /** How many run at a time. */
  readonly together: number;
  /** Whether it is a step of a pipeline, which is there before it starts. */
  readonly isStep: boolean;
}

/**
 * Derives a child from its parent's states, which count the children that have ended in `items.finishedChildren`;
 * where they count none, all children run as long as the parent. Null: the child does not exist yet.
 */
export function toChild(parent: SimulatedJob, place: ChildPlace): SimulatedJob | null {
  const startedAt = startOf(parent, place);
  if (startedAt === null && !place.isStep) return null;
  const waiting = place.isStep ? [toState("NotStarted", parent.createdAt)] : [];
  const running = startedAt === null ? [] : [toState("Running", startedAt)];
  const history = [...waiting, ...running, ...closing(parent, place, startedAt)];
  const state = history.at(-1);
  if (!state) return null;
  return {
    id: place.id,
    serial: parent.serial,
    seed: hash32(parent.seed, "child", place.index),
    type: place.isStep ? "Step" : "Trial",
    origin: parent.origin,
    createdAt: place.isStep ? parent.createdAt : (startedAt ?? parent.createdAt),
    updatedAt: state.at,
    fields: {},
    history,
    state,
  };
}

function startOf(parent: SimulatedJob, { index, together }: ChildPlace): number | null {
  const began = parent.history.find(hasStarted)?.at ?? null;
  if (began === null) return null;
  if (!countsChildren(parent) || index < together) return began;
  const freed = finishOf(parent, index - together + 1);
  // A parent that has completed has run all its children, whoever said that it has.
  return freed ?? (parent.state.native === "Completed" ? parent.state.at : null);
}

/** What ends the child, or is about to: its own turn, else its parent's end. */
function closing(parent: SimulatedJob, { index, isStep }: ChildPlace, startedAt: number | null): State[] {
  const finishedAt = finishOf(parent, index + 1);
  if (finishedAt !== null && startedAt !== null) return [toState("Completed", finishedAt)];
  const { native, at, message, secondary } = parent.state;
  if (native === "CancelRequested" && startedAt !== null) return [toState("CancelRequested", at)];
  if (!isFinal(native) || (startedAt === null && !isStep)) return [];
  if (native !== "Failed") return [toState(native, at)];
  const isCulprit = startedAt !== null && index === finishedCount(parent);
  return isCulprit ? [{ ...toState("Failed", at), message, secondary }] : [toState("Canceled", at)];
}

function countsChildren(parent: SimulatedJob): boolean {
  return parent.history.some((state) => countIn(state) !== null);
}

/** When so many children had ended; null while they have not. */
function finishOf(parent: SimulatedJob, count: number): number | null {
  return parent.history.find((state) => (countIn(state) ?? 0) >= count)?.at ?? null;
}

function finishedCount(parent: SimulatedJob): number {
  return Math.max(0, ...parent.history.map((state) => countIn(state) ?? 0));
}

function countIn(state: State): number | null {
  const count = state.items?.finishedChildren;
  return typeof count === "number" ? count : null;
}

function toState(native: string, at: number): State {
  return { native, secondary: null, message: null, items: null, at };
}
