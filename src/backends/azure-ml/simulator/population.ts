import type { JobPlan, Population, Step } from "../../../simulator/contract.ts";
import { createRandom, type Random } from "../../../simulator/random.ts";
import { generatedChildCount } from "./child-count.ts";
import { serialInJobName, toJobName } from "./job-name.ts";

/** The rules for generated jobs: a plan's type is the wire's `jobType`. */
export function createPopulation(seed: number): Population {
  return {
    idOf: (serial) => toJobName(seed, serial),
    serialOf: (id) => serialInJobName(seed, id),
    plan(jobSeed, wish): JobPlan {
      const random = createRandom(jobSeed, "plan");
      const drawn = drawType(random);
      const wished = wish?.fields?.jobType;
      const type = typeof wished === "string" ? wished : drawn;
      return { type, steps: drawLife(type, jobSeed, random) };
    },
  };
}

/** What a run leaves behind when it fails: the innermost code and the message. */
const FAILURES = [
  {
    secondary: "UserTrainingScriptFailed",
    message: "Execution failed. User process exited with status code 1.",
  },
  { secondary: "UserTrainingScriptFailed", message: "CUDA out of memory. Tried to allocate 2.00 GiB." },
  {
    secondary: "UserImageBuildFailed",
    message: "The image build failed: conda could not solve the environment.",
  },
  { secondary: "DataAccessError", message: "The input `table` could not be mounted: path not found." },
  { secondary: "NodePreempted", message: "The low-priority node was preempted and did not come back." },
];

function drawType(random: Random): string {
  const share = random.next();
  if (share < 0.6) return "Command";
  if (share < 0.72) return "Pipeline";
  if (share < 0.82) return "Sweep";
  if (share < 0.9) return "AutoML";
  return share < 0.96 ? "Spark" : "FineTuning";
}

function drawLife(type: string, jobSeed: number, random: Random): readonly Step[] {
  const begin = drawBeginning(type, random);
  const share = random.next();
  if (share < 0.04) return [...begin, ...canceled(random.int(5, 60) * 1000)];
  if (share < 0.07) return [...begin, { native: "Failed", afterMs: 20_000, ...random.pick(FAILURES) }];
  const lengthMs = random.int(120, 520) * 1000;
  const running = drawRun(type, jobSeed, lengthMs, random);
  // Where children end one by one, they have taken most of the time already.
  const restMs = generatedChildCount(type, jobSeed) > 0 ? Math.floor(lengthMs * 0.2) : lengthMs;
  return [...begin, ...running, ...drawEnd(type, restMs, random)];
}

function drawBeginning(type: string, random: Random): readonly Step[] {
  if (type === "Pipeline") return [{ native: "Preparing", afterMs: 0 }];
  const provisioning = random.chance(0.3)
    ? [{ native: "Provisioning", afterMs: random.int(3, 15) * 1000 }]
    : [];
  return [
    { native: random.chance(0.1) ? "NotStarted" : "Starting", afterMs: 0 },
    ...provisioning,
    { native: "Preparing", afterMs: random.int(2, 20) * 1000 },
    { native: "Queued", afterMs: random.int(2, 20) * 1000 },
  ];
}

/** Running, with a step for each child that ends, or with an interruption now and then. */
function drawRun(type: string, jobSeed: number, lengthMs: number, random: Random): readonly Step[] {
  const children = generatedChildCount(type, jobSeed);
  const begin = { native: "Running", afterMs: random.int(2, 40) * 1000 };
  if (children > 0) {
    const eachMs = Math.floor((lengthMs * 0.8) / children);
    const ends = Array.from({ length: children }, (_, at) => runningAfter(eachMs, at + 1));
    return [{ ...begin, items: { finishedChildren: 0 } }, ...ends];
  }
  const share = random.next();
  if (share > 0.05) return [begin];
  const word = share < 0.03 ? "NotResponding" : "Paused";
  return [begin, { native: word, afterMs: 40_000 }, { native: "Running", afterMs: 30_000 }];
}

/** A step that says how many children have ended; the status stays. */
export function runningAfter(afterMs: number, finishedChildren: number): Step {
  return { native: "Running", afterMs, items: { finishedChildren } };
}

function drawEnd(type: string, afterMs: number, random: Random): readonly Step[] {
  const share = random.next();
  if (share < 0.11) return canceled(afterMs);
  if (share < 0.27) return [{ native: "Failed", afterMs, ...random.pick(FAILURES) }];
  if (type === "Pipeline") return [{ native: "Completed", afterMs }];
  return [
    { native: "Finalizing", afterMs },
    { native: "Completed", afterMs: random.int(2, 10) * 1000 },
  ];
}

function canceled(afterMs: number): readonly Step[] {
  return [
    { native: "CancelRequested", afterMs },
    { native: "Canceled", afterMs: 4_000 },
  ];
}
