import { once } from "node:events";
import { WebSocket } from "ws";
import type { EventMessage } from "./account.ts";
import { openEventStream } from "./event-stream.ts";
import type { Wanted } from "./transports.ts";

/** A subscriber that takes a message from its connection when it is told to, and not before. */
export interface Unhurried extends Disposable {
  /** The next message; null when the stream has ended. */
  next(): Promise<EventMessage | null>;
}

type Data = Readonly<Record<string, EventMessage>>;

/** Subscribes over one connection of the transport to a root field that the document calls `event`. */
export type Unhurry = (url: string, wanted: Wanted) => Promise<Unhurried>;

export const unhurriedEvents: Unhurry = async (url, { query, variables }) => {
  const stream = await openEventStream(url, { query, variables });
  if (stream.status !== 200) throw new Error(await stream.text());
  return {
    async next() {
      const event = await stream.next();
      if (event === null || event.event === "complete") return null;
      return eventOf(JSON.parse(event.data));
    },
    [Symbol.dispose]: () => stream[Symbol.dispose](),
  };
};

export const unhurriedSocket: Unhurry = async (url, { query, variables }) => {
  const socket = new WebSocket(`${url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
  await once(socket, "open");
  socket.send(JSON.stringify({ type: "connection_init" }));
  await once(socket, "message");
  socket.pause();
  const messages: (EventMessage | null)[] = [];
  let notify = () => {};
  socket.on("message", (data) => {
    const { type, payload } = JSON.parse(String(data)) as { type: string; payload: unknown }; // the protocol's own form
    if (type === "next") messages.push(eventOf(payload));
    else if (type === "complete") messages.push(null);
    else if (type !== "ping") throw new Error(String(data));
    socket.pause();
    notify();
  });
  socket.on("close", () => {
    messages.push(null);
    notify();
  });
  socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query, variables } }));
  return {
    async next() {
      while (messages.length === 0) {
        const arrival = new Promise<void>((resolve) => {
          notify = resolve;
        });
        socket.resume();
        await arrival;
      }
      return messages.shift() ?? null;
    },
    [Symbol.dispose]: () => socket.terminate(),
  };
};

function eventOf(result: unknown): EventMessage {
  const { data } = result as { data?: Data | null }; // of the form that the test's own query asks for
  if (!data?.event) throw new Error(JSON.stringify(result));
  return data.event;
}
