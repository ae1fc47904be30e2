import { fromBinary, toJson } from "@bufbuild/protobuf";
import { JobSchema, SharedAccessSchema } from "../../src/backends/qai-hub/proto/public_api_pb.js";
import { isJsonObject, type JsonObject } from "../../src/domain/json.ts";
import type { SimulatedVendor } from "../../src/simulator/start.ts";
import { azureJobsUrl, openAzureSession, openModelartsSession } from "./vendor-sessions.ts";

/** Reads a job over the vendor's own API, with nothing of the gateway between; null when the vendor has none. */
export async function documentOf(vendor: SimulatedVendor, nativeId: string): Promise<JsonObject | null> {
  const read = readers[vendor.kind];
  if (!read) throw new Error(`Nothing here speaks to ${vendor.kind}.`);
  return read(vendor, encodeURIComponent(nativeId));
}

type Read = (vendor: SimulatedVendor, nativeId: string) => Promise<JsonObject | null>;

const readers: Readonly<Record<string, Read>> = {
  /** With its labels as `tags`. */
  async MODELARTS(vendor, id) {
    const session = await openModelartsSession(vendor);
    const service = `${vendor.url}/v2/${vendor.credentials.projectId}`;
    const job = await readJson(`${service}/training-jobs/${id}`, session);
    if (!job) return null;
    const labels = await readJson(`${service}/modelarts-training-job/${id}/tags`, session);
    return { ...job, tags: labels?.tags ?? [] };
  },

  AZURE_ML: async (vendor, id) =>
    readJson(`${azureJobsUrl(vendor)}/${id}?api-version=2024-10-01`, await openAzureSession(vendor)),

  DATATURE: ({ url, credentials: { projectId, secretKey = "" } }, id) =>
    readJson(`${url}/projects/${projectId}/batch/jobs/${id}`, { "secret-key": secretKey }),

  /** With the addresses that the job is shared with as `shared`. */
  async QAI_HUB({ url, credentials: { apiToken } }, id) {
    const headers = { authorization: `token ${apiToken}` };
    const job = await read(`${url}/api/v1/jobs/${id}/`, headers);
    const shared = await read(`${url}/api/v1/jobs/${id}/shared_access/`, headers);
    if (!job || !shared) return null;
    const document = toJson(JobSchema, fromBinary(JobSchema, job), { useProtoFieldName: true });
    return { ...(document as JsonObject), shared: fromBinary(SharedAccessSchema, shared).email }; // a message is an object
  },

  SEEME: ({ url, credentials: { apiKey } }, id) =>
    readJson(`${url}/jobs/${id}`, { authorization: `Bearer ${apiKey}` }),
};

async function readJson(address: string, headers: Record<string, string>): Promise<JsonObject | null> {
  const bytes = await read(address, headers);
  if (bytes === null) return null;
  const document: unknown = JSON.parse(new TextDecoder().decode(bytes));
  if (!isJsonObject(document)) throw new Error(`${address} is no object.`);
  return document;
}

/** Code of a vendor that answers 400 for a job that is not there. */
const noSuchJob = '"ModelArts.2775"';

async function read(address: string, headers: Record<string, string>): Promise<Uint8Array | null> {
  const answer = await fetch(address, { headers });
  if (!answer.ok) {
    const text = await answer.text();
    if (answer.status === 404 || text.includes(noSuchJob)) return null;
    throw new Error(`${address}: ${answer.status} ${text}`);
  }
  return new Uint8Array(await answer.arrayBuffer());
}
