import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer } from "node:http";
import forge from "node-forge";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { BackendId } from "../../domain/id.ts";
import { createVendorClient } from "../../http/client.ts";
import { type Listening, listen } from "../../simulator/listen.ts";
import type { HookRequest } from "../contract.ts";
import { modelartsConfig } from "./config.ts";
import documented from "./fixtures/smn-push.json" with { type: "json" };
import { createHookReceiver } from "./hook.ts";

const id = "training" as BackendId;
const { signal } = new AbortController();
const nowMs = Date.UTC(2026, 10, 2, 12);
const dayMs = 86_400_000;
const projectId = "0123456789abcdef0123456789abcdef";
const entry = {
  id,
  kind: "MODELARTS",
  region: "cn-north-4",
  projectId,
  credentials: { accessKey: "a", secretKey: "s" },
};
const jobId = "5bd61eea-9de2-4864-a0f7-5fae966171b5";

/** Two signers; making keys is what costs time here. */
const [vendor, stranger] = [0, 1].map(() => generateKeyPairSync("rsa", { modulusLength: 2048 })) as [
  KeyPair,
  KeyPair,
];
interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

function certificateOf({ publicKey, privateKey }: KeyPair, fromMs: number, toMs: number): string {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(
    publicKey.export({ type: "spki", format: "pem" }).toString(),
  );
  certificate.validity.notBefore = new Date(fromMs);
  certificate.validity.notAfter = new Date(toMs);
  certificate.setSubject([{ name: "commonName", value: "smn" }]);
  certificate.setIssuer([{ name: "commonName", value: "smn" }]);
  const key = forge.pki.privateKeyFromPem(privateKey.export({ type: "pkcs1", format: "pem" }).toString());
  certificate.sign(key, forge.md.sha256.create());
  return forge.pki.certificateToPem(certificate);
}

/** What the vendor's hosts serve, and what they were asked. */
let host: Listening;
const served = new Map<string, string>();
let asked: string[] = [];
beforeAll(async () => {
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push(path);
    const body = served.get(path);
    if (body === undefined) response.statusCode = path.startsWith("/smn/subscription/") ? 200 : 404;
    response.end(body);
  });
  host = await listen(server, 0);
});
afterAll(() => host[Symbol.asyncDispose]());
beforeEach(() => {
  asked = [];
  served.clear();
  served.set("/smn/good.pem", certificateOf(vendor, nowMs - dayMs, nowMs + dayMs));
});

/** A receiver; certificates come from the loopback address unless the entry says otherwise. */
function connect(hook: object | null = {}, change: object = {}) {
  const certificateHosts = ["127.0.0.1"];
  const config = modelartsConfig.parse({
    ...entry,
    ...change,
    ...(hook && { hook: { certificateHosts, ...hook } }),
  });
  const clock = { now: nowMs };
  const now = () => clock.now;
  const receiver = createHookReceiver(config, {
    id,
    now,
    connect: (protocol, options) => {
      const tools = { backend: id, now, random: () => 0, sleep: async () => {} };
      return createVendorClient(protocol, tools, options);
    },
  });
  return { clock, receive: (request: HookRequest) => receiver.receive(request, signal) };
}

type Message = Readonly<Record<string, string>>;

/** The documented notification, dated now and signed as the vendor documents it. */
function notification(change: Message = {}, signer: KeyPair = vendor): HookRequest {
  return signed({ ...documented.notification.body, ...change }, ["subject"], signer);
}

function confirmation(change: Message = {}, signer: KeyPair = vendor): HookRequest {
  const subscribe_url = `${host.origin}/smn/subscription/confirm?token=t`;
  return signed(
    { ...documented.subscription_confirmation.body, subscribe_url, ...change },
    ["subscribe_url"],
    signer,
  );
}

function signed(message: Message, own: readonly string[], signer: KeyPair): HookRequest {
  const dated = {
    timestamp: "2026-11-02T11:59:58Z",
    ...(message.timestamp?.startsWith("2026") && { timestamp: message.timestamp }),
  };
  const signing_cert_url = message.signing_cert_url?.includes("_xxxxx")
    ? `${host.origin}/smn/good.pem`
    : (message.signing_cert_url ?? "");
  const whole: Record<string, string> = { ...message, ...dated, signing_cert_url };
  const names = ["message", "message_id", ...own, "timestamp", "topic_urn", "type"];
  const text = names.flatMap((name) => (whole[name] ? [`${name}\n${whole[name]}\n`] : [])).join("");
  const signature = sign("sha256", Buffer.from(text), signer.privateKey).toString("base64");
  return post(JSON.stringify({ ...whole, signature }));
}

