import type { Route, VendorRequest, VendorResponse, World } from "../../../simulator/contract.ts";
import type { Handler } from "./answers.ts";
import { ACCOUNT_PATH, hasSharedKey, linkFault } from "./blob-signature.ts";
import type { Blob, BlobStore } from "./blob-store.ts";

const MOST_LISTED = 5000;

/** The blob store of the workspace: lists of a container, blobs by byte range, uploads. */
export function blobRoutes(world: World, store: BlobStore): readonly Route[] {
  const path = `${ACCOUNT_PATH}/{container}/{name*}`;
  const list = signed(world, (request) => listContainer(store, request));
  const read = signed(world, ({ params, ...request }) => {
    const blob = store.read(params.container ?? "", params.name ?? "");
    return blob ? readRange(blob, { params, ...request }) : blobError(404, "BlobNotFound");
  });
  const write = signed(world, (request) => upload(store, request));
  return [
    { method: "GET", path: `${ACCOUNT_PATH}/{container}`, handle: list },
    { method: "GET", path, handle: read },
    { method: "HEAD", path, handle: read },
    { method: "PUT", path, handle: write },
  ];
}

/** An answer of the blob store in its own shape, for injected failures too. */
export function blobError(status: number, code: string, text = code): VendorResponse {
  const headers = { "x-ms-error-code": code, "Content-Type": "application/xml" };
  const body = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${toXml(text)}</Message></Error>`;
  return { status, headers, body };
}

/** Lets pass what carries the account's key or a good link; a token of the other planes opens nothing here. */
function signed(world: World, handle: Handler): Handler {
  return (request) => {
    const authorization = request.header("authorization");
    if (authorization !== null && /^Bearer /i.test(authorization)) {
      const text = "Server failed to authenticate the request: audience validation failed.";
      return blobError(401, "InvalidAuthenticationInfo", text);
    }
    if (authorization !== null) {
      if (hasSharedKey(request)) return handle(request);
      return blobError(403, "AuthenticationFailed", "The MAC signature is not the one of this request.");
    }
    if (!request.search.has("sig")) return blobError(404, "ResourceNotFound");
    const fault = linkFault(request, world.wallNow());
    return fault === null ? handle(request) : blobError(403, "AuthenticationFailed", fault);
  };
}

function readRange(blob: Blob, request: VendorRequest): VendorResponse {
  const size = blob.content.length;
  const headers = {
    "Accept-Ranges": "bytes",
    "Content-Type": "text/plain",
    ETag: blob.etag,
    "Last-Modified": new Date(blob.modifiedAt).toUTCString(),
    "x-ms-creation-time": new Date(blob.createdAt).toUTCString(),
    "x-ms-blob-type": blob.isAppended ? "AppendBlob" : "BlockBlob",
    "x-ms-version": request.header("x-ms-version") ?? "2019-02-02",
    ...Object.fromEntries(Object.entries(blob.metadata).map(([key, value]) => [`x-ms-meta-${key}`, value])),
  };
  if (request.header("if-none-match") === blob.etag) return { status: 304, headers };
  if (request.method === "HEAD") return { status: 200, headers, body: blob.content };
  const asked = request.header("x-ms-range") ?? request.header("range");
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(asked ?? "") ?? [];
  // A range that cannot be read is as none.
  if (first === undefined) return { status: 200, headers, body: blob.content };
  const start = Number(first);
  const end = Math.min(size - 1, last ? Number(last) : size - 1);
  if (start >= size || end < start) {
    const refusal = blobError(416, "InvalidRange", "The range specified is invalid for the current size.");
    return { ...refusal, headers: { ...refusal.headers, "Content-Range": `bytes */${size}` } };
  }
  const body = blob.content.subarray(start, end + 1);
  return { status: 206, headers: { ...headers, "Content-Range": `bytes ${start}-${end}/${size}` }, body };
}

function listContainer(store: BlobStore, request: VendorRequest): VendorResponse {
  const { search } = request;
  if (search.get("restype") !== "container") return blobError(404, "ResourceNotFound");
  if (search.get("comp") !== "list") return { status: 200 };
  const container = request.params.container ?? "";
  const prefix = search.get("prefix") ?? "";
  const all = store.list(container, prefix);
  const from = Number(search.get("marker") || 0);
  const size = Math.min(MOST_LISTED, Number(search.get("maxresults") || MOST_LISTED));
  const next = from + size < all.length ? String(from + size) : "";
  const blobs = all
    .slice(from, from + size)
    .map(toEntry)
    .join("");
  const body =
    `<?xml version="1.0" encoding="utf-8"?><EnumerationResults ServiceEndpoint="${ACCOUNT_PATH}" ContainerName="${toXml(container)}">` +
    `<Prefix>${toXml(prefix)}</Prefix><Blobs>${blobs}</Blobs><NextMarker>${next}</NextMarker></EnumerationResults>`;
  return { status: 200, headers: { "Content-Type": "application/xml" }, body };
}

function toEntry(blob: Blob): string {
  const metadata = Object.entries(blob.metadata).map(([key, value]) => `<${key}>${toXml(value)}</${key}>`);
  return (
    `<Blob><Name>${toXml(blob.name)}</Name><Properties>` +
    `<Last-Modified>${new Date(blob.modifiedAt).toUTCString()}</Last-Modified><Etag>${toXml(blob.etag)}</Etag>` +
    `<Content-Length>${blob.content.length}</Content-Length><Content-Type>text/plain</Content-Type>` +
    `<BlobType>${blob.isAppended ? "AppendBlob" : "BlockBlob"}</BlobType></Properties>` +
    `<Metadata>${metadata.join("")}</Metadata></Blob>`
  );
}

/** Takes a blob in one piece, and the metadata that a client confirms an upload with. */
function upload(store: BlobStore, request: VendorRequest): VendorResponse {
  const { container = "", name = "" } = request.params;
  const operation = request.search.get("comp");
  const existing = store.read(container, name);
  if (operation !== null && operation !== "metadata") return blobError(400, "InvalidQueryParameterValue");
  if (operation === "metadata" && !existing) return blobError(404, "BlobNotFound");
  const metadata = Object.fromEntries(
    request.headers.flatMap(([header, value]) => {
      const key = /^x-ms-meta-(.+)$/i.exec(header)?.[1];
      return key === undefined ? [] : [[key.toLowerCase(), value]];
    }),
  );
  const content = operation === "metadata" && existing ? existing.content : request.body;
  const blob = store.write(container, name, content, metadata);
  const headers = { ETag: blob.etag, "Last-Modified": new Date(blob.modifiedAt).toUTCString() };
  return { status: operation === "metadata" ? 200 : 201, headers };
}

function toXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
