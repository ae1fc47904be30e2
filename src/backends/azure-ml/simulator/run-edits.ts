import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import { invalid } from "./errors.ts";
import { checkMaps } from "./job-body.ts";
import { definitionOf, propertiesOf } from "./job-document.ts";
import { replaceTags } from "./job-writes.ts";
import { documentAt, isDocument, listAt, textAt, type WireDocument } from "./wire-document.ts";

/** Edits what a run says of itself; tags and properties are merged, and old properties keep their value. */
export function editRun(world: World, job: SimulatedJob, body: unknown): void {
  if (!isDocument(body)) throw invalid("body", "expected an object");
  checkMaps(body, "");
  const fields: Record<string, unknown> = {};
  for (const name of ["displayName", "description"]) {
    const value = body[name];
    if (value === undefined || value === null) continue;
    if (typeof value !== "string") throw invalid(name, "expected text");
    fields[name] = value;
  }
  if (typeof body.hidden === "boolean") fields.isArchived = body.hidden;
  if (isDocument(body.tags)) {
    const tags = { ...documentAt(propertiesOf(job, world.origin), "tags"), ...body.tags };
    Object.assign(fields, { tags: ownTags(job, tags) });
  }
  if (isDocument(body.properties)) fields.properties = mergeProperties(world, job, body.properties);
  world.jobs.change(job.id, fields);
}

/** Sets and removes single tags. */
export function editTags(world: World, job: SimulatedJob, body: unknown): void {
  const modified = documentAt(body, "tagsToModify");
  checkMaps({ tags: modified }, "");
  const deleted = listAt(body, "tagsToDelete");
  const merged = { ...documentAt(propertiesOf(job, world.origin), "tags"), ...modified };
  const kept = Object.fromEntries(Object.entries(merged).filter(([key]) => !deleted.includes(key)));
  world.jobs.change(job.id, { ...replaceTags(job, kept), tags: ownTags(job, kept) });
}

/** Adds new keys; sending an old one with its old value is allowed, for clients send all of them back. */
function mergeProperties(world: World, job: SimulatedJob, sent: WireDocument): WireDocument {
  const shown = documentAt(propertiesOf(job, world.origin), "properties");
  for (const [key, value] of Object.entries(sent)) {
    if (Object.hasOwn(shown, key) && textAt(shown, key) !== value) {
      throw invalid(`properties.${key}`, "the property exists already and cannot be changed");
    }
  }
  const added = Object.entries(sent).filter(([key]) => !Object.hasOwn(shown, key));
  return { ...documentAt(definitionOf(job), "properties"), ...Object.fromEntries(added) };
}

/** The tags without those that the service goes on writing itself. */
function ownTags(job: SimulatedJob, tags: WireDocument): WireDocument {
  const stored = documentAt(definitionOf(job), "tags");
  return Object.fromEntries(
    Object.entries(tags).filter(([key]) => !key.startsWith("_aml_system_") || Object.hasOwn(stored, key)),
  );
}
