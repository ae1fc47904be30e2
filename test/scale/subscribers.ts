import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseEventCursor } from "../../src/domain/cursor.ts";
import type { JobEvent } from "../../src/domain/event.ts";
import { type EventMessage, eventFields } from "../support/account.ts";
import { journalOf, startGatewayProcess } from "../support/gateway-process.ts";
import { eventually, follow, query } from "../support/graphql.ts";
import { usageOf } from "../support/memory.ts";
import { startMovingWorld } from "../support/moving-world.ts";
import { wordFor } from "../support/words.ts";
import { eventsBetween, readJournal } from "./ledger-check.ts";
import { isTransition } from "./ledger-subject.ts";
import type { CrowdOrder, CrowdState } from "./subscribers-client.ts";

export interface CrowdOptions {
  readonly subscribers: number;
  readonly overEvents: number;
  readonly alone: number;
  /** How long events keep coming, and how many in a second. */
  readonly seconds: number;
  readonly eventsPerSecond: number;
  /** Program of the gateway. */
  readonly program: string;
}

/** What a crowd of subscribers has cost the process that serves them. Memory is resident, in megabytes. */
export interface CrowdFigures {
  readonly events: number;
  readonly secondsToConnect: number;
  readonly mbBefore: number;
  readonly mbConnected: number;
  readonly mbPeak: number;
  readonly mbBound: number;
  readonly kbPerSubscriber: number;
  readonly cpuSeconds: number;
  /** Longest that `/healthz` took to answer while events came. */
  readonly slowestAnswerMs: number;
  readonly crowd: CrowdState;
  /** Broken promises, a line each. */
  readonly wrong: readonly string[];
}

/** What a subscriber may cost, and all of them together. */
const kbPerSubscriber = 40;
const mbForAll = 128;
const patienceMs = 60_000;

/** Follows one gateway with many subscribers in another process while jobs move, and reads its memory from the kernel. */
export async function runSubscribers(
  options: CrowdOptions,
  report: (line: string) => void,
): Promise<CrowdFigures> {
  const { subscribers, seconds, eventsPerSecond } = options;
  await using own = await startMovingWorld({ seed: 1, speed: null });
  const { control } = own.world;
  const [kind = ""] = own.kinds;
  const words = [wordFor(kind, "QUEUED"), wordFor(kind, "RUNNING")];
  const nativeIds = await control.addJobs(kind, [{ native: words[0] ?? "", afterMs: 0 }], 100);
  await using gateway = await startGatewayProcess(own.world, {
    program: options.program,
    env: { LOG_LEVEL: "error" },
  });
  await own.shownBy(gateway.url, patienceMs);
  const { jobs } = await query<Seen>(gateway.url, "{ jobs(first: 1) { eventCursor } }");
  const after = jobs.eventCursor;
  const mbBefore = usageOf(gateway.pid).residentMb;

  const began = performance.now();
  const order: CrowdOrder = { ...options, url: gateway.url, after };
  await using crowd = await startCrowd(order);
  const secondsToConnect = (performance.now() - began) / 1000;
  const mbConnected = usageOf(gateway.pid).residentMb;
  report(`${subscribers} connected in ${secondsToConnect.toFixed(1)} s: ${mbConnected.toFixed(0)} MB`);

  const pulse = startPulse(gateway.url);
  const cpuBefore = usageOf(gateway.pid).cpuSeconds;
  const start = performance.now();
  for (let made = 0; performance.now() - start < seconds * 1000; made++) {
    const nativeId = nativeIds[made % nativeIds.length] ?? "";
    const native = words[(Math.floor(made / nativeIds.length) + 1) % 2] ?? "";
    await control.changeJob(kind, nativeId, { native });
    await delay(Math.max(0, start + ((made + 1) * 1000) / eventsPerSecond - performance.now()));
    if (made % (eventsPerSecond * 20) === 0)
      report(`${made} changes, ${describe(gateway.pid, await crowd.look())}`);
  }
  const count = await countTo(gateway.url, after, own.sentinel);
  const isDone = ({ fewest, lost }: CrowdState) => fewest >= count || lost > 0;
  const state = await eventually(() => crowd.look(), isDone, patienceMs);
  const { cpuSeconds, peakMb: mbPeak } = usageOf(gateway.pid);
  const slowestAnswerMs = await pulse.end();
  await crowd.end();
  await gateway.stop();

  const { entries } = await readJournal(journalOf(own.world));
  const from = parseEventCursor(after).position;
  const recorded = eventsBetween(entries, from, Number.POSITIVE_INFINITY, isTransition);
  const mbBound = mbBefore + mbForAll + (subscribers * kbPerSubscriber) / 1024;
  const wrong = [...state.wrong, ...faultsOf(state, recorded)];
  if (mbPeak > mbBound) wrong.push(`${mbPeak.toFixed(0)} MB at the peak, ${mbBound.toFixed(0)} are allowed`);
  if (recorded.length < (seconds * eventsPerSecond) / 2)
    wrong.push(`only ${recorded.length} events were recorded`);
  return {
    events: recorded.length,
    secondsToConnect,
    mbBefore,
    mbConnected,
    mbPeak,
    mbBound,
    kbPerSubscriber: ((mbConnected - mbBefore) * 1024) / subscribers,
    cpuSeconds: cpuSeconds - cpuBefore,
    slowestAnswerMs,
    crowd: state,
    wrong,
  };
}

