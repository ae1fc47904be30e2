/**
 * The border between the simulator framework and one vendor's simulator.
 *
 * The framework owns time, the population of jobs, log stores, faults, the request log, sockets and the control
 * port. A vendor owns its routes, its documents, its credentials and what its assumptions mean. All instants are
 * milliseconds since 1970 on the simulated clock (`World.now`) unless a name says `wall`.
 */

/** One vendor's simulator as it stands in the registry. */
export interface SimulatorDefinition {
  readonly kind: string;
  /** Port of the vendor, counted from the control port. Unique among the definitions that run together. */
  readonly portOffset: number;
  /** What `POST /assumptions` may switch. Values survive `POST /reset`. */
  readonly assumptions: readonly Assumption[];
  /** The same at each start, so that a configuration stays valid. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Derives addresses from the vendor's origin (`http://127.0.0.1:4011`, no slash at the end). */
  readonly endpoint: (origin: string) => Endpoint;
  /** Makes the rules for generated jobs. Pure: the same seed gives the same rules. */
  readonly population: (seed: number) => Population;
  /** Builds the vendor's routes over a fresh world; called again at every reset, so state may live in its closure. */
  readonly create: (world: World) => VendorSimulator;
}

export interface Endpoint {
  /** What a user of the vendor's own client would set. */
  readonly url: string;
  /** An entry of `backends:` in `jobgraph.yaml`, credentials included. */
  readonly config: Readonly<Record<string, unknown>>;
}

export type AssumptionValue = boolean | number | string;

/** A named switch for something that the vendor's page marks as assumed. */
export interface Assumption {
  readonly key: string;
  readonly default: AssumptionValue;
  /** The only values allowed; absent: any value of the default's type. */
  readonly choices?: readonly AssumptionValue[];
  readonly meaning: string;
}

/** How generated jobs of one vendor look. Pure functions; they are asked often and keep nothing. */
export interface Population {
  /** The native id for a serial number (a non-negative integer below 2^32). One-to-one. */
  readonly idOf: (serial: number) => string;
  /** The inverse of `idOf`; null when the text is no id of this population. */
  readonly serialOf: (id: string) => number | null;
  /** Decides type and life cycle from the job's own seed. */
  readonly plan: (jobSeed: number, wish?: JobWish) => JobPlan;
}

/** What somebody who asks for a job wants of it; a plan honours what it can. */
export interface JobWish {
  /** A status word that the job's type must know. */
  readonly native?: string;
  /** Wire fields that will lie over the document, among them perhaps the type. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

export interface JobPlan {
  /** The vendor's own name for the sort of job; the framework only keeps it. */
  readonly type: string;
  /**
   * The life cycle. The first step has `afterMs: 0` and holds from creation; the sum of `afterMs` is at most
   * `LONGEST_LIFE_MS`. For generated jobs only proportions matter: the framework stretches all life cycles of a vendor
   * alike, so that they last `TYPICAL_LIFE_MS` on average at speed 1, which keeps a tenth of the jobs active.
   */
  readonly steps: readonly Step[];
}

/** Mean length of a generated life cycle, ms at speed 1. */
export const TYPICAL_LIFE_MS = 400_000;
/** Upper bound for a planned life cycle, ms before stretching; the framework throws when a plan is longer. */
export const LONGEST_LIFE_MS = 800_000;

/** One step of a life cycle. */
export interface Step {
  /** The vendor's status word, or the word that its page gives a derived state. */
  readonly native: string;
  /** Time since the step before, divided by the clock's speed. */
  readonly afterMs: number;
  readonly secondary?: string | null;
  readonly message?: string | null;
  /** Counters or the like under the vendor's wire names. */
  readonly items?: Readonly<Record<string, unknown>> | null;
}

/** A step that has been reached. */
export interface State {
  readonly native: string;
  readonly secondary: string | null;
  readonly message: string | null;
  readonly items: Readonly<Record<string, unknown>> | null;
  /** When it was reached. May have a fraction (microseconds). */
  readonly at: number;
}

