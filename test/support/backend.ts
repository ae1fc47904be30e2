import type { Backend, BackendDefinition, JobPage } from "../../src/backends/contract.ts";
import { BackendError } from "../../src/domain/error.ts";
import { formatId } from "../../src/domain/id.ts";
import type { Job, JobReading } from "../../src/domain/job.ts";
import { createVendorClient } from "../../src/http/client.ts";
import type { Control } from "./control.ts";
import { startWorld } from "./gateway.ts";
import { at, backendId } from "./observation.ts";

/** Backend that the tests connect; its errors name it. */
const testBackend = backendId("tested");

type Entry = Readonly<Record<string, unknown>>;

export interface SimulationOptions {
  readonly jobs?: number;
  /** Changes the entry of `backends:` that the simulator gives, by the credentials that it accepts. */
  readonly configure?: (entry: Entry, credentials: Readonly<Record<string, string>>) => Entry;
}

/** One vendor, simulated, with its clock standing still, and as many instances of its backend as a test wants. */
export interface SimulatedBackend extends AsyncDisposable {
  readonly control: Control;
  /** The checked entry of `backends:`. */
  readonly config: Entry;
  /** Waits between tries so far, in milliseconds. None of them took any time. */
  readonly waits: readonly number[];
  /** Makes an instance as the gateway makes it, that knows nothing of the ones before. */
  connect(change?: Entry): Backend;
  /** Lets time go by for the backend alone, so that what it holds grows old. */
  pass(ms: number): void;
}

export async function simulateBackend(
  definition: BackendDefinition,
  { jobs = 40, configure = (entry) => entry }: SimulationOptions = {},
): Promise<SimulatedBackend> {
  const world = await startWorld({ jobs, definitions: [definition] });
  const { config: entry, credentials } = world.vendor(definition.kind);
  const config = configure({ ...entry, id: testBackend }, credentials);
  const waits: number[] = [];
  let passed = 0;
  const now = () => Date.now() + passed;
  const pass = (ms: number) => {
    passed += ms;
  };
  return {
    control: world.control,
    config,
    waits,
    pass,
    connect(change = {}) {
      const sleep = async (ms: number) => {
        waits.push(ms);
        pass(ms);
      };
      const tools = { backend: testBackend, now, random: () => 0.5, sleep };
      const { concurrency, callsPerMinute } = definition.limits;
      return definition.create(definition.config.parse({ ...config, ...change }), {
        id: testBackend,
        now,
        connect: (protocol, options) =>
          createVendorClient(protocol, tools, { concurrency, callsPerMinute, ...options }),
      });
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

const { signal } = new AbortController();

/** Pages of a listing from a cursor (null: the beginning) to its end. */
export async function* walk(
  backend: Backend,
  pageSize: number,
  cursor: string | null = null,
): AsyncGenerator<JobPage> {
  for (let next = cursor, isFirst = true; isFirst || next !== null; isFirst = false) {
    const page = await backend.listJobs({ cursor: next, pageSize, since: null }, signal);
    yield page;
    next = page.next;
  }
}

/** The same pages at once. */
export async function readPages(
  backend: Backend,
  pageSize: number,
  cursor: string | null = null,
): Promise<JobPage[]> {
  const pages: JobPage[] = [];
  for await (const page of walk(backend, pageSize, cursor)) pages.push(page);
  return pages;
}

/** All readings of a listing, in its order. */
export async function listAll(backend: Backend, pageSize: number): Promise<JobReading[]> {
  const pages = await readPages(backend, pageSize);
  return pages.flatMap(({ readings }) => readings);
}

/** Reads jobs by id in batches of the size that the definition allows. */
export async function readJobs(
  backend: Backend,
  { limits }: BackendDefinition,
  nativeIds: readonly string[],
): Promise<(JobReading | BackendError)[]> {
  const results: (JobReading | BackendError)[] = [];
  for (let from = 0; from < nativeIds.length; from += limits.batchSize)
    results.push(...(await backend.getJobs(nativeIds.slice(from, from + limits.batchSize), signal)));
  return results;
}

/** Reads one job, which must be there. */
export async function readJob(backend: Backend, nativeId: string): Promise<JobReading> {
  const [reading] = await backend.getJobs([nativeId], signal);
  if (reading === undefined) throw new Error(`getJobs gave nothing for ${nativeId}`);
  if (reading instanceof BackendError) throw reading;
  return reading;
}

/** The job as it would be stored after this one reading. */
export function toStoredJob({ nativeId, core, native, ...parts }: JobReading): Job {
  const id = formatId("job", testBackend, nativeId);
  const { labels = [] } = parts;
  const detail = parts.detail ?? null;
  return { id, backend: testBackend, nativeId, core, labels, detail, native, observedAt: at("09:00:00") };
}

/** Waits for the failure of a call, which must be a `BackendError` of the tested backend. */
export async function failureOf(call: Promise<unknown>): Promise<BackendError> {
  const error: unknown = await call.then(
    () => new Error("the call succeeded"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof BackendError)) throw new Error("expected a BackendError", { cause: error });
  if (error.backend !== testBackend) throw new Error(`the error names ${error.backend}`, { cause: error });
  return error;
}
