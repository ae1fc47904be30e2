/** A step of a scripted life cycle, as the control port takes it. */
export interface ScriptStep {
  readonly native: string;
  readonly afterMs: number;
  readonly secondary?: string | null;
  readonly message?: string | null;
  /** Counters by their wire names. */
  readonly items?: Readonly<Record<string, unknown>> | null;
}

export interface FaultOrder {
  readonly kind: string;
  readonly match?: { readonly method?: string; readonly path?: string };
  readonly fault: { readonly type: string } & Readonly<Record<string, unknown>>;
  readonly times?: number;
}

/** One request that a simulated vendor was sent. */
export interface SeenRequest {
  readonly n: number;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number | null;
  readonly fault: string | null;
}

/** Talks to the simulators' control port. Every call rejects when the port refuses it. */
export class Control {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  clock(order: {
    speed?: number;
    paused?: boolean;
    advanceMs?: number;
  }): Promise<{ now: string; fired: number }> {
    return this.#call("POST", "/clock", order);
  }

  async addJobs(kind: string, script: readonly ScriptStep[], count = 1, fields = {}): Promise<string[]> {
    const { ids } = await this.#call<{ ids: string[] }>("POST", "/jobs", { kind, count, script, fields });
    return ids;
  }

  async addJob(kind: string, script: readonly ScriptStep[], fields = {}): Promise<string> {
    const [id] = await this.addJobs(kind, script, 1, fields);
    if (id === undefined) throw new Error(`The simulator of ${kind} made no job.`);
    return id;
  }

  changeJob(kind: string, nativeId: string, change: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.#call("PATCH", `/jobs/${kind}/${encodeURIComponent(nativeId)}`, change);
  }

  removeJob(kind: string, nativeId: string): Promise<unknown> {
    return this.#call("DELETE", `/jobs/${kind}/${encodeURIComponent(nativeId)}`);
  }

  writeLog(kind: string, nativeId: string, order: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.#call("POST", `/logs/${kind}/${encodeURIComponent(nativeId)}`, order);
  }

  /** Sends the vendor's pushes to an address from here on. */
  hook(kind: string, url: string): Promise<unknown> {
    return this.#call("POST", "/hooks", { kind, url });
  }

  async addFault(order: FaultOrder): Promise<string> {
    const { id } = await this.#call<{ id: string | number }>("POST", "/faults", order);
    return String(id);
  }

  removeFault(id: string): Promise<unknown> {
    return this.#call("DELETE", `/faults/${id}`);
  }

  assume(kind: string, key: string, value: unknown): Promise<unknown> {
    return this.#call("POST", "/assumptions", { kind, key, value });
  }

  /** Requests from number `since` on; `next` is the `since` of what comes after. */
  requests(kind: string, since = 0): Promise<{ next: number; items: SeenRequest[] }> {
    return this.#call("GET", `/requests?kind=${kind}&since=${since}`);
  }

  async #call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers = { "content-type": "application/json" };
    const init = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) };
    const response = await fetch(`${this.#url}${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as T; // the control port's own documents, of the form that SIMULATORS.md fixes
  }
}
