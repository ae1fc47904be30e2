import type { Random } from "../../../simulator/random.ts";
import { type Flavor, flavorDetail, flavors } from "./flavors.ts";
import type { WireDocument } from "./wire-document.ts";

/** The dedicated resource pool of the account. */
export const DEDICATED_POOL = { pool_id: "pool-a7c3-train", pool_name: "train-pool" } as const;

/** Machine sizes of a dedicated pool and the cards that each stands for. */
export const POOL_FLAVORS: Readonly<Record<string, number>> = {
  "modelarts.pool.visual.xlarge": 1,
  "modelarts.pool.visual.2xlarge": 2,
  "modelarts.pool.visual.4xlarge": 4,
  "modelarts.pool.visual.8xlarge": 8,
  "modelarts.pool.visual.16xlarge": 16,
};

/** Draws the `spec.resource` of a job: mostly a public flavor, sometimes the dedicated pool. */
export function resourceOf(flavorTypes: readonly Flavor["flavor_type"][], random: Random): WireDocument {
  if (flavorTypes.includes("GPU") && random.chance(0.15)) {
    return poolResource("modelarts.pool.visual.xlarge", random.int(1, 2));
  }
  const fitting = flavors.filter((flavor) => flavorTypes.includes(flavor.flavor_type));
  const flavor = random.pick(fitting);
  const most = Math.min(flavor.flavor_info.max_num, 4);
  return publicResource(flavor, random.chance(0.7) ? 1 : random.int(1, most));
}

/** The resource of a job on a public flavor. */
export function publicResource(flavor: Flavor, nodeCount: number): WireDocument {
  return {
    policy: "regular",
    flavor_id: flavor.flavor_id,
    flavor_name: flavor.flavor_name,
    node_count: nodeCount,
    flavor_detail: flavorDetail(flavor),
  };
}

/** The resource of a job in the dedicated pool, which carries no `flavor_detail`. */
export function poolResource(flavorId: string, nodeCount: number): WireDocument {
  const cards = POOL_FLAVORS[flavorId] ?? 0;
  return {
    policy: "regular",
    flavor_id: flavorId,
    flavor_name: flavorId,
    node_count: nodeCount,
    ...DEDICATED_POOL,
    main_container_allocated_resources: {
      cpu_arch: "x86",
      cpu_core_num: 8 * Math.max(1, cards),
      mem_size: 64 * Math.max(1, cards),
      accelerator_num: cards,
      accelerator_type: "nvidia.com/gpu",
    },
  };
}
