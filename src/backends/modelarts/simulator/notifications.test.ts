import { verify, X509Certificate } from "node:crypto";
import { createServer } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { listen } from "../../../simulator/listen.ts";
import { startTestProject, type TestProject } from "./test-project.ts";
import { isDocument, textAt, type WireDocument } from "./wire-document.ts";

let project: TestProject;
beforeEach(async () => {
  project = await startTestProject(0);
});
afterEach(() => project[Symbol.asyncDispose]());

interface Received {
  readonly type: string | undefined;
  readonly message: WireDocument;
}

/** An address that keeps what it gets; it takes only as many of the first messages as a test says it refuses. */
async function openHook(refuses = 0) {
  const received: Received[] = [];
  let wake = Promise.withResolvers<void>();
  let refusals = refuses;
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const message: unknown = JSON.parse(Buffer.concat(parts).toString());
    const type = request.headers["x-smn-message-type"];
    if (isDocument(message)) received.push({ type: String(type), message });
    response.statusCode = refusals-- > 0 ? 503 : 200;
    response.end();
    wake.resolve();
    wake = Promise.withResolvers();
  });
  const listening = await listen(server, 0);
  const take = async (count: number) => {
    while (received.length < count) await wake.promise;
    return received;
  };
  return {
    url: listening.origin,
    received,
    take,
    [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose](),
  };
}

const subscribe = (url: string) => project.control("POST", "/hooks", { kind: "MODELARTS", url });
const change = (id: string, native: string) => project.control("PATCH", `/jobs/MODELARTS/${id}`, { native });

/** Does what the invitation asks for. */
async function subscribed(hook: Awaited<ReturnType<typeof openHook>>): Promise<void> {
  await subscribe(hook.url);
  const [invitation] = await hook.take(1);
  const { status } = await fetch(textAt(invitation?.message, "subscribe_url"));
  expect(status).toBe(200);
}

/** Checks a message as the service's user guide tells receivers to. */
async function isSigned(message: WireDocument, names: readonly string[]): Promise<boolean> {
  const pem = await (await fetch(textAt(message, "signing_cert_url"))).text();
  const text = names.map((name) => `${name}\n${textAt(message, name)}\n`).join("");
  const signature = Buffer.from(textAt(message, "signature"), "base64");
  return verify("sha256", Buffer.from(text), new X509Certificate(pem).publicKey, signature);
}

test("invites an address with a signed message, and pushes nothing before it has confirmed", async () => {
  await using hook = await openHook();
  await subscribe(hook.url);
  const [invitation] = await hook.take(1);
  expect(invitation?.type).toBe("SubscriptionConfirmation");
  const names = ["message", "message_id", "subscribe_url", "timestamp", "topic_urn", "type"];
  expect(await isSigned(invitation?.message ?? {}, names)).toBe(true);
  expect(await isSigned({ ...invitation?.message, message: "other" }, names)).toBe(false);
  await change(await project.makeJob("Pending"), "Failed");
  const link = textAt(invitation?.message, "subscribe_url");
  expect((await fetch(link.replace(/token=\w+/, "token=guessed"))).status).toBe(404);
  expect((await fetch(link)).status).toBe(200);
  expect((await fetch(link)).status).toBe(404);
  const id = await project.makeJob("Running");
  const all = await hook.take(2);
  expect(all[1]).toMatchObject({ type: "Notification", message: { message: expect.stringContaining(id) } });
});

test("tells of each event of a job in a signed message that is dated by the real clock", async () => {
  await using hook = await openHook();
  await subscribed(hook);
  const id = await project.makeJob("Running");
  await project.control("POST", "/clock", { advanceMs: 3_600_000 });
  await hook.take(2);
  await change(id, "Completed");
  const [, started, completed] = await hook.take(3);
  expect([started, completed].map((one) => textAt(one?.message, "message").split(" ")[0])).toEqual([
    "JobStarted",
    "JobCompleted",
  ]);
  const names = ["message", "message_id", "subject", "timestamp", "topic_urn", "type"];
  expect(await isSigned(completed?.message ?? {}, names)).toBe(true);
  const ageMs = Date.now() - Date.parse(textAt(completed?.message, "timestamp"));
  expect(Math.abs(ageMs)).toBeLessThan(60_000);
});

test("tells of no more than a job asks for", async () => {
  await using hook = await openHook();
  await subscribed(hook);
  const id = await project.makeJob("Running", { spec: { notification: { events: ["JobFailed"] } } });
  await change(id, "Failed");
  const [, first] = await hook.take(2);
  expect(textAt(first?.message, "message")).toContain("JobFailed");
});

test("names jobs by their names, and sends each message as often as is assumed", async () => {
  for (const [key, value] of [
    ["notificationText", "name"],
    ["notificationCopies", 3],
  ])
    await project.control("POST", "/assumptions", { kind: "MODELARTS", key, value });
  await using hook = await openHook();
  await subscribed(hook);
  const id = await project.makeJob("Running", { metadata: { name: "a-name" } });
  const [, ...copies] = await hook.take(4);
  expect(new Set(copies.map(({ message }) => textAt(message, "message_id"))).size).toBe(1);
  expect(textAt(copies[0]?.message, "message")).toBe("JobStarted a-name");
  expect(JSON.stringify(copies)).not.toContain(id);
});

test("invites again when the address was not ready", async () => {
  await using hook = await openHook(1);
  await subscribe(hook.url);
  const [first, second] = await hook.take(2);
  expect(second?.message).toEqual(first?.message);
});

test("has no certificate before there is anything to sign", async () => {
  expect((await fetch(`${project.url}/smn/SMN_cn-north-4_0.pem`)).status).not.toBe(200);
});
