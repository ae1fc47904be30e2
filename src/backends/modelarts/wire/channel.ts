import { z } from "zod";
import { isJsonObject, type JsonObject } from "../../../domain/json.ts";
import type { ChannelAttribute, DataChannel, DataSource } from "../../../domain/spec.ts";
import { parseJson } from "./json-text.ts";
import { anyText, record, records, text } from "./lenient.ts";

/** Inputs or outputs; hetero tasks have a single object in place of the list. */
export const wireChannels = records({
  name: text,
  description: text,
  local_dir: text,
  access_method: text,
  remote: record({
    dataset: record({ id: text, version_id: text, obs_url: text, name: text }),
    obs: record({ obs_url: text }),
  }),
  remote_constraint: records({ data_type: text, attributes: z.unknown().optional() }),
  mode: text,
  period: anyText,
});
type WireChannel = z.output<typeof wireChannels>[number];

/** Channels that data comes from. */
export function toInputs(channels: readonly WireChannel[]): DataChannel[] {
  return channels.flatMap((channel) => toChannel(channel, { source: toRemote(channel), target: null }));
}

/** Channels that data goes to. */
export function toOutputs(channels: readonly WireChannel[]): DataChannel[] {
  return channels.flatMap((channel) => toChannel(channel, { source: null, target: toRemote(channel) }));
}

function toChannel(channel: WireChannel, ends: Pick<DataChannel, "source" | "target">): DataChannel[] {
  if (channel.name === null) return [];
  const hasTransfer = channel.mode !== null || channel.period !== null;
  return [
    {
      name: channel.name,
      accessMethod: channel.access_method,
      description: channel.description,
      localPath: channel.local_dir,
      ...ends,
      constraints: channel.remote_constraint.flatMap(({ data_type, attributes }) =>
        data_type === null ? [] : [{ dataType: data_type, attributes: toAttributes(attributes) }],
      ),
      transfer: hasTransfer
        ? { mode: channel.mode ?? "upload_periodically", periodMs: toPeriodMs(channel.period) }
        : null,
    },
  ];
}

function toRemote({ remote: { dataset, obs } }: WireChannel): DataSource | null {
  if (dataset.id !== null) {
    const reference = { nativeId: dataset.id, versionId: dataset.version_id, name: dataset.name };
    return { kind: "DatasetSource", dataset: reference, resolvedUri: dataset.obs_url };
  }
  const uri = obs.obs_url ?? dataset.obs_url;
  return uri === null ? null : { kind: "ObjectStorageSource", uri };
}

const unitsMs: Readonly<Record<string, number>> = { ms: 1, "": 1000, s: 1000, m: 60_000, h: 3_600_000 };

/** `30` on jobs and `30s` on hetero tasks are 30 seconds. */
function toPeriodMs(period: string | null): number | null {
  const [, amount, unit = ""] = /^\s*(\d{1,9}(?:\.\d+)?)\s*(ms|s|m|h)?\s*$/.exec(period ?? "") ?? [];
  const unitMs = unitsMs[unit];
  return amount === undefined || unitMs === undefined ? null : Number(amount) * unitMs;
}

const attributeNames: Readonly<Record<string, ChannelAttribute>> = {
  data_format: "DATA_FORMAT",
  data_segmentation: "DATA_SEGMENTATION",
  dataset_type: "DATASET_TYPE",
};

/** A JSON array as text on jobs, a list of maps on algorithms; each map names one attribute or several. */
function toAttributes(attributes: unknown): DataChannel["constraints"][number]["attributes"] {
  const list = typeof attributes === "string" ? parseJson(attributes) : attributes;
  const maps = (Array.isArray(list) ? list : [list]).filter(isJsonObject);
  return maps.flatMap(toPairs).map(([nativeName, value]) => ({
    attribute: attributeNames[nativeName] ?? "UNKNOWN",
    nativeName,
    values: (Array.isArray(value) ? value : [value]).flatMap((member) => {
      return ["string", "number", "boolean"].includes(typeof member) ? [String(member)] : [];
    }),
  }));
}

function toPairs(map: JsonObject): [name: string, value: unknown][] {
  if (typeof map.key === "string") return [[map.key, map.value ?? map.values]];
  return Object.entries(map);
}
