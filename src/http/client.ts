import { setTimeout as delay } from "node:timers/promises";
import { BackendError, type BackendErrorFacts, type BackendErrorKind, withUndone } from "../domain/error.ts";
import type { BackendId } from "../domain/id.ts";
import { Breaker, type BreakerVerdict } from "./breaker.ts";
import { Budget } from "./budget.ts";
import { Bulkhead } from "./bulkhead.ts";
import type {
  VendorCallFigures,
  VendorClient,
  VendorClientOptions,
  VendorProtocol,
  VendorRequest,
  VendorResponse,
} from "./contract.ts";
import { exchange } from "./exchange.ts";
import { describeRequest, readFault } from "./fault.ts";
import { type FailedTry, mayRetry, retryDelayMs } from "./retry.ts";

/** What a client is handed instead of reaching for it. */
export interface VendorClientTools {
  readonly backend: BackendId;
  /** Wall clock in milliseconds. */
  now(): number;
  /** In [0, 1). */
  random(): number;
  /** Waits; rejects when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** The tools of a running gateway: real time and chance. */
export function systemTools(backend: BackendId): VendorClientTools {
  return {
    backend,
    now: Date.now,
    random: Math.random,
    sleep: (ms, signal) => delay(ms, undefined, { signal }),
  };
}

/** Bounds of a client whose backend asks for no others. */
const defaultOptions: VendorClientOptions = {
  timeoutMs: 15_000,
  deadlineMs: 45_000,
  maxRetries: 3,
  backoffMs: { first: 250, longest: 8_000 },
  concurrency: 8,
  queue: 500,
  callsPerMinute: null,
  isFirstProcess: true,
  breaker: { failures: 8, openMs: 15_000 },
  maxResponseBytes: 32 * 1024 * 1024,
};

/** Makes the one way out to a backend; opens nothing before the first call. */
export function createVendorClient(
  protocol: VendorProtocol,
  tools: VendorClientTools,
  options: Partial<VendorClientOptions> = {},
): VendorClient {
  return new ResilientClient(protocol, tools, { ...defaultOptions, ...options });
}

/** One call on its way: what all its tries share. */
interface Call {
  readonly request: VendorRequest;
  /** The caller's. */
  readonly signal: AbortSignal;
  /** Aborts with the caller's, or when the time for all tries is up. */
  readonly within: AbortSignal;
  /** The same time on the clock that was handed in. */
  readonly deadline: number;
  /** Whether the vendor may have done by now what one of the tries asked for. */
  isOpen: boolean;
}

class ResilientClient implements VendorClient {
  readonly #protocol: VendorProtocol;
  readonly #tools: VendorClientTools;
  readonly #options: VendorClientOptions;
  readonly #bulkhead: Bulkhead;
  readonly #breaker: Breaker;
  readonly #budget: Budget | null;
  #calls = 0;
  #retries = 0;
  #failures = 0;

  constructor(protocol: VendorProtocol, tools: VendorClientTools, options: VendorClientOptions) {
    this.#protocol = protocol;
    this.#tools = tools;
    this.#options = options;
    this.#bulkhead = new Bulkhead(options.concurrency, options.queue);
    this.#breaker = new Breaker(options.breaker);
    const { callsPerMinute, isFirstProcess } = options;
    this.#budget = callsPerMinute === null ? null : new Budget(callsPerMinute, tools.now(), isFirstProcess);
  }

  get figures(): VendorCallFigures {
    return {
      calls: this.#calls,
      retries: this.#retries,
      failures: this.#failures,
      breakerOpen: this.#breaker.isOpen,
    };
  }

