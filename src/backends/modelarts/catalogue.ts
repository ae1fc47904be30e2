import type { BackendError } from "../../domain/error.ts";
import type { Algorithm, Flavor } from "../../domain/spec.ts";
import { inPlace, malformed, pageLimit, readList } from "./jobs.ts";
import { type OffsetUnit, type PageSource, readAll } from "./paging.ts";
import type { Service } from "./service.ts";
import { parseAlgorithm } from "./wire/algorithm.ts";
import { parseFlavors } from "./wire/flavor.ts";

/** All training flavors, in one call. */
export async function listFlavors(service: Service, signal: AbortSignal): Promise<Flavor[]> {
  const response = await service.get("listFlavors", ["training-job-flavors"], {}, signal);
  const flavors = parseFlavors(response.json());
  if (flavors === null)
    throw malformed(service.backend, "listFlavors", "an answer without a list of flavors");
  return flavors;
}

/** All algorithms of the workspaces; a document that cannot be read is left out. */
export async function listAlgorithms(
  service: Service,
  workspaces: readonly string[],
  unit: OffsetUnit,
  signal: AbortSignal,
): Promise<Algorithm[]> {
  const lists = await Promise.all(
    workspaces.map((workspace) => readAll(algorithmsOf(service, workspace, signal), pageLimit, unit)),
  );
  return lists.flat().flatMap((row) => row.algorithm ?? []);
}

/** Rows that cannot be read count for paging too. */
interface AlgorithmRow {
  readonly algorithm: Algorithm | null;
}

function algorithmsOf(service: Service, workspace: string, signal: AbortSignal): PageSource<AlgorithmRow> {
  const order = { sort_by: "create_time", order: "desc", workspace_id: workspace };
  return {
    keyOf: ({ algorithm }) => algorithm?.nativeId ?? null,
    async read(offset, limit) {
      const response = await service.get(
        "listAlgorithms",
        ["algorithms"],
        { offset, limit, ...order },
        signal,
      );
      const { rows, sizes } = readList(service.backend, "listAlgorithms", response.json());
      return { rows: rows.map((document) => ({ algorithm: parseAlgorithm(document) })), sizes };
    },
  };
}

/** Algorithms by id. Subscribed ones are not in algorithm management, nor is code that only one job names. */
export function getAlgorithms(
  service: Service,
  nativeIds: readonly string[],
  signal: AbortSignal,
): Promise<(Algorithm | BackendError)[]> {
  return Promise.all(nativeIds.map((nativeId) => getAlgorithm(service, nativeId, signal)));
}

async function getAlgorithm(
  service: Service,
  nativeId: string,
  signal: AbortSignal,
): Promise<Algorithm | BackendError> {
  try {
    const response = await service.get("getAlgorithms", ["algorithms", nativeId], {}, signal);
    return (
      parseAlgorithm(response.json()) ??
      malformed(service.backend, "getAlgorithms", "an algorithm without an id")
    );
  } catch (error) {
    return inPlace(error);
  }
}
