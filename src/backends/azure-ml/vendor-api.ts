import { isJsonObject, type Json, type JsonObject } from "../../domain/json.ts";
import { azureMlConfig, managementScope, workspacePath } from "./config.ts";

/** The vendor's own answer. */
export interface VendorAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Null for an empty body. */
  readonly json: Json;
}

/** The vendor's API as anybody can call it, past the adapter. Tests only. */
export interface VendorApi {
  /** A call of the management plane below the workspace. */
  ask(method: string, tail: string, body?: object): Promise<VendorAnswer>;
  /** A call of an address that an answer gave. */
  follow(address: string): Promise<VendorAnswer>;
  /** `properties` of a job's own document; null when there is no such job. */
  job(name: string): Promise<JsonObject | null>;
  /** Names in the listing, archived ones by the view that is asked for. */
  names(view?: "ActiveOnly" | "ArchivedOnly" | "All"): Promise<string[]>;
}

/** Logs in at a simulator by the entry of `backends:` that it gives. */
export async function askVendor(entry: object): Promise<VendorApi> {
  const config = azureMlConfig.parse(entry);
  const { tenantId, clientId, clientSecret } = config.credentials;
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    scope: managementScope(config),
  });
  const login = await fetch(`${config.loginUrl}/${tenantId}/oauth2/v2.0/token`, {
    method: "POST",
    body: form,
  });
  const { access_token: token } = (await login.json()) as { access_token: string }; // what the simulator answers

  async function send(address: string, init: RequestInit = {}): Promise<VendorAnswer> {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const response = await fetch(address, { ...init, headers });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      json: text === "" ? null : JSON.parse(text),
    };
  }

  const ask: VendorApi["ask"] = (method, tail, body) => {
    const url = new URL(workspacePath(config) + tail, config.managementUrl);
    url.searchParams.set("api-version", config.apiVersion);
    return send(url.href, { method, ...(body && { body: JSON.stringify(body) }) });
  };
  return {
    ask,
    follow: (address) => send(address),
    async job(name) {
      const { status, json } = await ask("GET", `/jobs/${name}`);
      if (status === 404) return null;
      if (!isJsonObject(json) || !isJsonObject(json.properties)) throw new Error(`${status} for ${name}`);
      return json.properties;
    },
    async names(view = "All") {
      const { json } = await ask("GET", `/jobs?listViewType=${view}`);
      const jobs = isJsonObject(json) && Array.isArray(json.value) ? json.value : [];
      return jobs.flatMap((job) => (isJsonObject(job) && typeof job.name === "string" ? [job.name] : []));
    },
  };
}
