import * as input from "./control-input.ts";
import * as jobs from "./control-jobs.ts";
import type { FaultMatch } from "./faults.ts";
import { parseInput, Refusal } from "./refusal.ts";
import { requireVendor } from "./require-vendor.ts";
import type { Simulation } from "./simulation.ts";
import type { Vendor } from "./vendor.ts";

/** One call of the control port: what was sent, taken apart. */
export interface ControlCall {
  readonly body: unknown;
  readonly search: URLSearchParams;
  /** Decoded parts of the path. */
  readonly params: Readonly<Record<string, string>>;
}

/** One operation of the control port; it throws a `Refusal` for what it cannot do. */
export interface ControlOperation {
  readonly method: string;
  readonly path: string;
  readonly run: (call: ControlCall) => unknown;
}

/** The operations of the control port over a simulation. */
export function controlOperations(simulation: Simulation): ControlOperation[] {
  return [
    { method: "GET", path: "/", run: () => describe(simulation) },
    { method: "POST", path: "/reset", run: ({ body }) => reset(simulation, body) },
    { method: "POST", path: "/clock", run: ({ body }) => turnClock(simulation, body) },
    { method: "POST", path: "/jobs", run: ({ body }) => jobs.makeJobs(simulation, body) },
    {
      method: "PATCH",
      path: "/jobs/{kind}/{id}",
      run: ({ params, body }) => jobs.patchJob(simulation, params, body),
    },
    { method: "DELETE", path: "/jobs/{kind}/{id}", run: ({ params }) => jobs.removeJob(simulation, params) },
    {
      method: "POST",
      path: "/logs/{kind}/{id}",
      run: ({ params, body }) => jobs.writeLog(simulation, params, body),
    },
    { method: "GET", path: "/faults", run: () => simulation.vendors.flatMap(listFaults) },
    { method: "POST", path: "/faults", run: faultInjector(simulation) },
    { method: "DELETE", path: "/faults/{id}", run: ({ params }) => removeFault(simulation, params.id ?? "") },
    { method: "GET", path: "/assumptions", run: () => simulation.vendors.flatMap(listAssumptions) },
    { method: "POST", path: "/assumptions", run: ({ body }) => setAssumption(simulation, body) },
    { method: "POST", path: "/hooks", run: ({ body }) => setHook(simulation, body) },
    { method: "GET", path: "/requests", run: ({ search }) => listRequests(simulation, search) },
  ];
}

function describe(simulation: Simulation) {
  const { speed, paused } = simulation.clock;
  const vendors = simulation.vendors.map(({ definition, origin }) => ({
    kind: definition.kind,
    ...definition.endpoint(origin),
    credentials: definition.credentials,
  }));
  return { vendors, now: nowText(simulation), speed, paused };
}

function reset(simulation: Simulation, body: unknown) {
  simulation.reset(parseInput(input.resetInput, body));
  return {};
}

function turnClock(simulation: Simulation, body: unknown) {
  const fired = simulation.turnClock(parseInput(input.clockInput, body));
  return { now: nowText(simulation), fired };
}

function nowText(simulation: Simulation): string {
  return new Date(simulation.clock.now()).toISOString();
}

function faultInjector(simulation: Simulation) {
  let count = 0;
  return ({ body }: ControlCall) => {
    const { kind, match, fault, times } = parseInput(input.faultInput, body);
    const { faults } = requireVendor(simulation, kind);
    const id = `fault-${++count}`;
    faults.add({ id, match: match satisfies FaultMatch, fault, times: times ?? null });
    return { id };
  };
}

function listFaults({ definition, faults }: Vendor) {
  return faults
    .list()
    .map(({ id, match, fault, times }) => ({ id, kind: definition.kind, match, fault, times }));
}

function removeFault(simulation: Simulation, id: string) {
  if (!simulation.vendors.some((vendor) => vendor.faults.remove(id)))
    throw new Refusal(404, `no fault ${id}`, "id");
  return {};
}

function listAssumptions({ definition, assumptions }: Vendor) {
  const { kind } = definition;
  return definition.assumptions.map(({ key, meaning }) => ({
    kind,
    key,
    value: assumptions.get(key),
    meaning,
  }));
}

function setAssumption(simulation: Simulation, body: unknown) {
  const { kind, key, value } = parseInput(input.assumptionInput, body);
  const { definition, assumptions } = requireVendor(simulation, kind);
  const assumption = definition.assumptions.find((candidate) => candidate.key === key);
  if (!assumption) {
    const known = definition.assumptions.map((candidate) => candidate.key).join(", ") || "none";
    throw new Refusal(400, `${kind} has no assumption ${key}; it has: ${known}`, "key");
  }
  const type = typeof assumption.default;
  if (typeof value !== type)
    throw new Refusal(400, `expected a ${type}, got ${JSON.stringify(value)}`, "value");
  if (assumption.choices && !assumption.choices.includes(value)) {
    throw new Refusal(400, `expected one of ${assumption.choices.join(", ")}, got ${value}`, "value");
  }
  assumptions.set(key, value);
  return {};
}

function setHook(simulation: Simulation, body: unknown) {
  const { kind, url } = parseInput(input.hookInput, body);
  const { simulator } = requireVendor(simulation, kind).world;
  if (!simulator.hook) throw new Refusal(400, `${kind} has no push`, "kind");
  simulator.hook(url);
  return {};
}

function listRequests(simulation: Simulation, search: URLSearchParams) {
  const { kind, since } = parseInput(input.requestsInput, Object.fromEntries(search));
  return requireVendor(simulation, kind).requests.after(since);
}
