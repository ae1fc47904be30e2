import { fromBinary } from "@bufbuild/protobuf";
import { JobSummaryListSchema } from "../../src/backends/qai-hub/proto/public_api_pb.js";
import type { SimulatedVendor } from "../../src/simulator/start.ts";
import { azureJobsUrl, openAzureSession, openModelartsSession, type Session } from "./vendor-sessions.ts";

/** A job as a vendor's own list shows it. */
export interface ListedJob {
  readonly nativeId: string;
  readonly name: string;
}

/** Lists all jobs over the vendor's own API, with nothing of the gateway between. For vendors with few jobs. */
export async function listAtVendor(vendor: SimulatedVendor): Promise<ListedJob[]> {
  const list = listers[vendor.kind];
  if (!list) throw new Error(`Nothing here lists the jobs of ${vendor.kind}.`);
  return list(vendor);
}

type List = (vendor: SimulatedVendor) => Promise<ListedJob[]>;

const listers: Readonly<Record<string, List>> = {
  async MODELARTS(vendor) {
    const headers = await openModelartsSession(vendor);
    const service = `${vendor.url}/v2/${vendor.credentials.projectId}`;
    const jobs: ListedJob[] = [];
    for (let offset = 0; ; offset++) {
      const search = { offset, limit: 50, sort_by: "create_time", order: "desc" };
      const answer = await send(`${service}/training-job-searches`, headers, search);
      const { items } = (await answer.json()) as { items: { metadata: { id: string; name: string } }[] }; // the vendor's own form
      jobs.push(...items.map(({ metadata: { id, name } }) => ({ nativeId: id, name })));
      if (items.length < 50) return jobs;
    }
  },

  async AZURE_ML(vendor) {
    const headers = await openAzureSession(vendor);
    const first = `${azureJobsUrl(vendor)}?api-version=2024-10-01&listViewType=All`;
    const jobs: ListedJob[] = [];
    for (let next: string | null = first; next !== null; ) {
      const answer: Response = await send(next, headers);
      const page = (await answer.json()) as { value: { name: string }[]; nextLink: string | null }; // the vendor's own form
      jobs.push(...page.value.map(({ name }) => ({ nativeId: name, name })));
      next = page.nextLink;
    }
    return jobs;
  },

  async DATATURE({ url, credentials: { projectId, secretKey = "" } }) {
    const jobs: ListedJob[] = [];
    for (let page: string | null = ""; page !== null; ) {
      const place = page === "" ? "" : `&page=${encodeURIComponent(page)}`;
      const address = `${url}/projects/${projectId}/batch/jobs?limit=1000${place}`;
      const answer: Response = await send(address, { "secret-key": secretKey });
      const { data, nextPage } = (await answer.json()) as DataturePage; // the vendor's own form
      jobs.push(...data.map(({ id, name }) => ({ nativeId: id, name })));
      page = nextPage ?? null;
    }
    return jobs;
  },

  async QAI_HUB({ url, credentials: { apiToken } }) {
    const jobs: ListedJob[] = [];
    for (;;) {
      const address = `${url}/api/v1/job_summaries/?limit=100&offset=${jobs.length}`;
      const answer = await send(address, { authorization: `token ${apiToken}` });
      const page = fromBinary(JobSummaryListSchema, new Uint8Array(await answer.arrayBuffer()));
      for (const { job } of page.jobSummaries)
        if (job.value) jobs.push({ nativeId: job.value.jobId, name: job.value.name });
      if (page.jobSummaries.length < 100) return jobs;
    }
  },

  async SEEME({ url, credentials: { apiKey } }) {
    const answer = await send(`${url}/jobs`, { authorization: `Bearer ${apiKey}` });
    const jobs = (await answer.json()) as { id: string; name: string }[]; // the vendor's own form
    return jobs.map(({ id, name }) => ({ nativeId: id, name }));
  },
};

interface DataturePage {
  readonly data: readonly { readonly id: string; readonly name: string }[];
  readonly nextPage?: string | null;
}

/** Reads an address, or posts a document to it; rejects unless that is answered well. */
async function send(address: string, headers: Session, document?: object): Promise<Response> {
  const type = { "content-type": "application/json" };
  const body = JSON.stringify(document);
  const init = document ? { method: "POST", headers: { ...type, ...headers }, body } : { headers };
  const answer = await fetch(address, init);
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
  return answer;
}
