import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { parseEventCursor } from "../../src/domain/cursor.ts";
import { checkAccount, readJournal } from "../scale/ledger-check.ts";
import { isTransition, type Subject } from "../scale/ledger-subject.ts";
import { type Account, type EventMessage, eventFields, openAccount } from "../support/account.ts";
import { journalOf, startGatewayProcess, tirelessProgram } from "../support/gateway-process.ts";
import { eventually, query } from "../support/graphql.ts";
import { usageOf } from "../support/memory.ts";
import { type MovingWorld, startMovingWorld } from "../support/moving-world.ts";
import { type Unhurried, type Unhurry, unhurriedEvents, unhurriedSocket } from "../support/unhurried.ts";
import { wordFor } from "../support/words.ts";

/** The vendor whose jobs can be told to have a long message. */
const kind = "SEEME";
const jobCount = 200;
const messageBytes = 2_000;
/** Times that an event carries that message: an event is some 120 KB long. */
const copies = 60;
const rounds = 12;
/**
 * How much the gateway may grow while four do not read, and until two of them have read all. It grows by 150 MB
 * without any of them, some more goes to waste while it writes, and without a bound it would hold 1,100 MB for them.
 */
const mostMb = { unread: 400, read: 600 };

interface Cursor {
  readonly jobs: { readonly eventCursor: string };
}
const cursorNow = async (url: string) =>
  (await query<Cursor>(url, "{ jobs(first: 1) { eventCursor } }")).jobs.eventCursor;

/** A document of its own for each: nothing that is made for one serves another. */
function subscriptionOf(number: number): string {
  const long = Array.from({ length: copies }, (_, index) => `m${number}x${index}: status { message }`);
  return `subscription ($after: String) { event: statusTransitions(after: $after) {
    ${eventFields} ... on StatusTransition { ${long.join(" ")} } ... on Gap { fromCursor toCursor reason }
  } }`;
}

const everything: Subject = {
  name: "statusTransitions",
  field: "statusTransitions",
  query: "",
  variables: {},
  isWanted: isTransition,
};

/** Changes every job once, and waits until the gateway shows it. */
async function changeAll(
  { world: { control } }: MovingWorld,
  nativeIds: readonly string[],
  round: number,
  url: string,
) {
  const native = wordFor(kind, round % 2 === 0 ? "RUNNING" : "QUEUED");
  const message = `${round} ${"x".repeat(messageBytes)}`;
  for (const nativeId of nativeIds) await control.changeJob(kind, nativeId, { native, message });
  const phases = [round % 2 === 0 ? "RUNNING" : "QUEUED"];
  const text = `query ($filter: JobFilter) { jobs(first: 1, filter: $filter) { totalCount } }`;
  await eventually(
    () =>
      query<{ jobs: { totalCount: number } }>(url, text, {
        filter: { backendKinds: [kind], nativeIds, phases },
      }),
    ({ jobs }) => jobs.totalCount === nativeIds.length,
  );
}

/** Takes messages until the sentinel has ended. */
async function readToEnd(subscriber: Unhurried, after: string, sentinelId: string): Promise<Account> {
  const account = openAccount(after);
  for (;;) {
    const message = await subscriber.next();
    if (message === null) throw new Error("the stream has ended");
    account.take(message);
    if (message.job?.id === sentinelId && message.to === "SUCCEEDED") return account;
  }
}

interface Reading {
  readonly positions: number[];
  readonly gaps: GapMessage[];
}
interface GapMessage extends EventMessage {
  readonly fromCursor: string;
  readonly toCursor: string;
  readonly reason: string;
}
const isGap = (message: EventMessage): message is GapMessage => message.__typename === "Gap";
const positionOf = (cursor: string) => parseEventCursor(cursor).position;

