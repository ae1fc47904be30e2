import DataLoader from "dataloader";
import { BackendError } from "../domain/error.ts";
import type { BackendId } from "../domain/id.ts";
import type { JobReading } from "../domain/job.ts";
import type { Algorithm, Flavor } from "../domain/spec.ts";
import type { Sync } from "../sync/sync.ts";
import type { Backends } from "./backends.ts";
import type { CatalogueCache } from "./catalogue-cache.ts";
import { Coalescer } from "./coalescer.ts";

/** Loaders of one operation: one per backend and kind of thing, keyed by native id. They reject with `BackendError`. */
export interface Loaders {
  /** Fresh readings, recorded in the journal. */
  readings(backend: BackendId): DataLoader<string, JobReading>;
  /** Out of the catalogue; null: it lists none by this id. */
  algorithms(backend: BackendId): DataLoader<string, Algorithm | null>;
  /** What the catalogue lacks, read one by one; null: the vendor knows none by this id. */
  uncataloguedAlgorithms(backend: BackendId): DataLoader<string, Algorithm | null>;
  flavors(backend: BackendId): DataLoader<string, Flavor | null>;
}

export interface LoaderTools {
  readonly backends: Backends;
  readonly sync: Sync;
  readonly algorithms: CatalogueCache<Algorithm>;
  readonly flavors: CatalogueCache<Flavor>;
  /** Ends with the gateway: a read that several operations share outlives each of them. */
  readonly signal: AbortSignal;
}

/** Makes what `createLoaders` makes for each operation; holds what they share. */
export function loaderFactory({ backends, sync, algorithms, flavors, signal }: LoaderTools): () => Loaders {
  const reads = new Coalescer<string, JobReading | BackendError>();

  async function readJobs(backend: BackendId, nativeIds: readonly string[]): Promise<(JobReading | Error)[]> {
    const keys = nativeIds.map((nativeId) => `${backend}:${nativeId}`);
    const nativeIdOf = (key: string) => key.slice(backend.length + 1);
    const load = (own: readonly string[]) => sync.of(backend).readJobs(own.map(nativeIdOf), signal);
    return Promise.all(reads.many(keys, load));
  }

  async function findAlgorithms(
    backend: BackendId,
    nativeIds: readonly string[],
  ): Promise<(Algorithm | null)[]> {
    const catalogue = await algorithms.of(backend);
    return nativeIds.map((nativeId) => catalogue.get(nativeId) ?? null);
  }

  async function readAlgorithms(
    backend: BackendId,
    nativeIds: readonly string[],
  ): Promise<(Algorithm | null | BackendError)[]> {
    const found = await backends.get(backend).backend.getAlgorithms?.(nativeIds, signal);
    return nativeIds.map((_, index) => absentIsNull(found?.[index] ?? null));
  }

  async function findFlavors(backend: BackendId, nativeIds: readonly string[]): Promise<(Flavor | null)[]> {
    const catalogue = await flavors.of(backend);
    return nativeIds.map((nativeId) => catalogue.get(nativeId) ?? null);
  }

  return () => ({
    readings: perBackend((backend) => {
      const maxBatchSize = backends.get(backend).definition.limits.batchSize;
      return new DataLoader((nativeIds) => readJobs(backend, nativeIds), { maxBatchSize });
    }),
    uncataloguedAlgorithms: perBackend(
      (backend) =>
        new DataLoader<string, Algorithm | null>((nativeIds) => readAlgorithms(backend, nativeIds)),
    ),
    algorithms: perBackend((backend) => new DataLoader((nativeIds) => findAlgorithms(backend, nativeIds))),
    flavors: perBackend((backend) => new DataLoader((nativeIds) => findFlavors(backend, nativeIds))),
  });
}

function perBackend<V>(
  make: (backend: BackendId) => DataLoader<string, V>,
): (backend: BackendId) => DataLoader<string, V> {
  const made = new Map<BackendId, DataLoader<string, V>>();
  return (backend) => {
    const loader = made.get(backend) ?? make(backend);
    made.set(backend, loader);
    return loader;
  };
}

function absentIsNull<T>(value: T): T | null {
  return value instanceof BackendError && value.kind === "NOT_FOUND" ? null : value;
}
