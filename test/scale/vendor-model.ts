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
  /** What people write beside the job: some at the vendor, some through us. */
  readonly note: number;
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
  /** The newest note that somebody wrote at the vendor, and what it took the place of. */
  readonly lastWritten: { readonly nativeId: string; readonly before: number } | null;
  /** Null before the job is created. */
  truth(nativeId: string): Truth | null;
  /** Asks a running or waiting job to stop; it ends some time later. */
  cancel(nativeId: string): void;
  remove(nativeId: string): void;
  /** Writes a note; the one that is there already makes a new version or none. */
  update(nativeId: string, note: number): void;
  /** Starts one of the jobs that wait for it; without effect for the others. */
  create(nativeId: string): void;
  /** Nothing changes any more. */
  rest(): void;
}

/** Notes are 0 to this: few, so that one is often taken back. */
export const mostNote = 2;
/** Every so many jobs is there only after somebody created it. */
const createdEvery = 8;

/** Path of the vendor's documents that changes with each answer. */
export const vendorNoise = ["served.at"];

/** Starts jobs over the first fifth of `horizonMs`; they queue, run, are sometimes queued again, have notes written, and end. */
export function createVendorModel(
  time: VirtualTime,
  random: Random,
  nativeIds: readonly string[],
  horizonMs: number,
): VendorModel {
  const truths = new Map<string, Truth>();
  const between = (low: number, high: number) => low + random.next() * (high - low);

  let isResting = false;
  let lastWritten: VendorModel["lastWritten"] = null;

  const change = (nativeId: string, facts: Partial<Truth>) => {
    if (isResting) return;
    const old = truths.get(nativeId) ?? { version: 0, phase: "QUEUED", progress: 0, note: 0, deleted: false };
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
    time.after(between(1000, 20_000), () => write(nativeId));
  };
  /** Somebody else writes notes, now and then two of them in a row. */
  const write = (nativeId: string) => {
    if (isResting) return;
    const before = truths.get(nativeId)?.note ?? 0;
    update(nativeId, random.int(0, mostNote));
    lastWritten = { nativeId, before };
    time.after(random.chance(0.5) ? between(200, 2000) : between(5000, 30_000), () => write(nativeId));
  };
  const update = (nativeId: string, note: number) => {
    const truth = truths.get(nativeId);
    if (truth?.deleted === false && (truth.note !== note || random.chance(0.5))) change(nativeId, { note });
  };
  const waiting = new Set(nativeIds.filter((_, index) => index % createdEvery === 0));
  for (const nativeId of nativeIds)
    if (!waiting.has(nativeId)) time.after(between(0, horizonMs / 5), () => start(nativeId));

  return {
    nativeIds,
    get lastWritten() {
      return lastWritten;
    },
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
    update,
    create(nativeId) {
      if (waiting.delete(nativeId)) start(nativeId);
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
  const { phase, progress, note, version } = truth;
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
      description: String(note),
      status: makeStatus({ phase, native, progress: steps }),
    },
    labels: [{ key: "team", value: "vision" }],
    native: options.single ? { ...listed, code: { uri: "s3://code" } } : listed,
    ...(options.single && { detail: { spec: emptySpec, algorithm: null, flavor: null } }),
    ...(options.versioned && { version: String(version).padStart(9, "0") }),
  };
  return reading;
}
