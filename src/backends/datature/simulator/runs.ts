import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { VendorRequest, World } from "../../../simulator/contract.ts";
import { toUuid } from "../../../simulator/native-id.ts";
import { readBody } from "./body.ts";
import { invalid, unknownResource } from "./errors.ts";
import { PROJECT_ID } from "./identifiers.ts";
import { logIdOf, logOf, MATRIX } from "./run-log.ts";
import { createShelf, type Kept } from "./shelf.ts";

/** A training. */
interface Run extends Kept {
  readonly flowId: string;
  readonly execution: Readonly<Record<string, unknown>>;
  readonly features: Readonly<Record<string, unknown>>;
  /** When and how it ended or will end. */
  readonly endsAt: number;
  readonly end: "Finished" | "Errored" | "Cancelled";
}

/** Runs that are there from the start, by creation; the first two made the artifacts. */
export const RUN_IDS = [1, 2, 3, 4].map((number) => `run_${toUuid(40, number)}`);
const ENDS = ["Finished", "Finished", "Errored", "Cancelled"] as const;

const DAY_MS = 24 * 3_600_000;
const CREATING_MS = 7_000;
const TRAINING_MS = 120_000;

const flag = z.boolean().nullish();
const createBody = z.object({
  flowId: z.string().regex(/^flow_[0-9a-f]{24}$/, "is no flow id"),
  execution: z.object({
    accelerator: z.object({
      name: z.enum(["GPU_T4", "GPU_P100", "GPU_V100", "GPU_L4", "GPU_A100_40GB"]),
      count: z.int().min(1),
    }),
    checkpoint: z.looseObject({
      strategy: z.enum([
        "STRAT_EVERY_N_EPOCH",
        "STRAT_ALWAYS_SAVE_LATEST",
        "STRAT_LOWEST_VALIDATION_LOSS",
        "STRAT_HIGHEST_ACCURACY",
      ]),
      evaluationInterval: z.int().min(1),
    }),
    limit: z.object({ metric: z.enum(["LIM_MINUTE", "LIM_EPOCHS", "LIM_NONE"]), value: z.int().min(0) }),
    debug: z.boolean().nullish(),
  }),
  features: z.object({ advancedEvaluation: flag, preview: flag, matrix: flag }).default({}),
});
const killBody = z.strictObject({ status: z.literal("Cancelled") });

/** The trainings of the project. */
export function createRuns(world: World) {
  const shelf = createShelf<Run>("run", generate(world.now()));
  const show = (run: Run) => toDocument(world.now(), run);

  return {
    list: () => shelf.all().map(show),
    get: (id: string) => show(shelf.get(id)),
    create(request: VendorRequest) {
      const { flowId, execution, features } = readBody(request, createBody);
      const createdAt = shelf.createdAt(world.now());
      const endsAt = createdAt + TRAINING_MS;
      const id = `run_${randomUUID()}`;
      const run: Run = { id, flowId, execution, features, createdAt, endsAt, end: "Finished" };
      shelf.put(run);
      return show(run);
    },
    kill(id: string, request: VendorRequest) {
      const run = shelf.get(id);
      readBody(request, killBody);
      if (run.endsAt <= world.now()) throw invalid("status", "the run has ended");
      const killed: Run = { ...run, endsAt: world.now(), end: "Cancelled" };
      shelf.put(killed);
      return show(killed);
    },
    logs(logId: string) {
      const run = shelf.all().find(({ id }) => logIdOf(id) === logId);
      if (!run) throw unknownResource();
      const trainedFrom = run.createdAt + CREATING_MS;
      return { id: logId, logs: logOf(trainedFrom, Math.min(world.now(), run.endsAt)) };
    },
    confusionMatrix(id: string) {
      shelf.get(id);
      return { data: JSON.stringify(MATRIX) };
    },
  };
}

function generate(start: number): readonly Run[] {
  return RUN_IDS.map((id, at) => {
    const createdAt = start - (88 - at) * DAY_MS;
    const checkpoint = { strategy: "STRAT_ALWAYS_SAVE_LATEST", evaluationInterval: 250 };
    const limit = { metric: "LIM_NONE", value: 0 };
    return {
      id,
      flowId: "flow_63bbd3bf8a78eb906f417396",
      execution: { accelerator: { name: "GPU_T4", count: 1 }, checkpoint, limit },
      features: { preview: true, matrix: true, advancedEvaluation: false, usingSlidingWindow: false },
      createdAt,
      endsAt: createdAt + TRAINING_MS,
      end: ENDS[at] ?? "Finished",
    };
  });
}

function toDocument(now: number, run: Run) {
  const { id, flowId, execution, features, createdAt, endsAt, end } = run;
  const trainedFrom = createdAt + CREATING_MS;
  const [overview, since] =
    now >= endsAt ? [end, endsAt] : now >= trainedFrom ? ["Running", trainedFrom] : ["Creating", createdAt];
  const updateDate = Math.floor(since);
  const known = Object.entries(features).filter(([, value]) => typeof value === "boolean");
  return {
    id,
    object: "run",
    projectId: PROJECT_ID,
    flowId,
    execution,
    features: Object.fromEntries(known),
    status: { overview, message: `${overview} service.`, updateDate },
    createDate: Math.floor(createdAt),
    updateDate,
    logIds: [logIdOf(id)],
  };
}
