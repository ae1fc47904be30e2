import { createServer } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { listen } from "../../../simulator/listen.ts";
import { startTestWorkspace, type TestWorkspace } from "./test-workspace.ts";
import { isDocument, textAt, type WireDocument } from "./wire-document.ts";

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await startTestWorkspace(0);
});
afterEach(() => workspace[Symbol.asyncDispose]());

/** An address that confirms itself when told to, keeps what it gets and lets a test wait for it. */
async function openHook(confirms = true) {
  const events: WireDocument[] = [];
  let wake = Promise.withResolvers<void>();
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const text = Buffer.concat(parts).toString();
    const body: unknown = text === "" ? null : JSON.parse(text);
    for (const event of Array.isArray(body) ? body.filter(isDocument) : []) events.push(event);
    const code = textAt(events.at(-1), "data", "validationCode");
    if (request.method === "OPTIONS") response.setHeader("WebHook-Allowed-Origin", "eventgrid.azure.net");
    response.end(JSON.stringify(confirms ? { validationResponse: code } : {}));
    wake.resolve();
    wake = Promise.withResolvers();
  });
  const listening = await listen(server, 0);
  const until = async (isThere: (events: readonly WireDocument[]) => boolean) => {
    while (!isThere(events)) await wake.promise;
    return events;
  };
  return {
    url: listening.origin,
    events,
    until,
    [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose](),
  };
}

const subscribe = (url: string) => workspace.control("POST", "/hooks", { kind: "AZURE_ML", url });
const has = (word: string) => (events: readonly WireDocument[]) =>
  events.some((event) => textAt(event, "data", "runStatus") === word);

/** The subscription stands a moment after the handshake was answered; a job's first event shows that it does. */
async function subscribed(hook: Awaited<ReturnType<typeof openHook>>): Promise<void> {
  await subscribe(hook.url);
  await hook.until((events) => events.length === 1);
  for (;;) {
    await workspace.makeJob("Queued");
    await new Promise(setImmediate);
    if (hook.events.length > 1) return;
  }
}

test("confirms the address first, then tells of each change of status and of a completion", async () => {
  await using hook = await openHook();
  await subscribed(hook);
  expect(hook.events[0]).toMatchObject({ eventType: "Microsoft.EventGrid.SubscriptionValidationEvent" });
  const id = await workspace.makeJob("Running", { experimentName: "iris", tags: { owner: "demo" } });
  await workspace.control("PATCH", `/jobs/AZURE_ML/${id}`, { native: "Completed" });
  await hook.until(has("completed"));
  const events = await hook.until((all) =>
    all.some((event) => textAt(event, "eventType").endsWith("RunCompleted")),
  );
  const own = events.filter((event) => textAt(event, "data", "runId") === id);
  const types = own.map((event) => textAt(event, "eventType").split(".").at(-1)).sort();
  expect(types).toEqual(["RunCompleted", "RunStatusChanged", "RunStatusChanged"]);
  expect(own[0]).toMatchObject({
    subject: expect.stringMatching(new RegExp(`^experiments/[^/]+/runs/${id}$`)),
    data: { experimentName: "iris", runTags: { owner: "demo" } },
  });
});

test("tells only of failures where that is assumed", async () => {
  await workspace.assume("statusEvents", "all");
  await using hook = await openHook();
  await subscribed(hook);
  await workspace.assume("statusEvents", "failed");
  const id = await workspace.makeJob("Running");
  await workspace.control("PATCH", `/jobs/AZURE_ML/${id}`, { native: "Failed" });
  const events = await hook.until(has("failed"));
  expect(events.filter((event) => textAt(event, "data", "runId") === id)).toHaveLength(1);
});

test("sends cloud events, and each as often as is assumed", async () => {
  await workspace.assume("eventSchema", "CloudEvents");
  await workspace.assume("eventCopies", 2);
  await using hook = await openHook();
  await subscribe(hook.url);
  while (!has("queued")(hook.events)) {
    await workspace.makeJob("Queued");
    await new Promise(setImmediate);
  }
  const events = await hook.until((all) => new Set(all.map((event) => event.id)).size < all.length);
  expect(events[0]).toMatchObject({ specversion: "1.0", type: expect.stringContaining("RunStatusChanged") });
});

test("pushes nothing to an address that does not confirm itself", async () => {
  await using refusing = await openHook(false);
  await subscribe(refusing.url);
  await refusing.until((events) => events.length === 1);
  await using hook = await openHook();
  await subscribed(hook);
  expect(refusing.events).toHaveLength(1);
});
