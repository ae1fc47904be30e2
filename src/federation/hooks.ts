import type { HookAnswer, HookRequest } from "../backends/contract.ts";
import { BackendError } from "../domain/error.ts";
import type { BackendId } from "../domain/id.ts";
import type { BackendSync } from "../sync/backend-sync.ts";
import type { ConnectedBackend } from "../sync/sync.ts";

/** Time for the check of one push, the fetch of a certificate included; vendors wait 30 s for their answer. */
const mostCheckMs = 20_000;
/** Time in which refusals of one backend are told once. */
const quietMs = 10_000;

/** What came in for one backend since the start. */
export interface HookFigures {
  /** Pushes that were taken, handshakes included. */
  readonly accepted: number;
  /** Pushes that were malformed, too large or from nobody that we trust. */
  readonly refused: number;
  /** Events in accepted pushes that were about something else than jobs of the backend. */
  readonly ignored: number;
}

/** Pushes that were refused. */
export interface HookRefusal {
  readonly backend: BackendId;
  readonly error: BackendError;
  /** All so far, those that were not told in between included. */
  readonly refused: number;
}

/** The pushes of all backends. */
export interface Hooks {
  /** The backend of this id; null when there is none or its vendor does not push. */
  find(id: string): BackendId | null;
  /** Checks a push and hands on what it says; the jobs are read later. Rejects with `BackendError`. */
  receive(backend: BackendId, request: HookRequest): Promise<HookAnswer>;
  /** Counts a push that was refused before it could be checked. */
  refuse(error: BackendError): void;
  /** One entry for each backend whose vendor pushes. */
  readonly figures: ReadonlyMap<BackendId, HookFigures>;
}

export interface HooksTools {
  readonly connected: readonly ConnectedBackend[];
  /** Whom to tell what a push says. */
  readonly sync: { of(backend: BackendId): Pick<BackendSync, "hint"> };
  /** Ends checks under way. */
  readonly signal: AbortSignal;
  now(): number;
  /** Told of refusals, at most once in 10 s for each backend; says nothing of what was sent. */
  onRefused(refusal: HookRefusal): void;
}

/** Makes the receiver of pushes. */
export function createHooks({ connected, sync, signal, now, onRefused }: HooksTools): Hooks {
  const backends = new Map(connected.map(({ id, backend }) => [id, backend]));
  const pushing = connected.filter(({ backend }) => backend.receiveHook !== undefined);
  const figures = new Map(pushing.map(({ id }) => [id, { accepted: 0, refused: 0, ignored: 0 }]));
  const toldMs = new Map<BackendId, number>();

  function refuse(error: BackendError): void {
    const figure = figures.get(error.backend);
    if (!figure) return;
    figure.refused += 1;
    if (Math.abs(now() - (toldMs.get(error.backend) ?? Number.NEGATIVE_INFINITY)) < quietMs) return;
    toldMs.set(error.backend, now());
    onRefused({ backend: error.backend, error, refused: figure.refused });
  }

  return {
    figures,
    refuse,
    find: (id) => pushing.find((backend) => backend.id === id)?.id ?? null,
    async receive(id, request) {
      const timeUp = AbortSignal.timeout(mostCheckMs);
      try {
        const checked = backends.get(id)?.receiveHook?.(request, AbortSignal.any([signal, timeUp]));
        if (!checked) throw new BackendError("UNSUPPORTED", "this vendor does not push", { backend: id });
        const { nativeIds, wakes, ignored, answer = { status: 200 } } = await checked;
        const figure = figures.get(id);
        if (figure) {
          figure.accepted += 1;
          figure.ignored += ignored;
        }
        sync.of(id).hint({ nativeIds, wakes });
        return answer;
      } catch (cause) {
        const error = timeUp.aborted
          ? new BackendError("TIMEOUT", "the push could not be checked in time", { backend: id, cause })
          : cause;
        if (error instanceof BackendError) refuse(error);
        throw error;
      }
    },
  };
}
