import type { Route, VendorRequest, VendorResponse, World } from "../../../simulator/contract.ts";
import { assumedNumber, isAssumed } from "./assumptions.ts";
import { ServiceError, toErrorAnswer, unknownResource } from "./errors.ts";
import { PROJECT_ID } from "./identifiers.ts";

/** Does an operation and returns the document to answer with; throws a `ServiceError`. */
export type Handler = (request: VendorRequest) => unknown;

/** Wraps operations with what the service does before and after each of them. */
export interface Door {
  /** A route below `/projects/{project}`. */
  readonly project: (method: string, path: string, handle: Handler) => Route;
  /** A route for the holder of a key. */
  readonly account: (method: string, path: string, handle: Handler) => Route;
  /** A route for everybody, which makes its own answer. */
  readonly open: (method: string, path: string, handle: (request: VendorRequest) => VendorResponse) => Route;
  /** Answers an injected failure. */
  readonly failure: (status: number) => VendorResponse;
  readonly notFound: (request: VendorRequest) => VendorResponse;
}

/** Builds the door of the account with this key. */
export function createDoor(world: World, secretKey: string): Door {
  const takeTurn = createRateLimit(world);
  /** Clients take the time of day from the answers, so it has to be that of the documents. */
  const dated = (answer: VendorResponse): VendorResponse => {
    const date = new Date(world.now()).toUTCString();
    return { ...answer, headers: { ...answer.headers, date } };
  };

  const authorize = (request: VendorRequest) => {
    const key = request.header("secret-key");
    const isRight = key === secretKey && !request.effects.tokensExpired;
    if (!isRight) throw refusalOfKey(world, key !== null);
    takeTurn();
  };

  const account = (method: string, path: string, handle: Handler): Route => ({
    method,
    path,
    handle: async (request) => {
      try {
        authorize(request);
        const json = await handle(request);
        return dated({ status: assumedNumber(world, "okStatus"), json });
      } catch (error) {
        if (error instanceof ServiceError) return dated(toErrorAnswer(error));
        throw error;
      }
    },
  });

  return {
    account,
    project: (method, path, handle) =>
      account(method, `/projects/{project}${path}`, (request) => {
        if (request.params.project !== PROJECT_ID) throw refusalOfKey(world, true);
        return handle(request);
      }),
    open: (method, path, handle) => ({ method, path, handle: (request) => dated(handle(request)) }),
    failure: (status) => dated(toErrorAnswer(new ServiceError(status))),
    notFound: (request) => {
      try {
        authorize(request);
      } catch (error) {
        if (error instanceof ServiceError) return dated(toErrorAnswer(error));
        throw error;
      }
      return dated(toErrorAnswer(unknownResource()));
    },
  };
}

function refusalOfKey(world: World, wasSent: boolean): ServiceError {
  if (isAssumed(world, "authErrors", "split")) return new ServiceError(wasSent ? 403 : 401);
  return new ServiceError(assumedNumber(world, "authErrors"));
}

const MINUTE_MS = 60_000;

/** Counts requests by the minute of the wall clock, where a limit is assumed. */
function createRateLimit(world: World): () => void {
  let minute = 0;
  let count = 0;
  return () => {
    const limit = assumedNumber(world, "rateLimit");
    if (limit === 0) return;
    const now = world.wallNow();
    const current = Math.floor(now / MINUTE_MS);
    count = current === minute ? count + 1 : 1;
    minute = current;
    const leftMs = (current + 1) * MINUTE_MS - now;
    if (count > limit) throw new ServiceError(429, undefined, Math.ceil(leftMs / 1000));
  };
}