function post(body: string): HookRequest {
  const headers = { "content-type": "application/json; charset=utf-8" };
  return { method: "POST", headers, query: new URLSearchParams(), body: Buffer.from(body) };
}

describe("a notification", () => {
  test("names the jobs whose ids its text holds", async () => {
    const other = "0BD61EEA-9de2-4864-a0f7-5fae966171b5";
    const text = `${jobId} and ${jobId}, then {"id":"${other}"}`;
    expect(await connect().receive(notification())).toEqual({
      nativeIds: [jobId],
      wakes: false,
      ignored: 0,
    });
    const { nativeIds } = await connect().receive(notification({ message: text }));
    expect(nativeIds).toEqual([jobId, other.toLowerCase()]);
  });

  test("without an id wakes the poller", async () => {
    const message = "JobFailed 训练 ✓\nsecond line";
    expect(await connect().receive(notification({ message }))).toMatchObject({ nativeIds: [], wakes: true });
  });

  test("may lack a subject, which is then not signed", async () => {
    const { nativeIds } = await connect().receive(notification({ subject: "" }));
    expect(nativeIds).toEqual([jobId]);
  });

  test("of another project's topic is counted and ignored, however well it is signed", async () => {
    for (const topic of ["urn:smn:cn-north-4:ffff:t", `urn:smn:eu-west-0:${projectId}:t`, "nonsense"]) {
      const result = await connect().receive(notification({ topic_urn: topic }));
      expect(result).toEqual({ nativeIds: [], wakes: false, ignored: 1 });
    }
  });

  test("costs no further call for a certificate that is known, and many at once cost one", async () => {
    const { receive } = connect();
    await Promise.all(Array.from({ length: 30 }, () => receive(notification())));
    await receive(notification());
    expect(asked).toEqual(["/smn/good.pem"]);
  });
});

describe("a subscription", () => {
  test("is confirmed at the address that the signed message names", async () => {
    await connect().receive(confirmation());
    expect(asked).toEqual(["/smn/good.pem", "/smn/subscription/confirm?token=t"]);
  });

  test.each([
    ["forged", () => confirmation({}, stranger), "UNAUTHENTICATED"],
    ["confirmed elsewhere", () => confirmation({ subscribe_url: "https://evil.example/" }), "FORBIDDEN"],
  ])("is not confirmed when it is %s", async (_, request, kind) => {
    await expect(connect().receive(request())).rejects.toMatchObject({ kind, backend: id });
    expect(asked).toEqual(["/smn/good.pem"]);
  });

  test("to a topic of another project is not confirmed", async () => {
    const result = await connect().receive(confirmation({ topic_urn: "urn:smn:cn-north-4:ffff:t" }));
    expect(result).toMatchObject({ ignored: 1 });
    expect(asked).toEqual(["/smn/good.pem"]);
  });
});

