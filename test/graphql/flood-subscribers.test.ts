import { expect, it } from "vitest";
import { runSubscribers } from "../scale/subscribers.ts";
import { tirelessProgram } from "../support/gateway-process.ts";

it("keeps 300 subscribers connected and tells them all the same, in bounded memory", {
  timeout: 60_000,
}, async () => {
  const options = {
    program: tirelessProgram,
    subscribers: 300,
    overEvents: 60,
    alone: 6,
    seconds: 5,
    eventsPerSecond: 10,
  };
  const { wrong, ...figures } = await runSubscribers(options, () => undefined);
  console.log(JSON.stringify(figures));
  expect(wrong).toEqual([]);
});
