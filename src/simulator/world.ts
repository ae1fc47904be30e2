import { Agenda } from "./agenda.ts";
import { createCalendar } from "./calendar.ts";
import type { Clock } from "./clock.ts";
import type { AssumptionValue, Jobs, SimulatorDefinition, VendorSimulator, World } from "./contract.ts";
import { JobStore } from "./jobs.ts";
import { meanLifeMs } from "./life-cycle.ts";
import { LogStore } from "./logs.ts";
import { hash32 } from "./random.ts";

/** One vendor's world with its running simulator, as the framework drives it. */
export interface RunningWorld {
  readonly jobs: JobStore;
  readonly logs: LogStore;
  readonly agenda: Agenda;
  readonly simulator: VendorSimulator;
  readonly removeJob: (id: string) => boolean;
  /** Ends timers; the world can still be read. */
  readonly stop: () => void;
}

export interface WorldSettings {
  readonly definition: SimulatorDefinition;
  readonly clock: Clock;
  readonly origin: string;
  readonly seed: number;
  readonly jobs: number;
  readonly assumption: (key: string) => AssumptionValue;
}

/** Plans looked at to learn how long a vendor's life cycles are. */
const SAMPLE_SIZE = 300;

/** Builds a fresh world. Jobs come into being when they are asked for, so its size does not matter here. */
export function createWorld({
  definition,
  clock,
  origin,
  seed,
  jobs: size,
  assumption,
}: WorldSettings): RunningWorld {
  const agenda = new Agenda(clock);
  const population = definition.population(seed);
  const sample = Array.from({ length: SAMPLE_SIZE }, (_, at) => hash32(seed, "sample", at));
  const calendar = createCalendar(clock, seed, size, meanLifeMs(population, sample));
  const store = new JobStore({ clock, agenda, calendar, population, seed });
  const logs = new LogStore(clock);
  const removeJob = (id: string) => {
    logs.remove(id);
    return store.remove(id);
  };
  const world: World = {
    seed,
    origin,
    now: () => clock.now(),
    wallNow: () => clock.wallNow(),
    jobs: forVendor(store, removeJob),
    logs,
    assumption,
    at: (instant, run) => agenda.addInstant(instant, run),
    onState: (listener) => store.listen(listener),
  };
  const simulator = definition.create(world);
  logs.sources = simulator.logs ?? null;
  const stop = () => {
    simulator.stop?.();
    agenda.stop();
  };
  return { jobs: store, logs, agenda, simulator, removeJob, stop };
}

/** The jobs as a vendor may use them: removal takes the logs along. */
function forVendor(store: JobStore, remove: (id: string) => boolean): Jobs {
  return {
    count: () => store.count(),
    get: (id) => store.get(id),
    newestFirst: (window) => store.newestFirst(window),
    oldestFirst: (window) => store.oldestFirst(window),
    made: () => store.made(),
    unsettled: () => store.unsettled(),
    create: (draft) => store.create(draft),
    change: (id, fields) => store.change(id, fields),
    follow: (id, steps) => store.follow(id, steps),
    mark: (id, step) => store.mark(id, step),
    remove,
  };
}
