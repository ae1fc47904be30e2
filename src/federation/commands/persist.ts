import { setTimeout as sleep } from "node:timers/promises";
import { BackendError, type BackendErrorKind } from "../../domain/error.ts";

/** What a look tells when nothing has come of what was sent. */
export const notDone = "NOT_DONE";

const mostTries = 3;
const firstWaitMs = 500;
/** Refusals that speak about the job: a second try has met what the first one did, or what happened meanwhile. */
const aboutTheJob: ReadonlySet<BackendErrorKind> = new Set([
  "NOT_FOUND",
  "CONFLICT",
  "FAILED_PRECONDITION",
  "INVALID",
]);

/**
 * Asks a vendor for something that does no harm twice until there is a clear answer, three times at the most. After a
 * lost answer `look` tells whether it has happened: what to answer then, `NOT_DONE`, or null where that cannot be told.
 * Rejects with a `BackendError`: one that is not `undone` leaves open what happened.
 */
export async function persist<T extends object | boolean>(
  send: () => Promise<T>,
  look: () => Promise<T | typeof notDone | null>,
  signal: AbortSignal,
): Promise<T> {
  let lost: BackendError | null = null;
  for (let tries = 1; ; tries++) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      if (error.undone && lost === null) throw error;
      if (!error.undone) lost = error;
      const seen = await look().catch(nullOf);
      if (seen !== null && seen !== notDone) return seen;
      // The first try may be what it is refused for.
      if (error.undone && aboutTheJob.has(error.kind)) throw seen === notDone ? error : (lost ?? error);
      if (tries === mostTries) throw lost ?? error;
      await sleep(firstWaitMs * 2 ** (tries - 1), undefined, { signal });
    }
  }
}

/** A look that fails tells nothing. */
export function nullOf(error: unknown): null {
  if (error instanceof BackendError) return null;
  throw error;
}
