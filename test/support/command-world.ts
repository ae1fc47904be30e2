import { join } from "node:path";
import type { BackendDefinition } from "../../src/backends/contract.ts";
import { connectBackend } from "../../src/core.ts";
import type { JobDraft } from "../../src/domain/draft.ts";
import { formatId, type JobId } from "../../src/domain/id.ts";
import type { Phase } from "../../src/domain/status.ts";
import type { Intent } from "../../src/federation/commands/intents.ts";
import { openForReading } from "../../src/journal/sqlite-file.ts";
import { toInput } from "./drafts/contract.ts";
import { draftsOf } from "./drafts/vendors.ts";
import type { SimulatedWorld } from "./gateway.ts";
import { eventually, query } from "./graphql.ts";
import { backendId } from "./observation.ts";
import { wordFor } from "./words.ts";

/** What tests of commands need to know of the vendors of a world. */
export interface CommandWorld {
  /** Input of `createJob` that the vendor takes, under any name. */
  inputOf(kind: string, name: string): object;
  /** The drafts of `test/support/drafts` that the vendor takes, by their titles. */
  draftsOf(kind: string): Readonly<Record<string, JobDraft>>;
  backendOf(kind: string): ReturnType<typeof backendId>;
  idOf(kind: string, nativeId: string): JobId;
  /** Makes jobs at a vendor and waits until a gateway shows them. */
  addJobs(url: string, kind: string, phase: Phase, count: number): Promise<readonly KnownJob[]>;
}

export interface KnownJob {
  readonly kind: string;
  readonly id: string;
  readonly nativeId: string;
}

/** Reads from the vendors of a world what drafts name. */
export async function commandWorld(
  world: SimulatedWorld,
  definitions: readonly BackendDefinition[],
): Promise<CommandWorld> {
  const configOf = (kind: string) => world.vendor(kind).config;
  const backendOf = (kind: string) => backendId(String(configOf(kind).id));
  const drafts = new Map<string, Readonly<Record<string, JobDraft>>>();
  for (const definition of definitions) {
    const { kind } = definition;
    const config = definition.config.parse(configOf(kind));
    const { backend } = connectBackend(config, definition, { now: Date.now, isFirstProcess: true });
    drafts.set(kind, (await draftsOf[kind]?.valid(backend)) ?? {});
  }
  const idOf = (kind: string, nativeId: string) => formatId("job", backendOf(kind), nativeId);
  return {
    backendOf,
    idOf,
    draftsOf: (kind) => drafts.get(kind) ?? {},
    inputOf(kind, name) {
      const [draft] = Object.values(drafts.get(kind) ?? {});
      if (!draft) throw new Error(`${kind} has no drafts.`);
      return toInput({ ...draft, name }, kind, backendOf(kind));
    },
    async addJobs(url, kind, phase, count) {
      const script = [{ native: wordFor(kind, phase), afterMs: 0 }];
      const nativeIds = await world.control.addJobs(kind, script, count);
      const jobs = nativeIds.map((nativeId) => ({ kind, nativeId, id: idOf(kind, nativeId) }));
      await shown(url, jobs, (job) => job?.status.phase === phase);
      return jobs;
    },
  };
}

interface Shown {
  readonly status: { readonly phase: Phase };
}

/** Waits until a gateway shows each of the jobs so; null: it does not show it at all. */
export async function shown(
  url: string,
  jobs: readonly Pick<KnownJob, "id">[],
  isAsWanted: (job: Shown | null) => boolean,
  withinMs = 20_000,
): Promise<void> {
  for (let from = 0; from < jobs.length; from += 50) {
    const fields = jobs.slice(from, from + 50).map(({ id }, index) => {
      return `j${index}: job(id: ${JSON.stringify(id)}) { id status { phase } }`;
    });
    await eventually(
      () => query<Record<string, Shown | null>>(url, `{ ${fields.join(" ")} }`),
      (answer) => Object.values(answer).every(isAsWanted),
      withinMs,
    );
  }
}

/** Intents that a world's journal holds, read beside the gateway that writes it. */
export function readIntents({ folder }: Pick<SimulatedWorld, "folder">, journal = "journal"): Intent[] {
  const database = openForReading(join(folder, `${journal}.db`));
  try {
    const rows = database.prepare("select value from state where key like 'command:%'").all();
    return rows.map(({ value }) => JSON.parse(String(value)) as Intent); // the journal wrote it
  } finally {
    database.close();
  }
}
