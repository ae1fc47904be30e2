import type { JobPlan, Population, Step } from "../../../simulator/contract.ts";
import { fromUuid, toUuid } from "../../../simulator/native-id.ts";
import { createRandom, type Random } from "../../../simulator/random.ts";

/** The rules for generated jobs: a plan's type is the wire's `kind`. */
export function createPopulation(seed: number): Population {
  return {
    idOf: (serial) => toUuid(seed, serial),
    serialOf: (id) => fromUuid(seed, id),
    plan(jobSeed, wish): JobPlan {
      const random = createRandom(jobSeed, "plan");
      const drawn = drawKind(random);
      const wished = wish?.fields?.kind;
      return { type: typeof wished === "string" ? wished : drawn, steps: drawLife(random) };
    },
  };
}

/** The life of a job that somebody makes through the service: short, and it ends well. */
export const LIFE_OF_CREATED_JOB: readonly Step[] = [
  { native: "Creating", afterMs: 0 },
  { native: "Pending", afterMs: 3_000 },
  { native: "Running", afterMs: 4_000 },
  { native: "Completed", afterMs: 90_000 },
];

/** What a training process leaves behind when it fails. */
const FAILURES = [
  { code: 137, text: "The memory limit of the container may have been exceeded." },
  { code: 1, text: "RuntimeError: CUDA out of memory." },
  { code: 2, text: "FileNotFoundError: no data below the input directory." },
  { code: 139, text: "Segmentation fault." },
  { code: 255, text: "HCCL connection to worker-0 timed out." },
];

const RARE_KINDS = ["mrs_job", "edge_job", "federated_pool_job", "diag_job"];

function drawKind(random: Random): string {
  const share = random.next();
  if (share < 0.74) return "job";
  if (share < 0.84) return "autosearch_job";
  if (share < 0.93) return "hetero_job";
  return share < 0.97 ? "visualization_job" : random.pick(RARE_KINDS);
}

function drawLife(random: Random): readonly Step[] {
  const creating = { native: "Creating", afterMs: 0 };
  const share = random.next();
  if (share < 0.04) {
    const failed = { native: "Abnormal", secondary: "CreateFailed", afterMs: random.int(5, 20) * 1000 };
    return [creating, failed];
  }
  const waiting = { native: "Pending", afterMs: random.int(3, 15) * 1000 };
  if (share < 0.07) {
    const stopped = { native: "Terminating", afterMs: random.int(10, 90) * 1000 };
    return [creating, waiting, stopped, { native: "Terminated", afterMs: 2_000 }];
  }
  const running = { native: "Running", afterMs: random.int(2, 80) * 1000 };
  const rescheduled = random.chance(0.06)
    ? [
        { native: "Pending", afterMs: random.int(20, 60) * 1000 },
        { native: "Running", afterMs: random.int(5, 20) * 1000 },
      ]
    : [];
  return [creating, waiting, running, ...rescheduled, ...drawEnd(random)];
}

function drawEnd(random: Random): readonly Step[] {
  const afterMs = random.int(120, 600) * 1000;
  const share = random.next();
  if (share < 0.72) return [{ native: "Completed", afterMs }];
  if (share < 0.88) {
    const { code, text } = random.pick(FAILURES);
    const message = `The training process exited with code ${code}. ${text}`;
    return [{ native: "Failed", afterMs, message, items: { exit_code: code } }];
  }
  const stop = { native: "Terminating", afterMs };
  if (share < 0.95) return [stop, { native: "Terminated", afterMs: 3_000 }];
  if (share < 0.965) {
    return [stop, { native: "Abnormal", secondary: "TerminatedFailed", afterMs: 5_000 }];
  }
  return [{ native: "Abnormal", secondary: random.pick(["Lost", "Unknown"]), afterMs }];
}
