import { setTimeout as delay } from "node:timers/promises";
import type { Random } from "../../src/simulator/random.ts";
import { type Account, type EventMessage, openAccount } from "../support/account.ts";
import { byEventSource, type Transport } from "../support/transports.ts";
import type { Subject } from "./ledger-subject.ts";

export interface SubscriberOptions {
  readonly subject: Subject;
  readonly url: string;
  readonly after: string;
  /** Chosen from anew for each connection; none: the browser's own class connects again by itself. */
  readonly transports: readonly Transport[];
  readonly random: Random;
  /** Most messages and longest time of one connection, and longest time between two. */
  readonly patience: { readonly messages: number; readonly ms: number; readonly pauseMs: number };
  /** Tells the last message that the subscriber waits for. */
  isLast(message: EventMessage): boolean;
  readonly signal: AbortSignal;
}

export interface Subscriber {
  readonly subject: Subject;
  readonly account: Account;
  /** Resolves when the last message has come or the stream has completed; rejects when the server refuses. */
  readonly done: Promise<void>;
}

/** Follows a subject over as many connections as it takes, and leaves each of them at random. */
export function startSubscriber(options: SubscriberOptions): Subscriber {
  const account = openAccount(options.after);
  const { subject, transports } = options;
  const done = transports.length > 0 ? wander(options, account) : stay(options, account);
  done.catch(() => undefined); // whoever waits for it hears of it
  return { subject, account, done };
}

type Data = Readonly<Record<string, EventMessage>>;

async function wander(options: SubscriberOptions, account: Account): Promise<void> {
  const { subject, url, transports, random, patience, isLast, signal } = options;
  let isDone = false;
  while (!isDone && !signal.aborted) {
    const leaving = new AbortController();
    const impatience = setTimeout(() => leaving.abort(), random.int(1, patience.ms));
    const onAbort = () => leaving.abort();
    signal.addEventListener("abort", onAbort);
    let left = random.int(1, patience.messages);
    const take = (data: Data, id: string | null) => {
      const message = data[subject.field];
      if (leaving.signal.aborted || !message) return;
      account.take(message, id);
      isDone = isLast(message);
      left -= 1;
      if (isDone || left === 0) leaving.abort();
    };
    account.connect();
    const ending = await random
      .pick(transports)<Data>(url, subject, account.cursor, take, leaving.signal)
      .finally(() => {
        clearTimeout(impatience);
        signal.removeEventListener("abort", onAbort);
      });
    if (ending === "complete") return;
    if (!isDone) await delay(random.int(0, patience.pauseMs));
  }
}

async function stay(
  { subject, url, after, isLast, signal }: SubscriberOptions,
  account: Account,
): Promise<void> {
  const leaving = new AbortController();
  signal.addEventListener("abort", () => leaving.abort());
  account.connect();
  const take = (data: Data, id: string | null) => {
    const message = data[subject.field];
    if (leaving.signal.aborted || !message) return;
    account.take(message, id);
    if (isLast(message)) leaving.abort();
  };
  await byEventSource<Data>(url, subject, after, take, leaving.signal);
}
