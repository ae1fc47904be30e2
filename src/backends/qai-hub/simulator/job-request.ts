import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import { createRandom, type Random } from "../../../simulator/random.ts";
import { type Device, devicesWith } from "./devices.ts";
import { splitFields } from "./fields.ts";
import { formatId } from "./identifiers.ts";
import { isJobType, type JobType } from "./job-words.ts";
import { compiledForm, frameworkOf } from "./model-types.ts";
import { ACCOUNT, COLLEAGUES, findPerson, type Person, toStranger } from "./people.ts";
import { isPlannedToSucceed } from "./population.ts";
import { stockOf } from "./stock-models.ts";
import { documentAt, documentsAt, overlay, textAt, type WireDocument } from "./wire-document.ts";

/** The way a job runs. Throws on a type that this simulator does not make. */
export function typeOf(job: SimulatedJob): JobType {
  if (isJobType(job.type)) return job.type;
  throw new Error(`job ${job.id} has the type ${job.type}`);
}

/** Whose job it is. Jobs of the control port are the account's own unless their fields say otherwise. */
export function ownerOf(job: SimulatedJob): Person {
  const email = textAt(documentAt(splitFields(typeOf(job), job.fields).inner, "user"), "email");
  if (email !== "") return findPerson(email) ?? toStranger(email);
  if (job.origin !== "generated") return ACCOUNT;
  const random = createRandom(job.seed, "owner");
  return random.chance(0.4) ? ACCOUNT : random.pick(COLLEAGUES);
}

/** The project that a job is in. */
export function projectOf(job: SimulatedJob): string {
  return textAt(splitFields(typeOf(job), job.fields).inner, "project_id") || ownerOf(job).projectId;
}

/** What was asked for, in wire names of the job's member: models and datasets by their ids alone. */
export function requestOf(world: World, job: SimulatedJob): WireDocument {
  const type = typeOf(job);
  const { inner } = splitFields(type, job.fields);
  return job.origin === "vendor" ? inner : overlay(generate(world, job, type), inner);
}

/** The models that a job reads, by id; they may carry more. */
export function sourcesOf(request: WireDocument): readonly WireDocument[] {
  const model = documentAt(request, "model");
  return "model_id" in model ? [model] : documentsAt(documentAt(request, "models"), "models");
}

function generate(world: World, job: SimulatedJob, type: JobType): WireDocument {
  const random = createRandom(job.seed, "request");
  switch (type) {
    case "compile":
      return compileRequest(world, job, random);
    case "quantize":
      return quantizeRequest(world, job, random);
    case "link":
      return linkRequest(world, random);
    case "inference":
    case "profile":
      return inferenceRequest(world, job, type, random);
  }
}

const RUNTIMES = ["tflite", "onnx", "qnn_dlc", "qnn_context_binary", "precompiled_qnn_onnx"];

function compileRequest(world: World, job: SimulatedJob, random: Random): WireDocument {
  const model = random.pick(stockOf(world.seed, "MODEL_TYPE_ONNX", "MODEL_TYPE_TORCHSCRIPT"));
  const runtime = random.pick(RUNTIMES);
  const precision = random.pick(["", "", " --quantize_io"]);
  const options = `--target_runtime ${runtime}${precision}`;
  const device = toRequested(random.pick(devicesWith(compiledForm(options)?.framework ?? "onnx")));
  const shape = documentAt(model.input, "tensor_type").shape;
  return {
    model: { model_id: model.id },
    device,
    devices: { devices: [device], total_query_count: "1" },
    tensor_type_list: { types: [model.input] },
    name: `${model.name} (${Array.isArray(shape) ? shape.join(", ") : ""})`,
    options,
    ...(precision !== "" && { calibration_dataset: inputDataset(world, job) }),
  };
}

function quantizeRequest(world: World, job: SimulatedJob, random: Random): WireDocument {
  const model = random.pick(stockOf(world.seed, "MODEL_TYPE_ONNX"));
  const activations = random.pick(["INT8", "INT16"]);
  return {
    model: { model_id: model.id },
    calibration_dataset: inputDataset(world, job),
    weights_dtype: "QUANTIZE_DTYPE_INT8",
    activations_dtype: `QUANTIZE_DTYPE_${activations}`,
    tensor_type_list: { types: [model.input] },
    name: `${model.name} w8a${activations.slice(3)}`,
    options: random.pick(["", "--range_scheme min_max", "--lite_mp"]),
  };
}

function linkRequest(world: World, random: Random): WireDocument {
  const models = stockOf(world.seed, "MODEL_TYPE_QNN_DLC").map(({ id }) => ({ model_id: id }));
  return {
    models: { models, total_query_count: String(models.length) },
    device: toRequested(random.pick(devicesWith("qnn"))),
    name: `llm_part_${random.int(1, 5)}`,
    options: "",
  };
}

function inferenceRequest(
  world: World,
  job: SimulatedJob,
  type: "inference" | "profile",
  random: Random,
): WireDocument {
  const compiled = compiledBefore(world, job);
  const [stock] = stockOf(world.seed, "MODEL_TYPE_TFLITE");
  const name = textAt(compiled?.request ?? {}, "name") || (stock?.name ?? "");
  const stockDevice = toRequested(random.pick(devicesWith(frameworkOf(stock?.type ?? ""))));
  const hasInputs = type === "inference" || random.chance(0.2);
  return {
    model: { model_id: compiled?.targetId ?? stock?.id },
    device: compiled ? documentAt(compiled.request, "device") : stockDevice,
    name: type === "inference" ? `${name} validation` : name,
    options: random.pick(["", "--max_profiler_iterations 100", "--compute_unit npu", "--compute_unit cpu"]),
    is_profiling_on: type === "profile",
    ...(hasInputs && { dataset: inputDataset(world, job) }),
  };
}

/** How far back a generated job looks for a compile job, so that it has ended, and how far it goes on. */
const LOOK_BACK = { from: 8, to: 20 };

/** A compile job some jobs ago whose target this one runs; null where there is none, and for jobs that are not generated. */
function compiledBefore(world: World, job: SimulatedJob) {
  if (job.origin !== "generated") return null;
  for (let back = LOOK_BACK.from; back <= LOOK_BACK.to; back++) {
    const serial = job.serial - 2 * back;
    if (serial < 0) return null;
    const earlier = world.jobs.get(formatId("job", world.seed, { origin: "job", serial }));
    if (earlier?.type !== "compile" || !isPlannedToSucceed(world.seed, earlier.seed)) continue;
    const targetId = formatId("model", world.seed, { origin: "job", serial });
    return { targetId, request: requestOf(world, earlier) };
  }
  return null;
}

function inputDataset(world: World, job: SimulatedJob): WireDocument {
  return { dataset_id: formatId("dataset", world.seed, { origin: "job", serial: job.serial }) };
}

function toRequested({ name, os, attributes }: Device): WireDocument {
  return { name, os, attributes };
}
