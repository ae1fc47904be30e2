import type { BackendDefinition } from "../../src/backends/contract.ts";
import type { Route, SimulatorDefinition, VendorResponse } from "../../src/simulator/contract.ts";
import { spoilMessage } from "./spoiled-message.ts";

/** A vendor whose documents can be made unreadable one by one. */
export interface SpoilableVendor {
  readonly definition: BackendDefinition;
  /** Native ids whose documents carry a number in every place but their id, or bytes that are none in protobuf. */
  readonly spoiled: Set<string>;
}

/** Puts a hand between a simulated vendor's answers and the wire. For vendors that speak JSON or protobuf. */
export function spoilable(definition: BackendDefinition): SpoilableVendor {
  const spoiled = new Set<string>();
  const simulator = async () => spoiling(await definition.simulator(), spoiled);
  return { definition: { ...definition, simulator }, spoiled };
}

function spoiling(definition: SimulatorDefinition, spoiled: ReadonlySet<string>): SimulatorDefinition {
  const spoilRoute = (route: Route): Route => ({
    ...route,
    handle: async (request) => spoilAnswer(await route.handle(request), spoiled),
  });
  return {
    ...definition,
    create(world) {
      const vendor = definition.create(world);
      return { ...vendor, routes: vendor.routes.map(spoilRoute) };
    },
  };
}

function spoilAnswer(answer: VendorResponse, spoiled: ReadonlySet<string>): VendorResponse {
  const { chunks, json, ...rest } = answer;
  if (rest.body instanceof Buffer && /protobuf/.test(rest.headers?.["content-type"] ?? ""))
    return { ...rest, body: Buffer.from(spoilMessage(rest.body, spoiled)) };
  if (chunks === undefined && json === undefined) return answer;
  const document: unknown = chunks === undefined ? json : JSON.parse([...chunks].join(""));
  return { ...rest, json: spoil(document, spoiled) };
}

function spoil(value: unknown, spoiled: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((member) => spoil(member, spoiled));
  if (typeof value !== "object" || value === null) return value;
  const holdsId = (member: unknown): boolean => typeof member === "string" && spoiled.has(member);
  const entries = Object.entries(value).map(([key, member]): [string, unknown] => [
    key,
    spoil(member, spoiled),
  ]);
  const inside = (member: unknown) =>
    typeof member === "object" && member !== null && "id" in member && holdsId(member.id);
  if (!entries.some(([, member]) => holdsId(member) || inside(member))) return Object.fromEntries(entries);
  const kept = entries.map(([key, member]) => [key, holdsId(member) || inside(member) ? member : 7]);
  return Object.fromEntries(kept);
}
