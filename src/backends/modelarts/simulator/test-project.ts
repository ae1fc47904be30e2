import { createHash, createHmac } from "node:crypto";
import { startSimulators } from "../../../simulator/start.ts";
import { simulator } from "./index.ts";
import { listAt, textAt, type WireDocument } from "./wire-document.ts";

/** What tests say to the simulator; the signer is their own, so that an error cannot agree with itself. */
export interface TestProject extends TestUser, AsyncDisposable {
  readonly url: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly control: (method: string, path: string, body?: unknown) => Promise<unknown>;
  /** Makes a job through the control port that goes through these words at once. */
  readonly makeJob: (native: string, fields?: WireDocument, rest?: WireDocument) => Promise<string>;
}

/** Somebody who has the keys of a simulated account. */
export interface TestUser {
  /** A signed call below `/v2/{project}`. */
  readonly call: (method: string, path: string, body?: unknown) => Promise<Answer>;
  /** A call that is signed and sent as `options` say. */
  readonly send: (options: Sent) => Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

export interface Sent {
  readonly method: string;
  /** Path with query, as it goes out. */
  readonly target: string;
  readonly body?: string;
  /** Sent and signed beside host and date. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent and not signed; with an authorization of its own nothing is signed. */
  readonly unsigned?: Readonly<Record<string, string>>;
  readonly accessKey?: string;
  readonly secretKey?: string;
  readonly date?: Date;
}

/** The service's error code in an answer; `""` when there is none. */
export function codeOf(answer: Answer): string {
  return textAt(answer.json, "error_code");
}

/** Starts a simulator with a clock that stands still. */
export async function startTestProject(jobs = 40): Promise<TestProject> {
  const simulators = await startSimulators({ definitions: [simulator], jobs, speed: 1, seed: 1 });
  const url = simulators.vendors[0]?.url ?? "";
  const { credentials } = simulator;

  async function control(method: string, path: string, body?: unknown): Promise<unknown> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(simulators.control + path, init);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  await control("POST", "/clock", { paused: true });
  return {
    url,
    credentials,
    control,
    ...createTestUser(url),
    async makeJob(native, fields = {}, rest = {}) {
      const script = [{ native, afterMs: 0, ...rest }];
      const made = await control("POST", "/jobs", { kind: "MODELARTS", count: 1, script, fields });
      return String(listAt(made, "ids")[0]);
    },
    [Symbol.asyncDispose]: () => simulators[Symbol.asyncDispose](),
  };
}

/** Makes calls to a simulator at this address, with its own credentials. */
export function createTestUser(url: string): TestUser {
  const { credentials } = simulator;

  async function send(sent: Sent): Promise<Answer> {
    const { method, target, body } = sent;
    const headers = { ...signedHeaders(url, sent, credentials), ...sent.unsigned };
    const response = await fetch(url + target, { method, headers, ...(body !== undefined && { body }) });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parse(text) };
  }

  return {
    send,
    call: (method, path, body) =>
      send({
        method,
        target: `/v2/${credentials.projectId}/${path}`,
        headers: { "content-type": "application/json;charset=utf-8" },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
  };
}

function signedHeaders(url: string, sent: Sent, credentials: Readonly<Record<string, string>>) {
  const accessKey = sent.accessKey ?? credentials.accessKey;
  const secretKey = sent.secretKey ?? credentials.secretKey ?? "";
  const date = (sent.date ?? new Date()).toISOString().replace(/[-:]|\.\d{3}/g, "");
  const headers: Record<string, string> = { "x-sdk-date": date, ...sent.headers };
  const covered = { ...headers, host: new URL(url).host };
  const names = Object.keys(covered).sort();
  const [path = "", query = ""] = sent.target.split("?");
  const canonical = [
    sent.method,
    path.endsWith("/") ? path : `${path}/`,
    query.split("&").sort().join("&"),
    ...names.map((name) => `${name}:${Object.entries(covered).find(([one]) => one === name)?.[1]}`),
    "",
    names.join(";"),
    hash(sent.body ?? ""),
  ].join("\n");
  const text = `SDK-HMAC-SHA256\n${date}\n${hash(canonical)}`;
  const signature = createHmac("sha256", secretKey).update(text).digest("hex");
  const claim = `Access=${accessKey}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
  return { ...headers, authorization: `SDK-HMAC-SHA256 ${claim}` };
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
