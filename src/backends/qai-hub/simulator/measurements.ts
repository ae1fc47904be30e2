import type { SimulatedJob } from "../../../simulator/contract.ts";
import { createRandom } from "../../../simulator/random.ts";

/** What was measured on the device: times in microseconds, memory in bytes. */
export interface Measurements {
  readonly executionTime: number;
  readonly executionTimes: readonly number[];
  readonly coldLoadTime: number;
  readonly warmLoadTime: number;
  readonly peakMemory: number;
  readonly executionPeak: { readonly lower: number; readonly upper: number };
}

const PAGE_BYTES = 4096;

/** The measurements of a job, the same at each reading. */
export function measure(job: SimulatedJob): Measurements {
  const random = createRandom(job.seed, "measure");
  const executionTime = random.int(200, 90_000);
  const slower = [1.08, 1.04, 1.02, 1, 1.01, 1.01].map((factor) => Math.round(executionTime * factor));
  const lower = PAGE_BYTES * random.int(1, 400);
  return {
    executionTime,
    executionTimes: slower,
    coldLoadTime: random.int(100_000, 3_000_000),
    warmLoadTime: random.int(50_000, 90_000),
    peakMemory: PAGE_BYTES * random.int(20_000, 60_000),
    executionPeak: { lower, upper: lower + PAGE_BYTES * random.int(100, 15_000) },
  };
}
