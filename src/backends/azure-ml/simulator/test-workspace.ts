import { startSimulators } from "../../../simulator/start.ts";
import { CREDENTIALS, REGION_PATH, WORKSPACE_ID } from "./account.ts";
import { simulator } from "./index.ts";
import { isDocument, listAt, textAt, type WireDocument } from "./wire-document.ts";

/** What tests say to the simulator over HTTP. */
export interface TestWorkspace extends AsyncDisposable {
  readonly url: string;
  /** A call below the workspace on the management plane, with the api-version that the adapter pins. */
  readonly call: (method: string, tail: string, body?: unknown) => Promise<Answer>;
  /** A call below the region on the management plane. */
  readonly region: (tail: string) => Promise<Answer>;
  /** A call below the workspace on run history (`history`) or the metrics service (`metric`). */
  readonly data: (
    service: "history" | "metric",
    method: string,
    tail: string,
    body?: unknown,
  ) => Promise<Answer>;
  /** A call that carries only what `init` says; the target is a path with query, or an address. */
  readonly send: (target: string, init?: RequestInit) => Promise<Answer>;
  /** Asks the token endpoint with the right form, but for what `change` says. */
  readonly logIn: (change?: Readonly<Record<string, string>>, tenant?: string) => Promise<Answer>;
  /** Takes a fresh token for the calls to come. */
  readonly renew: (scope?: string) => Promise<void>;
  readonly control: (method: string, path: string, body?: unknown) => Promise<unknown>;
  readonly assume: (key: string, value: unknown) => Promise<unknown>;
  readonly advance: (ms: number) => Promise<unknown>;
  /** Makes a job through the control port that goes through these words at once. */
  readonly makeJob: (native: string, fields?: WireDocument, rest?: WireDocument) => Promise<string>;
  /** All jobs of the listing, page by page. */
  readonly listAll: (query?: string) => Promise<readonly WireDocument[]>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

export const API_VERSION = "api-version=2024-10-01";

/** Starts a simulator with a clock that stands still. */
export async function startTestWorkspace(jobs = 40): Promise<TestWorkspace> {
  const simulators = await startSimulators({ definitions: [simulator], jobs, speed: 1, seed: 1 });
  const url = simulators.vendors[0]?.url ?? "";
  let token = "";

  async function send(target: string, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(target.startsWith("/") ? url + target : target, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parse(text) };
  }

  const authorized = (target: string, method: string, body?: unknown) =>
    send(target, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  function logIn(change: Readonly<Record<string, string>> = {}, tenant: string = CREDENTIALS.tenantId) {
    const form = {
      grant_type: "client_credentials",
      client_id: CREDENTIALS.clientId,
      client_secret: CREDENTIALS.clientSecret,
      scope: "https://management.azure.com/.default",
      ...change,
    };
    return send(`/${tenant}/oauth2/v2.0/token`, { method: "POST", body: new URLSearchParams(form) });
  }

  async function renew(scope?: string): Promise<void> {
    token = textAt((await logIn(scope === undefined ? {} : { scope })).json, "access_token");
  }

  async function control(method: string, path: string, body?: unknown): Promise<unknown> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(simulators.control + path, init);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  const call: TestWorkspace["call"] = (method, tail, body) =>
    authorized(`${WORKSPACE_ID}${withVersion(tail)}`, method, body);

  await control("POST", "/clock", { paused: true });
  await renew();
  return {
    url,
    call,
    region: (tail) => authorized(`${REGION_PATH}${withVersion(tail)}`, "GET"),
    data: (service, method, tail, body) =>
      authorized(
        `/${service}/${service === "history" ? "v1.0" : "v2.0"}${WORKSPACE_ID}${tail}`,
        method,
        body,
      ),
    send: (target, init) => send(target, init),
    logIn,
    renew,
    control,
    assume: (key, value) => control("POST", "/assumptions", { kind: "AZURE_ML", key, value }),
    advance: (advanceMs) => control("POST", "/clock", { advanceMs }),
    async makeJob(native, fields = {}, rest = {}) {
      const script = [{ native, afterMs: 0, ...rest }];
      const made = await control("POST", "/jobs", { kind: "AZURE_ML", count: 1, script, fields });
      return String(listAt(made, "ids")[0]);
    },
    async listAll(query = "listViewType=All") {
      const jobs: WireDocument[] = [];
      let page = await call("GET", `/jobs?${query}`);
      for (;;) {
        jobs.push(...listAt(page.json, "value").filter(isDocument));
        const next = textAt(page.json, "nextLink");
        if (next === "") return jobs;
        page = await authorized(next, "GET");
      }
    },
    [Symbol.asyncDispose]: () => simulators[Symbol.asyncDispose](),
  };
}

/** A body for a PUT of a command job as the vendor's client sends it. */
export function commandBody(properties: WireDocument = {}): WireDocument {
  return {
    properties: {
      jobType: "Command",
      displayName: "iris-train",
      experimentName: "iris",
      command: "python train.py",
      environmentId: `${WORKSPACE_ID}/environments/sklearn-env/versions/33`,
      computeId: `${WORKSPACE_ID}/computes/cpu-cluster`,
      inputs: { lr: { jobInputType: "literal", value: "0.01" } },
      outputs: {},
      tags: { owner: "demo" },
      properties: { team: "demo" },
      isArchived: false,
      ...properties,
    },
  };
}

/** The precise reason in an error of the management plane, innermost code; `""` when there is none. */
export function reasonOf({ json }: Answer): string {
  const entries = listAt(json, "error", "additionalInfo");
  const inner = entries.find((entry) => textAt(entry, "type") === "InnerError");
  return textAt(inner, "info", "value", "innerError", "code") || textAt(inner, "info", "value", "code");
}

function withVersion(tail: string): string {
  return tail + (tail.includes("?") ? "&" : "?") + API_VERSION;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
