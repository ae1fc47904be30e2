import { Refusal } from "./refusal.ts";
import type { Simulation } from "./simulation.ts";
import type { Vendor } from "./vendor.ts";

/** Finds a vendor by kind. Throws a 404 when it is not running here. */
export function requireVendor(simulation: Simulation, kind: string): Vendor {
  const vendor = simulation.find(kind);
  if (vendor) return vendor;
  const known = simulation.vendors.map((candidate) => candidate.definition.kind).join(", ");
  throw new Refusal(404, `no vendor ${kind}; running: ${known}`, "kind");
}
