import { createHmac } from "node:crypto";
import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { definitions } from "../../src/backends/registry.ts";
import { type SimulatedWorld, startWorld, type TestGateway } from "../support/gateway.ts";
import { eventually, query } from "../support/graphql.ts";
import { wordFor } from "../support/words.ts";

const dayMs = 86_400_000;
/** One poll at the start and none for the rest of the day: what is seen after that was pushed. */
const idle = { intervals: { watchedMs: dayMs, activeMs: dayMs, idleMs: dayMs }, relistMs: dayMs };
const secret = "hook-secret-of-nobody";
/** Secret of the webhooks that the simulator has from the start: the bytes 0 to 31. */
const webhookSecret = Buffer.from(Uint8Array.from({ length: 32 }, (_, byte) => byte)).toString("base64");

/** How each vendor that pushes is set up, and what makes it push. */
interface Pusher {
  readonly hook?: object;
  /** Of the address that the vendor is given. */
  readonly query?: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly change: Readonly<Record<string, unknown>>;
  /** Paths that a read of named jobs does not ask for. */
  readonly listing: RegExp;
}
const pushers: Readonly<Record<string, Pusher>> = {
  MODELARTS: { change: { native: "Completed" }, listing: /training-job-searches$/ },
  AZURE_ML: {
    hook: { secret },
    query: `?secret=${secret}`,
    change: { native: "Completed" },
    listing: /\/jobs$/,
  },
  DATATURE: {
    hook: { secret: webhookSecret },
    fields: {
      spec: {
        datasetId: "dataset_652ef566-af5c-4d52-b1e4-ec8ec6dc4b8e",
        resultDelivery: {
          destinations: [{ kind: "Webhook", webhookId: "webhook_ed981529-0160-4704-8794-e7702a8de470" }],
        },
      },
    },
    change: { native: "Reached", items: { Gathered: 10, Preprocessed: 10, Predicted: 10, Delivered: 10 } },
    listing: /\/batch\/jobs$/,
  },
};

interface States {
  readonly backends: readonly {
    readonly id: string;
    readonly kind: string;
    readonly capabilities: { readonly push: boolean };
    readonly source: { readonly state: string };
  }[];
}
const states = "{ backends { id kind capabilities { push } source { state } } }";

/** A gateway that has read everything once and polls no more, with one vendor that pushes to it. */
async function startPushed(world: SimulatedWorld, kind: string, isGuarded = true): Promise<TestGateway> {
  const { hook, query: search = "" } = pushers[kind] ?? {};
  const gateway = await world.startGateway({
    sync: idle,
    configure: (config) => (config.kind === kind ? { ...config, ...(isGuarded && hook && { hook }) } : null),
  });
  await eventually(
    () => query<States>(gateway.url, states),
    ({ backends }) => backends.every(({ source }) => source.state === "LIVE"),
  );
  await world.control.hook(kind, `${gateway.url}/hooks/${idOf(world, kind)}${isGuarded ? search : ""}`);
  return gateway;
}

const idOf = (world: SimulatedWorld, kind: string) => String(world.vendor(kind).config.id);

interface Shown {
  readonly jobs: {
    readonly nodes: readonly {
      readonly nativeId: string;
      readonly status: { readonly phase: string };
      readonly transitions: { readonly nodes: readonly { readonly to: string; readonly source: string }[] };
    }[];
  };
}

async function show(url: string, nativeIds: readonly string[]) {
  const text = `query ($filter: JobFilter) {
    jobs(first: 100, filter: $filter) {
      nodes { nativeId status { phase } transitions(first: 10) { nodes { to source } } }
    }
  }`;
  return (await query<Shown>(url, text, { filter: { nativeIds } })).jobs.nodes;
}

/** Vendors that answer a handshake first push nothing until it is over: a job that is shown proves that it is. */
async function untilPushed(world: SimulatedWorld, gateway: TestGateway, kind: string): Promise<void> {
  const script = [{ native: wordFor(kind, "RUNNING"), afterMs: 0 }];
  const ids: string[] = [];
  await eventually(
    async () => {
      ids.push(await world.control.addJob(kind, script));
      return show(gateway.url, ids);
    },
    ({ length }) => length > 0,
  );
}

const kinds = Object.keys(pushers);
const needsHandshake = (kind: string) => kind !== "DATATURE";

it("is for the vendors that say that they push", async () => {
  await using world = await startWorld({ jobs: 5 });
  await using gateway = await world.startGateway();
  const { backends } = await query<States>(gateway.url, states);
  const pushing = backends.filter(({ capabilities }) => capabilities.push);
  expect(pushing.map(({ kind }) => kind).sort()).toEqual([...kinds].sort());
  for (const { id, capabilities } of backends) {
    const { status } = await fetch(`${gateway.url}/hooks/${id}`, { method: "POST", body: "{" });
    expect([id, status === 404]).toEqual([id, !capabilities.push]);
  }
});

