import { BackendError } from "../../domain/error.ts";
import type { Algorithm, Flavor } from "../../domain/spec.ts";
import { inPlace, parseOrThrow, type Service } from "./service.ts";
import { type Instance, mergeInstances, parseArtifact, parseInstances } from "./wire/catalogue.ts";
import { readNativeId } from "./wire/mask.ts";

const artifactQuery = { includeExports: false };

/** The project's artifacts, in one answer without paging; a document that cannot be read is left out. */
export async function listAlgorithms(service: Service, signal: AbortSignal): Promise<Algorithm[]> {
  const documents = await readArtifacts(service, "listAlgorithms", signal);
  return documents.flatMap((document) => parseArtifact(document) ?? []);
}

/** Artifacts by id. */
export function getAlgorithms(
  service: Service,
  nativeIds: readonly string[],
  signal: AbortSignal,
): Promise<(Algorithm | BackendError)[]> {
  return Promise.all(
    nativeIds.map(async (nativeId) => {
      try {
        const path = ["artifacts", nativeId];
        const { body } = await service.get("getAlgorithms", path, artifactQuery, signal);
        return parseArtifact(body) ?? malformed(service, "getAlgorithms", "an artifact without an id");
      } catch (error) {
        return inPlace(error);
      }
    }),
  );
}

/** Artifacts whose instances are asked for at once: there may be hundreds. */
const artifactsAtOnce = 8;

/** All instances that any artifact of the project can run on: the vendor has no catalogue beside that. */
export async function listFlavors(service: Service, signal: AbortSignal): Promise<Flavor[]> {
  const documents = await readArtifacts(service, "listFlavors", signal);
  const artifactIds = documents.flatMap((document) => readNativeId(document) ?? []);
  const instances: Instance[] = [];
  for (let start = 0; start < artifactIds.length; start += artifactsAtOnce) {
    const some = artifactIds.slice(start, start + artifactsAtOnce);
    const answers = await Promise.all(some.map((id) => readInstances(service, id, "*", signal)));
    instances.push(...answers.flatMap((answer) => (answer instanceof BackendError ? [] : answer)));
  }
  return mergeInstances(instances);
}

/** Instances that one artifact can run on in a region, null for any. */
export async function listFlavorsOf(
  service: Service,
  artifactId: string,
  region: string | null,
  signal: AbortSignal,
): Promise<Flavor[]> {
  const instances = await readInstances(service, artifactId, region ?? "*", signal);
  if (instances instanceof BackendError) throw instances;
  return mergeInstances(instances);
}

/**
 * Instances that one artifact can run on in a region, `*` for any; instead of them why there are none, where that is
 * about this artifact alone: it is not there, or its answer is odd.
 */
export async function readInstances(
  service: Service,
  artifactId: string,
  region: string,
  signal: AbortSignal,
): Promise<Instance[] | BackendError> {
  try {
    const path = ["artifacts", artifactId, "availableInstances", "regions", region];
    const { body } = await service.get("listFlavors", path, {}, signal);
    return parseOrThrow(service.backend, body, () => parseInstances(body));
  } catch (error) {
    return inPlace(error);
  }
}

async function readArtifacts(
  service: Service,
  operation: string,
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const { body } = await service.get(operation, ["artifacts"], artifactQuery, signal);
  if (Array.isArray(body)) return body;
  throw malformed(service, operation, "no array of artifacts");
}

function malformed({ backend }: Service, operation: string, what: string): BackendError {
  return new BackendError("MALFORMED", `${operation}: got ${what}`, { backend });
}