/** A job as it stands at the moment of the read; reading again may show a later state. */
export interface SimulatedJob {
  readonly id: string;
  /** Unique in its world; of the same vendor's jobs a later one may have a smaller serial. */
  readonly serial: number;
  /** Source of everything generated about the job: pass it to `createRandom`. */
  readonly seed: number;
  /** `JobPlan.type`, or what `Jobs.create` was told. */
  readonly type: string;
  /** `control` jobs write no log lines of their own. */
  readonly origin: "generated" | "control" | "vendor";
  /** Unique and strictly increasing in creation order; has a fraction (microseconds). */
  readonly createdAt: number;
  /** When state or fields last changed. */
  readonly updatedAt: number;
  /** Wire fields that lie over the generated document, as given by `POST /jobs`, `create` and `change`. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Reached states, oldest first, never empty. */
  readonly history: readonly State[];
  /** The last of `history`. */
  readonly state: State;
}

/** The jobs of one vendor. Nothing is stored for a generated job until somebody changes it. */
export interface Jobs {
  readonly count: () => number;
  readonly get: (id: string) => SimulatedJob | null;
  /** Lazily, by `createdAt`; a window is inclusive at both ends. Stop early: each job costs a few microseconds. */
  readonly newestFirst: (window?: TimeWindow) => Iterable<SimulatedJob>;
  readonly oldestFirst: (window?: TimeWindow) => Iterable<SimulatedJob>;
  /** Newest first, the jobs that somebody made (control port, vendor API): what cannot be told from a serial. */
  readonly made: () => Iterable<SimulatedJob>;
  /** Newest first, every job that may not have ended and some that have: the cheap base for listing active jobs. */
  readonly unsettled: () => Iterable<SimulatedJob>;
  /** Adds a job made through the vendor's own API. Throws when the id is taken. */
  readonly create: (draft: JobDraft) => SimulatedJob;
  /** Lays fields over those the job has; null when there is no such job. */
  readonly change: (id: string, fields: Readonly<Record<string, unknown>>) => SimulatedJob | null;
  /** Ends the life cycle that the job had and starts this one now; an `afterMs: 0` step holds at once. */
  readonly follow: (id: string, steps: readonly Step[]) => SimulatedJob | null;
  /** Puts a state on top now; the steps still due stay due and will overwrite it. */
  readonly mark: (id: string, step: Omit<Step, "afterMs">) => SimulatedJob | null;
  /** Removes the job and its logs at once; false when there is none. */
  readonly remove: (id: string) => boolean;
}

export interface TimeWindow {
  readonly from?: number;
  readonly to?: number;
}

export interface JobDraft {
  /** Absent: the population gives one. */
  readonly id?: string;
  readonly type: string;
  readonly steps: readonly Step[];
  readonly fields: Readonly<Record<string, unknown>>;
}

export type LogRecord = Readonly<Record<string, unknown>>;

/** One line of a log: text without its line break, or a record where the vendor's logs are records. */
export interface LogLine {
  readonly at: number;
  readonly line: string | LogRecord;
}

/** The logs of one vendor, generated lines and those of the control port in one. */
export interface Logs {
  /**
   * Lines that have ended, oldest first; null when the source has never had a line and was not made empty on purpose.
   * A list of a source that somebody writes to grows in place.
   */
  readonly lines: (job: SimulatedJob, source: string) => readonly LogLine[] | null;
  /** The same as one file of UTF-8 text, a line break after each line and what a cut has left of one; records as JSON. */
  readonly text: (job: SimulatedJob, source: string) => Buffer | null;
  /** When the source's file came into being, and how often it was cut off since; rotation makes a new one. */
  readonly birth: (job: SimulatedJob, source: string) => { readonly at: number; readonly cuts: number };
  /** Sources that the control port has written to, in order of first use. */
  readonly written: (job: SimulatedJob) => readonly string[];
  readonly append: (job: SimulatedJob, source: string, lines: readonly (string | LogRecord)[]) => void;
}

