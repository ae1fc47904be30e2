import { describe, expect, it } from "vitest";
import { parseEventCursor } from "../../src/domain/cursor.ts";
import { checkAccount, readJournal } from "../scale/ledger-check.ts";
import type { EventField, Subject } from "../scale/ledger-subject.ts";
import { isTransition } from "../scale/ledger-subject.ts";
import { type Account, type EventMessage, eventFields, openAccount } from "../support/account.ts";
import { openEventStream } from "../support/event-stream.ts";
import { journalOf, startGatewayProcess, tirelessProgram } from "../support/gateway-process.ts";
import { query } from "../support/graphql.ts";
import { startMovingWorld } from "../support/moving-world.ts";
import { openReadySocket } from "../support/socket.ts";
import { overEvents, overWebSocket, type Transport } from "../support/transports.ts";
import { wordFor } from "../support/words.ts";

const fields: readonly EventField[] = ["statusTransitions", "jobEvents"];
const each = 5;
const settings = { program: tirelessProgram, env: { LOG_LEVEL: "error" } };

function subjectOf(field: EventField): Subject {
  return {
    name: field,
    field,
    query: `subscription ($after: String) { ${field}(after: $after) { ${eventFields} } }`,
    variables: {},
    isWanted: (event) => field === "jobEvents" || isTransition(event),
  };
}

/** How a stream ended: type of its last message, whether it was said to be complete, and the code of the close. */
interface Goodbye {
  readonly last: string | null;
  readonly isComplete: boolean;
  readonly code: number | null;
}

type Data = Readonly<Record<string, EventMessage>>;

/** Listens until the server ends it. Calls back with each message. */
type Listen = (
  url: string,
  subject: Subject,
  after: string,
  take: (message: EventMessage) => void,
) => Promise<Goodbye>;

const listenToSocket: Listen = async (url, { field, query: text }, after, take) => {
  using socket = await openReadySocket(url);
  socket.send({ id: "1", type: "subscribe", payload: { query: text, variables: { after } } });
  let last: string | null = null;
  let isComplete = false;
  const closed = socket.closed();
  for (;;) {
    const message = await socket.next().catch(() => null);
    if (message === null) return { last, isComplete, code: await closed };
    if (message.type === "complete") isComplete = true;
    if (message.type !== "next") continue;
    const event = (message.payload as { data: Data }).data[field]; // what the query asks for
    if (!event) throw new Error(JSON.stringify(message));
    take(event);
    last = event.__typename;
  }
};

const listenToEvents: Listen = async (url, { field, query: text }, after, take) => {
  using stream = await openEventStream(url, { query: text }, { headers: { "last-event-id": after } });
  let last: string | null = null;
  let isComplete = false;
  for (let sent = await stream.next(); sent; sent = await stream.next()) {
    if (sent.event === "complete") isComplete = true;
    if (sent.event !== "next") continue;
    const event = (JSON.parse(sent.data) as { data: Data }).data[field]; // as above
    if (!event) throw new Error(sent.data);
    take(event);
    last = event.__typename;
  }
  return { last, isComplete, code: null };
};

describe("a gateway that is asked to end", () => {
  it.each<[string, Listen, Transport, number | null]>([
    ["WebSocket", listenToSocket, overWebSocket, 1012],
    ["server-sent events", listenToEvents, overEvents, null],
  ])(
    "tells each subscriber where to go on, and the next one goes on there (%s)",
    { timeout: 60_000 },
    async (_, listen, over, code) => {
      await using own = await startMovingWorld({ seed: 1, speed: null });
      const { kinds, sentinel, world } = own;
      for (const kind of kinds) {
        const script = [{ native: wordFor(kind, "QUEUED"), afterMs: 0 }];
        const nativeIds = await world.control.addJobs(kind, script, 10);
        own.jobs.push(...nativeIds.map((nativeId) => ({ kind, nativeId })));
      }
      const turn = async (phase: "RUNNING" | "SUCCEEDED") => {
        for (const { kind, nativeId } of own.jobs)
          await world.control.changeJob(kind, nativeId, { native: wordFor(kind, phase) });
      };
      await using gateways = new AsyncDisposableStack();
      const first = gateways.use(await startGatewayProcess(world, settings));
      await own.shownBy(first.url, 20_000);
      const { jobs } = await query<Seen>(first.url, "{ jobs(first: 1) { eventCursor } }");
      const after = jobs.eventCursor;

      const listeners = Array.from({ length: each * fields.length }, (_none, number) => {
        const subject = subjectOf(fields[number % fields.length] ?? "jobEvents");
        const account: Account = openAccount(after);
        const enough = Promise.withResolvers<void>();
        const goodbye = listen(first.url, subject, after, (message) => {
          account.take(message);
          if (account.eventIds.length >= 10) enough.resolve();
        });
        return { name: `${subject.name} ${number}`, subject, account, goodbye, enough: enough.promise };
      });
      // Some is told, some recorded, some read, some not yet asked for.
      const turning = turn("RUNNING");
      await Promise.all(listeners.map(({ enough, goodbye }) => Promise.race([enough, goodbye])));
      await first.stop();
      await turning;
      for (const { goodbye } of listeners)
        expect(await goodbye).toEqual({ last: "Bookmark", isComplete: false, code });

      await turn("SUCCEEDED");
      const second = gateways.use(await startGatewayProcess(world, settings));
      await own.shownBy(second.url, 20_000);
      await sentinel.end();
      const leaving = new AbortController();
      await Promise.all(
        listeners.map(({ subject, account }) => {
          const done = Promise.withResolvers<void>();
          account.connect();
          const take = (data: Data, id: string | null) => {
            const message = data[subject.field];
            if (!message) return;
            account.take(message, id);
            if (message.job?.id === sentinel.jobId && message.to === "SUCCEEDED") done.resolve();
          };
          const following = over<Data>(second.url, subject, account.cursor, take, leaving.signal);
          return Promise.race([
            done.promise,
            following.then((ending) => Promise.reject(new Error(`The stream ended: ${ending}`))),
          ]);
        }),
      );
      const end = await query<Seen>(second.url, "{ jobs(first: 1) { eventCursor } }");
      leaving.abort();
      await second.stop();

      const truth = await readJournal(journalOf(world));
      const until = parseEventCursor(end.jobs.eventCursor).position;
      const from = parseEventCursor(after).position;
      expect(truth.entries.length - from).toBeGreaterThan(own.jobs.length);
      for (const listener of listeners) {
        expect(checkAccount(truth, until, { ...listener, from })).toEqual([]);
        expect(listener.account.figures.resent).toBe(0);
      }
    },
  );
});

interface Seen {
  readonly jobs: { readonly eventCursor: string };
}
