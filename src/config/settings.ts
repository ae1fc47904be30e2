import { isIPv4 } from "node:net";
import { resolve } from "node:path";
import { z } from "zod";
import type { BackendConfig, BackendDefinition } from "../backends/contract.ts";
import { isBackendId } from "../domain/id.ts";
import { isJsonObject } from "../domain/json.ts";
import { expectation, oneOf } from "./expectation.ts";

/** How the backends are kept in sync. */
export interface SyncSettings {
  /** How far back the first reading of a listing goes, in days. */
  readonly horizonDays: number;
  /** Time between two polls, in milliseconds: while somebody watches an active job, while jobs are active, while none is. */
  readonly intervals: { readonly watchedMs: number; readonly activeMs: number; readonly idleMs: number };
  /** Time between two readings of a whole ordered listing, in milliseconds. */
  readonly relistMs: number;
}

/** What `jobgraph.yaml` says, with its defaults. */
export interface Settings {
  /** `port` 0 takes any free one. */
  readonly server: { readonly host: string; readonly port: number };
  /** Absolute path of the journal's file. */
  readonly journal: { readonly kind: "sqlite"; readonly path: string };
  /** `none`: any address may be listened on without authentication; null: loopback only. */
  readonly auth: "none" | null;
  readonly sync: SyncSettings;
  /** At least one, ids distinct, each checked by the definition of its kind. */
  readonly backends: readonly BackendConfig[];
}

/** What the check of settings depends on. */
export interface SettingsContext {
  readonly definitions: readonly BackendDefinition[];
  /** Folder that a relative path of the journal starts at. */
  readonly directory: string;
  /** Whether there is an `auth` entry, of whatever value. */
  readonly hasAuth: boolean;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Port of a server; 0 takes any free one. */
export const portSchema = z
  .int({ error: "a port from 0 to 65535" })
  .min(0, { error: "a port from 0 to 65535" })
  .max(65_535, { error: "a port from 0 to 65535" });

/** Makes the one schema of `jobgraph.yaml`; parse with `expectation` as its error map. */
export function settingsSchema({ definitions, directory, hasAuth }: SettingsContext): z.ZodType<Settings> {
  return z.strictObject({
    server: z
      .strictObject({ host: hostSchema(hasAuth).default("localhost"), port: portSchema.default(4000) })
      .prefault({}),
    journal: z
      .string()
      .regex(/^sqlite:./, { error: "sqlite:<path> (redis:// is not yet supported)" })
      .transform((text) => ({
        kind: "sqlite" as const,
        path: resolve(directory, text.slice("sqlite:".length)),
      }))
      .prefault("sqlite:.jobgraph/journal.db"),
    auth: z.literal("none", { error: "none (nothing else is supported yet)" }).nullable().default(null),
    sync: z
      .strictObject({
        horizonDays: z.int().min(1).max(3650).default(90),
        intervals: z
          .strictObject({
            watchedMs: periodMs().default(2_000),
            activeMs: periodMs().default(10_000),
            idleMs: periodMs().default(60_000),
          })
          .prefault({}),
        relistMs: periodMs().default(600_000),
      })
      .prefault({}),
    backends: backendsSchema(definitions),
  });
}

function periodMs() {
  return z.int().min(100).max(dayMs);
}

function hostSchema(hasAuth: boolean) {
  const loopback =
    "a loopback host such as localhost (set `auth: none` to listen on any other without authentication)";
  return z
    .string()
    .min(1)
    .refine((host) => hasAuth || isLoopback(host), { error: loopback });
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}

/** The entries of `backends:`, each checked by the definition of its kind; all mistakes of all entries are told. */
function backendsSchema(definitions: readonly BackendDefinition[]) {
  const kinds = definitions.map((definition) => definition.kind);
  const base = z.looseObject({
    id: z.string().refine(isBackendId, { error: "1 to 63 of a-z, 0-9 and -, a letter or digit first" }),
    kind: z.literal(kinds, { error: oneOf(kinds) }),
  });
  const entries = z.array(z.unknown()).min(1);
  return entries.transform((values, { issues }) => {
    const backends: BackendConfig[] = [];
    const firstWithId = new Map<unknown, number>();
    values.forEach((value, index) => {
      const { id, kind } = isJsonObject(value) ? value : {};
      const basic = base.safeParse(value, { error: expectation });
      const definition = definitions.find((candidate) => candidate.kind === kind);
      const full = definition?.config.safeParse(value, { error: expectation });
      if (full?.success) backends.push(full.data);
      for (const issue of [...(basic.error?.issues ?? []), ...(full?.error?.issues ?? [])]) {
        // An issue goes back in as it came out; only its path grows.
        issues.push({ ...issue, path: [index, ...issue.path], input: value } as z.core.$ZodRawIssue);
      }
      const first = firstWithId.get(id);
      if (first === undefined) firstWithId.set(id, index);
      else if (basic.success) {
        const message = `an id that backends[${first}] does not have`;
        issues.push({ code: "custom", path: [index, "id"], message, input: id });
      }
    });
    return backends;
  });
}
