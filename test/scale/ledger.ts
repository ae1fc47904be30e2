import { setTimeout as delay } from "node:timers/promises";
import { parseEventCursor } from "../../src/domain/cursor.ts";
import type { Position } from "../../src/domain/event.ts";
import { createRandom, type Random } from "../../src/simulator/random.ts";
import { journalOf, startGatewayProcess } from "../support/gateway-process.ts";
import { eventually, query } from "../support/graphql.ts";
import { type MovingWorld, startMovingWorld } from "../support/moving-world.ts";
import { openRelay, type Relay } from "../support/relay.ts";
import type { Transport } from "../support/transports.ts";
import {
  checkAccount,
  checkAgainstVendor,
  checkEnds,
  checkSequences,
  eventsBetween,
  type JournalTruth,
  readJournal,
  type Told,
} from "./ledger-check.ts";
import { disturb, makeJob } from "./ledger-jobs.ts";
import { type EventField, isTransition, subjectOf } from "./ledger-subject.ts";
import { type Subscriber, startSubscriber } from "./ledger-subscriber.ts";

export interface LedgerOptions {
  readonly seed: number;
  readonly jobs: number;
  readonly subscribers: number;
  /** Times that the gateway is killed and started anew. */
  readonly kills: number;
  /** How long a job lives at most and new ones keep coming, by the wall clock. */
  readonly lifeMs: number;
  /** Longest time that the gateway gets to see how everything has ended. */
  readonly settleMs: number;
  /** Program of the gateway. */
  readonly program: string;
  /** Followed in turn. */
  readonly fields: readonly EventField[];
  /** One of them is chosen for each connection. */
  readonly transports: readonly Transport[];
  /** How many subscribers are left to connect again by themselves, as the browser's own class does. */
  readonly eventSources: number;
}

export interface LedgerFigures {
  readonly events: number;
  readonly transitions: number;
  readonly connections: number;
  /** Connections that were broken from outside. */
  readonly cuts: number;
  /** Events that subscribers were told, all together, and those of them that a new connection repeated. */
  readonly told: number;
  readonly resent: number;
  readonly bookmarks: number;
  /** Everything that does not agree, a line each. */
  readonly wrong: readonly string[];
}

const speed = 60;
const cutMs = 150;

/** Moves jobs, follows them through broken lines and killed gateways, and compares every book with every other. */
export async function runLedger(
  options: LedgerOptions,
  report: (line: string) => void,
): Promise<LedgerFigures> {
  const { seed, jobs: wanted, lifeMs, settleMs } = options;
  const random = createRandom("ledger", seed);
  await using own = await startMovingWorld({ seed, speed });
  await using relay = await openRelay();
  const atFirst = Math.floor(wanted * 0.6);
  for (let made = 0; made < atFirst; made++)
    own.jobs.push(await makeJob(own.world.control, random.pick(own.kinds), random, { lifeMs, speed }));
  await using gateway = await startGateways(own, relay, options.program);
  await eventually(
    () => query<Found>(relay.url, "query ($id: ID!) { job(id: $id) { id } }", { id: own.sentinel.jobId }),
    ({ job }) => job !== null,
    settleMs,
  );

  const ending = new AbortController();
  using _ending = { [Symbol.dispose]: () => ending.abort() };
  const followers: Follower[] = [];
  while (followers.length < options.subscribers)
    followers.push(await startFollower(followers.length, options, own, relay.url, ending.signal));

  const disturbing = disturb(own, random, { more: wanted - atFirst, lifeMs, speed });
  disturbing.catch(() => undefined); // awaited below
  using cutter = startCutter(relay, random);
  for (let kill = 1; kill <= options.kills; kill++) {
    await delay(random.int(lifeMs / (options.kills + 2), lifeMs / (options.kills + 1)));
    await gateway.replace();
    report(`kill ${kill}: ${told(followers)} events told so far`);
  }
  await disturbing;
  await own.rest(settleMs);
  report(`all jobs have ended: ${told(followers)} events told so far`);
  await own.shownBy(gateway.url, settleMs);
  await own.sentinel.end();
  const failures = await finish(followers, settleMs);
  ending.abort();
  await gateway.stop();

  const truth = await readJournal(journalOf(own.world));
  const until = endOf(truth, own.sentinel.jobId);
  const events = eventsBetween(truth.entries, 0, until, () => true);
  const sum = (figure: "connections" | "resent" | "bookmarks") =>
    followers.reduce((total, { account }) => total + account.figures[figure], 0);
  return {
    events: events.length,
    transitions: events.filter(isTransition).length,
    connections: sum("connections"),
    cuts: cutter.cuts,
    told: told(followers),
    resent: sum("resent"),
    bookmarks: sum("bookmarks"),
    wrong: [
      ...failures,
      ...checkSequences(truth.entries),
      ...checkEnds(truth.entries),
      ...followers.flatMap((one) => checkAccount(truth, until, one)),
      ...own.trueJobs().flatMap((job) => checkAgainstVendor(truth, job)),
    ],
  };
}

