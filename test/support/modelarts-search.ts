import type { SimulatedVendor } from "../../src/simulator/start.ts";

/** A job as the vendor's search answers it. */
export interface SearchedJob {
  readonly kind: string;
  readonly metadata: {
    readonly id: string;
    readonly name: string;
    readonly create_time: number;
    readonly training_experiment_reference?: { readonly id: string; readonly name: string };
  };
  readonly status: {
    readonly phase: string;
    readonly task_ips?: readonly { readonly task: string; readonly ip: string; readonly host_ip: string }[];
  };
  readonly algorithm: { readonly id?: string; readonly name?: string };
  readonly spec?: {
    readonly resource: { readonly pool_id?: string };
    readonly schedule_policy?: { readonly priority: number };
  };
}

export interface SearchAnswer {
  readonly total: number;
  readonly count: number;
  readonly items: readonly SearchedJob[];
}

/** Asks the vendor itself, past the gateway: one page of a search, with a token as its users have one. */
export type VendorSearch = (body: object) => Promise<SearchAnswer>;

export async function openSearch({ url, credentials }: SimulatedVendor): Promise<VendorSearch> {
  const { domain, userName, password, projectId } = credentials;
  const user = { name: userName, password, domain: { name: domain } };
  const auth = {
    identity: { methods: ["password"], password: { user } },
    scope: { project: { id: projectId } },
  };
  const login = await fetch(`${url}/v3/auth/tokens`, { method: "POST", body: JSON.stringify({ auth }) });
  const headers = {
    "content-type": "application/json",
    "x-auth-token": login.headers.get("x-subject-token") ?? "",
  };
  return async (body) => {
    const path = `${url}/v2/${projectId}/training-job-searches`;
    const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`The vendor refuses the search: ${await response.text()}`);
    return (await response.json()) as SearchAnswer; // of the form that the vendor documents
  };
}

/** All jobs that a search finds, in its order. */
export async function searchAll(search: VendorSearch, body: object = {}): Promise<SearchedJob[]> {
  const jobs: SearchedJob[] = [];
  for (let offset = 0; ; offset++) {
    const { items } = await search({ ...body, offset, limit: 50 });
    jobs.push(...items);
    if (items.length < 50) return jobs;
  }
}
