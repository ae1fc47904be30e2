import type {
  LogLine,
  SimulatedJob,
  SimulatorDefinition,
  VendorRequest,
  VendorSimulator,
  World,
} from "../../../src/simulator/contract.ts";
import { fromUuid, toUuid } from "../../../src/simulator/native-id.ts";
import { createRandom } from "../../../src/simulator/random.ts";

export interface ToyVendor extends SimulatorDefinition {
  /** The newest world, for looking inside. */
  readonly world: () => World;
  /** `native` words of all states told since a push address was set. */
  readonly pushed: string[];
}

/** A vendor made up for these tests: pages of five, text logs with a main source, a push that is only counted. */
export function createToyVendor(kind = "TOY", portOffset = 1): ToyVendor {
  const worlds: World[] = [];
  const pushed: string[] = [];
  return {
    kind,
    portOffset,
    pushed,
    world: () => {
      const world = worlds.at(-1);
      if (!world) throw new Error("the toy vendor has not been started");
      return world;
    },
    assumptions: [
      { key: "order", default: "up", choices: ["up", "down"], meaning: "which way it goes" },
      { key: "cancelLatencyMs", default: 0, meaning: "how long a cancel takes" },
    ],
    credentials: { token: "toy-token" },
    endpoint: (origin) => ({ url: `${origin}/v1`, config: { id: "toy", kind, url: `${origin}/v1` } }),
    population: (seed) => ({
      idOf: (serial) => toUuid(seed, serial),
      serialOf: (id) => fromUuid(seed, id),
      plan: (jobSeed) => {
        const random = createRandom(jobSeed, "plan");
        return {
          type: "toy",
          steps: [
            { native: "Queued", afterMs: 0 },
            { native: "Running", afterMs: random.int(1_000, 60_000) },
            { native: random.pick(["Done", "Failed"]), afterMs: random.int(60_000, 700_000) },
          ],
        };
      },
    }),
    create: (world) => {
      worlds.push(world);
      return createToy(world, pushed);
    },
  };
}

function createToy(world: World, pushed: string[]): VendorSimulator {
  const toDocument = (job: SimulatedJob, request: VendorRequest) => ({
    id: job.id,
    createdAt: job.createdAt,
    status: request.effects.unknownStatus ?? job.state.native,
    message: job.state.message,
    history: job.history.map(({ native, at }) => ({ native, at })),
    ...job.fields,
  });
  return {
    routes: [
      {
        method: "GET",
        path: "/v1/jobs",
        handle: (request) => {
          if (request.effects.tokensExpired) return { status: 401, json: { problem: "expired" } };
          const offset = Number(request.search.get("offset") ?? 0);
          const jobs = [...world.jobs.newestFirst()].slice(offset, offset + 5);
          return { status: 200, json: jobs.map((job) => toDocument(job, request)) };
        },
      },
      {
        method: "GET",
        path: "/v1/jobs/{id}",
        handle: (request) => {
          const job = world.jobs.get(request.params.id ?? "");
          return job
            ? { status: 200, json: toDocument(job, request) }
            : { status: 404, json: { problem: 404 } };
        },
      },
      {
        method: "GET",
        path: "/v1/jobs/{id}/log",
        handle: ({ params }) => {
          const job = world.jobs.get(params.id ?? "");
          const text = job && world.logs.text(job, "main");
          return text === null ? { status: 204 } : { status: 200, body: text };
        },
      },
      {
        method: "POST",
        path: "/v1/jobs/{id}:stop",
        handle: ({ params }) => {
          const job = world.jobs.follow(params.id ?? "", [{ native: "Stopped", afterMs: 0 }]);
          return { status: job ? 200 : 404 };
        },
      },
      {
        method: "POST",
        path: "/v1/echo",
        handle: ({ body, query }) => ({ status: 200, json: { body: body.toString(), query } }),
      },
    ],
    notFound: () => ({ status: 404, json: { problem: "no route" } }),
    failure: (status) => ({ status, json: { problem: status } }),
    logs: {
      resolve: (_job, source = "main") => (["main", "side"].includes(source) ? source : null),
      acceptsRecords: false,
      generated: (job, source) => (source === "main" ? generateLines(job, world.now()) : []),
    },
    hook: () => {
      world.onState((_job, state) => pushed.push(state.native));
    },
  };
}

/** One line for each state and one for each 10 s of running. */
function generateLines(job: SimulatedJob, now: number): LogLine[] {
  return job.history.flatMap(({ native, at }, place) => {
    const lines = [{ at, line: `now ${native}` }];
    const end = job.history[place + 1]?.at ?? now;
    if (native !== "Running") return lines;
    for (let tick = at + 10_000; tick <= end; tick += 10_000) lines.push({ at: tick, line: `tick ${tick}` });
    return lines;
  });
}
