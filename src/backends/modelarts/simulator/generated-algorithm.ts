import type { Random } from "../../../simulator/random.ts";
import { type Algorithm, algorithms, flavorTypesOf } from "./algorithms.ts";
import { searchAlgorithms, searchOfJob } from "./auto-search.ts";
import { engineFor, engineOfJob, findEngine } from "./engines.ts";
import type { Flavor } from "./flavors.ts";
import { parameter } from "./parameters.ts";
import type { WireDocument } from "./wire-document.ts";

/** A job's `algorithm` and the machines that fit it. */
export interface AlgorithmChoice {
  readonly algorithm: WireDocument;
  readonly flavorTypes: readonly Flavor["flavor_type"][];
}

/** Draws one of the four ways to name code: by id, by subscription, own code, own image. */
export function algorithmOf(topic: string, random: Random): AlgorithmChoice {
  const share = random.next();
  if (share < 0.5) {
    const chosen = random.pick(algorithms);
    return { algorithm: managed(chosen, topic, random), flavorTypes: flavorTypesOf(chosen) };
  }
  const flavorType = random.pick(["CPU", "GPU", "GPU", "Ascend"] as const);
  const flavorTypes = [flavorType];
  if (share < 0.62) return { algorithm: subscribed(topic), flavorTypes: ["GPU"] };
  if (share < 0.86) return { algorithm: customCode(topic, flavorType, random), flavorTypes };
  return { algorithm: customImage(topic), flavorTypes };
}

/** Draws a catalogue algorithm that can be searched, with the job's own search settings. */
export function searchAlgorithmOf(random: Random): AlgorithmChoice {
  const chosen = random.pick(algorithms.filter((one) => one.advanced_config.auto_search));
  const search = random.pick(searchAlgorithms);
  const bucket = `obs://example-bucket/autosearch/${search.name}`;
  return {
    algorithm: {
      ...managed(chosen, "autosearch", random),
      autosearch_config_path: `${bucket}/config.yaml`,
      autosearch_framework_path: `${bucket}/framework/`,
      policies: { auto_search: searchOfJob(search) },
    },
    flavorTypes: flavorTypesOf(chosen),
  };
}

/** What a job says of a catalogue algorithm that it uses. */
export function describeManaged({ metadata, job_config }: Algorithm): WireDocument {
  const engine = findEngine(job_config.engine.engine_id);
  return {
    id: metadata.id,
    name: metadata.name,
    code_dir: job_config.code_dir,
    boot_file: job_config.boot_file,
    parameters: job_config.parameters,
    parameters_customization: job_config.parameters_customization,
    policies: {},
    engine: engine ? engineOfJob(engine) : job_config.engine,
  };
}

/** A data input read from object storage. */
export function inputAt(path: string): WireDocument {
  return {
    name: "data_url",
    description: "Data source 1",
    local_dir: "/home/ma-user/modelarts/inputs/data_url_0",
    remote: { obs: { obs_url: path } },
  };
}

/** A result written to object storage. */
export function outputAt(path: string): WireDocument {
  return {
    name: "train_url",
    description: "Output data 1",
    local_dir: "/home/ma-user/modelarts/outputs/train_url_0",
    remote: { obs: { obs_url: path } },
    mode: "upload_periodically",
    period: 30,
  };
}

function managed(chosen: Algorithm, topic: string, random: Random): WireDocument {
  return { ...describeManaged(chosen), ...dataOf(topic, random), environments: {} };
}

function subscribed(topic: string): WireDocument {
  return {
    name: `market-${topic}`,
    subscription_id: "2f8d6a1e-7f40-4a6e-9b0b-4c1f6f5c0d11",
    item_version_id: "1.2.0",
    parameters: [parameter("learning_rate", "0.001")],
    inputs: [inputAt(`/example-bucket/${topic}/data/`)],
    outputs: [outputAt(`/example-bucket/${topic}/out/`)],
    environments: {},
  };
}

function customCode(topic: string, flavorType: Flavor["flavor_type"], random: Random): WireDocument {
  const directory = `/example-bucket/${topic}/code/`;
  return {
    code_dir: directory,
    boot_file: `${directory}train.py`,
    parameters: [
      parameter("batch_size", String(2 ** random.int(4, 9))),
      parameter("learning_rate", String(random.int(1, 99) / 1000)),
    ],
    ...dataOf(topic, random),
    engine: engineOfJob(engineFor(flavorType, random.next())),
    environments: { NCCL_DEBUG: "INFO", EXPERIMENT: topic },
  };
}

function customImage(topic: string): WireDocument {
  return {
    engine: { image_url: `example-org/${topic}:2.1.0` },
    command: `python /home/ma-user/modelarts/user-job-dir/code/train.py --model ${topic}`,
    parameters: [],
    inputs: [inputAt(`/example-bucket/${topic}/data/`)],
    outputs: [outputAt(`/example-bucket/${topic}/out/`)],
    environments: {},
  };
}

function dataOf(topic: string, random: Random): WireDocument {
  const path = `/example-bucket/${topic}/data/`;
  const fromStorage = inputAt(path);
  const fromDataset = {
    ...fromStorage,
    remote: {
      dataset: { id: "fxCFl5QAJ6GZbQ7vZbM", version_id: "h7sfQ1xQ1Rk8VXhO9Yx", obs_url: path },
    },
    remote_constraint: [
      { data_type: "modelarts_dataset", attributes: '[{"key":"data_format","value":"Default"}]' },
    ],
  };
  return {
    inputs: [random.chance(0.2) ? fromDataset : fromStorage],
    outputs: [outputAt(`/example-bucket/${topic}/out/`)],
  };
}
