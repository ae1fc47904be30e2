import type { z } from "zod";
import { isJsonObject, type Json, type JsonObject } from "../../../domain/json.ts";
import { wireCode } from "./algorithm.ts";
import { type CannotSay, toAskedInputs, toAskedObsChannels } from "./asked-channels.ts";
import { toInputs, toOutputs, wireChannels } from "./channel.ts";
import { document, record, textMap } from "./lenient.ts";
import { wireParameters } from "./parameter.ts";
import { isNothing, present } from "./present.ts";

const wireAlgorithm = record({
  ...wireCode,
  parameters: wireParameters,
  policies: record({ auto_search: document }),
  inputs: wireChannels,
  outputs: wireChannels,
  environments: textMap,
});
type WireCode = z.output<z.ZodObject<typeof wireCode>>;

/** What no draft can say of any algorithm. */
const neverSaid = ["autosearch_config_path", "autosearch_framework_path", "summary"];

/** What a plain job runs, as members of a draft. */
export function toAskedAlgorithm(algorithm: JsonObject, cannotSay: CannotSay): JsonObject {
  const wire = wireAlgorithm.parse(algorithm);
  const isGiven = wire.id !== null || wire.subscription_id !== null;
  for (const place of neverSaid) if (!isNothing(algorithm[place])) cannotSay(`algorithm.${place}`);
  const inputs = { path: "algorithm.inputs", folder: "inputs", isGiven } as const;
  const outputs = { path: "algorithm.outputs", folder: "outputs", isGiven } as const;
  return present({
    ...(isGiven ? toGiven(wire, cannotSay) : toOwn(wire, algorithm, cannotSay)),
    // What cannot be changed comes with the algorithm.
    parameters: wire.parameters.flatMap(({ name, value, constraint }) =>
      name === null || constraint.editable === false ? [] : [{ key: name, value: value ?? "" }],
    ),
    inputs: toAskedInputs(toInputs(wire.inputs), inputs, cannotSay),
    outputs: toAskedObsChannels(toOutputs(wire.outputs), outputs, cannotSay),
    environment: Object.entries(wire.environments).map(([key, value]) => ({ key, value })),
    searchPolicy: toPolicy(wire.policies.auto_search),
  });
}

/** The service fills in the code of these, and their engine. */
function toGiven({ id, subscription_id, item_version_id }: WireCode, cannotSay: CannotSay): JsonObject {
  if (id !== null) return { algorithm: { id } };
  if (item_version_id === null) cannotSay("algorithm.subscription_id");
  const subscription = present({ subscriptionId: subscription_id, itemVersionId: item_version_id });
  return { algorithm: { subscription } };
}

function toOwn(code: WireCode, algorithm: JsonObject, cannotSay: CannotSay): JsonObject {
  const engine = toAskedEngine(code.engine, "algorithm.engine", cannotSay);
  const { command, code_dir, boot_file } = code;
  checkOwnCode(algorithm, "algorithm", cannotSay);
  if (code_dir === null && boot_file === null && command !== null)
    return { algorithm: { image: { command } }, ...engine };
  return { algorithm: { code: toAskedCode(code, "algorithm", cannotSay) }, ...engine };
}

/** Code in object storage; an image that brings its own has no folder. */
export function toAskedCode(
  { code_dir: codeDir, boot_file: bootFile, command }: WireCode,
  path: string,
  cannotSay: CannotSay,
): JsonObject {
  if (codeDir === null || bootFile === null) cannotSay(codeDir === null ? path : `${path}.code_dir`);
  return present({ codeDir, bootFile, command });
}

/** Where the service puts the code unless told. */
const usualCodeDir = "/home/ma-user/modelarts/user-job-dir";

/** What no draft can say of code of one's own. */
export function checkOwnCode(
  { working_dir, local_code_dir, engine }: JsonObject,
  path: string,
  cannotSay: CannotSay,
): void {
  if (!isNothing(working_dir)) cannotSay(`${path}.working_dir`);
  if (!isNothing(local_code_dir) && local_code_dir !== usualCodeDir) cannotSay(`${path}.local_code_dir`);
  if (!isJsonObject(engine)) return;
  for (const member of ["install_sys_packages", "image_repo_id"])
    if (!isNothing(engine[member])) cannotSay(`${path}.engine.${member}`);
}

/** The member `engine` of a draft; none where the document names none. */
export function toAskedEngine(
  { engine_id: id, engine_name: name, engine_version: version, image_url: imageUrl }: WireCode["engine"],
  path: string,
  cannotSay: CannotSay,
): JsonObject {
  if (imageUrl !== null) {
    // An image of one's own upon an engine of the vendor's.
    if (id !== null || name !== null) cannotSay(`${path}.image_url`);
    return { engine: { imageUrl } };
  }
  if (id !== null) return { engine: { id } };
  return name === null ? {} : { engine: { named: present({ name, version }) } };
}

/** Bounds that a parameter has not are empty texts in answers. */
function toPolicy(policy: JsonObject | null): JsonObject | null {
  if (policy === null || !Array.isArray(policy.search_params)) return policy;
  const isThere = ([, value]: [string, Json]) => value !== "" && value !== null;
  const search_params = policy.search_params.map((parameter: Json) =>
    isJsonObject(parameter) ? Object.fromEntries(Object.entries(parameter).filter(isThere)) : parameter,
  );
  return { ...policy, search_params };
}
