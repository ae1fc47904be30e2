import type { BackendDefinition, StatusMapping } from "../backends/contract.ts";
import { InputError } from "../domain/error.ts";
import type { JobFilter } from "../domain/filter.ts";
import type { BackendId } from "../domain/id.ts";
import type { JobKind } from "../domain/job.ts";
import type { ConnectedBackend, Sync } from "../sync/sync.ts";
import type { SourceView, StatusMappingView } from "./views.ts";

/** The configured backends and how fresh the gateway's view of them is. */
export interface Backends {
  readonly all: readonly ConnectedBackend[];
  /** Throws for an id that is not configured: for ids out of the gateway's own data. */
  get(id: BackendId): ConnectedBackend;
  /** Null for an id that is not configured: for ids out of requests. */
  find(id: string): ConnectedBackend | null;
  /** Throws `InputError` that names the argument and the configured ids. */
  require(id: string, argument: readonly string[]): ConnectedBackend;
  source(id: BackendId): SourceView;
  /** Status words of all registered kinds that are configured, in the vendors' order; narrowed where a kind is given. */
  vocabulary(backendKind: string | null, jobKind: JobKind | null): StatusMappingView[];
  /** Words that a job of this kind may go through. */
  statusPath(id: BackendId, jobKind: JobKind): StatusMappingView[];
  /** Backends that a filter may select jobs of, by its own conditions on backends and kinds. */
  selectedBy(filter: Pick<JobFilter, "backends" | "backendKinds">): readonly ConnectedBackend[];
}

export function createBackends(all: readonly ConnectedBackend[], sync: Sync): Backends {
  const byId = new Map<string, ConnectedBackend>(all.map((backend) => [backend.id, backend]));
  const find = (id: string) => byId.get(id) ?? null;
  return {
    all,
    find,
    get(id) {
      const backend = find(id);
      if (!backend) throw new Error(`No backend is configured as ${id}.`);
      return backend;
    },
    require(id, argument) {
      const backend = find(id);
      if (!backend)
        throw new InputError(
          "INVALID_ID",
          argument,
          id,
          `the id of a configured backend (${all.map((one) => one.id).join(", ")})`,
        );
      return backend;
    },
    vocabulary(backendKind, jobKind) {
      const definitions = new Set(all.map(({ definition }) => definition));
      const wanted = [...definitions].filter(({ kind }) => backendKind === null || kind === backendKind);
      return wanted.flatMap((definition) => mappingsOf(definition, jobKind));
    },
    statusPath: (id, jobKind) => mappingsOf(byId.get(id)?.definition, jobKind),
    source: (id) => ({ backend: id, ...sync.of(id).source }),
    selectedBy({ backends, backendKinds }) {
      const isSelected = ({ id, definition }: ConnectedBackend) =>
        (!backends?.length || backends.includes(id)) &&
        (!backendKinds?.length || backendKinds.includes(definition.kind));
      return all.filter(isSelected);
    },
  };
}

function mappingsOf(definition: BackendDefinition | undefined, jobKind: JobKind | null): StatusMappingView[] {
  if (!definition) return [];
  const { kind: backendKind, vocabulary } = definition;
  const isFor = ({ jobKinds }: StatusMapping) =>
    jobKind === null || jobKinds.length === 0 || jobKinds.includes(jobKind);
  return vocabulary.filter(isFor).map((mapping) => ({ backendKind, mapping }));
}
