import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { BackendError } from "../domain/error.ts";
import type { BackendId } from "../domain/id.ts";
import type { HookRequest } from "./contract.ts";

/** `hook.secret` of an entry of `backends:`. */
export const hookSecret = z.string().min(1);

/** Tells whether two texts are the same, in a time that does not depend on where they differ. */
export function isSameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/**
 * Refuses a push whose sender does not know the secret: it stands in the query of the address that was given to the
 * vendor, under any name, or in an `Authorization: Bearer` header. Throws UNAUTHENTICATED.
 */
export function requireSecret(backend: BackendId, { query, headers }: HookRequest, secret: string): void {
  const [, bearer = ""] = /^Bearer +(.*)$/i.exec(headers.authorization ?? "") ?? [];
  const known = [...query.values(), bearer].filter((text) => isSameText(text, secret));
  if (known.length > 0) return;
  const message = "the push does not carry hook.secret: neither in its query nor as a bearer token";
  throw new BackendError("UNAUTHENTICATED", message, { backend });
}

/** Reads the body of a push; throws INVALID for another content type than these, and for what is no JSON. */
export function parseHookBody(backend: BackendId, { headers, body }: HookRequest, types: RegExp): unknown {
  const [type = ""] = (headers["content-type"] ?? "").split(";");
  if (!types.test(type.trim())) {
    throw new BackendError("INVALID", "the content-type of the push is none of the vendor's", { backend });
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    // The parser's own message quotes the body.
    throw new BackendError("INVALID", "the body of the push is no JSON", { backend });
  }
}
