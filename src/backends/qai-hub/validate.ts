import { timestampMs } from "@bufbuild/protobuf/wkt";
import type { DraftProblem, JobDraft } from "../../domain/draft.ts";
import { findOrNull, invalid, notFound } from "../draft-problems.ts";
import { describeWish, pickDevice } from "./device-choice.ts";
import { type QaiHubDevice, type QaiHubDraft, rules } from "./draft.ts";
import { type Named, namesOf } from "./draft-names.ts";
import { fetchModel } from "./models.ts";
import { DatasetSchema, ModelType } from "./proto/public_api_pb.js";
import { malformed, type Service } from "./service.ts";
import { decode } from "./wire/decode.ts";

/** Look-ups of one draft at the service. */
interface LookUp {
  readonly service: Service;
  readonly job: QaiHubDraft;
  readonly nowMs: number;
  readonly signal: AbortSignal;
}

/**
 * What is wrong with a draft, by the rules and by what the service has. Which model fits which job and device are rules
 * of the vendor's client (`qai-hub` 0.56), which asks for both before it submits a job.
 */
export async function validate(
  service: Service,
  draft: JobDraft,
  nowMs: number,
  signal: AbortSignal,
): Promise<DraftProblem[]> {
  const { job, problems } = rules.check(draft);
  if (job === null) return [...problems];
  const lookUp: LookUp = { service, job, nowMs, signal };
  const { models, modelType, devices, runs, datasets, project } = namesOf(job);
  const [checkedModels, ...others] = await Promise.all([
    Promise.all(models.map((model) => checkModel(lookUp, model, modelType))),
    ...datasets.map((dataset) => checkDataset(lookUp, dataset)),
    project ? checkProject(lookUp, project) : [],
  ]);
  const needed = new Set(runs ? checkedModels.flatMap(({ framework }) => framework ?? []) : []);
  const checkedDevices = await Promise.all(devices.map((device) => checkDevice(lookUp, device, needed)));
  const found = [...checkedModels.map(({ problems }) => problems), ...checkedDevices, ...others];
  return [...problems, ...found.flat()];
}

/** What runs models of a type, by the attributes of devices. */
const frameworks: ReadonlyMap<ModelType, string> = new Map([
  [ModelType.TFLITE, "tflite"],
  [ModelType.ONNX, "onnx"],
  [ModelType.ORT, "onnx"],
  [ModelType.QNN_DLC, "qnn"],
  [ModelType.QNN_CONTEXT_BINARY, "qnn"],
  [ModelType.QNN_LIB_AARCH64_ANDROID, "qnn"],
  [ModelType.MLMODEL, "coreml"],
  [ModelType.MLMODELC, "coreml"],
  [ModelType.MLPACKAGE, "coreml"],
]);

interface CheckedModel {
  readonly problems: readonly DraftProblem[];
  /** What runs it; null where that is not known. */
  readonly framework: string | null;
}

async function checkModel(
  lookUp: LookUp,
  model: Named<string>,
  wanted: ModelType | null,
): Promise<CheckedModel> {
  const { service, signal } = lookUp;
  const message = await findOrNull(fetchModel(service, "validate", model.thing, signal));
  if (message === null) return { problems: [missing(model, "model")], framework: null };
  const type = message.modelType ?? ModelType.UNSPECIFIED;
  const framework = frameworks.get(type) ?? null;
  if (wanted === null || type === wanted) return { problems: [], framework };
  const expected = `a model of type ${ModelType[wanted]}, and this is ${ModelType[type] ?? `number ${type}`}`;
  return { problems: [wrong(lookUp, model, expected)], framework: null };
}

async function checkDevice(
  lookUp: LookUp,
  wish: Named<QaiHubDevice>,
  needed: ReadonlySet<string>,
): Promise<DraftProblem[]> {
  const device = await pickDevice(lookUp.service, "validate", wish.thing, lookUp.signal);
  const ofName = [...wish.path, "name"];
  if (device === null) return [notFound(rules.at(...ofName), "device", describeWish(wish.thing))];
  return [...needed]
    .filter((framework) => !device.attributes.includes(`framework:${framework}`))
    .map((framework) =>
      wrong(lookUp, { path: ofName }, `a device that runs ${framework}, as the model needs`),
    );
}

async function checkDataset(lookUp: LookUp, dataset: Named<string>): Promise<DraftProblem[]> {
  const { service, signal } = lookUp;
  const bytes = await findOrNull(service.get("validate", ["datasets", dataset.thing], {}, signal));
  if (bytes === null) return [missing(dataset, "data set")];
  const message = decode(DatasetSchema, bytes);
  if (message === null) throw malformed(service.backend, "validate", "an answer that is no data set");
  const { expirationTime } = message;
  const isExpired = expirationTime !== undefined && timestampMs(expirationTime) <= lookUp.nowMs;
  return isExpired ? [wrong(lookUp, dataset, "a data set that has not expired")] : [];
}

/** Projects cannot be read by themselves; their jobs can. */
async function checkProject({ service, signal }: LookUp, project: Named<string>): Promise<DraftProblem[]> {
  const path = ["projects", project.thing, "job_summaries"];
  const found = await findOrNull(service.get("validate", path, { limit: 1 }, signal));
  return found === null ? [missing(project, "project")] : [];
}

function missing({ path, thing: id }: Named<string>, what: string): DraftProblem {
  return notFound(rules.at(...path), what, id);
}

function wrong({ job }: LookUp, { path }: Pick<Named<unknown>, "path">, expected: string): DraftProblem {
  return invalid({ path, input: job, prefix: rules.at(), expected });
}
