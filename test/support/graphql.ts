import { createClient } from "graphql-ws";
import { WebSocket } from "ws";

export interface GraphQLAnswer<T> {
  readonly data?: T;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

/** Sends an operation and gives the whole answer, errors included. */
export async function ask<T>(url: string, query: string, variables: object = {}): Promise<GraphQLAnswer<T>> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as GraphQLAnswer<T>; // of the form that the test's own query asks for
}

/** Sends an operation that must not fail and gives its data. */
export async function query<T>(url: string, text: string, variables: object = {}): Promise<T> {
  const { data, errors } = await ask<T>(url, text, variables);
  if (errors || !data) throw new Error(`The operation failed: ${JSON.stringify(errors)}`);
  return data;
}

/** A subscription over WebSocket; messages are kept until they are taken. */
export interface Subscribed<T> extends AsyncDisposable {
  /** The next message; rejects when the subscription has ended or failed. */
  next(): Promise<T>;
  /** All further messages up to the end of the subscription. */
  rest(): Promise<T[]>;
}

/** Opens a connection of its own for one subscription. It does not reconnect. */
export function follow<T>(url: string, text: string, variables: Record<string, unknown> = {}): Subscribed<T> {
  const client = createClient({
    url: `${url.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  const messages = client.iterate<T>({ query: text, variables });
  const next = async (): Promise<T> => {
    const result = await messages.next();
    if (result.done) throw new Error("The subscription has ended.");
    if (result.value.errors || !result.value.data) throw new Error(JSON.stringify(result.value.errors));
    return result.value.data;
  };
  return {
    next,
    async rest() {
      const all: T[] = [];
      for await (const { data } of messages) if (data) all.push(data);
      return all;
    },
    async [Symbol.asyncDispose]() {
      await client.dispose();
    },
  };
}

/** Asks again until the answer meets a condition; rejects when it does not within 10 s, or another time. */
export async function eventually<T>(
  read: () => Promise<T>,
  isMet: (value: T) => boolean,
  withinMs = 10_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const value = await read();
    if (isMet(value)) return value;
    if (Date.now() > deadline)
      throw new Error(`It did not come to pass: ${(JSON.stringify(value) ?? "nothing").slice(0, 2_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
