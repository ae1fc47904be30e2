import type { VendorRequest, World } from "../../../simulator/contract.ts";
import { assumedNumber, assumedOrigin, isAssumed } from "./assumptions.ts";
import { invalid } from "./errors.ts";
import type { WireDocument } from "./wire-document.ts";

/** The longest page of any listing. */
const LONGEST_PAGE = 50;

/** How many items a page holds now. */
export function pageSizeOf(world: World): number {
  return Math.max(1, Math.min(LONGEST_PAGE, assumedNumber(world, "pageSize")));
}

/** Pages through a short list; the continuation is the number of items before the page. */
export function listPage(
  world: World,
  request: VendorRequest,
  items: readonly WireDocument[],
  size = pageSizeOf(world),
): WireDocument {
  const sent = readSkip(request);
  const from = sent === null ? 0 : Number(sent.from);
  if (!Number.isInteger(from) || from < 0) throw invalid("$skip", "not a continuation of this listing");
  const next = from + size;
  return toPage(world, request, items.slice(from, next), next < items.length ? { from: next } : null);
}

/** A page with the link to the next one, which repeats the query and is absolute. */
export function toPage(
  world: World,
  request: VendorRequest,
  value: readonly WireDocument[],
  continuation: WireDocument | null,
): WireDocument {
  if (continuation) return { value, nextLink: toNextLink(world, request, continuation) };
  if (isAssumed(world, "lastNextLink", "absent")) return { value };
  return { value, nextLink: isAssumed(world, "lastNextLink", "empty") ? "" : null };
}

/** What a continuation of ours says; null on the first page. Throws on any other text. */
export function readSkip(request: VendorRequest): WireDocument | null {
  const sent = request.search.get("$skip");
  if (!sent) return null;
  try {
    return JSON.parse(Buffer.from(sent, "base64").toString("utf8"));
  } catch {
    throw invalid("$skip", "not a continuation of this listing");
  }
}

function toNextLink(world: World, request: VendorRequest, continuation: WireDocument): string {
  const kept = request.query.split("&").filter((pair) => !/^(\$|%24)skip=/i.test(pair));
  const token = Buffer.from(JSON.stringify(continuation)).toString("base64");
  const query = [...kept, `$skip=${encodeURIComponent(token)}`].filter((pair) => pair !== "").join("&");
  return `${assumedOrigin(world, "nextLinkOrigin")}${request.path}?${query}`;
}
