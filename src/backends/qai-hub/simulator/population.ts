import { fromJson, type JsonValue } from "@bufbuild/protobuf";
import type { JobPlan, Population, Step } from "../../../simulator/contract.ts";
import { createRandom, type Random } from "../../../simulator/random.ts";
import { Refusal } from "../../../simulator/refusal.ts";
import { JobSchema } from "../proto/public_api_pb.js";
import { splitFields } from "./fields.ts";
import { formatId, parseId } from "./identifiers.ts";
import { type JobType, MEMBERS, WORKING_STATES } from "./job-words.ts";
import type { WireDocument } from "./wire-document.ts";

/** The text of a job that lived too long; the service says it with this one number. */
export const TIMED_OUT = "Job timed out after 8h";

/** Texts of failures, the first two of them seen in public. */
const FAILURES = [
  TIMED_OUT,
  "Error uploading to QDC: status code=500",
  "The model could not be converted: operator Einsum is not supported by the target runtime.",
  `Failed to run on the device.\nUnable to run the model:\n${"  #00 pc 000000000004c8a8  /vendor/lib64/libQnnHtp.so (graphExecute+1184)\n".repeat(20)}Exceeded the maximum execution time`,
  "The device ran out of memory while the model was loaded.",
];

/** The rules for generated jobs. A plan's type is a `JobType`. */
export function createPopulation(seed: number): Population {
  return {
    idOf: (serial) => formatId("job", seed, { origin: "job", serial }),
    serialOf: (id) => {
      const place = parseId("job", seed, id);
      return place?.origin === "job" ? place.serial : null;
    },
    plan(jobSeed, wish): JobPlan {
      const random = createRandom(jobSeed, "plan");
      const drawn = random.pick(TYPES);
      const wished = typesOfFields(wish?.fields) ?? typesOfWord(wish?.native);
      const type = wished.includes(drawn) ? drawn : (wished[0] ?? drawn);
      if (wish?.fields) checkFields(type, wish.fields);
      return { type, steps: drawLife(type, random) };
    },
  };
}

/** Tells whether a generated job of this seed ends well when nobody meddles. */
export function isPlannedToSucceed(seed: number, jobSeed: number): boolean {
  return createPopulation(seed).plan(jobSeed).steps.at(-1)?.native === "SUCCESS";
}

/** The life of a job that a client makes: as short as each state lasts, and it ends well. */
export function lifeOfCreatedJob(type: JobType, losesDevice: boolean): readonly Step[] {
  const working = WORKING_STATES[type];
  const states = losesDevice && working.length > 1 ? [...working, ...working] : working;
  const entered = states.map((native, at) => ({
    native,
    afterMs: at === 0 ? 2_000 : 1000 * (SECONDS[states[at - 1] ?? ""]?.[0] ?? 0),
  }));
  return [...entered, { native: "SUCCESS", afterMs: 1000 * (SECONDS[states.at(-1) ?? ""]?.[0] ?? 0) }];
}

/** Shares of the ways to run. */
const TYPES: readonly JobType[] = [
  ...(["compile", "compile", "compile", "profile", "profile", "profile"] as const),
  ...(["inference", "inference", "quantize", "link"] as const),
];

/** Shortest and longest time in a state. */
const SECONDS: Readonly<Record<string, readonly [number, number]>> = {
  OPTIMIZING_MODEL: [20, 90],
  QUANTIZING_MODEL: [30, 120],
  LINKING_MODELS: [20, 60],
  PROVISIONING_DEVICE: [10, 120],
  MEASURING_PERFORMANCE: [15, 60],
  RUNNING_INFERENCE: [15, 60],
};

function drawLife(type: JobType, random: Random): readonly Step[] {
  const steps: Step[] = [{ native: "CREATED", afterMs: 0 }];
  let waitMs = random.int(1_000, 30_000);
  for (const native of WORKING_STATES[type]) {
    steps.push({ native, afterMs: waitMs });
    const [shortest, longest] = SECONDS[native] ?? [20, 60];
    waitMs = random.int(shortest * 1000, longest * 1000);
  }
  if (!random.chance(0.06)) return [...steps, { native: "SUCCESS", afterMs: waitMs }];
  const failsAt = random.int(1, steps.length);
  const failed = { native: "FAILED", afterMs: waitMs, message: random.pick(FAILURES) };
  return [...steps.slice(0, failsAt), failed];
}

/** Ways to run that have a member or trait of these fields; null when the fields leave it open. */
function typesOfFields(fields: WireDocument = {}): readonly JobType[] | null {
  const profiled = fields.is_profiling_on ?? splitFields("profile", fields).inner.is_profiling_on;
  if (profiled !== undefined) return [profiled === true ? "profile" : "inference"];
  if ("profile_job" in fields) return ["profile"];
  const types = TYPES.filter((type) => MEMBERS[type] in fields);
  return types.length > 0 ? types : null;
}

/** Ways to run that have a state word; all of them for a word that none has. */
function typesOfWord(word: string | undefined): readonly JobType[] {
  const types = TYPES.filter((type) => word !== undefined && WORKING_STATES[type].includes(word));
  return types.length > 0 ? types : TYPES;
}

/** A message cannot hold a value of another type, so it is refused where it is given. Throws a `Refusal`. */
function checkFields(type: JobType, fields: WireDocument): void {
  const { inner, outer } = splitFields(type, fields);
  try {
    // What was sent as JSON is JSON.
    fromJson(JobSchema, { ...outer, [MEMBERS[type]]: inner } as JsonValue);
  } catch (error) {
    throw new Refusal(400, error instanceof Error ? error.message : String(error), "fields");
  }
}