/** Takes messages up to a position of the journal, gaps included. */
async function readUpTo(subscriber: Unhurried, end: number): Promise<Reading> {
  const reading: Reading = { positions: [], gaps: [] };
  for (let position = 0; position < end; ) {
    const message = await subscriber.next();
    if (message === null) throw new Error("the stream has ended");
    position = positionOf(message.cursor);
    if (message.eventId !== undefined) reading.positions.push(position);
    if (isGap(message)) reading.gaps.push(message);
  }
  return reading;
}

/** Does what the gateway does with what is a week old, to all but the newest entry. Keeps a copy of the file. */
function trimJournal(file: string): string {
  using database = new DatabaseSync(file, { timeout: 5_000 });
  const copy = `${file}.copy`;
  database.exec(`vacuum into '${copy}'`);
  database.exec("delete from entry where position < (select max(position) from entry)");
  return copy;
}

describe("subscribers that do not read", () => {
  const name =
    "cost little memory, are told everything once they do, and what they have lost when it is gone";
  it(name, { timeout: 120_000 }, async () => {
    await using own = await startMovingWorld({ seed: 1, speed: null });
    const { control } = own.world;
    const nativeIds = await control.addJobs(
      kind,
      [{ native: wordFor(kind, "QUEUED"), afterMs: 0 }],
      jobCount,
    );
    const settings = { program: tirelessProgram, env: { LOG_LEVEL: "error" } };
    await using gateway = await startGatewayProcess(own.world, settings);
    const { url, pid } = gateway;
    await own.shownBy(url, 20_000);
    const after = await cursorNow(url);
    using parts = new DisposableStack();
    const open = async (number: number, unhurry: Unhurry) =>
      parts.use(await unhurry(url, { query: subscriptionOf(number), variables: { after } }));
    const [socket, stream] = [await open(0, unhurriedSocket), await open(1, unhurriedEvents)];
    const forgetful = [await open(2, unhurriedSocket), await open(3, unhurriedEvents)];

    const mbBefore = usageOf(pid).peakMb;
    const grown = () => Math.round(usageOf(pid).peakMb - mbBefore);
    for (let round = 0; round < rounds; round++) await changeAll(own, nativeIds, round, url);
    const unread = grown();
    await own.sentinel.end();
    const told = await Promise.all([socket, stream].map((one) => readToEnd(one, after, own.sentinel.jobId)));
    console.log(`The gateway's peak has grown by ${unread} MB, in the end by ${grown()} MB.`);
    expect(unread).toBeLessThan(mostMb.unread);
    expect(grown()).toBeLessThan(mostMb.read);

    const truth = await readJournal(trimJournal(journalOf(own.world)));
    await changeAll(own, nativeIds.slice(0, 10), rounds, url);
    const end = positionOf(await cursorNow(url));
    const readings = await Promise.all(forgetful.map((one) => readUpTo(one, end)));

    const from = positionOf(after);
    const recorded = truth.entries.filter(({ position }) => position > from);
    expect(recorded.length).toBeGreaterThan(rounds * jobCount);
    for (const account of told)
      expect(
        checkAccount(truth, end, { name: "who reads late", subject: everything, account, from }),
      ).toEqual([]);
    for (const { positions, gaps } of readings) {
      expect(gaps).toMatchObject([{ reason: "SLOW_CONSUMER" }]);
      const lost = recorded
        .map(({ position }) => position)
        .filter((position) =>
          gaps.some((gap) => position > positionOf(gap.fromCursor) && position <= positionOf(gap.toCursor)),
        );
      // What is lost was not told, and what was told is not lost.
      expect(positions.filter((position) => lost.includes(position))).toEqual([]);
      const wanted = recorded.filter((entry) => entry.kind === "Event" && isTransition(entry.event));
      const missing = wanted
        .map(({ position }) => position)
        .filter((position) => !positions.includes(position) && !lost.includes(position));
      expect(missing).toEqual([]);
      expect(positions.filter((position) => position > recorded.length + from)).toHaveLength(10);
    }
  });
});
