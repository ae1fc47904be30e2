import { openEventStream } from "./event-stream.ts";
import { ask, type GraphQLAnswer } from "./graphql.ts";
import { openReadySocket } from "./socket.ts";

/** An error of a payload. */
export interface ShownError {
  readonly __typename: string;
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[] | null;
  readonly expected?: string | null;
  readonly fault?: { readonly code: string; readonly nativeCode: string | null };
}

export interface ShownJob {
  readonly id: string;
  readonly nativeId: string;
  readonly name: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly archived: boolean;
  readonly labels: readonly { readonly key: string; readonly value: string }[];
  readonly status: { readonly phase: string };
  readonly retryOf: { readonly id: string } | null;
}

/** What a mutation comes to: the fields of all payloads, those of others absent. */
export interface Outcome {
  readonly job: ShownJob | null;
  readonly userErrors: readonly ShownError[];
  readonly eventCursor: string;
  readonly deletedJobId: string | null;
  readonly deleted: boolean;
  readonly affectedJobs: readonly { readonly id: string }[];
  readonly affectedAssets: readonly { readonly kind: string; readonly nativeId: string }[];
  readonly results: readonly {
    readonly jobId: string;
    readonly job: ShownJob | null;
    readonly userErrors: readonly ShownError[];
  }[];
}

export const errorFields = `__typename code message path
  ... on InvalidInput { expected }
  ... on BackendRefused { fault { code nativeCode } }`;
const job = `job { id nativeId name displayName description archived labels { key value } status { phase } retryOf { id } }`;
const userErrors = `userErrors { ${errorFields} }`;
const bulk = `results { jobId ${job} ${userErrors} } eventCursor`;
const sharing = `affectedJobs { id } affectedAssets { kind nativeId name } ${job} ${userErrors} eventCursor`;

/** Selections of the payloads that are not like most. */
const selections: Readonly<Record<string, string>> = {
  deleteJob: `deletedJobId deleted ${userErrors} eventCursor`,
  modifyJobSharing: sharing,
  disableJobSharing: sharing,
  cancelJobs: bulk,
  deleteJobs: bulk,
};

/** Document of a mutation with a variable `$input`; its field is called `outcome`. */
export function mutationOf(field: string): string {
  const input = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const selection = selections[field] ?? `${job} ${userErrors} eventCursor`;
  return `mutation ($input: ${input}!) { outcome: ${field}(input: $input) { ${selection} } }`;
}

/** Sends an operation that is no subscription and gives the whole answer. */
export type Send = <T>(url: string, query: string, variables?: object) => Promise<GraphQLAnswer<T>>;

/** Every transport that takes mutations. Each rejects unless the answer is one and the end follows it. */
export const senders: Readonly<Record<string, Send>> = {
  HTTP: ask,

  async WebSocket<T>(url: string, query: string, variables: object = {}) {
    using socket = await openReadySocket(url);
    socket.send({ id: "1", type: "subscribe", payload: { query, variables } });
    const { type, payload } = await socket.next();
    if (type === "error") return { errors: payload } as GraphQLAnswer<T>; // the protocol's own form
    const end = await socket.next();
    if (type !== "next" || end.type !== "complete") throw new Error(`got ${type}, then ${end.type}`);
    return payload as GraphQLAnswer<T>; // of the form that the test's own operation asks for
  },

  async "server-sent events"<T>(url: string, query: string, variables: object = {}) {
    using stream = await openEventStream(url, { query, variables });
    const [first, end, nothing] = [await stream.next(), await stream.next(), await stream.next()];
    if (first?.event !== "next" || end?.event !== "complete" || nothing !== null)
      throw new Error(`got ${first?.event}, then ${end?.event}`);
    return JSON.parse(first.data) as GraphQLAnswer<T>; // as above
  },
};

/** Gives a command that must be answered with a payload. */
export async function command(url: string, field: string, input: object, send: Send = ask): Promise<Outcome> {
  const { data, errors } = await send<{ outcome: Outcome }>(url, mutationOf(field), { input });
  if (errors || !data) throw new Error(`${field} failed: ${JSON.stringify(errors)}`);
  return data.outcome;
}
