import type { JsonObject } from "../../../domain/json.ts";
import type { DataChannel } from "../../../domain/spec.ts";
import { present } from "./present.ts";

/** Is told each place of a document that asks for something which no draft can say. */
export type CannotSay = (place: string) => void;

/** Where channels stand in a document: `algorithm.inputs`. */
export interface ChannelPlace {
  readonly path: string;
  /** Folder in the container that the service gives them unless told. */
  readonly folder: "inputs" | "outputs";
  /** Whether an algorithm of the catalogue says how the data comes: then nobody asked for it. */
  readonly isGiven: boolean;
}

/** Inputs of a plain job, from object storage or from data sets. */
export function toAskedInputs(
  channels: readonly DataChannel[],
  place: ChannelPlace,
  cannotSay: CannotSay,
): JsonObject[] {
  return channels.map((channel, index) => {
    checkChannel(channel, index, place, cannotSay);
    const { name, description, source } = channel;
    return present({
      name,
      description,
      remote: toRemote(source, () => cannotSay(`${place.path}[${index}].remote`)),
    });
  });
}

function toRemote(source: DataChannel["source"], cannotSay: () => void): JsonObject {
  if (source?.kind === "ObjectStorageSource") return { obsUrl: source.uri };
  if (source?.kind === "DatasetSource") {
    const { nativeId: id, versionId } = source.dataset;
    return { dataset: present({ id, versionId }) };
  }
  cannotSay();
  return {};
}

/** Outputs, and inputs of tasks, which are of object storage only. */
export function toAskedObsChannels(
  channels: readonly DataChannel[],
  place: ChannelPlace,
  cannotSay: CannotSay,
): JsonObject[] {
  return channels.map((channel, index) => {
    checkChannel(channel, index, place, cannotSay);
    const { name, description, source, target } = channel;
    const end = source ?? target;
    if (end?.kind !== "ObjectStorageSource") cannotSay(`${place.path}[${index}].remote`);
    return present({ name, description, obsUrl: end?.kind === "ObjectStorageSource" ? end.uri : null });
  });
}

const usualPeriodMs = 30_000;

function checkChannel(
  { name, localPath, accessMethod, transfer }: DataChannel,
  index: number,
  { path, folder, isGiven }: ChannelPlace,
  cannotSay: CannotSay,
): void {
  const at = `${path}[${index}]`;
  const usualPath = `/home/ma-user/modelarts/${folder}/${name}_${index}`;
  if (!isGiven && localPath !== null && localPath.replace(/\/$/, "") !== usualPath)
    cannotSay(`${at}.local_dir`);
  // The other way, which is the usual one, is as a parameter.
  if (!isGiven && accessMethod === "env") cannotSay(`${at}.access_method`);
  if (transfer === null) return;
  if (transfer.mode !== "upload_periodically") cannotSay(`${at}.mode`);
  if (transfer.periodMs !== null && transfer.periodMs !== usualPeriodMs) cannotSay(`${at}.period`);
}
