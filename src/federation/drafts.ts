import type { DraftProblem, JobDraft, JobTemplate } from "../domain/draft.ts";
import { InvalidId } from "../domain/error.ts";
import { parseIdOf } from "../domain/id.ts";
import type { JobKind } from "../domain/job.ts";
import { isJsonObject, type JsonObject } from "../domain/json.ts";
import type { ConnectedBackend } from "../sync/sync.ts";
import type { Backends } from "./backends.ts";
import { unsupported } from "./capabilities.ts";
import type { Catalogues } from "./catalogues.ts";
import { absence } from "./commands/refusals.ts";
import type { Loaders } from "./loaders.ts";
import type { AlgorithmView, BackendView } from "./views.ts";

/** `CreateJobInput` of the schema. */
export interface DraftInput extends Partial<Nullable<Omit<JobDraft, "name" | "job" | "schedule">>> {
  readonly backend: string;
  readonly name: string;
  readonly schedule?: Partial<Nullable<NonNullable<JobDraft["schedule"]>>> | null | undefined;
  /** One vendor's part under the vendor's key. */
  readonly job: Readonly<Record<string, unknown>>;
}
type Nullable<T> = { readonly [Key in keyof T]: T[Key] | null | undefined };

/** Arguments of `Query.jobTemplate`. */
export interface TemplateRequest {
  readonly backend: string;
  readonly kind?: JobKind | null | undefined;
  /** Global id. */
  readonly algorithm?: string | null | undefined;
}

/** A template and what it was asked for. */
export interface TemplateView extends JobTemplate {
  readonly backend: BackendView;
  readonly kind: JobKind | null;
  readonly algorithm: AlgorithmView | null;
}

/** Jobs that somebody wants to create: what is wrong with them, and what forms for them have. */
export interface Drafts {
  /** Everything that is wrong, empty for an input that can be sent; paths are within the input. Rejects with `BackendError`. */
  problems(input: DraftInput, signal: AbortSignal): Promise<readonly DraftProblem[]>;
  /** Null for an unknown backend. Rejects with `InvalidId` or `BackendError`. */
  template(request: TemplateRequest, loaders: Loaders, signal: AbortSignal): Promise<TemplateView | null>;
}

/** Takes drafts to the vendors that they are for. */
export function createDrafts(backends: Backends, catalogues: Pick<Catalogues, "findAlgorithm">): Drafts {
  return {
    async problems(input, signal) {
      const connected = backends.find(input.backend);
      if (!connected) return [unknownBackend(input.backend, backends)];
      const { backend, definition } = connected;
      const absent = absence(connected, "retry");
      if (absent || !backend.validate) {
        const message = absent?.reason ?? `The jobs of ${definition.title} have no rules that are known.`;
        return [{ code: "UNSUPPORTED", message, path: ["backend"], expected: null }];
      }
      const part = input.job[inputKeyOf(definition.kind)];
      if (!isJsonObject(part)) return [foreignPart(input, connected)];
      return backend.validate(toDraft(input, part), signal);
    },
    async template({ backend: id, kind = null, algorithm: algorithmId = null }, loaders, signal) {
      const connected = backends.find(id);
      if (!connected) return null;
      const { backend } = connected;
      const named = algorithmId === null ? null : parseIdOf("algorithm", algorithmId, ["algorithm"]);
      if (named && named.backend !== id)
        throw new InvalidId(algorithmId, `an algorithm of ${id}, not of ${named.backend}`, ["algorithm"]);
      if (!backend.jobTemplate) throw unsupported(connected, "templates for jobs");
      const query = { kind, algorithmId: named?.nativeId ?? null };
      const [template, algorithm] = await Promise.all([
        backend.jobTemplate(query, signal),
        algorithmId === null ? null : catalogues.findAlgorithm(algorithmId, loaders),
      ]);
      return { ...template, backend: connected, kind, algorithm };
    },
  };
}

/** Name of a vendor's field in the inputs that vendors extend: `theVendor` of the kind `THE_VENDOR`. */
export function inputKeyOf(kind: string): string {
  return kind.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

function unknownBackend(id: string, { all }: Backends): DraftProblem {
  const expected = `the id of a configured backend (${all.map((one) => one.id).join(", ")})`;
  const message = `backend: got ${JSON.stringify(id)}, expected ${expected}`;
  return { code: "NOT_FOUND", message, path: ["backend"], expected };
}

/** GraphQL has seen to it that there is one part; it is another vendor's. */
function foreignPart({ job }: DraftInput, { id, definition }: ConnectedBackend): DraftProblem {
  const [key = ""] = Object.keys(job);
  const expected = `${inputKeyOf(definition.kind)}: ${id} is of ${definition.title}`;
  return { code: "INVALID", message: `job: got ${key}, expected ${expected}`, path: ["job", key], expected };
}

/** The draft that an input asks for; `job` is the part of its vendor. */
export function toDraft({ schedule, ...input }: DraftInput, job: JsonObject): JobDraft {
  return {
    name: input.name,
    displayName: input.displayName ?? null,
    description: input.description ?? null,
    labels: input.labels ?? [],
    schedule: schedule ? { startAt: schedule.startAt ?? null, stopAt: schedule.stopAt ?? null } : null,
    job,
  };
}
