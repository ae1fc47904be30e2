import type { ExecutionResult } from "graphql";
import type { Membership } from "../fanout/hub.ts";
import type { Framing, Sink } from "../fanout/sink.ts";
import type { Connection } from "./ws-connection.ts";

/** What follows the id of an operation in a message of type `next`: the same bytes for all who get it. */
const tailOf: Framing = (json) => Buffer.from(`${json}}`);

/** Sends the messages of one operation over its connection, each as two fragments: its own head and the shared tail. */
export function createSocketSink({ socket, stream }: Connection, id: string, complete: () => void): Sink {
  const head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  return {
    framing: tailOf,
    get unsentBytes() {
      return stream.writableLength;
    },
    send(tail) {
      if (socket.readyState !== socket.OPEN) return;
      stream.cork();
      socket.send(head, { fin: false, binary: false });
      socket.send(tail, { fin: true, binary: false });
      stream.uncork();
    },
    onceDrained: (listener) => void stream.once("drain", listener),
    complete,
    // The protocol has one end for both.
    fail: complete,
  };
}

/**
 * What the protocol sees of a subscription that the hub serves: results that never come, until the end. `return`
 * leaves the hub.
 */
export class ServedByHub implements AsyncIterableIterator<ExecutionResult> {
  readonly #ended = Promise.withResolvers<IteratorResult<ExecutionResult>>();
  readonly #membership: Membership;

  constructor(join: (complete: () => void) => Membership) {
    this.#membership = join(() => this.#end());
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<ExecutionResult>> {
    return this.#ended.promise;
  }

  async return(): Promise<IteratorResult<ExecutionResult>> {
    this.#membership.leave();
    this.#end();
    return { done: true, value: undefined };
  }

  #end(): void {
    this.#ended.resolve({ done: true, value: undefined });
  }
}
