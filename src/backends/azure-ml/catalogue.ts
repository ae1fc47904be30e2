import { BackendError } from "../../domain/error.ts";
import type { Algorithm, Flavor } from "../../domain/spec.ts";
import { readAll } from "./paging.ts";
import { readUsages } from "./quotas.ts";
import { malformed, type Service } from "./service.ts";
import { parseComponent, parseComponentVersion } from "./wire/algorithm.ts";
import { parseCompute, parseSizes, type SizeTable, toServerlessFlavor } from "./wire/flavor.ts";
import { sizeKey } from "./wire/reference.ts";

/** Computes of the workspace, then the VM sizes that serverless jobs may ask for. */
export async function listFlavors(service: Service, signal: AbortSignal): Promise<Flavor[]> {
  const { backend } = service;
  const operation = "listFlavors";
  const [computes, sizes, usages] = await Promise.all([
    readAll(service, operation, service.manage(operation, ["computes"], {}, signal), signal),
    service.manageRegion(operation, ["vmSizes"], signal).then(parseSizes),
    usagesByName(service, signal),
  ]);
  if (sizes === null) throw malformed(backend, operation, "an answer without a list of sizes");
  const named = sizes.flatMap((size) => (size.name === null ? [] : [[sizeKey(size.name), size] as const]));
  const table: SizeTable = { sizes: new Map(named), usages };
  return [
    ...computes.flatMap((compute) => parseCompute(compute, table) ?? []),
    ...sizes.flatMap((size) => toServerlessFlavor(size, table) ?? []),
  ];
}

/** What is used of quotas, by VM family. A subscription may be closed to us: sizes are good without. */
async function usagesByName(service: Service, signal: AbortSignal): Promise<SizeTable["usages"]> {
  try {
    const usages = await readUsages(service, "listFlavors", signal);
    return new Map(usages.map((usage) => [usage.name.toLowerCase(), usage]));
  } catch (error) {
    if (error instanceof BackendError && error.kind === "FORBIDDEN") return new Map();
    throw error;
  }
}

/** Newest version of each component of the workspace. */
export async function listAlgorithms(service: Service, signal: AbortSignal): Promise<Algorithm[]> {
  const query = { listViewType: "ActiveOnly" };
  const first = service.manage("listAlgorithms", ["components"], query, signal);
  const components = await readAll(service, "listAlgorithms", first, signal);
  return components.flatMap((component) => parseComponent(component) ?? []);
}

/** One version of a component in the catalogue's form, `name:version`. */
const componentId = /^([^/:]+):([^/:]+)$/;

/**
 * Components by id, with what they accept. Ids of code that only a job knows, and of components of a registry, which
 * another service keeps, are unknown here.
 */
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
  const { backend } = service;
  const [, name, version] = componentId.exec(nativeId) ?? [];
  if (name === undefined || version === undefined) {
    return new BackendError("NOT_FOUND", `${nativeId} is no component of the workspace`, { backend });
  }
  try {
    const path = ["components", name, "versions", version];
    const algorithm = parseComponentVersion(
      await service.manage("getAlgorithms", path, {}, signal),
      name,
      version,
    );
    return algorithm ?? malformed(backend, "getAlgorithms", `no component at ${nativeId}`);
  } catch (error) {
    if (error instanceof BackendError && (error.kind === "NOT_FOUND" || error.kind === "MALFORMED"))
      return error;
    throw error;
  }
}