/** What a vendor with logs tells the framework about them. */
export interface LogSources {
  /** Turns the source of a `POST /logs` (undefined: the main one) into its name; null: the job has no such source. */
  readonly resolve: (job: SimulatedJob, source: string | undefined) => string | null;
  /** Whether a line may be an object of the vendor's wire names. */
  readonly acceptsRecords: boolean;
  /**
   * The lines that the job has written up to now by itself, by ascending `at`, derived from `job.history` so that
   * what was once there stays there. Not asked for jobs of origin `control`.
   */
  readonly generated: (job: SimulatedJob, source: string) => readonly LogLine[];
}

/** The vendor's piece of the simulated world. */
export interface World {
  readonly seed: number;
  /** `http://127.0.0.1:<port>` of this vendor, for links in documents. */
  readonly origin: string;
  /** The simulated clock: wall clock plus what was advanced; stands still while paused. */
  readonly now: () => number;
  /** The real clock, for token expiry and signature windows. */
  readonly wallNow: () => number;
  readonly jobs: Jobs;
  readonly logs: Logs;
  /** The value in force. Throws on a key that the definition does not list. */
  readonly assumption: (key: string) => AssumptionValue;
  /** Runs once when `now` reaches the instant, `POST /clock` included (scheduled starts and stops). Returns the undo. */
  readonly at: (instant: number, run: () => void) => () => void;
  /**
   * Tells each state that jobs reach from here on, whatever set it (life cycle, script, patch). Returns the undo.
   * It watches every active job, so listen when a push address is known rather than at the start.
   */
  readonly onState: (listener: (job: SimulatedJob, state: State) => void) => () => void;
}

/** A running vendor. */
export interface VendorSimulator {
  /** First match wins. */
  readonly routes: readonly Route[];
  /** Answers what no route matches. */
  readonly notFound: (request: VendorRequest) => VendorResponse;
  /** An answer with this status in the vendor's error shape, for injected `status` faults and crashes (500). */
  readonly failure: (status: number, request: VendorRequest) => VendorResponse;
  /** Absent: the vendor has no logs, `POST /logs` is refused. */
  readonly logs?: LogSources;
  /** Takes the address for pushes. Absent: the vendor has no push, `POST /hooks` is refused. */
  readonly hook?: (url: string) => void;
  /** Ends timers and pushes under way; called on reset and stop. */
  readonly stop?: () => void;
}

/**
 * One route. In `path`, which is compared with the request path as sent, `{name}` stands for one segment or a part
 * of one and `{name*}` for any text, slashes included; everything else is literal, so `:test` and `*` need no care.
 */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly handle: (request: VendorRequest) => VendorResponse | Promise<VendorResponse>;
}

/** A request as it came over the wire, because signatures are over raw bytes and content types lie. */
export interface VendorRequest {
  readonly method: string;
  /** Percent-encoded as sent, without the query. */
  readonly path: string;
  /** As sent, without the question mark; `""` when there is none. */
  readonly query: string;
  readonly search: URLSearchParams;
  /** Header pairs in order and spelling of arrival. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** First value of a header, whatever its case; null when it was not sent. */
  readonly header: (name: string) => string | null;
  readonly body: Buffer;
  /** Decoded parts of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly effects: FaultEffects;
}

/** Injected faults that only the vendor can act out. */
export interface FaultEffects {
  /** Documents of this answer carry this status word. */
  readonly unknownStatus: string | null;
  /** Tokens issued so far are void; a vendor without tokens refuses this request's credentials. */
  readonly tokensExpired: boolean;
}

/** An answer: at most one of `json`, `body`, `chunks`; none of them is an empty body. */
export interface VendorResponse {
  readonly status: number;
  /** Given names win over the default `content-type` that `json` and `chunks` bring (`application/json`). */
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: Buffer | string;
  /** Sent piece by piece as the reader takes it, for answers too large to hold. */
  readonly chunks?: Iterable<string>;
}
