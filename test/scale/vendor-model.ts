import type { JobReading } from "../../src/domain/job.ts";
import { emptyCore } from "../../src/domain/job.ts";
import { emptySpec } from "../../src/domain/spec.ts";
import type { Phase } from "../../src/domain/status.ts";
import { classOf, makeStatus } from "../../src/domain/status.ts";
import type { Random } from "../../src/simulator/random.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** What is true of a job at the vendor. */
export interface Truth {
  /** Counts its changes: what the checks order by. */
  readonly version: number;
  readonly phase: Phase;
  readonly progress: number;
  readonly deleted: boolean;
}

/** Truth as it was when the vendor made an answer. */
export interface Sight {
  readonly nativeId: string;
  readonly truth: Truth;
}

/** Vendor whose jobs live by themselves, and obey. */
export interface VendorModel {
  readonly nativeIds: readonly string[];
  /** Null before the job is created. */
  truth(nativeId: string): Truth | null;
  /** Asks a running or waiting job to stop; it ends some time later. */
  cancel(nativeId: string): void;
  remove(nativeId: string): void;
  /** Nothing changes any more. */
  rest(): void;
}

/** Path of the vendor's documents that changes with each answer. */
export const vendorNoise = ["served.at"];

/** Starts jobs over the first fifth of `horizonMs`; they queue, run, are sometimes queued again, and end. */
export function createVendorModel(
  time: VirtualTime,
  random: Random,
  nativeIds: readonly string[],
  horizonMs: number,
): VendorModel {
  const truths = new Map<string, Truth>();
  const between = (low: number, high: number) => low + random.next() * (high - low);

  let isResting = false;

  const change = (nativeId: string, facts: Partial<Truth>) => {
    if (isResting) return;
    const old = truths.get(nativeId) ?? { version: 0, phase: "QUEUED", progress: 0, deleted: false };
    truths.set(nativeId, { ...old, ...facts, version: old.version + 1 });
  };
  const during = (nativeId: string, phase: Phase, action: (truth: Truth) => void) => () => {
    const truth = truths.get(nativeId);
    if (truth && !truth.deleted && truth.phase === phase) action(truth);
  };

  const start = (nativeId: string) => {
    const end = between(60, 900);
    const run = during(nativeId, "QUEUED", () => {
      change(nativeId, { phase: "RUNNING" });
      time.after(between(150, 900), step);
    });
    const step = during(nativeId, "RUNNING", ({ progress }) => {
      if (progress + 1 > end) return change(nativeId, { phase: random.chance(0.8) ? "SUCCEEDED" : "FAILED" });
      if (random.chance(0.03)) {
        change(nativeId, { phase: "QUEUED" });
        return time.after(between(200, 3000), run);
      }
      change(nativeId, { progress: progress + 1 });
      time.after(between(150, 900), step);
    });
    change(nativeId, {});
    time.after(between(1000, 20_000), run);
  };
  for (const nativeId of nativeIds) time.after(between(0, horizonMs / 5), () => start(nativeId));

  return {
    nativeIds,
    truth: (nativeId) => truths.get(nativeId) ?? null,
    cancel(nativeId) {
      const truth = truths.get(nativeId);
      if (!truth || truth.deleted || !["QUEUED", "RUNNING"].includes(truth.phase)) return;
      change(nativeId, { phase: "CANCELLING" });
      const end = during(nativeId, "CANCELLING", () => change(nativeId, { phase: "CANCELLED" }));
      time.after(between(200, 5000), end);
    },
    remove(nativeId) {
      if (truths.get(nativeId)?.deleted === false) change(nativeId, { deleted: true });
    },
    rest() {
      isResting = true;
    },
  };
}

/** Tells whether a job has ended and still exists. */
export function hasEnded({ phase, deleted }: Truth): boolean {
  return !deleted && classOf(phase) === "TERMINAL";
}

/** Makes an adapter's reading of what was seen; null when the job is gone. A single read carries the detail. */
export function toReading(
  { nativeId, truth }: Sight,
  options: { single: boolean; versioned: boolean; servedAt: number },
) {
  if (truth.deleted) return null;
  const { phase, progress, version } = truth;
  const native = { value: phase.toLowerCase(), secondary: null, code: null, mapped: true };
  const steps = { fraction: null, done: progress, total: null, counters: [], steps: [] };
  const listed = {
    id: nativeId,
    state: phase.toLowerCase(),
    steps: progress,
    served: { at: options.servedAt },
  };
  const reading: JobReading = {
    nativeId,
    core: {
      ...emptyCore,
      kind: "TRAINING",
      name: nativeId,
      status: makeStatus({ phase, native, progress: steps }),
    },
    labels: [{ key: "team", value: "vision" }],
    native: options.single ? { ...listed, code: { uri: "s3://code" } } : listed,
    ...(options.single && { detail: { spec: emptySpec, algorithm: null, flavor: null } }),
    ...(options.versioned && { version: String(version).padStart(9, "0") }),
  };
  return reading;
}
