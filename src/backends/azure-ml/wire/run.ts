import type { z } from "zod";
import { isJsonObject, type Json, type JsonObject } from "../../../domain/json.ts";
import { document, flag, instant, record, records, text, textMap } from "./lenient.ts";
import { maskDocument } from "./mask.ts";

const wireUser = record({ userObjectId: text, userName: text });

/** Run of run history: `Run`, of which a job has exactly one, under its own name. */
export const wireRun = record({
  runId: text,
  parentRunId: text,
  rootRunId: text,
  experimentId: text,
  displayName: text,
  description: text,
  status: text,
  runType: text,
  hidden: flag,
  createdUtc: instant,
  startTimeUtc: instant,
  endTimeUtc: instant,
  lastModifiedUtc: instant,
  duration: text,
  computeDuration: text,
  cancelationReason: text,
  queueingInfo: record({ code: text, message: text }),
  error: record({ error: record({ code: text, message: text, innerError: document, details: records({}) }) }),
  target: text,
  createdBy: wireUser,
  tags: textMap,
  properties: textMap,
});
export type Run = z.output<typeof wireRun>;

/** A run as read, and its document without secrets and without what is said about persons. */
export interface RunReading {
  readonly run: Run;
  readonly native: JsonObject;
}

/** Reads a run; null without an id. Accepts `RunDetails` too, which call the creation otherwise. */
export function parseRun(value: unknown): RunReading | null {
  if (!isJsonObject(value)) return null;
  const native = withoutPersons(maskDocument(value));
  const run = wireRun.parse({ createdUtc: native.createdTimeUtc, ...native });
  return run.runId === null ? null : { run, native };
}

/** The innermost code of an error, which says most; null where there is none. */
export function innermostCode(innerError: Json | undefined): string | null {
  let code: string | null = null;
  for (let inner = innerError; isJsonObject(inner); inner = inner.innerError) {
    if (typeof inner.code === "string" && inner.code !== "") code = inner.code;
  }
  return code;
}

// The vendor's model marks all but the first as personal data that must not be stored; a name is shown as owner.
const keptOfPersons = ["userObjectId", "userName"];
const personMembers = ["createdBy", "lastModifiedBy"];
const dropped: ReadonlySet<string> = new Set(["token", "tokenExpiryTimeUtc", "logFiles"]);

function withoutPersons(run: JsonObject): JsonObject {
  const members = Object.entries(run)
    .filter(([key]) => !dropped.has(key))
    .map(([key, member]): [string, Json] => [key, personMembers.includes(key) ? toPerson(member) : member]);
  return Object.fromEntries(members);
}

function toPerson(person: Json): Json {
  if (!isJsonObject(person)) return null;
  return Object.fromEntries(Object.entries(person).filter(([key]) => keptOfPersons.includes(key)));
}

const wireBatch = record({ successfulResults: document, failedResults: document });
const wireFailure = record({ error: record({ code: text, message: text, innerError: document }) });

/** Runs of a batch read. */
export interface RunBatch {
  /** Null where run history knows no such run; the text is why one could not be read. */
  of(name: string): RunReading | null | string;
}

/** Reads the answer for these runs, each by the key of its request. */
export function parseRunBatch(value: unknown, names: readonly string[]): RunBatch {
  const { successfulResults, failedResults } = wireBatch.parse(value);
  const found = new Map(
    names.map((name) => {
      const result = memberOf(successfulResults, name);
      if (result === undefined) return [name, toFailure(name, memberOf(failedResults, name))] as const;
      const reading = parseRun(isJsonObject(result) ? result.runMetadata : null);
      return [name, reading?.run.runId === name ? reading : `no run of ${name} in its place`] as const;
    }),
  );
  return { of: (name) => found.get(name) ?? null };
}

function memberOf(map: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}

function toFailure(name: string, failure: Json | undefined): string | null {
  const { code, innerError } = wireFailure.parse(failure).error;
  const innermost = innermostCode(innerError) ?? code;
  if (innermost !== null && /NotFound/i.test(innermost)) return null;
  return `no run of ${name} (${innermost ?? "no reason told"})`;
}

const wirePage = record({ continuationToken: text, nextLink: text });

/** Page of a list of the data plane. */
export interface DataPage {
  readonly values: readonly unknown[];
  /** Null on the last page. */
  readonly continuationToken: string | null;
}

/** Reads a page of the data plane; null when it is none. The link is made of the token, which alone is followed. */
export function parseDataPage(value: unknown): DataPage | null {
  if (!isJsonObject(value) || !Array.isArray(value.value)) return null;
  const { continuationToken, nextLink } = wirePage.parse(value);
  const linked = nextLink === null ? null : tokenOf(nextLink);
  return { values: value.value, continuationToken: continuationToken ?? linked };
}

function tokenOf(link: string): string | null {
  const query = [...(URL.parse(link, "https://none.invalid")?.searchParams ?? [])];
  return query.find(([name]) => name.toLowerCase() === "$continuationtoken")?.[1] ?? null;
}
