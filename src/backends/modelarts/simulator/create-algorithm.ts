import { findAlgorithm } from "./algorithms.ts";
import { engineOfJob, engines } from "./engines.ts";
import { ServiceError } from "./errors.ts";
import { describeManaged } from "./generated-algorithm.ts";
import { parameter } from "./parameters.ts";
import { at, isDocument, listAt, textAt, type WireDocument } from "./wire-document.ts";

/** Checks a create body's `algorithm`: its form, its paths, its data and its environment. */
export function checkAlgorithm(algorithm: unknown): void {
  if (!isDocument(algorithm)) throw new ServiceError("2788", "algorithm");
  checkForm(algorithm);
  checkEngine(algorithm.engine);
  for (const input of listAt(algorithm, "inputs")) checkChannel(input, "inputs");
  for (const output of listAt(algorithm, "outputs")) checkChannel(output, "outputs");
  for (const one of listAt(algorithm, "parameters")) {
    const isValid = /^[A-Za-z0-9_-]{1,64}$/.test(textAt(one, "name")) && typeof at(one, "value") === "string";
    if (!isValid) throw new ServiceError("2788", "algorithm.parameters");
  }
  checkEnvironment(algorithm.environments);
}

/** Fills in what the service knows: code of a catalogue algorithm, constraints, local directories. */
export function resolveAlgorithm(algorithm: unknown): WireDocument {
  if (!isDocument(algorithm)) return {};
  const managed = findAlgorithm(textAt(algorithm, "id"));
  const base: WireDocument = managed ? describeManaged(managed) : {};
  const engine = findRequestedEngine(algorithm.engine);
  return {
    ...base,
    ...algorithm,
    parameters: resolveParameters(listAt(base, "parameters"), listAt(algorithm, "parameters")),
    policies: algorithm.policies ?? {},
    inputs: listAt(algorithm, "inputs").map((one, index) => withLocalDirectory(one, "inputs", index)),
    outputs: listAt(algorithm, "outputs").map((one, index) => ({
      mode: "upload_periodically",
      period: 30,
      ...withLocalDirectory(one, "outputs", index),
    })),
    engine: engine ? engineOfJob(engine) : (algorithm.engine ?? base.engine ?? {}),
    environments: algorithm.environments ?? {},
  };
}

/** Code is named by id, by subscription, by directory and boot file, or by image and command. */
function checkForm(algorithm: WireDocument): void {
  const [id, subscription, version] = ["id", "subscription_id", "item_version_id"].map((key) =>
    textAt(algorithm, key),
  );
  if (id) {
    if (!findAlgorithm(id)) throw new ServiceError("2755");
    return;
  }
  if (subscription || version) {
    if (!subscription || !version) throw new ServiceError("2788", "algorithm.item_version_id");
    return;
  }
  const command = textAt(algorithm, "command");
  const image = textAt(algorithm, "engine", "image_url");
  if (image) {
    if (!command) throw new ServiceError("2806");
    return;
  }
  const codeDirectory = textAt(algorithm, "code_dir");
  const bootFile = textAt(algorithm, "boot_file");
  if (!codeDirectory && !bootFile) throw new ServiceError("2788", "algorithm");
  if (!isObsPath(codeDirectory)) throw new ServiceError("2757", codeDirectory);
  if (!bootFile.startsWith(codeDirectory) || bootFile === codeDirectory) {
    throw new ServiceError("2758", bootFile);
  }
}

function checkEngine(engine: unknown): void {
  const named = textAt(engine, "engine_id") || textAt(engine, "engine_name");
  if (named && !findRequestedEngine(engine)) throw new ServiceError("2780", named);
}

/** An engine is named by its id, or by name and version. */
function findRequestedEngine(requested: unknown): (typeof engines)[number] | undefined {
  const id = textAt(requested, "engine_id");
  if (id) return engines.find((one) => one.engine_id === id);
  const [name, version] = [textAt(requested, "engine_name"), textAt(requested, "engine_version")];
  return engines.find((one) => one.engine_name === name && one.engine_version === version);
}

function checkChannel(channel: unknown, list: "inputs" | "outputs"): void {
  if (!textAt(channel, "name")) throw new ServiceError("2788", `algorithm.${list}.name`);
  const [dataset, obs] = [at(channel, "remote", "dataset"), at(channel, "remote", "obs")];
  const isExact = list === "outputs" ? obs !== undefined : (dataset === undefined) !== (obs === undefined);
  if (!isExact) throw new ServiceError("2788", `algorithm.${list}.remote`);
  const path = textAt(obs, "obs_url");
  if (obs !== undefined && !isObsPath(path)) throw new ServiceError("2791", path);
}

function checkEnvironment(environment: unknown): void {
  if (environment === undefined) return;
  const entries = isDocument(environment) ? Object.entries(environment) : null;
  const isValid = entries?.every(
    ([name, value]) =>
      /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) &&
      name.length <= 8192 &&
      typeof value === "string" &&
      value.length <= 4096,
  );
  if (!isValid || (entries?.length ?? 0) > 100) {
    throw new ServiceError("2788", "algorithm.environments");
  }
}

/** Object storage paths are written `/bucket/…` or `obs://bucket/…`. */
function isObsPath(path: string): boolean {
  return /^(obs:\/)?\/[^/]+\/.*/.test(path);
}

/** Given values replace those of the algorithm; names that it does not know are added. */
function resolveParameters(known: readonly unknown[], given: readonly unknown[]): readonly unknown[] {
  const values = new Map(given.map((one) => [textAt(one, "name"), one]));
  const replaced = known.filter(isDocument).map((one) => {
    const name = textAt(one, "name");
    const value = at(values.get(name), "value") ?? one.value;
    values.delete(name);
    return { ...one, value };
  });
  const added = [...values].map(([name, one]) => ({
    ...parameter(name, textAt(one, "value")),
    ...(isDocument(one) ? one : {}),
  }));
  return [...replaced, ...added];
}

function withLocalDirectory(channel: unknown, list: string, index: number): WireDocument {
  const local_dir = `/home/ma-user/modelarts/${list}/${textAt(channel, "name")}_${index}`;
  return { local_dir, ...(isDocument(channel) ? channel : {}) };
}
