import { BackendError, InputError } from "../domain/error.ts";
import { toFault } from "../domain/fault.ts";
import type { JobFilter } from "../domain/filter.ts";
import { type BackendId, formatId, parseIdOf } from "../domain/id.ts";
import type { Job } from "../domain/job.ts";
import { listBounds, type PageArguments, parsePageWindow } from "../domain/page.ts";
import type { Algorithm, AlgorithmForm, Flavor, FlavorType } from "../domain/spec.ts";
import { defaultOrder, type JobIndex } from "../index/contract.ts";
import type { ConnectedBackend } from "../sync/sync.ts";
import type { Backends } from "./backends.ts";
import type { Catalogue, CatalogueCache } from "./catalogue-cache.ts";
import { listHash, pageOfList } from "./list-page.ts";
import type { Loaders } from "./loaders.ts";
import type { AlgorithmView, CatalogueView, FlavorView, SourceView } from "./views.ts";

export interface AlgorithmFilter {
  readonly backends?: readonly string[] | null | undefined;
  readonly forms?: readonly AlgorithmForm[] | null | undefined;
  readonly nameContains?: string | null | undefined;
}

export interface FlavorFilter {
  readonly backends?: readonly string[] | null | undefined;
  /** Global id; only its backend's flavors, and of those what it can use where the vendor tells. */
  readonly algorithm?: string | null | undefined;
  /** Goes with `algorithm`. */
  readonly region?: string | null | undefined;
  readonly types?: readonly FlavorType[] | null | undefined;
  readonly nameContains?: string | null | undefined;
}

/** What the vendors offer: algorithms and flavors. A vendor that fails is named in `sources`; the others answer. */
export interface Catalogues {
  listAlgorithms(
    page: PageArguments,
    filter: AlgorithmFilter | null | undefined,
  ): Promise<CatalogueView<AlgorithmView>>;
  listFlavors(
    page: PageArguments,
    filter: FlavorFilter | null | undefined,
  ): Promise<CatalogueView<FlavorView>>;
  /** Null for an unknown one. Rejects with `InvalidId` or `BackendError`. */
  findAlgorithm(id: string, loaders: Loaders): Promise<AlgorithmView | null>;
  findFlavor(id: string, loaders: Loaders): Promise<FlavorView | null>;
  /** What a job runs: the catalogue's entry, else what the job's own document says. */
  algorithmOf(job: Job, loaders: Loaders): Promise<AlgorithmView | null>;
  flavorOf(job: Job, loaders: Loaders): Promise<FlavorView | null>;
  /** The catalogue's entry of something that a document describes, or the description where there is none. */
  fullAlgorithm(backend: BackendId, described: Algorithm, loaders: Loaders): Promise<AlgorithmView>;
  fullFlavor(backend: BackendId, described: Flavor, loaders: Loaders): Promise<FlavorView>;
}

export interface CataloguesTools {
  readonly backends: Backends;
  readonly index: Pick<JobIndex, "query">;
  readonly algorithms: CatalogueCache<Algorithm>;
  readonly flavors: CatalogueCache<Flavor>;
  /** Ends with the gateway. */
  readonly signal: AbortSignal;
  now(): number;
}

