import type { SimulatedJob, State, World } from "../../../simulator/contract.ts";
import type { Datasets } from "./datasets.ts";
import { deliver, sendOnce } from "./delivery-request.ts";
import { countersAfter, settledIn, shareOf } from "./item-counters.ts";
import { faultsOf, type ItemFaults, NO_FAULTS, outcomeOf } from "./item-faults.ts";
import { ITEM_PROBLEMS, toResult } from "./item-result.ts";
import { requestOf, webhookIdOf } from "./job-document.ts";
import { ITEM_LOG } from "./job-log.ts";
import type { Webhook, Webhooks } from "./webhooks.ts";

/**
 * Sends results of items as they come out of jobs. Endpoints on this machine get theirs; other addresses are never
 * called, their results go to the hook of the control port while there is one.
 */
export interface Deliveries {
  readonly hook: (url: string) => void;
  /** Begins to watch jobs if this address can be called. */
  readonly noticeAddress: (endpoint: string) => void;
  readonly test: (webhook: Webhook) => Promise<unknown>;
  /** Results of a job that its endpoint never took. */
  readonly givenUp: (jobId: string) => number;
  readonly stop: () => void;
}

/** Requests under way at a time. */
const LANES = 4;

/** The results that a job made at once. */
interface Parcel {
  readonly job: SimulatedJob;
  readonly faults: ItemFaults;
  readonly datasetId: unknown;
  readonly webhookId: string;
  readonly first: number;
  readonly end: number;
}

/** Builds the delivery of one world; it sends nothing until an address is known. */
export function createDeliveries(
  world: World,
  datasets: Pick<Datasets, "itemCount" | "itemUrl">,
  findWebhook: Webhooks["find"],
): Deliveries {
  const stopped = new AbortController();
  const givenUp = new Map<string, number>();
  const queue: Parcel[] = [];
  let hookUrl: string | null = null;
  let lanes = 0;
  let unwatch: (() => void) | null = null;

  const addressOf = ({ endpoint }: Webhook) => (isOnThisMachine(endpoint) ? endpoint : hookUrl);

  function pack(job: SimulatedJob, state: State): void {
    const { spec } = requestOf(world, job);
    const webhookId = webhookIdOf(spec);
    const webhook = findWebhook(webhookId ?? "");
    if (webhookId === null || !webhook || addressOf(webhook) === null) return;
    const count = datasets.itemCount(spec.datasetId);
    const at = job.history.indexOf(state);
    const through = (states: readonly State[]) =>
      Math.min(count, settledIn(countersAfter(states, faultsOf(job), count)));
    // Failures are planned; what the control port says knows of none by item.
    const faults = shareOf(state) === null ? NO_FAULTS : faultsOf(job);
    const first = through(job.history.slice(0, at));
    const end = through(job.history.slice(0, at + 1));
    if (end <= first) return;
    queue.push({ job, faults, datasetId: spec.datasetId, webhookId, first, end });
    while (lanes < Math.min(LANES, queue.length)) void work();
  }

  /** Takes results off the queue until it is empty. */
  async function work(): Promise<void> {
    lanes++;
    for (let next = take(queue); next && !stopped.signal.aborted; next = take(queue)) {
      await send(next.parcel, next.index);
    }
    lanes--;
  }

  async function send({ job, faults, datasetId, webhookId }: Parcel, index: number): Promise<void> {
    // Address and secret may have changed since.
    const webhook = findWebhook(webhookId);
    const address = webhook ? addressOf(webhook) : null;
    const outcome = outcomeOf(faults, index);
    if (!webhook || address === null || outcome === "FailedDeliver") return;
    const url = datasets.itemUrl(datasetId, index);
    const result = toResult({ jobId: job.id, url, outcome, seed: job.seed });
    const attempt = await deliver(world, webhook, address, result, stopped.signal);
    // The hook stands for a receiver elsewhere, of whose troubles the jobs know nothing.
    if (attempt?.problem && address === webhook.endpoint) giveUp(job.id, url);
  }

  function giveUp(jobId: string, url: string): void {
    const job = world.jobs.change(jobId, {});
    if (!job) return;
    givenUp.set(jobId, (givenUp.get(jobId) ?? 0) + 1);
    const reason = ITEM_PROBLEMS.FailedDeliver;
    world.logs.append(job, ITEM_LOG, [{ item: url, level: "Error", status: "FailedDeliver", reason }]);
  }

  const watch = () => {
    unwatch ??= world.onState(pack);
  };

  return {
    hook(url) {
      hookUrl = url;
      watch();
    },
    noticeAddress(endpoint) {
      if (isOnThisMachine(endpoint)) watch();
    },
    async test(webhook) {
      const address = addressOf(webhook);
      const url = "https://images.example.com/test.jpg";
      const result = toResult({ jobId: null, url, outcome: "Delivered", seed: world.seed });
      const attempt = address
        ? await sendOnce(world, webhook, address, result, stopped.signal)
        : { status: 0, latencyMs: 0, body: null, problem: "Endpoint is not on this machine" };
      const { status, latencyMs, body, problem } = attempt;
      const word = problem === null ? "Ok" : "Failed";
      return { status: word, responseCode: status, latencyMs, attemptCount: 1, body, reason: problem };
    },
    givenUp: (jobId) => givenUp.get(jobId) ?? 0,
    stop() {
      stopped.abort();
      unwatch?.();
    },
  };
}

/** The next result of the oldest parcel. */
function take(queue: Parcel[]): { parcel: Parcel; index: number } | null {
  const parcel = queue.shift();
  if (!parcel) return null;
  const { first, end } = parcel;
  if (first + 1 < end) queue.unshift({ ...parcel, first: first + 1 });
  return { parcel, index: first };
}

function isOnThisMachine(endpoint: string): boolean {
  const { hostname } = new URL(endpoint);
  return hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");
}
