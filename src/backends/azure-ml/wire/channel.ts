import type { JsonObject } from "../../../domain/json.ts";
import type { DataChannel, DataSource } from "../../../domain/spec.ts";
import { documents, record, text, toText } from "./lenient.ts";

const wireChannel = record({
  jobInputType: text,
  jobOutputType: text,
  description: text,
  mode: text,
  uri: text,
  assetName: text,
  assetVersion: text,
});

/** Reads the map of inputs of a job. */
export function toInputs(map: unknown): DataChannel[] {
  return documents.parse(map).map(([name, input]) => toInput(name, input));
}

/** Reads one input; literals carry their value, all others the address of their data. */
export function toInput(name: string, input: JsonObject): DataChannel {
  const channel = wireChannel.parse(input);
  const isLiteral = channel.jobInputType?.toLowerCase() === "literal";
  const value = isLiteral ? toText(input.value) : null;
  const source: DataSource | null =
    value === null ? toStorage(channel.uri) : { kind: "LiteralSource", value };
  return { ...toChannel(name, channel, channel.jobInputType), source };
}

/** Reads the map of outputs of a job, among them the one called `default`, which the service adds. */
export function toOutputs(map: unknown): DataChannel[] {
  return documents.parse(map).map(([name, output]) => {
    const channel = wireChannel.parse(output);
    return { ...toChannel(name, channel, channel.jobOutputType), target: toTarget(channel) };
  });
}

type WireChannel = ReturnType<typeof wireChannel.parse>;

function toChannel(name: string, { description, mode }: WireChannel, dataType: string | null): DataChannel {
  return {
    name,
    accessMethod: null,
    description,
    localPath: null,
    source: null,
    target: null,
    constraints: dataType === null ? [] : [{ dataType, attributes: [] }],
    transfer: mode === null ? null : { mode, periodMs: null },
  };
}

function toTarget({ assetName, assetVersion, uri }: WireChannel): DataSource | null {
  if (assetName === null) return toStorage(uri);
  const dataset = { nativeId: assetName, versionId: assetVersion, name: assetName };
  return { kind: "DatasetSource", dataset, resolvedUri: uri };
}

function toStorage(uri: string | null): DataSource | null {
  return uri === null ? null : { kind: "ObjectStorageSource", uri };
}
