import type { FaultEffects } from "./contract.ts";

/** What can go wrong on purpose. */
export type Fault =
  | { readonly type: "latency"; readonly ms: number }
  | { readonly type: "status"; readonly status: number; readonly retryAfterS?: number | undefined }
  | { readonly type: "drop"; readonly after?: boolean | undefined }
  | { readonly type: "half" }
  | { readonly type: "malformed" }
  | { readonly type: "expireTokens" }
  | { readonly type: "shiftPages"; readonly by: number }
  | { readonly type: "unknownStatus"; readonly word: string };

export interface FaultMatch {
  readonly method?: string | undefined;
  /** `*` stands for any characters; compared with the path as sent, without the query. */
  readonly path?: string | undefined;
}

/** A fault in force. */
export interface InjectedFault {
  readonly id: string;
  readonly match: FaultMatch;
  readonly fault: Fault;
  /** Requests that it will still hit; null: any number. */
  readonly times: number | null;
}

/** What a request meets: the sum of the faults that match it. */
export interface Misfortune {
  readonly latencyMs: number;
  /** The first fault that decides how the answer goes out; null: it goes out whole. */
  readonly ending: Extract<Fault, { type: "status" | "drop" | "half" | "malformed" }> | null;
  readonly arriving: number;
  readonly effects: FaultEffects;
  /** Types of all faults that hit, for the request log; null when none did. */
  readonly label: string | null;
}

/** The faults of one vendor, in the order in which they were injected. */
export class FaultBook {
  #faults: readonly InjectedFault[] = [];

  list(): readonly InjectedFault[] {
    return this.#faults;
  }

  add(fault: InjectedFault): void {
    this.#faults = [...this.#faults, fault];
  }

  /** False when there is no such fault. */
  remove(id: string): boolean {
    const before = this.#faults.length;
    this.#faults = this.#faults.filter((fault) => fault.id !== id);
    return this.#faults.length < before;
  }

  clear(): void {
    this.#faults = [];
  }

  /** Takes what a request meets; each fault that hits has one time less. Of several endings only the first hits. */
  meet(method: string, path: string): Misfortune {
    const hits: Fault[] = [];
    let ending: Misfortune["ending"] = null;
    for (const injected of this.#faults) {
      const { fault } = injected;
      if (!matches(injected.match, method, path) || (ending && isEnding(fault))) continue;
      if (isEnding(fault)) ending = fault;
      hits.push(fault);
      this.#spend(injected);
    }
    return { ...sum(hits), ending };
  }

  #spend({ id, times }: InjectedFault): void {
    if (times === null) return;
    const left = times - 1;
    this.#faults = this.#faults.flatMap((fault) => {
      if (fault.id !== id) return [fault];
      return left > 0 ? [{ ...fault, times: left }] : [];
    });
  }
}

function sum(hits: readonly Fault[]): Omit<Misfortune, "ending"> {
  let [latencyMs, arriving, tokensExpired] = [0, 0, false];
  let unknownStatus: string | null = null;
  for (const fault of hits) {
    if (fault.type === "latency") latencyMs += fault.ms;
    if (fault.type === "shiftPages") arriving += fault.by;
    if (fault.type === "expireTokens") tokensExpired = true;
    if (fault.type === "unknownStatus") unknownStatus = fault.word;
  }
  const label = hits.length === 0 ? null : hits.map((fault) => fault.type).join("+");
  return { latencyMs, arriving, effects: { unknownStatus, tokensExpired }, label };
}

function isEnding(fault: Fault): fault is NonNullable<Misfortune["ending"]> {
  return ["status", "drop", "half", "malformed"].includes(fault.type);
}

function matches(match: FaultMatch, method: string, path: string): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
  return match.path === undefined || toGlob(match.path).test(path);
}

function toGlob(pattern: string): RegExp {
  return new RegExp(`^${pattern.split("*").map(RegExp.escape).join(".*")}$`, "s");
}