/** Compares what the crowd was told with what was recorded. */
function faultsOf({ lost, fewest, most, digests }: CrowdState, recorded: readonly JobEvent[]): string[] {
  const digest = createHash("sha256");
  for (const { eventId } of recorded) digest.update(eventId);
  const faults: string[] = [];
  if (lost > 0) faults.push(`${lost} lost their connection`);
  if (fewest !== recorded.length || most !== recorded.length)
    faults.push(`${recorded.length} events were recorded, ${fewest} to ${most} told`);
  if (digests.join() !== digest.digest("hex"))
    faults.push("not everybody was told the same, in the order of the journal");
  return faults;
}

interface Seen {
  readonly jobs: { readonly eventCursor: string };
}

async function startCrowd(order: CrowdOrder) {
  const script = fileURLToPath(new URL("subscribers-client.ts", import.meta.url));
  const child = fork(script, [JSON.stringify(order)], { execArgv: [] });
  const exit = once(child, "exit");
  const answer = async () => ((await once(child, "message")) as [CrowdState])[0]; // what the script says
  await Promise.race([answer(), exit.then(() => Promise.reject(new Error("The clients have ended.")))]);
  const end = async () => {
    if (child.connected) child.disconnect();
    await exit;
  };
  return {
    look: () => {
      const state = answer();
      child.send("look");
      return state;
    },
    end,
    [Symbol.asyncDispose]: end,
  };
}

/** Ends the sentinel and counts the events up to its last. */
async function countTo(
  url: string,
  after: string,
  sentinel: { readonly jobId: string; end(): Promise<void> },
): Promise<number> {
  const text = `subscription ($after: String) { statusTransitions(after: $after) { ${eventFields} } }`;
  await using stream = follow<{ statusTransitions: EventMessage }>(url, text, { after });
  await sentinel.end();
  for (let count = 0; ; ) {
    const { eventId, job, to } = (await stream.next()).statusTransitions;
    if (eventId !== undefined) count += 1;
    if (job?.id === sentinel.jobId && to === "SUCCEEDED") return count;
  }
}

/** Asks for the health of a gateway again and again. */
function startPulse(url: string) {
  const stop = new AbortController();
  let slowestMs = 0;
  const run = async () => {
    while (!stop.signal.aborted) {
      const asked = performance.now();
      await (await fetch(`${url}/healthz`)).text();
      slowestMs = Math.max(slowestMs, performance.now() - asked);
      await delay(100);
    }
  };
  const running = run();
  running.catch(() => undefined); // awaited by `end`
  return {
    async end() {
      stop.abort();
      await running;
      return slowestMs;
    },
  };
}

function describe(pid: number, { lost, fewest, most, bytes }: CrowdState): string {
  const { residentMb, cpuSeconds } = usageOf(pid);
  const heard = `${fewest} to ${most} events each, ${lost} lost, ${(bytes / 1e6).toFixed(0)} MB received`;
  return `${heard}; gateway ${residentMb.toFixed(0)} MB, ${cpuSeconds.toFixed(1)} s of CPU`;
}
