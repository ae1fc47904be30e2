import { createHmac, timingSafeEqual } from "node:crypto";
import type { VendorRequest } from "../../../simulator/contract.ts";
import { CREDENTIALS } from "./account.ts";
import { toShortTime } from "./timestamps.ts";

/** Path of the storage account; its host name in a real link comes first in the path of ours. */
export const ACCOUNT = "simstore";
export const ACCOUNT_PATH = `/${ACCOUNT}.blob.core.windows.net`;
/** The account's key, as text in base64; `listSecrets` hands it out. */
export const ACCOUNT_KEY = Buffer.from("simulated-account-key-of-no-storage").toString("base64");

const LINK_VERSION = "2019-02-02";
const LINK_BACKDATE_MS = 9 * 60_000;

/** What a link opens: one blob to read, or a container to put blobs into. */
export type LinkScope = "blob" | "container";

/** The query of a link as the service signs it with a delegated key. `now` is the wall clock. */
export function signLink(path: string, now: number, lifetimeS: number, scope: LinkScope = "blob"): string {
  const query = new URLSearchParams({
    sv: LINK_VERSION,
    sr: scope === "blob" ? "b" : "c",
    skoid: "e3f42e2c-0000-4000-8000-631cfa961328",
    sktid: CREDENTIALS.tenantId,
    skt: toShortTime(now - 3_600_000),
    ske: toShortTime(now + lifetimeS * 1000),
    sks: "b",
    skv: LINK_VERSION,
    st: toShortTime(now - LINK_BACKDATE_MS),
    se: toShortTime(now + lifetimeS * 1000),
    sp: scope === "blob" ? "r" : "rcwl",
  });
  query.set("sig", linkSignature(path, query));
  return query.toString();
}

/** Tells why the link in a request does not open what it asks for; null when it does. */
export function linkFault(request: VendorRequest, now: number): string | null {
  const { search } = request;
  const { container = "", name = "" } = request.params;
  const given = search.get("sig") ?? "";
  const path = search.get("sr") === "c" ? `${ACCOUNT_PATH}/${container}` : request.path;
  const wanted = search.has("skoid")
    ? linkSignature(path, search)
    : keySignature(search, `/blob/${request.header("host")}/${ACCOUNT}/${container}/${name}`);
  if (!isSame(given, wanted)) return "Signature did not match.";
  const [from, until] = [search.get("st"), search.get("se")];
  if (from && Date.parse(from) > now) return "Signature not valid yet.";
  if (!until || Date.parse(until) <= now) return "Signature not valid in the specified time frame.";
  const needed = request.method === "PUT" ? /[wc]/ : /r/;
  return needed.test(search.get("sp") ?? "") ? null : "The permission is not in the signature.";
}

/** Tells whether a request is signed with the account's key (`Authorization: SharedKey account:signature`). */
export function hasSharedKey(request: VendorRequest): boolean {
  const [, account = "", given = ""] =
    /^SharedKey ([^:]+):(.+)$/.exec(request.header("authorization") ?? "") ?? [];
  const header = (name: string) => request.header(name) ?? "";
  const length = header("content-length");
  const own = request.headers
    .map(([name, value]) => `${name.toLowerCase()}:${value}`)
    .filter((line) => line.startsWith("x-ms-"))
    .sort();
  const queries = [...request.search].map(([name, value]) => `${name.toLowerCase()}:${value}`).sort();
  const signed = [
    request.method,
    header("content-encoding"),
    header("content-language"),
    length === "0" ? "" : length,
    header("content-md5"),
    header("content-type"),
    header("date"),
    header("if-modified-since"),
    header("if-match"),
    header("if-none-match"),
    header("if-unmodified-since"),
    header("range"),
    ...own,
    [`/${account}${request.path}`, ...queries].join("\n"),
  ].join("\n");
  return isSame(given, withAccountKey(signed));
}

/** A service link that a client signs with the account's key; the order of its parts is the storage service's. */
function keySignature(search: URLSearchParams, resource: string): string {
  const part = (name: string) => search.get(name) ?? "";
  const signed = [
    part("sp"),
    part("st"),
    part("se"),
    resource,
    part("si"),
    part("sip"),
    part("spr"),
    part("sv"),
    part("sr"),
    part("snapshot"),
    part("ses"),
    part("rscc"),
    part("rscd"),
    part("rsce"),
    part("rscl"),
    part("rsct"),
  ];
  return withAccountKey(signed.join("\n"));
}

/** Nobody else can make a delegated signature, so ours covers simply the path and the link's own parameters. */
function linkSignature(path: string, search: URLSearchParams): string {
  const covered = LINK_PARTS.map((name) => search.get(name) ?? "");
  return createHmac("sha256", "simulated-delegation-key")
    .update([path, ...covered].join("\n"))
    .digest("base64");
}

const LINK_PARTS = ["sv", "sr", "skoid", "sktid", "skt", "ske", "sks", "skv", "st", "se", "sp"];

function withAccountKey(text: string): string {
  return createHmac("sha256", Buffer.from(ACCOUNT_KEY, "base64")).update(text, "utf8").digest("base64");
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
