import { createHmac } from "node:crypto";
import { z } from "zod";
import { BackendError } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
import type { HookRequest, HookResult } from "../contract.ts";
import { isSameText, parseHookBody } from "../hook.ts";
import type { DatatureConfig } from "./config.ts";
import { wireText } from "./wire/scalar.ts";

/** How far the time of a signature may be from ours. */
const mostAgeMs = 5 * 60_000;

const jobId = /^batchjob_[0-9a-f-]{36}$/;
const wireResults = z.array(z.looseObject({ projectId: wireText, batchJobId: wireText }));

/**
 * Reads a result that the vendor delivers to a webhook. How it is signed is documented nowhere, so that our reading of
 * it may be wrong: what is not signed in this way names no job, but still tells that something has happened. What is
 * signed in this way has to be signed right.
 */
export function receiveHook(
  { projectId, hook: { secret } }: DatatureConfig,
  backend: BackendId,
  nowMs: number,
  request: HookRequest,
): HookResult {
  if (request.method !== "POST") {
    throw new BackendError("UNSUPPORTED", "results are sent by POST", { backend });
  }
  const isProved = secret !== undefined && checkSignature(request, secret, backend, nowMs);
  const body = parseHookBody(backend, request, /^application\/json$/i);
  const results = wireResults.safeParse([body].flat()).data;
  if (!results || results.length === 0) {
    throw new BackendError("INVALID", "the push is neither a result nor a list of results", { backend });
  }
  const own = results.filter((result) => result.projectId === null || result.projectId === projectId);
  const ids = own.flatMap(({ batchJobId }) =>
    batchJobId !== null && jobId.test(batchJobId) ? batchJobId : [],
  );
  return {
    nativeIds: isProved ? [...new Set(ids)] : [],
    wakes: isProved ? ids.length < own.length : own.length > 0,
    ignored: results.length - own.length,
  };
}

/** True when the signature is right; false when there is none of this form. Throws UNAUTHENTICATED when it is wrong or old. */
function checkSignature(
  { headers, body }: HookRequest,
  secret: string,
  backend: BackendId,
  nowMs: number,
): boolean {
  const timestamp = headers["x-datature-timestamp"] ?? "";
  const signature = headers["x-datature-signature"] ?? "";
  if (!/^\d{1,16}$/.test(timestamp) || !/^sha256=[0-9a-f]{64}$/i.test(signature)) return false;
  const refuse = (why: string): never => {
    throw new BackendError("UNAUTHENTICATED", `the signature of the push is ${why}`, { backend });
  };
  const hmac = createHmac("sha256", Buffer.from(secret, "base64")).update(`${timestamp}.`).update(body);
  if (!isSameText(signature.toLowerCase(), `sha256=${hmac.digest("hex")}`)) return refuse("wrong");
  if (Math.abs(nowMs - Number(timestamp)) > mostAgeMs) return refuse("too old, or from the future");
  return true;
}