interface Found {
  readonly job: object | null;
}
interface Seen {
  readonly jobs: { readonly eventCursor: string; readonly nodes: readonly { readonly id: string }[] };
}
type Follower = Subscriber & Told;

/** One gateway after the other on the same journal, at the relay's address. */
async function startGateways({ world }: MovingWorld, relay: Relay, program: string) {
  const gateways = new AsyncDisposableStack();
  const start = async () => {
    const settings = { program, sync: { relistMs: 2_000 }, env: { LOG_LEVEL: "error" } };
    const started = gateways.use(await startGatewayProcess(world, settings));
    relay.leadTo(started.url);
    return started;
  };
  let current = await start();
  return {
    get url() {
      return current.url;
    },
    async replace() {
      relay.leadTo(null);
      await current.kill();
      current = await start();
    },
    stop: () => current.stop(),
    [Symbol.asyncDispose]: () => gateways.disposeAsync(),
  };
}

/** Reads the list, and follows what comes after it. */
async function startFollower(
  number: number,
  { seed, fields, transports, eventSources, lifeMs }: LedgerOptions,
  own: MovingWorld,
  url: string,
  signal: AbortSignal,
): Promise<Follower> {
  const { jobs: seen } = await query<Seen>(url, "{ jobs(first: 100) { eventCursor nodes { id } } }");
  const random = createRandom("subscriber", seed, number);
  const field = fields[Math.floor(number / 4) % fields.length] ?? "statusTransitions";
  const { jobId: sentinelId } = own.sentinel;
  const jobIds = seen.nodes.map(({ id }) => id).filter((id) => id !== sentinelId);
  const subject = subjectOf(number, field, random, own, jobIds);
  const subscriber = startSubscriber({
    subject,
    url,
    after: seen.eventCursor,
    transports: number < eventSources ? [] : transports,
    random,
    patience: { messages: 60, ms: lifeMs / 3, pauseMs: 400 },
    isLast: ({ job, to }) => job?.id === sentinelId && to === "SUCCEEDED",
    signal,
  });
  const name = `subscriber ${number} (${subject.name})`;
  return { ...subscriber, name, from: parseEventCursor(seen.eventCursor).position };
}

/** Breaks one line after the other. */
function startCutter(relay: Relay, random: Random) {
  let cuts = 0;
  const cutting = setInterval(() => {
    if (relay.lines.length === 0) return;
    random.pick(relay.lines).cut();
    cuts += 1;
  }, cutMs);
  return {
    get cuts() {
      return cuts;
    },
    [Symbol.dispose]: () => clearInterval(cutting),
  };
}

function told(followers: readonly Follower[]): number {
  return followers.reduce((total, { account }) => total + account.eventIds.length, 0);
}

/** Waits for all of them; a line for each that was refused or is not done in time. */
async function finish(followers: readonly Follower[], withinMs: number): Promise<string[]> {
  const patience = AbortSignal.timeout(withinMs);
  const late = new Promise<string>((resolve) =>
    patience.addEventListener("abort", () => resolve("nothing yet")),
  );
  const endings = followers.map(async ({ name, done }) => {
    const ended = done.then(
      () => null,
      (reason: unknown) => String(reason),
    );
    const fault = await Promise.race([ended, late]);
    return fault === null ? [] : [`${name} ended with: ${fault}`];
  });
  return (await Promise.all(endings)).flat();
}

/** Position of the event that ends the run. */
function endOf({ entries }: JournalTruth, sentinelId: string): Position {
  const last = entries.find(
    (entry) =>
      entry.kind === "Event" &&
      String(entry.event.jobId) === sentinelId &&
      entry.event.kind === "StatusTransition" &&
      entry.event.to === "SUCCEEDED",
  );
  if (!last) throw new Error("The journal does not know the end of the run.");
  return last.position;
}
