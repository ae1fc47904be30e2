import type { BackendDefinition } from "../../src/backends/contract.ts";
import { definitions as registered } from "../../src/backends/registry.ts";
import { type BackendId, formatId, isBackendId, type JobId } from "../../src/domain/id.ts";
import { classOf } from "../../src/domain/status.ts";
import type { SimulatedJob } from "../../src/simulator/contract.ts";
import { type SimulatedWorld, startWorld } from "./gateway.ts";
import { eventually, query } from "./graphql.ts";
import { phasesOf } from "./true-phases.ts";
import { witness } from "./witness.ts";
import { wordFor } from "./words.ts";

/** A job that a test has made at a vendor. */
export interface MadeJob {
  readonly kind: string;
  readonly nativeId: string;
}

/** A job as its vendor knows it; null: it was removed. */
export interface TrueJob extends MadeJob {
  readonly backend: BackendId;
  readonly job: SimulatedJob | null;
  /** Whether a gateway that had time to look must know the job. */
  readonly mustBeKnown: boolean;
}

export interface MovingWorldOptions {
  readonly seed: number;
  /** How much faster jobs live; null: nothing moves by itself. */
  readonly speed: number | null;
  readonly definitions?: readonly BackendDefinition[];
}

/** Simulated vendors whose jobs move, and what is known of them past every adapter. */
export interface MovingWorld extends AsyncDisposable {
  readonly world: SimulatedWorld;
  readonly kinds: readonly string[];
  /** Jobs that a test has made, and those of them that it has removed again. */
  readonly jobs: MadeJob[];
  readonly removed: MadeJob[];
  /** Whether a job is there and has not ended. */
  isMoving(job: MadeJob): boolean;
  /** A job that runs until it is told to end: what comes after its end concerns no subscriber. */
  readonly sentinel: { readonly jobId: JobId; end(): Promise<void> };
  backendOf(kind: string): BackendId;
  /** Every job that there is or was removed, as its vendor knows it. */
  trueJobs(): TrueJob[];
  /** Waits until every job that a test has made has ended, and stops the clock. */
  rest(withinMs: number): Promise<void>;
  /** Waits until a gateway shows every job as its vendor does. */
  shownBy(url: string, withinMs: number): Promise<void>;
}

export async function startMovingWorld(options: MovingWorldOptions): Promise<MovingWorld> {
  const { seed, speed, definitions = registered } = options;
  const kinds = definitions.map(({ kind }) => kind);
  const known = witness(definitions);
  await using parts = new AsyncDisposableStack();
  const world = parts.use(await startWorld({ jobs: 20, seed, definitions: known.definitions }));
  const { control } = world;
  if (speed !== null) await control.clock({ paused: false, speed });
  const jobs: MadeJob[] = [];
  const removed: MadeJob[] = [];
  const [kind = ""] = kinds;
  const nativeId = await control.addJob(kind, [{ native: wordFor(kind, "RUNNING"), afterMs: 0 }]);

  const sentinel: MadeJob = { kind, nativeId };

  function backendOf(ofKind: string): BackendId {
    const id = String(world.vendor(ofKind).config.id);
    if (!isBackendId(id)) throw new Error(`${id} is no id of a backend.`);
    return id;
  }

  function isMoving(one: MadeJob): boolean {
    const job = known.jobsOf(one.kind).get(one.nativeId);
    return job !== null && !phasesOf(one.kind, job, job.state).some((phase) => classOf(phase) === "TERMINAL");
  }

  function trueJobs(): TrueJob[] {
    const scripted = new Set([...jobs, sentinel].map((job) => `${job.kind} ${job.nativeId}`));
    const gone = removed.map((job) => ({
      ...job,
      backend: backendOf(job.kind),
      job: null,
      mustBeKnown: false,
    }));
    const there = kinds.flatMap((ofKind) =>
      [...known.jobsOf(ofKind).newestFirst()].map((job) => ({
        kind: ofKind,
        backend: backendOf(ofKind),
        nativeId: job.id,
        job,
        mustBeKnown: scripted.has(`${ofKind} ${job.id}`),
      })),
    );
    return [...there, ...gone];
  }

  const running = parts.move();
  return {
    world,
    kinds,
    jobs,
    removed,
    backendOf,
    trueJobs,
    isMoving,
    sentinel: {
      jobId: formatId("job", backendOf(kind), nativeId),
      end: async () => void (await control.changeJob(kind, nativeId, { native: wordFor(kind, "SUCCEEDED") })),
    },
    async rest(withinMs) {
      const moving = async () => jobs.filter(isMoving);
      await eventually(moving, (left) => left.length === 0, withinMs);
      await control.clock({ paused: true });
    },
    async shownBy(url, withinMs) {
      const different = async () => {
        const shown = await phasesShown(url);
        return trueJobs().flatMap((one) => differenceOf(one, shown.get(idOf(one)) ?? null));
      };
      await eventually(different, (left) => left.length === 0, withinMs);
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

function differenceOf({ kind, nativeId, job, mustBeKnown }: TrueJob, shown: string | null): string[] {
  if (job === null) return shown === null ? [] : [`${kind} ${nativeId} is gone, is shown as ${shown}`];
  const truePhases: readonly string[] = phasesOf(kind, job, job.state);
  if (shown === null) return mustBeKnown ? [`${kind} ${nativeId} is ${truePhases}, is not shown`] : [];
  return truePhases.includes(shown) ? [] : [`${kind} ${nativeId} is ${truePhases}, is shown as ${shown}`];
}

interface Page {
  readonly jobs: {
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
    readonly nodes: readonly { readonly id: string; readonly status: { readonly phase: string } }[];
  };
}

/** Vendors may give the same native id. */
const idOf = ({ backend, nativeId }: TrueJob) => String(formatId("job", backend, nativeId));

/** By the id of the job. */
async function phasesShown(url: string): Promise<Map<string, string>> {
  const text = `query ($after: String) { jobs(first: 100, after: $after, filter: { includeArchived: true }) {
    pageInfo { endCursor hasNextPage } nodes { id status { phase } }
  } }`;
  const phases = new Map<string, string>();
  for (let after: string | null = null; ; ) {
    const { jobs }: Page = await query<Page>(url, text, { after });
    for (const { id, status } of jobs.nodes) phases.set(id, status.phase);
    if (!jobs.pageInfo.hasNextPage) return phases;
    after = jobs.pageInfo.endCursor;
  }
}
