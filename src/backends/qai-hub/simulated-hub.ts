import { type DescMessage, fromBinary, type JsonObject, toJson } from "@bufbuild/protobuf";
import {
  readJob,
  type SimulatedBackend,
  simulateBackend,
  toStoredJob,
} from "../../../test/support/backend.ts";
import type { Instant } from "../../domain/instant.ts";
import type { Job } from "../../domain/job.ts";
import { isJsonObject } from "../../domain/json.ts";
import type { Backend } from "../contract.ts";
import { qaiHub } from "./index.ts";
import { JobSchema, JobSummaryListSchema, SharedAccessSchema } from "./proto/public_api_pb.js";
import { bytesOf } from "./scripted-vendor.ts";

/** Backend that has all that the vendor offers. */
export type WholeBackend = Backend &
  Required<
    Pick<
      Backend,
      "validate" | "createJob" | "findCreated" | "draftOf" | "validateChange" | "updateJob" | "modifySharing"
    >
  >;

/** A simulated service, the adapter over it, and its own API beside the adapter. */
export interface SimulatedHub extends AsyncDisposable {
  readonly vendor: SimulatedBackend;
  readonly backend: WholeBackend;
  /** The job as it is stored after a read. */
  stored(nativeId: string): Promise<Job>;
  /** The member of the job's document, as JSON in the names of the schema, without what nobody asks for of a device. */
  document(nativeId: string): Promise<JsonObject>;
  /** Ids of all jobs, newest first. */
  ids(): Promise<string[]>;
  /** Addresses that a job is shared with. */
  emails(nativeId: string): Promise<readonly string[]>;
  /** Time of the service. */
  now(): Promise<Instant>;
  /** Has the next answer to such a request cut off, after the service has acted. */
  cutOff(method: string): Promise<void>;
  /** Answer's status of a write that goes past the adapter. */
  write(method: string, path: string, schema: DescMessage, body: object): Promise<number>;
}

/** Starts a world of generated jobs, whose clock stands still. `change` goes over the settings. */
export async function startHub(
  jobs = 0,
  change: Readonly<Record<string, unknown>> = {},
): Promise<SimulatedHub> {
  const vendor = await simulateBackend(qaiHub, { jobs });
  const backend = vendor.connect(change) as WholeBackend; // the definition makes them all
  const { url, credentials } = vendor.config as { url: string; credentials: { apiToken: string } };
  const headers = {
    authorization: `token ${credentials.apiToken}`,
    "content-type": "application/x-protobuf",
  };
  const get = async (schema: DescMessage, path: string): Promise<JsonObject> => {
    const answer = await fetch(`${url}/api/v1${path}`, { headers });
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const json = toJson(schema, fromBinary(schema, bytes), { useProtoFieldName: true });
    if (!isJsonObject(json)) throw new Error(`GET ${path}: no object`);
    return json as JsonObject;
  };
  return {
    vendor,
    backend,
    stored: async (nativeId) => toStoredJob(await readJob(backend, nativeId)),
    async document(nativeId) {
      const job = await get(JobSchema, `/jobs/${nativeId}/`);
      const [member] = Object.entries(job).flatMap(([name, value]) => (name.endsWith("_job") ? [value] : []));
      if (!isJsonObject(member)) throw new Error(`job ${nativeId} has no member`);
      return JSON.parse(
        JSON.stringify(member, (name, value) => (name === "soc_description" ? undefined : value)),
      );
    },
    async ids() {
      const { job_summaries: list } = await get(JobSummaryListSchema, "/job_summaries/?limit=100");
      return Array.isArray(list)
        ? list.map((entry) => /"job_id":"(\w+)"/.exec(JSON.stringify(entry))?.[1] ?? "")
        : [];
    },
    async emails(nativeId) {
      const { email } = await get(SharedAccessSchema, `/jobs/${nativeId}/shared_access/`);
      return Array.isArray(email) ? email.map(String) : [];
    },
    async write(method, path, schema, body) {
      const init = { method, headers, body: Buffer.from(bytesOf(schema, body)) };
      return (await fetch(`${url}/api/v1${path}`, init)).status;
    },
    now: async () => new Date((await vendor.control.clock({})).now).toISOString() as Instant,
    async cutOff(method) {
      const fault = { type: "drop", after: true };
      await vendor.control.addFault({ kind: "QAI_HUB", match: { method }, fault, times: 1 });
    },
    [Symbol.asyncDispose]: () => vendor[Symbol.asyncDispose](),
  };
}
