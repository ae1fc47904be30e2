import { parseEventCursor } from "../../src/domain/cursor.ts";
import { checkAccount, readJournal } from "../scale/ledger-check.ts";
import type { Subject } from "../scale/ledger-subject.ts";
import { type EventMessage, eventFields, openAccount } from "./account.ts";
import { query } from "./graphql.ts";
import type { MovingWorld } from "./moving-world.ts";
import { overEvents, overWebSocket } from "./transports.ts";
import { wordFor } from "./words.ts";

/** Subscribers who do nothing wrong, beside others who do. */
export interface Bystanders {
  /** Lets some jobs move, so that there is something to miss. */
  stir(): Promise<void>;
  /** Waits until both have been told of the end of the sentinel; rejects when either stream has ended before. */
  finish(): Promise<void>;
  /** What either has missed, or was told wrongly; read from the journal, after its gateway has ended. */
  compare(journal: string): Promise<string[]>;
}

const subject: Subject = {
  name: "jobEvents",
  field: "jobEvents",
  query: `subscription ($after: String) { jobEvents(after: $after) { ${eventFields} } }`,
  variables: {},
  isWanted: () => true,
};

/** What becomes of a job so many stirs later. */
const later = [
  [1, "RUNNING"],
  [2, "SUCCEEDED"],
] as const;

interface Data {
  readonly jobEvents: EventMessage;
}
interface Seen {
  readonly jobs: { readonly eventCursor: string };
}

/** Subscribes over either transport, each over one connection that must last. */
export async function startBystanders(url: string, { kinds, sentinel, world }: MovingWorld) {
  const cursor = async () => (await query<Seen>(url, "{ jobs(first: 1) { eventCursor } }")).jobs.eventCursor;
  const after = await cursor();
  const leaving = new AbortController();
  const watchers = [overWebSocket, overEvents].map((over) => {
    const account = openAccount(after);
    const done = Promise.withResolvers<void>();
    let isDone = false;
    const take = ({ jobEvents: message }: Data, id: string | null) => {
      if (isDone) return;
      account.take(message, id);
      isDone = message.job?.id === sentinel.jobId && message.to === "SUCCEEDED";
      if (isDone) done.resolve();
    };
    const stream = over<Data>(url, subject, after, take, leaving.signal);
    const ended = stream.then((ending) => Promise.reject(new Error(`A bystander's stream ended: ${ending}`)));
    ended.catch(() => undefined); // `finish` tells
    return { account, done: Promise.race([done.promise, ended]) };
  });
  let until = 0;
  const made = new Map<string, string[]>();
  return {
    async stir() {
      await Promise.all(
        kinds.map(async (kind) => {
          const own = made.get(kind) ?? [];
          made.set(kind, own);
          const script = [{ native: wordFor(kind, "QUEUED"), afterMs: 0 }];
          own.push(await world.control.addJob(kind, script));
          for (const [age, phase] of later) {
            const nativeId = own.at(-1 - age);
            if (nativeId) await world.control.changeJob(kind, nativeId, { native: wordFor(kind, phase) });
          }
        }),
      );
    },
    async finish() {
      await sentinel.end();
      await Promise.all(watchers.map(({ done }) => done));
      until = parseEventCursor(watchers[0]?.account.cursor ?? after).position;
      leaving.abort();
    },
    async compare(journal) {
      const truth = await readJournal(journal);
      const from = parseEventCursor(after).position;
      return watchers.flatMap(({ account }, index) =>
        checkAccount(truth, until, { name: `bystander ${index}`, subject, account, from }),
      );
    },
  } satisfies Bystanders;
}