  async send(request: VendorRequest, signal: AbortSignal): Promise<VendorResponse> {
    signal.throwIfAborted();
    this.#calls += 1;
    const { deadlineMs } = this.#options;
    const timeUp = AbortSignal.timeout(deadlineMs);
    const within = AbortSignal.any([signal, timeUp]);
    const call = { request, signal, within, deadline: this.#tools.now() + deadlineMs, isOpen: false };
    try {
      return await this.#tryUntilDone(call);
    } catch (error) {
      signal.throwIfAborted();
      this.#failures += 1;
      if (!(error instanceof BackendError) && !timeUp.aborted) throw error;
      const text = `was not done within ${deadlineMs} ms, all waits included`;
      // Waits between tries end so: nothing was under way.
      const fault =
        error instanceof BackendError ? error : this.#error("TIMEOUT", request, text, { undone: true });
      throw call.isOpen ? withUndone(fault, false) : fault;
    }
  }

  async #tryUntilDone(call: Call): Promise<VendorResponse> {
    let retries = 0;
    let renewed = false;
    for (;;) {
      const outcome = await this.#tryOnce(call);
      if (!isFailure(outcome)) return outcome;
      const { error, fault } = outcome;
      call.isOpen ||= !error.undone;
      if (!renewed && error.kind === "UNAUTHENTICATED" && fault && this.#protocol.authorizer.renew?.(fault)) {
        renewed = true;
        this.#retries += 1;
        continue;
      }
      if (retries >= this.#options.maxRetries || !mayRetry(outcome, call.request)) throw error;
      const waitMs = retryDelayMs(retries, error.retryAfterMs, this.#options.backoffMs, this.#tools.random());
      const nextTry = this.#tools.now() + waitMs;
      // The next try would be refused or come too late: say now what went wrong.
      if (nextTry >= call.deadline || this.#breaker.waitMs(nextTry) > 0) throw error;
      await this.#tools.sleep(waitMs, call.within);
      retries += 1;
      this.#retries += 1;
    }
  }

  /** One try in a slot of the bulkhead. Throws what must not be tried again. */
  async #tryOnce(call: Call): Promise<VendorResponse | FailedTry> {
    const entering = this.#bulkhead.enter(call.within);
    if (entering === null) {
      throw this.#error(
        "UNAVAILABLE",
        call.request,
        `was not sent: ${this.#options.queue} calls are waiting already`,
        { undone: true },
      );
    }
    using _slot = await entering;
    const permit = this.#breaker.enter(this.#tools.now());
    if (permit === null) throw this.#refusedByBreaker(call.request);
    let verdict: BreakerVerdict = "void";
    try {
      await this.#spendBudget(call);
      const outcome = await this.#exchange(call);
      verdict = isFailure(outcome) && isVendorDown(outcome.error) ? "failure" : "success";
      return outcome;
    } finally {
      this.#breaker.settle(permit, verdict, this.#tools.now());
    }
  }

  async #spendBudget(call: Call): Promise<void> {
    for (;;) {
      const waitMs = this.#budget?.spend(this.#tools.now()) ?? 0;
      if (waitMs === 0) return;
      if (this.#tools.now() + waitMs >= call.deadline) {
        const budget = `the budget of ${this.#options.callsPerMinute} calls a minute is used up`;
        const text = `was not sent: ${budget}, the next call may go in ${seconds(waitMs)}`;
        throw this.#error("RATE_LIMITED", call.request, text, { retryAfterMs: waitMs });
      }
      await this.#tools.sleep(waitMs, call.within);
    }
  }

  async #exchange({ request, signal, deadline }: Call): Promise<VendorResponse | FailedTry> {
    const { backend } = this.#tools;
    const allowedMs = Math.min(request.timeoutMs ?? this.#options.timeoutMs, deadline - this.#tools.now());
    const timeoutMs = Math.max(1, Math.ceil(allowedMs));
    const timeUp = AbortSignal.timeout(timeoutMs);
    const inTime = AbortSignal.any([signal, timeUp]);
    let isSent = false;
    try {
      const credentials = await this.#protocol.authorizer.authorize(request, inTime);
      const { maxResponseBytes } = this.#options;
      isSent = true;
      const outcome = await exchange({ backend, request, credentials, maxResponseBytes }, inTime);
      if (isFailure(outcome) || outcome.status < 400) return outcome;
      const now = this.#tools.now();
      return readFault(this.#protocol, outcome, { backend, request, credentials, now });
    } catch (error) {
      // Whatever became of the call for credentials, the one that needed them was not sent.
      if (error instanceof BackendError && !signal.aborted) throw withUndone(error, true);
      if (signal.aborted || !timeUp.aborted) throw error;
      const text = `was not answered within ${timeoutMs} ms`;
      return { error: this.#error("TIMEOUT", request, text, { undone: !isSent }) };
    }
  }

  #refusedByBreaker(request: VendorRequest): BackendError {
    const waitMs = this.#breaker.waitMs(this.#tools.now());
    const next =
      waitMs > 0 ? `it is tried again in ${seconds(waitMs)}` : "another call is trying it right now";
    const text = `was not sent: the backend failed too often in a row, ${next}`;
    return this.#error("UNAVAILABLE", request, text, { retryAfterMs: waitMs, undone: true });
  }

  #error(
    kind: BackendErrorKind,
    request: VendorRequest,
    text: string,
    facts: Omit<BackendErrorFacts, "backend"> = {},
  ): BackendError {
    return new BackendError(kind, `${describeRequest(request)} ${text}`, {
      backend: this.#tools.backend,
      ...facts,
    });
  }
}

function isFailure(outcome: VendorResponse | FailedTry): outcome is FailedTry {
  return "error" in outcome;
}

/** Faults that speak against the vendor as a whole; a 4xx speaks against the call. */
function isVendorDown(error: BackendError): boolean {
  const isClientFault = error.status !== null && error.status >= 400 && error.status < 500;
  return (error.kind === "UNAVAILABLE" || error.kind === "TIMEOUT") && !isClientFault;
}

function seconds(ms: number): string {
  return `${Math.ceil(ms / 1000)} s`;
}