export function createCatalogues({
  backends,
  index,
  algorithms,
  flavors,
  signal,
  now,
}: CataloguesTools): Catalogues {
  async function listAll<T>(
    selected: readonly ConnectedBackend[],
    read: (id: BackendId) => Promise<Catalogue<T>>,
  ) {
    const found: { backend: BackendId; item: T }[] = [];
    const sources: SourceView[] = [];
    const reads = selected.map(({ id }) => read(id));
    for (const [index, result] of (await Promise.allSettled(reads)).entries()) {
      const backend = (selected[index] as ConnectedBackend).id; // one read for each
      const source = backends.source(backend);
      if (result.status === "fulfilled") {
        for (const item of result.value.values()) found.push({ backend, item });
        sources.push(source);
      } else if (result.reason instanceof BackendError) {
        sources.push({ ...source, error: toFault(result.reason, now()) });
      } else throw result.reason;
    }
    return { found, sources };
  }

  function selected(ids: readonly string[] | null | undefined, method: "listAlgorithms" | "listFlavors") {
    for (const [index, id] of (ids ?? []).entries())
      backends.require(id, ["filter", "backends", String(index)]);
    // One that is asked for by name answers, if only with its refusal.
    const isNamed = (ids ?? []).length > 0;
    return backends.selectedBy({ backends: ids }).filter(({ backend }) => isNamed || backend[method]);
  }

  /** Which backends to ask for flavors, and how. */
  function flavorsFor(filter: FlavorFilter | null | undefined) {
    const { algorithm, region = null } = filter ?? {};
    const listed = selected(filter?.backends, "listFlavors");
    if (!algorithm) {
      if (region === null) return { chosen: listed, read: (id: BackendId) => flavors.of(id) };
      throw new InputError("INVALID_ARGUMENT", ["filter", "region"], region, "an algorithm beside it");
    }
    const { backend, nativeId } = parseIdOf("algorithm", algorithm, ["filter", "algorithm"]);
    const read = async (id: BackendId) => {
      const vendor = backends.get(id).backend;
      if (!vendor.listFlavorsOf) return flavors.of(id);
      const own = await vendor.listFlavorsOf(nativeId, region, signal);
      return new Map(own.map((flavor) => [flavor.nativeId, flavor]));
    };
    return { chosen: listed.filter(({ id }) => id === backend), read };
  }

  /** A job's document is enough where the vendor does not answer: its failure costs detail, not the answer. */
  async function entryOf<T>(load: () => Promise<T | null>, described: T | null): Promise<T | null> {
    try {
      return (await load()) ?? described;
    } catch (error) {
      if (described === null || !(error instanceof BackendError)) throw error;
      return described;
    }
  }

  async function algorithmBy(
    backend: BackendId,
    nativeId: string | null,
    described: Algorithm | null,
    loaders: Loaders,
  ) {
    if (nativeId === null) return described && { backend, algorithm: described };
    const vendor = backends.get(backend).backend;
    const load = async () => (vendor.listAlgorithms ? loaders.algorithms(backend).load(nativeId) : null);
    const algorithm =
      (await entryOf(load, described)) ?? (await loaders.uncataloguedAlgorithms(backend).load(nativeId));
    return algorithm && { backend, algorithm };
  }

  async function flavorBy(
    backend: BackendId,
    nativeId: string | null,
    described: Flavor | null,
    loaders: Loaders,
  ) {
    const hasCatalogue = backends.get(backend).backend.listFlavors !== undefined;
    const load = async () =>
      nativeId !== null && hasCatalogue ? loaders.flavors(backend).load(nativeId) : null;
    const flavor = await entryOf(load, described);
    return flavor && { backend, flavor };
  }

  const algorithmOf = ({ backend, core, detail }: Job, loaders: Loaders) =>
    algorithmBy(backend, core.algorithm?.nativeId ?? null, detail?.algorithm ?? null, loaders);
  const flavorOf = ({ backend, core, detail }: Job, loaders: Loaders) =>
    flavorBy(backend, core.flavor?.nativeId ?? null, detail?.flavor ?? null, loaders);

  /** What no catalogue lists is described by the jobs that name it. */
  async function newestJob(filter: JobFilter): Promise<Job | null> {
    const window = { ...parsePageWindow({}, listBounds), size: 1 };
    const { items } = await index.query({
      filter: { ...filter, includeArchived: true },
      order: defaultOrder,
      window,
    });
    return items[0]?.snapshot.job ?? null;
  }

  return {
    async listAlgorithms(page, filter) {
      const window = parsePageWindow(page, listBounds);
      const { found, sources } = await listAll(selected(filter?.backends, "listAlgorithms"), (id) =>
        algorithms.of(id),
      );
      const views = found.map(({ backend, item }) => ({ backend, algorithm: item }));
      const matching = views.filter(
        ({ algorithm }) => isAmong(filter?.forms, algorithm.form) && hasName(filter, algorithm),
      );
      const keyOf = ({ backend, algorithm }: AlgorithmView) => keyFor("algorithm", backend, algorithm);
      const list = listHash("algorithms", filter ?? {});
      return { ...pageOfList(matching, keyOf, window, list), totalCount: matching.length, sources };
    },

    async listFlavors(page, filter) {
      const window = parsePageWindow(page, listBounds);
      const { chosen, read } = flavorsFor(filter);
      const { found, sources } = await listAll(chosen, read);
      const views = found.map(({ backend, item }) => ({ backend, flavor: item }));
      const matching = views.filter(
        ({ flavor }) => isAmong(filter?.types, flavor.type) && hasName(filter, flavor),
      );
      const keyOf = ({ backend, flavor }: FlavorView) => keyFor("flavor", backend, flavor);
      const list = listHash("flavors", filter ?? {});
      return { ...pageOfList(matching, keyOf, window, list), totalCount: matching.length, sources };
    },

    async findAlgorithm(id, loaders) {
      const { backend, nativeId } = parseIdOf("algorithm", id);
      if (!backends.find(backend)) return null;
      const listed = await algorithmBy(backend, nativeId, null, loaders);
      if (listed) return listed;
      const job = await newestJob({ algorithmIds: [id] });
      return job && algorithmOf(job, loaders);
    },
    async findFlavor(id, loaders) {
      const { backend, nativeId } = parseIdOf("flavor", id);
      if (!backends.find(backend)) return null;
      const listed = await flavorBy(backend, nativeId, null, loaders);
      if (listed) return listed;
      const job = await newestJob({ flavorIds: [id] });
      return job && flavorOf(job, loaders);
    },

    algorithmOf,
    flavorOf,
    fullAlgorithm: async (backend, described, loaders) =>
      (await algorithmBy(backend, described.nativeId, described, loaders)) ?? {
        backend,
        algorithm: described,
      },
    fullFlavor: async (backend, described, loaders) =>
      (await flavorBy(backend, described.nativeId, described, loaders)) ?? { backend, flavor: described },
  };
}

function keyFor(type: "algorithm" | "flavor", backend: BackendId, item: { nativeId: string; name: string }) {
  return { key: item.name.toLowerCase(), id: formatId(type, backend, item.nativeId) };
}

function isAmong<T>(values: readonly T[] | null | undefined, value: T): boolean {
  return !values?.length || values.includes(value);
}

function hasName(
  filter: { nameContains?: string | null | undefined } | null | undefined,
  { name }: { name: string },
): boolean {
  const part = filter?.nameContains;
  return !part || name.toLowerCase().includes(part.toLowerCase());
}
