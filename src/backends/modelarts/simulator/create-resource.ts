import { ServiceError } from "./errors.ts";
import { findFlavor } from "./flavors.ts";
import { DEDICATED_POOL, POOL_FLAVORS, poolResource, publicResource } from "./generated-resource.ts";
import { at, isDocument, textAt, type WireDocument } from "./wire-document.ts";

/** Checks the resource of a create body and fills in the flavor's details or the pool's. */
export function resolveResource(resource: unknown): WireDocument {
  if (!isDocument(resource)) throw new ServiceError("2788", "spec.resource");
  const nodes = at(resource, "node_count");
  if (!Number.isInteger(nodes) || Number(nodes) < 1) {
    throw new ServiceError("2788", "spec.resource.node_count");
  }
  const flavorId = textAt(resource, "flavor_id");
  const poolId = textAt(resource, "pool_id");
  if (poolId !== "") {
    if (poolId !== DEDICATED_POOL.pool_id) throw new ServiceError("2890", poolId);
    if (flavorId !== "" && POOL_FLAVORS[flavorId] === undefined) {
      throw new ServiceError("2781", flavorId);
    }
    return { ...resource, ...poolResource(flavorId, Number(nodes)) };
  }
  if (flavorId === "") {
    if (textAt(resource, "pool_group_id") !== "") return resource;
    throw new ServiceError("2788", "spec.resource.flavor_id");
  }
  const flavor = findFlavor(flavorId);
  if (!flavor) throw new ServiceError("2781", flavorId);
  const most = flavor.flavor_info.max_num;
  if (Number(nodes) > most) throw new ServiceError("2793", Number(nodes), most);
  return { ...resource, ...publicResource(flavor, Number(nodes)) };
}