describe.each(kinds)("a push of %s", (kind) => {
  const { change, fields, listing } = pushers[kind] as Pusher; // one for each of the kinds

  it("makes a transition visible that no poll would see, from its job alone", async () => {
    await using world = await startWorld({ jobs: 5 });
    const script = [{ native: wordFor(kind, "QUEUED"), afterMs: 0 }];
    const id = await world.control.addJob(kind, script, fields);
    await using gateway = await startPushed(world, kind);
    if (needsHandshake(kind)) await untilPushed(world, gateway, kind);
    const { next } = await world.control.requests(kind);
    await world.control.changeJob(kind, id, change);
    const [job] = await eventually(
      () => show(gateway.url, [id]),
      ([one]) => one?.status.phase === "SUCCEEDED",
    );
    expect(job?.transitions.nodes).toEqual([{ to: "SUCCEEDED", source: "WEBHOOK" }]);
    const { items } = await world.control.requests(kind, next);
    expect(items.length).toBeGreaterThan(0);
    expect(items.filter(({ path }) => listing.test(path))).toEqual([]);
    expect(gateway.log.filter((line) => line.includes("refused"))).toEqual([]);
  });

  it.skipIf(kind === "MODELARTS")("that nothing proves only makes the next poll come sooner", async () => {
    await using world = await startWorld({ jobs: 5 });
    const script = [{ native: wordFor(kind, "QUEUED"), afterMs: 0 }];
    const id = await world.control.addJob(kind, script, fields);
    await using gateway = await startPushed(world, kind, false);
    await world.control.changeJob(kind, id, change);
    const [job] = await eventually(
      async () => {
        // Any push will do, and those before the end of the handshake are not sent.
        if (needsHandshake(kind))
          await world.control.addJob(kind, [{ native: wordFor(kind, "RUNNING"), afterMs: 0 }]);
        return show(gateway.url, [id]);
      },
      ([one]) => one?.status.phase === "SUCCEEDED",
    );
    expect(job?.transitions.nodes).toEqual([{ to: "SUCCEEDED", source: "POLL" }]);
  });

  it("that is forged or broken is refused, asks the vendor nothing and is logged without what it held", async () => {
    await using world = await startWorld({ jobs: 5 });
    await using gateway = await startPushed(world, kind);
    const url = `${gateway.url}/hooks/${idOf(world, kind)}`;
    const { next } = await world.control.requests(kind);
    const json = { "content-type": "application/json" };
    const canary = "canary-of-nobody";
    const digest = createHmac("sha256", canary).update(`${Date.now()}.{}`).digest("hex");
    const signature = {
      "x-datature-timestamp": String(Date.now()),
      "x-datature-signature": `sha256=${digest}`,
    };
    const statuses: number[] = [];
    for (const [body, headers] of [
      ["{", json],
      [`{"message":"${canary}"`, json],
      [JSON.stringify({ type: "Notification", message: canary }), { ...json, ...signature }],
      ["x".repeat(2 * 1024 * 1024), json],
    ] as const) {
      const response = await fetch(`${url}?secret=${canary}`, { method: "POST", headers, body });
      statuses.push(response.status);
      expect(await response.text()).not.toContain(canary);
    }
    for (const status of statuses) expect([400, 401, 413]).toContain(status);
    expect(statuses.at(-1)).toBe(413);
    const { items } = await world.control.requests(kind, next);
    expect(items.filter(({ path }) => !path.startsWith("/smn/"))).toEqual([]);
    const refusals = gateway.log.filter((line) => line.includes("a push was refused"));
    expect(refusals).toHaveLength(1);
    expect(gateway.log.join()).not.toContain(canary);
  });
});

it("answers the handshake of the other event schema too, and takes its events", async () => {
  await using world = await startWorld({ jobs: 5 });
  await world.control.assume("AZURE_ML", "eventSchema", "CloudEvents");
  await using gateway = await startPushed(world, "AZURE_ML");
  await untilPushed(world, gateway, "AZURE_ML");
});

it("takes pushes under the names of loopback alone, unless any address is meant", async () => {
  await using world = await startWorld({ jobs: 5 });
  await using gateway = await world.startGateway();
  const statusUnder = (host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const headers = { host, "content-type": "application/json" };
      const call = request(`${gateway.url}/hooks/datature`, { method: "POST", headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      call.on("error", reject);
      call.end('{"batchJobId":null}');
    });
  expect(await statusUnder("localhost:4000")).toBe(200);
  expect(await statusUnder("gateway.example")).toBe(403);
});

it("bears a flood of pushes with a handful of calls, and of a replayed one makes one event", async () => {
  const kind = "DATATURE";
  await using world = await startWorld({ jobs: 5 });
  const script = [{ native: wordFor(kind, "RUNNING"), afterMs: 0 }];
  const id = await world.control.addJob(kind, script);
  await using gateway = await startPushed(world, kind);
  const body = JSON.stringify({ projectId: world.vendor(kind).config.projectId, batchJobId: id });
  const timestamp = String(Date.now());
  const key = Buffer.from(webhookSecret, "base64");
  const digest = createHmac("sha256", key).update(`${timestamp}.${body}`).digest("hex");
  const headers = {
    "content-type": "application/json",
    "x-datature-timestamp": timestamp,
    "x-datature-signature": `sha256=${digest}`,
  };
  const push = () => fetch(`${gateway.url}/hooks/datature`, { method: "POST", headers, body });
  const { next } = await world.control.requests(kind);
  await world.control.changeJob(kind, id, { native: "Reached" });
  for (let round = 0; round < 20; round++) {
    const answers = await Promise.all(Array.from({ length: 25 }, push));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  }
  const [job] = await eventually(
    () => show(gateway.url, [id]),
    ([one]) => one?.status.phase === "SUCCEEDED",
  );
  expect(job?.transitions.nodes).toEqual([{ to: "SUCCEEDED", source: "WEBHOOK" }]);
  const { items } = await world.control.requests(kind, next);
  const reads = items.filter(({ path }) => path.endsWith(id));
  // One at once, and one each two seconds while pushes keep coming.
  expect(reads.length).toBeLessThan(10);
});

it("tests every vendor whose simulator pushes", async () => {
  await using world = await startWorld({ jobs: 5 });
  for (const { kind } of definitions) {
    const hook = world.control.hook(kind, "http://127.0.0.1:9/");
    if (kinds.includes(kind)) await hook;
    else await expect(hook).rejects.toThrow("has no push");
  }
});
