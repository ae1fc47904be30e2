import type { Engine } from "../../../domain/spec.ts";
import { flag, record, text } from "./lenient.ts";

const wireContainer = record({ name: text, properties: record({ latestVersion: text, isArchived: flag }) });

/** Reads an environment of the list: its newest version, by the id that jobs take. Null for what cannot be used any more or has no version. */
export function parseEnvironment(value: unknown): Engine | null {
  const { name, properties } = wireContainer.parse(value);
  const { latestVersion: version, isArchived } = properties;
  if (name === null || version === null || isArchived === true) return null;
  const nativeId = `azureml:${name}:${version}`;
  return { nativeId, name, version, imageUri: null, v1Compatible: null, runUser: null };
}
