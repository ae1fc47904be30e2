import { expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { startWorld, type TestGateway } from "../../../test/support/gateway.ts";
import { eventually, follow, query } from "../../../test/support/graphql.ts";
import { modelarts } from "./index.ts";

const kind = "MODELARTS";
const minuteMs = 60_000;
const running = [{ native: "Running", afterMs: 0 }];
const eager = {
  ...modelarts,
  limits: { ...modelarts.limits, minPollMs: 50, minListMs: 50, callsPerMinute: null },
};

/** A gateway over this vendor, whose clock stands still. */
async function start() {
  await using stack = new AsyncDisposableStack();
  const world = stack.use(await startWorld({ jobs: 3, definitions: [eager] }));
  const gateway = stack.use(await world.startGateway());
  const kept = stack.move();
  return { world, gateway, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

const board = "{ backends { title source { state error { code } } } }";
interface Board {
  readonly backends: readonly {
    readonly source: { readonly state: string; readonly error: { readonly code: string } | null };
  }[];
}

/** Asks for a job by its native id until the gateway shows what is wanted. */
function jobOf<T>(
  gateway: TestGateway,
  nativeId: string,
  fields: string,
  isMet: (job: T) => boolean = () => true,
) {
  const text = `query ($nativeId: String!) {
    jobByNativeId(backend: "modelarts", nativeId: $nativeId, maxStalenessMs: 0) { ${fields} }
  }`;
  return eventually(
    async () => (await query<{ jobByNativeId: T | null }>(gateway.url, text, { nativeId })).jobByNativeId,
    (job) => job !== null && isMet(job),
  );
}

test("credentials are the server's: whoever asks has none, and what is shown hangs on those of the settings", async () => {
  await using started = await start();
  const { world, gateway } = started;
  const read = (url: string) => () => query<Board>(url, board);
  await eventually(read(gateway.url), ({ backends }) => backends[0]?.source.state === "LIVE");
  const credentials = { accessKey: "SIMULATEDACCESSKEY01", secretKey: "canary-of-no-account" };
  await using other = await world.startGateway({
    journal: "other",
    configure: (config) => ({ ...config, credentials }),
  });
  const { backends } = await eventually(
    read(other.url),
    ({ backends }) => backends[0]?.source.error !== null,
  );
  expect(backends[0]?.source.error?.code).toBe("UNAUTHENTICATED");

  const schema = await (await fetch(`${gateway.url}/schema.graphql`)).text();
  expect(schema).not.toMatch(/^\s*\w*(session|credential|accessKey|secretKey|password)\w*(\(|:)/im);
  const shown = [schema, ...other.log].join("\n");
  expect(shown).not.toContain(credentials.secretKey);
  covers("S1-2");
});

test("a job that is scheduled anew goes back, which corrects nothing", async () => {
  await using started = await start();
  const { world, gateway } = started;
  const nativeId = await world.control.addJob(kind, running, { kind: "job" });
  interface Job {
    readonly eventCursor: string;
    readonly status: { readonly phase: string; readonly attempts: readonly object[] };
  }
  const fields = "eventCursor status { phase attempts { startedAt endedAt endReason recovery } }";
  const { eventCursor } = (await jobOf<Job>(gateway, nativeId, fields)) as Job;
  const text = `subscription ($after: String, $filter: JobFilter) {
    statusTransitions(after: $after, filter: $filter) {
      ... on StatusTransition { from to corrective occurredAt job { status { queuedAt endedAt attempts { startedAt } } } }
    }
  }`;
  type Times = { queuedAt: string; endedAt: string; attempts: readonly { readonly startedAt: string }[] };
  interface Message {
    readonly statusTransitions: {
      readonly from: string;
      readonly to: string;
      readonly corrective: boolean;
      readonly occurredAt: string;
      readonly job: { readonly status: Times };
    };
  }
  await using subscriber = follow<Message>(gateway.url, text, {
    after: eventCursor,
    filter: { nativeIds: [nativeId] },
  });
  const seen: Message["statusTransitions"][] = [];
  for (const native of ["Pending", "Running", "Completed"]) {
    await world.control.clock({ advanceMs: minuteMs });
    await world.control.changeJob(kind, nativeId, { native });
    seen.push((await subscriber.next()).statusTransitions);
  }
  expect(seen).toMatchObject([
    { from: "RUNNING", to: "QUEUED", corrective: false },
    { from: "QUEUED", to: "RUNNING", corrective: false },
    { from: "RUNNING", to: "SUCCEEDED", corrective: false },
  ]);
  const { status } = (await jobOf<Job>(gateway, nativeId, fields)) as Job;
  expect(status.phase).toBe("SUCCEEDED");
  expect(status.attempts).toHaveLength(2);
  covers("S1-319");

  // By the vendor's clock, not by when it was seen.
  const times = seen.map(({ occurredAt }) => occurredAt);
  const [queued, , ended] = seen.map(({ job }) => job.status);
  expect(times).toEqual([queued?.queuedAt, ended?.attempts.at(-1)?.startedAt, ended?.endedAt]);
  expect(times).toEqual(times.toSorted());
  expect(times).not.toContain(null);
  covers("S1-268");
});

test("a job shows its tries, its machines and what it uses of them, the backend its quota", async () => {
  await using started = await start();
  const { world, gateway } = started;
  const nativeId = await world.control.addJob(kind, running, {
    kind: "autosearch_job",
    spec: { resource: { node_count: 2 } },
  });
  await world.control.clock({ advanceMs: 5 * minuteMs });
  interface Job {
    readonly kind: string;
    readonly trials: readonly { readonly nativeId: string; readonly config: object }[];
    readonly metrics: readonly {
      readonly name: string;
      readonly points: readonly { value: number | null }[];
    }[];
    readonly status: { readonly tasks: readonly { readonly name: string; readonly hostIp: string }[] };
    readonly backend: object;
  }
  const fields = `kind
    trials { nativeId status values { key value } config }
    metrics(names: ["cpuUsage", "worker-1/memUsage"]) { name unit points { at value } }
    status { tasks { name ip hostIp scheduleCount } }
    backend { quotas { name limit used unit } capabilities { metrics } }`;
  const { next } = await world.control.requests(kind);
  const job = await jobOf<Job>(gateway, nativeId, fields);
  expect(job).toMatchObject({
    kind: "SEARCH",
    backend: {
      quotas: [{ name: "job-num", used: 4, unit: null }],
      capabilities: { metrics: true },
    },
    metrics: [
      { name: "cpuUsage", unit: "%" },
      { name: "worker-1/memUsage", unit: "%" },
    ],
    status: {
      tasks: ["worker-0", "worker-1"].map((name) => ({
        name,
        ip: expect.any(String),
        hostIp: expect.any(String),
        scheduleCount: 1,
      })),
    },
  });
  expect(job?.metrics[0]?.points.map(({ value }) => value === null)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(job?.trials).toHaveLength(7);
  const { items } = await world.control.requests(kind, next);
  expect(items.filter(({ path }) => path.endsWith("/tasks"))).toHaveLength(1);
  covers("S1-281", "S1-283", "S1-288", "S1-289");
});

test("a fine-tuning job shows how far it is and what the vendor tells of it beside its document", async () => {
  await using started = await start();
  const { world, gateway } = started;
  const nativeId = await world.control.addJob(kind, running, {
    kind: "job",
    ftjob_config: { model_type: "TextGeneration" },
  });
  await world.control.clock({ advanceMs: 5 * minuteMs });
  interface Job {
    readonly native: { readonly ft_detail?: object };
  }
  const fields =
    'kind native status { progress { fraction } } metrics(names: ["train_loss"]) { points { step } }';
  const job = await jobOf<Job>(gateway, nativeId, fields, ({ native }) => native.ft_detail !== undefined);
  expect(job).toMatchObject({
    kind: "FINE_TUNING",
    native: { ft_detail: { task_id: nativeId }, ft_artifacts: { total: 1 } },
    status: { progress: { fraction: 0.5 } },
    metrics: [{ points: expect.arrayContaining([{ step: 30 }]) }],
  });
  covers("S1-290");
});

test("a vendor that throttles is told as such, and is live again when it does not", async () => {
  await using started = await start();
  const { world, gateway } = started;
  const read = () => query<Board>(gateway.url, board);
  const isLive = ({ backends }: Board) => backends[0]?.source.state === "LIVE" && !backends[0].source.error;
  await eventually(read, isLive);
  const fault = { type: "status", status: 429, retryAfterS: 1 };
  const id = await world.control.addFault({ kind, fault });
  const { backends } = await eventually(read, ({ backends }) => backends[0]?.source.error !== null, 60_000);
  expect(backends[0]?.source.error?.code).toBe("RATE_LIMITED");
  await world.control.removeFault(id);
  await eventually(read, isLive, 60_000);
  covers("S1-316");
}, 120_000);
