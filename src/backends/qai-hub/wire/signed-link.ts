import { epochMs, type Instant, instantOf, parseInstant } from "../../../domain/instant.ts";

/**
 * When a signed address of storage ends: `Expires` in seconds since 1970, or `X-Amz-Expires` in seconds from
 * `X-Amz-Date` on. Null where it does not say. (AWS, "Authenticating requests: using query parameters")
 */
export function expiryOf({ searchParams }: URL): Instant | null {
  const query = new Map([...searchParams].map(([name, value]) => [name.toLowerCase(), value]));
  const expires = secondsOf(query.get("expires"));
  if (expires !== null) return instantOf(expires * 1_000);
  const [signedAt, lasting] = [dateOf(query.get("x-amz-date")), secondsOf(query.get("x-amz-expires"))];
  return signedAt === null || lasting === null ? null : instantOf(epochMs(signedAt) + lasting * 1_000);
}

function secondsOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,11}$/.test(text) ? Number(text) : null;
}

/** `20260211T093000Z` */
function dateOf(text: string | undefined): Instant | null {
  return parseInstant(text?.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z") ?? "");
}
