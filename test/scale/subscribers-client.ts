// Clients of one gateway, in a process of their own: each counts what it is told, and nobody leaves.
import { createHash, type Hash } from "node:crypto";
import { WebSocket } from "ws";
import { openEventStream } from "../support/event-stream.ts";

/** What the process is started with, as JSON in its one argument. */
export interface CrowdOrder {
  readonly url: string;
  readonly subscribers: number;
  /** How many of them use server-sent events. */
  readonly overEvents: number;
  /** How many of them have a filter that nobody else has, and that leaves nothing out. */
  readonly alone: number;
  readonly after: string;
}

/** What the process says when it is asked, and once by itself when all are connected. */
export interface CrowdState {
  readonly connected: number;
  readonly lost: number;
  /** Events of the subscriber that has the fewest, and of the one that has the most. */
  readonly fewest: number;
  readonly most: number;
  readonly bookmarks: number;
  readonly bytes: number;
  /** Digests of the event ids in their order: one if all were told the same. */
  readonly digests: readonly string[];
  /** The first things that should not have been said, or happened. */
  readonly wrong: readonly string[];
}

interface Member {
  events: number;
  readonly digest: Hash;
}

const order = JSON.parse(process.argv[2] ?? "") as CrowdOrder; // the parent's own words
const openAtOnce = 50;
const query = `subscription ($after: String, $filter: JobFilter) {
  statusTransitions(after: $after, filter: $filter) {
    __typename cursor
    ... on StatusTransition { eventId sequence from to job { id name status { phase } } }
    ... on JobRemoved { eventId removedJobId }
  }
}`;
const members: Member[] = [];
const wrong: string[] = [];
let connected = 0;
let lost = 0;
let bookmarks = 0;
let bytes = 0;

const variablesOf = (number: number) => ({
  after: order.after,
  ...(number < order.alone && { filter: { not: { nativeIds: [`nobody-${number}`] } } }),
});

function complain(line: string): void {
  if (wrong.length < 10) wrong.push(line);
}

function lose(line: string): void {
  lost += 1;
  complain(line);
}

/** Reads the text of a message: parsing 5,000 copies of it would make the clients the slowest part. */
function take(member: Member, text: string): void {
  bytes += text.length;
  const [, eventId] = /"eventId":"([^"]+)"/.exec(text) ?? [];
  if (eventId !== undefined) {
    member.events += 1;
    member.digest.update(eventId);
  } else if (text.includes('"Bookmark"')) bookmarks += 1;
  else complain(text.slice(0, 300));
}

function followSocket(number: number, member: Member): Promise<void> {
  const socket = new WebSocket(`${order.url.replace("http", "ws")}/graphql`, "graphql-transport-ws", {
    perMessageDeflate: false,
  });
  const ready = Promise.withResolvers<void>();
  socket.on("open", () => socket.send('{"type":"connection_init"}'));
  socket.on("message", (data) => {
    const text = String(data);
    if (text.startsWith('{"type":"connection_ack"')) {
      const payload = { query, variables: variablesOf(number) };
      socket.send(JSON.stringify({ id: "1", type: "subscribe", payload }), () => ready.resolve());
    } else if (text.startsWith('{"type":"ping"')) socket.send('{"type":"pong"}');
    else take(member, text);
  });
  socket.on("error", (error) => complain(String(error)));
  socket.on("close", (code, reason) => {
    lose(`socket ${number} was closed with ${code} ${reason}`);
    ready.resolve();
  });
  return ready.promise;
}

async function followStream(number: number, member: Member): Promise<void> {
  const stream = await openEventStream(order.url, { query, variables: variablesOf(number) });
  if (stream.status !== 200) return lose(`stream ${number} was refused: ${await stream.text()}`);
  const read = async () => {
    for (let event = await stream.next(); event; event = await stream.next()) {
      if (event.event === "next") take(member, event.data);
      else complain(`stream ${number} got ${event.event}`);
    }
    throw new Error("the server ended it");
  };
  read().catch((error: unknown) => lose(`stream ${number}: ${error}`));
}

function stateNow(): CrowdState {
  const counts = members.map(({ events }) => events);
  const digests = new Set(members.map(({ digest }) => digest.copy().digest("hex")));
  return {
    connected,
    lost,
    fewest: Math.min(...counts),
    most: Math.max(...counts),
    bookmarks,
    bytes,
    digests: [...digests].slice(0, 5),
    wrong,
  };
}

async function open(number: number): Promise<void> {
  const member = { events: 0, digest: createHash("sha256") };
  members.push(member);
  await (number % order.subscribers < order.overEvents ? followStream : followSocket)(number, member);
  connected += 1;
}

process.on("message", () => process.send?.(stateNow()));
process.on("disconnect", () => process.exit());
for (let number = 0; number < order.subscribers; number += openAtOnce) {
  const last = Math.min(order.subscribers, number + openAtOnce);
  await Promise.all(Array.from({ length: last - number }, (_, index) => open(number + index)));
}
process.send?.(stateNow());
