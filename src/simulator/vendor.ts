import type { Clock } from "./clock.ts";
import type {
  AssumptionValue,
  Route,
  SimulatorDefinition,
  VendorRequest,
  VendorResponse,
} from "./contract.ts";
import { FaultBook } from "./faults.ts";
import { RequestLog } from "./request-log.ts";
import { createRouter, type Router } from "./routes.ts";
import { createWorld, type RunningWorld } from "./world.ts";

/** A request before the router has taken its path apart. */
export type RoutableRequest = Omit<VendorRequest, "params">;

/** One vendor in the simulation: what survives a reset, and the world that does not. */
export class Vendor {
  readonly definition: SimulatorDefinition;
  readonly origin: string;
  readonly faults = new FaultBook();
  readonly requests = new RequestLog();
  readonly assumptions: Map<string, AssumptionValue>;
  #clock: Clock;
  #world: RunningWorld;
  #router: Router<Route>;

  constructor(definition: SimulatorDefinition, origin: string, start: WorldStart) {
    this.definition = definition;
    this.origin = origin;
    this.assumptions = new Map(
      definition.assumptions.map((assumption) => [assumption.key, assumption.default]),
    );
    this.#clock = start.clock;
    this.#world = this.#build(start);
    this.#router = createRouter(this.#world.simulator.routes);
  }

  get world(): RunningWorld {
    return this.#world;
  }

  now(): number {
    return this.#clock.now();
  }

  /** Replaces the world; faults, pushes and timers end with the old one. */
  reset(start: WorldStart): void {
    this.#world.stop();
    this.faults.clear();
    this.#clock = start.clock;
    this.#world = this.#build(start);
    this.#router = createRouter(this.#world.simulator.routes);
  }

  /** Answers as the vendor does; its own crashes are its 500. */
  async answer(request: RoutableRequest): Promise<VendorResponse> {
    const found = this.#router(request.method, request.path);
    if (!found) return this.#world.simulator.notFound({ ...request, params: {} });
    try {
      return await found.route.handle({ ...request, params: found.params });
    } catch (error) {
      process.stderr.write(
        `simulator of ${this.definition.kind}: ${error instanceof Error ? error.stack : error}\n`,
      );
      return this.fail(500, request);
    }
  }

  fail(status: number, request: RoutableRequest): VendorResponse {
    return this.#world.simulator.failure(status, { ...request, params: {} });
  }

  /** Lets generated jobs appear now, besides those that arrive by themselves. */
  arrive(count: number): void {
    for (let made = 0; made < count; made++)
      this.#world.jobs.add({ ...this.#world.jobs.planNext(), fields: {} }, "generated");
  }

  #build(start: WorldStart): RunningWorld {
    const { definition, origin, assumptions } = this;
    const assumption = (key: string) => {
      const value = assumptions.get(key);
      if (value === undefined) throw new Error(`${definition.kind} has no assumption ${key}`);
      return value;
    };
    return createWorld({ definition, origin, assumption, ...start });
  }
}

/** What a fresh world is made from. */
export interface WorldStart {
  readonly clock: Clock;
  readonly seed: number;
  readonly jobs: number;
}
