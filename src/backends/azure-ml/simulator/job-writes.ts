import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import { isAssumed } from "./assumptions.ts";
import { invalid, Refusal } from "./errors.ts";
import { definitionOf, LOST_TAGS, propertiesOf } from "./job-document.ts";
import { lifeOfCreatedJob } from "./job-life.ts";
import { serviceMarksOf } from "./service-marks.ts";
import { documentAt, isDocument, listAt, textAt, type WireDocument } from "./wire-document.ts";

/** Makes a job under the name that the client chose; it starts at once. */
export function createJob(world: World, name: string, properties: WireDocument): SimulatedJob {
  if (!/^[a-zA-Z0-9][a-zA-Z0-9\-_]{0,254}$/.test(name)) throw invalid("name", `invalid job name ${name}`);
  const steps = lifeOfCreatedJob(properties);
  return world.jobs.create({ id: name, type: textAt(properties, "jobType"), steps, fields: properties });
}

/** What a PUT on an existing name may change; everything else is compared. */
const CHANGEABLE = new Set(["displayName", "description", "tags", "isArchived", "properties"]);
/** What the service writes itself. */
const READ_ONLY = new Set(["status", "parameters", "services"]);

/** Takes a PUT of a job that exists: the same definition with other words, or a refusal. */
export function updateJob(world: World, job: SimulatedJob, sent: WireDocument): void {
  const current = propertiesOf(job, world.origin);
  const changed = changedMembers(definitionOf(job), sent);
  const oldProperties = documentAt(current, "properties");
  const newProperties = documentAt(sent, "properties");
  const rewritten = Object.keys(newProperties).some(
    (key) => Object.hasOwn(oldProperties, key) && oldProperties[key] !== newProperties[key],
  );
  if (rewritten) changed.push("properties");
  if (changed.length > 0) throw immutable(world, changed);
  const { displayName, description, isArchived } = sent;
  const properties = { ...documentAt(definitionOf(job), "properties"), ...newProperties };
  const merges = isAssumed(world, "putTags", "merge");
  const tags = { ...(merges && documentAt(current, "tags")), ...documentAt(sent, "tags") };
  const fields = { displayName, description, isArchived, properties, ...replaceTags(job, tags) };
  world.jobs.change(job.id, fields);
}

/** The fields of a tag map that takes the place of the one there is: service tags that are not in it are lost. */
export function replaceTags(job: SimulatedJob, tags: WireDocument): WireDocument {
  const marks = Object.keys(serviceMarksOf(job, definitionOf(job)).tags);
  const lost = marks.filter((key) => !Object.hasOwn(tags, key));
  return { tags, [LOST_TAGS]: [...new Set([...listAt(job.fields, LOST_TAGS), ...lost])] };
}

function immutable(world: World, members: readonly string[]): Refusal {
  const format =
    "A job with this name already exists. To make a new job, use another name; of an existing job {property} cannot be changed, only description, tags, displayName, properties and isArchived.";
  // Source of status and codes: MicrosoftDocs/azure-docs issue 122250, Azure/azure-sdk-for-python pull request 47389.
  const status = isAssumed(world, "immutableStatus", 409) ? 409 : 400;
  const reasons = ["Immutable", "JobPropertyImmutable"];
  return new Refusal(status, "UserError", format, { reasons, parameters: { property: members.join(", ") } });
}

/** The members of a definition that differ; null, absent and empty are the same. */
function changedMembers(current: WireDocument, sent: WireDocument): string[] {
  const names = new Set([...Object.keys(current), ...Object.keys(sent)]);
  return [...names].filter(
    (name) =>
      !CHANGEABLE.has(name) &&
      !READ_ONLY.has(name) &&
      !isSame(comparable(name, current), comparable(name, sent)),
  );
}

/** A member as it is compared: without the output that the service adds. */
function comparable(name: string, properties: WireDocument): unknown {
  if (name !== "outputs") return properties[name];
  const { default: _, ...own } = documentAt(properties, "outputs");
  return own;
}

function isSame(left: unknown, right: unknown): boolean {
  if (isEmpty(left) && isEmpty(right)) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, at) => isSame(item, right[at]));
  }
  if (isDocument(left) && isDocument(right)) {
    const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...keys].every((key) => isSame(left[key], right[key]));
  }
  return left === right;
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (isDocument(value) && Object.keys(value).length === 0);
}
