import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { crc32c } from "./crc32c.ts";
import { KEY, listAt, PROJECT_PATH, startTestProject, type TestProject, textAt } from "./test-project.ts";

let project: TestProject;
let receiver: Receiver;
beforeEach(async () => {
  project = await startTestProject();
  receiver = await startReceiver();
});
afterEach(async () => {
  await project[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

const SECRET = Buffer.from("a secret of thirty-two bytes ...").toString("base64");
const DEPLOYMENT = "deploy_3286bd71-9a8b-42bb-8ba6-c07549b81367";
const GENERATED_WEBHOOK = "webhook_ed981529-0160-4704-8794-e7702a8de470";

async function createWebhook(maxRetries = 3): Promise<string> {
  const retries = { maxRetries, maxBackoffMs: 0 };
  const spec = { endpoint: receiver.url, secret: { contents: SECRET }, retries };
  const { body } = await project.call("POST", "/batch/webhooks", { name: "mine", spec });
  return textAt(body, "id");
}

async function createJob(webhookId: string): Promise<string> {
  const file = ndjson(["https://a.example/1.jpg", "https://a.example/2.jpg", "https://a.example/3.jpg"]);
  const datasetId = await upload(file);
  const destinations = [{ kind: "Webhook", webhookId }];
  const deployment = { kind: "ExistingDeployment", deploymentId: DEPLOYMENT };
  const spec = { datasetId, deployment, resultDelivery: { destinations } };
  const { body } = await project.call("POST", "/batch/jobs", { name: "a job", spec });
  return textAt(body, "id");
}

describe("a data set", () => {
  test("is there once its file is uploaded, and its items are the lines", async () => {
    const file = ndjson(["https://a.example/1.jpg", "https://a.example/ü.jpg"]);
    const waiting = await announce(file);
    expect(waiting.status).toMatchObject({ overview: "Waiting", itemCount: 0 });
    const { method, url, headers } = waiting.status.source.uploadUrl;
    expect(new URL(url).origin).toBe(project.url);
    const answer = await fetch(url, { method, headers, body: file });
    expect(answer.status).toBe(200);
    const uploaded = dataset.parse((await project.call("GET", `/batch/datasets/${waiting.id}`)).body);
    expect(uploaded.status).toMatchObject({
      overview: "Uploaded",
      itemCount: 2,
      source: { uploadUrl: { url: "" } },
    });
    expect(uploaded.expiryTime - uploaded.createDate).toBe(10 * 24 * 3_600_000);
    expect((await fetch(url, { method, headers, body: file })).status).toBe(403);
  });

  test.each([
    [
      "is not the announced one",
      ndjson(["https://a.example/1.jpg"]),
      ndjson(["https://b.example/1.jpg"]),
      "FailedUpload",
    ],
    [
      "has a line that is no image",
      Buffer.from('{"kind":"Video","url":"https://a.example/"}'),
      null,
      "FailedProcessing",
    ],
    ["has a line that is no JSON", Buffer.from("https://a.example/1.jpg"), null, "FailedProcessing"],
  ])("fails when its file %s", async (_what, announced, sent, overview) => {
    const { id, status } = await announce(announced);
    const { method, url } = status.source.uploadUrl;
    await fetch(url, { method, body: sent ?? announced });
    expect((await project.call("GET", `/batch/datasets/${id}`)).body).toMatchObject({ status: { overview } });
    const spec = {
      datasetId: id,
      deployment: { kind: "ExistingDeployment", deploymentId: DEPLOYMENT },
      resultDelivery: { destinations: [{ kind: "Webhook", webhookId: GENERATED_WEBHOOK }] },
    };
    expect((await project.call("POST", "/batch/jobs", { name: "x", spec })).status).toBe(400);
  });

  test("closes its upload after twelve hours", async () => {
    const file = ndjson(["https://a.example/1.jpg"]);
    const { method, url } = (await announce(file)).status.source.uploadUrl;
    await project.advance(12 * 3_600_000);
    expect((await fetch(url, { method, body: file })).status).toBe(403);
  });

  test("can be deleted, and its jobs still know how many items they have", async () => {
    const webhookId = await createWebhook();
    const id = await createJob(webhookId);
    const { datasetId } = (await project.job(id)).spec;
    const answer = await project.call("DELETE", `/batch/datasets/${datasetId}`);
    expect([answer.status, answer.body]).toEqual([200, { id: datasetId, deleted: true }]);
    expect((await project.call("GET", `/batch/datasets/${datasetId}`)).status).toBe(404);
    await project.advance(60_000);
    expect((await project.job(id)).status.items.Delivered).toBe(3);
  });

  test("is listed in pages, oldest first, mostly not expired", async () => {
    const id = await upload(ndjson(["https://a.example/1.jpg"]));
    const read = async (query: string) =>
      datasetPage.parse((await project.call("GET", `/batch/datasets?${query}&`)).body);
    const first = await read("limit=4");
    expect(first.data).toHaveLength(4);
    const rest = await read(`page=${first.nextPage}&limit=100`);
    expect(rest.data.at(-1)?.id).toBe(id);
    const now = await project.now();
    const live = [...first.data, ...rest.data].filter(({ expiryTime }) => expiryTime > now);
    expect(live).toHaveLength(10);
  });

  test("has the checksum that object stores use", () => {
    expect(crc32c(Buffer.from("123456789"))).toBe(Buffer.from("e3069283", "hex").toString("base64"));
  });
});

describe("a webhook", () => {
  test("is created, read, changed, listed and deleted, and never shows its secret", async () => {
    const id = await createWebhook();
    const read = async () => (await project.call("GET", `/batch/webhooks/${id}`)).body;
    expect(await read()).toEqual({
      id,
      object: "webhook",
      projectId: expect.stringMatching(/^proj_/),
      name: "mine",
      endpoint: receiver.url,
      retries: { maxRetries: 3, maxBackoffMs: 0 },
      createDate: expect.any(Number),
      updateDate: expect.any(Number),
    });
    const retries = { maxRetries: 1, maxBackoffMs: 5 };
    await project.call("PATCH", `/batch/webhooks/${id}`, { spec: { retries } });
    expect(await read()).toMatchObject({ name: "mine", endpoint: receiver.url, retries });
    const rotated = await project.call("PUT", `/batch/webhooks/${id}/secret`, { contents: "AAAA" });
    expect([rotated.status, rotated.body]).toEqual([200, await read()]);
    const list = listAt((await project.call("GET", "/batch/webhooks")).body, "data");
    expect(list.at(-1)).toEqual(await read());
    expect((await project.call("DELETE", `/batch/webhooks/${id}`)).body).toEqual({ id, deleted: true });
    expect((await project.call("GET", `/batch/webhooks/${id}`)).status).toBe(404);
  });

  test.each([
    [{ name: "x" }, "spec"],
    [{ name: "x", spec: { endpoint: "nowhere", secret: { contents: "AA==" } } }, "spec.endpoint"],
    [{ name: "x", spec: { endpoint: "https://a.example" } }, "spec.secret"],
    [{ spec: { endpoint: "https://a.example", secret: { contents: "AA==" } } }, "name"],
  ])("is refused as %j", async (body, field) => {
    const answer = await project.call("POST", "/batch/webhooks", body);
    expect([answer.status, answer.body]).toEqual([
      400,
      { code: "BadRequestError", message: expect.stringMatching(`^${field}: `) },
    ]);
  });

  test("is tested with one signed request", async () => {
    const id = await createWebhook();
    const path = `${PROJECT_PATH}/batch/webhooks/${id}:test`;
    const good = await project.send("POST", path, { ...KEY, "content-type": "application/json" });
    expect(good.body).toMatchObject({
      status: "Ok",
      responseCode: 204,
      attemptCount: 1,
      body: null,
      reason: null,
    });
    const [received] = receiver.received;
    expect(received?.body).toMatchObject({ object: "batch_job_result", batchJobId: null });
    expect(received?.signature).toBe(signatureOf(received?.timestamp, received?.text));

    receiver.answer = 500;
    const bad = await project.send("POST", path, KEY);
    expect(bad.body).toMatchObject({ status: "Failed", responseCode: 500, reason: expect.any(String) });
    expect(receiver.received).toHaveLength(2);
  });
});

describe("results", () => {
  test("are delivered once for each item, signed, to the webhook of the job", async () => {
    const id = await createJob(await createWebhook());
    await project.advance(60_000);
    const results = await receiver.take(3);
    expect(results.map(({ body }) => body)).toEqual(
      expect.arrayContaining(
        [1, 2, 3].map((number) =>
          expect.objectContaining({
            object: "batch_job_result",
            batchJobId: id,
            item: { kind: "Image", url: `https://a.example/${number}.jpg` },
            status: "Predicted",
            reason: null,
            predictions: expect.any(Array),
          }),
        ),
      ),
    );
    for (const { timestamp, text, signature } of results)
      expect(signature).toBe(signatureOf(timestamp, text));
  });

  test("go out unsigned where that is assumed", async () => {
    await project.assume("signature", "none");
    await createJob(await createWebhook());
    await project.advance(60_000);
    const [result] = await receiver.take(3);
    expect([result?.signature, result?.timestamp]).toEqual([undefined, undefined]);
  });

  test("are tried again until they are taken", async () => {
    receiver.failFirst = 2;
    const id = await createJob(await createWebhook());
    await project.advance(60_000);
    await receiver.take(3);
    expect((await project.job(id)).status.items).toMatchObject({ Delivered: 3 });
  });

  test("that are never taken count as not delivered, in the log too", async () => {
    receiver.answer = 503;
    const id = await createJob(await createWebhook(1));
    await project.advance(60_000);
    await receiver.take(6);
    await expect
      .poll(async () => (await project.job(id)).status.items)
      .toEqual({ Gathered: 3, Preprocessed: 3, Predicted: 3, FailedDeliver: 3 });
    const failed = (await project.logs(id)).filter(({ status }) => status === "FailedDeliver");
    expect(failed).toHaveLength(3);
    expect(failed[0]).toMatchObject({ level: "Error", reason: "Failed to deliver result" });
  });

  test("of other webhooks go to the hook of the control port, once there is one", async () => {
    await project.control("POST", "/hooks", { kind: "DATATURE", url: receiver.url });
    const fields = {
      spec: {
        datasetId: "dataset_652ef566-af5c-4d52-b1e4-ec8ec6dc4b8e",
        resultDelivery: { destinations: [{ kind: "Webhook", webhookId: GENERATED_WEBHOOK }] },
      },
    };
    const id = await project.makeJob({ native: "Waiting" }, fields);
    await project.setState(id, { native: "Running", items: { Gathered: 10, Delivered: 4 } });
    const results = await receiver.take(4);
    expect(new Set(results.map(({ body }) => textAt(body, "batchJobId")))).toEqual(new Set([id]));
    const key = Buffer.from(Uint8Array.from({ length: 32 }, (_, byte) => byte));
    const [{ timestamp, text, signature } = { timestamp: "", text: "", signature: "" }] = results;
    const digest = createHmac("sha256", key).update(`${timestamp}.${text}`).digest("hex");
    expect(signature).toBe(`sha256=${digest}`);
  });
});

function ndjson(urls: readonly string[]): Buffer {
  return Buffer.from(urls.map((url) => `${JSON.stringify({ kind: "Image", url })}\n`).join(""));
}

/** All that the vendor's client insists on. */
const dataset = z.object({
  id: z.string(),
  object: z.literal("dataset"),
  name: z.string(),
  projectId: z.string(),
  expiryTime: z.int(),
  status: z.object({
    overview: z.string(),
    message: z.string(),
    updateTime: z.int(),
    source: z.object({
      kind: z.string(),
      uploadUrl: z.object({
        method: z.string(),
        url: z.string(),
        headers: z.record(z.string(), z.string()),
        expiresAtTime: z.int(),
      }),
    }),
    itemCount: z.int(),
  }),
  createDate: z.int(),
  updateDate: z.int(),
});
const datasetPage = z.object({ nextPage: z.string().optional(), data: z.array(dataset) });

async function announce(file: Buffer) {
  const source = { kind: "UploadedNewlineDelimitedJsonFile", sizeBytes: file.length, crc32c: crc32c(file) };
  return dataset.parse(
    (await project.call("POST", "/batch/datasets", { name: "mine", spec: { source } })).body,
  );
}

async function upload(file: Buffer): Promise<string> {
  const { id, status } = await announce(file);
  const { method, url, headers } = status.source.uploadUrl;
  await fetch(url, { method, headers, body: file });
  return id;
}

function signatureOf(timestamp: string | undefined, text: string | undefined): string {
  const digest = createHmac("sha256", Buffer.from(SECRET, "base64"))
    .update(`${timestamp}.${text}`)
    .digest("hex");
  return `sha256=${digest}`;
}

interface Result {
  readonly text: string;
  readonly body: unknown;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
}

/** A server that takes results. */
interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly Result[];
  /** Status of its answers. */
  answer: number;
  /** So many requests are answered 500 before that. */
  failFirst: number;
  /** Waits until so many were answered as `answer` says; those that were made to fail do not count. */
  readonly take: (count: number) => Promise<readonly Result[]>;
}

async function startReceiver(): Promise<Receiver> {
  const received: Result[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const text = Buffer.concat(parts).toString();
    const header = (name: string) => request.headers[name]?.toString();
    const fails = started.failFirst > 0;
    if (fails) started.failFirst--;
    else {
      const [timestamp, signature] = [header("x-datature-timestamp"), header("x-datature-signature")];
      received.push({ text, body: JSON.parse(text), timestamp, signature });
    }
    response.writeHead(fails ? 500 : started.answer).end();
    for (const { count, resolve } of waiting) if (received.length >= count) resolve();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // An IP socket's address is an object.
  const { port } = server.address() as AddressInfo;
  const started: Receiver = {
    url: `http://127.0.0.1:${port}/results`,
    received,
    answer: 204,
    failFirst: 0,
    async take(count) {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ count, resolve });
      if (received.length < count) await promise;
      return received;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
  return started;
}