describe("a message is refused", () => {
  const refused = (request: HookRequest, { receive } = connect()) =>
    expect(receive(request)).rejects.toMatchObject({ kind: "UNAUTHENTICATED", backend: id });

  test("when somebody else signed it", () => refused(notification({}, stranger)));

  test.each(["message", "message_id", "subject", "timestamp", "topic_urn"])(
    "when its %s was changed after it was signed",
    async (name) => {
      const message = JSON.parse(notification().body.toString());
      const changed = name === "timestamp" ? "2026-11-02T11:59:59Z" : `${message[name]} `;
      await refused(post(JSON.stringify({ ...message, [name]: changed })));
    },
  );

  test.each(["2026-11-02T10:59:57Z", "2026-11-02T12:15:01Z", "2026-13-01T00:00:00Z"])(
    "when it is dated %s",
    async (timestamp) => {
      await refused(notification({ timestamp }));
      // Nobody is asked for the certificate of a message that is of no use.
      expect(asked).toEqual([]);
    },
  );

  test.each([
    "https://evil.example/smn/good.pem",
    "http://smn.cn-north-4.myhuaweicloud.com/smn/a.pem",
    "https://bucket.obs.cn-north-4.myhuaweicloud.com/smn/a.pem",
    "https://smn.cn-north-4.myhuaweicloud.com@evil.example/smn/a.pem",
    "https://smn.cn-north-4.myhuaweicloud.com.evil.example/smn/a.pem",
    "https://smn.cn-north-4.myhuaweicloud.com:8443/smn/a.pem",
    "file:///etc/passwd",
    "nonsense",
    "",
  ])("when its certificate is at %j", async (signing_cert_url) => {
    await refused(notification({ signing_cert_url }), connect(null));
    await refused(notification({ signing_cert_url }));
    expect(asked).toEqual([]);
  });

  test("when its certificate is on the loopback address and nobody allowed that", async () => {
    await refused(notification(), connect(null));
    expect(asked).toEqual([]);
  });

  test("when no host is configured and no region tells which", async () => {
    const change = { region: undefined, endpoint: "https://modelarts.example" };
    await refused(notification(), connect(null, change));
  });

  test.each([
    ["has ended", -2 * dayMs, -dayMs],
    ["has not begun", dayMs, 2 * dayMs],
  ])("when the validity of its certificate %s", async (_, from, to) => {
    served.set("/smn/odd.pem", certificateOf(vendor, nowMs + from, nowMs + to));
    await refused(notification({ signing_cert_url: `${host.origin}/smn/odd.pem` }));
  });

  test("when its certificate ends while it is kept, until there is a new one at its place", async () => {
    const { clock, receive } = connect();
    await receive(notification());
    clock.now += 2 * dayMs;
    const later = notification({ timestamp: "2026-11-04T12:00:00Z" });
    await refused(later, { clock, receive });
    served.set("/smn/good.pem", certificateOf(vendor, nowMs, nowMs + 9 * dayMs));
    await expect(receive(later)).resolves.toMatchObject({ nativeIds: [jobId] });
  });

  test.each([
    ["missing", undefined],
    ["a page", "<html>"],
    ["larger than any", "x".repeat(100_000)],
  ])("when what is at its place is %s", async (_, body) => {
    if (body !== undefined) served.set("/smn/bad.pem", body);
    await refused(notification({ signing_cert_url: `${host.origin}/smn/bad.pem` }));
  });

  test("when the secret of the address is missing, though it is signed", async () => {
    const { receive } = connect({ secret: "a-secret-of-nobody" });
    await refused(notification(), { clock: { now: nowMs }, receive });
    const query = new URLSearchParams({ secret: "a-secret-of-nobody" });
    await expect(receive({ ...notification(), query })).resolves.toMatchObject({ nativeIds: [jobId] });
  });
});

test.each(["", "{", "[]", "7", '{"type":"Notification"}', '{"type":"Other"}', "\u0000"])(
  "what is no message is refused: %j",
  async (body) => {
    await expect(connect().receive(post(body))).rejects.toMatchObject({ kind: "INVALID" });
    expect(asked).toEqual([]);
  },
);

test("messages come by no other method", async () => {
  const call = connect().receive({ ...notification(), method: "OPTIONS" });
  await expect(call).rejects.toMatchObject({ kind: "UNSUPPORTED" });
});

test("a certificate host that does not answer is a failure of the moment, after which the vendor tries again", async () => {
  const closed = await listen(createServer(), 0);
  await closed[Symbol.asyncDispose]();
  const call = connect().receive(notification({ signing_cert_url: `${closed.origin}/smn/a.pem` }));
  await expect(call).rejects.toMatchObject({ kind: "UNAVAILABLE" });
});

test("the configuration takes hosts with and without a port, and no addresses", () => {
  const parse = (certificateHosts: unknown) =>
    modelartsConfig.safeParse({ ...entry, hook: { certificateHosts } }).success;
  expect(["smn.eu-de.otc.t-systems.com", "127.0.0.1:4011", "[::1]:4011"].map((one) => parse([one]))).toEqual([
    true,
    true,
    true,
  ]);
  expect([["https://smn.example"], ["a/b"], ["*"], [], "smn.example"].map(parse)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});
