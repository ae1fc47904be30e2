import type { Route, VendorRequest, World } from "../../../simulator/contract.ts";
import { json, parseBody } from "./answers.ts";
import { ASSET_SORTS, type AssetSort, type Assets, toContainer, toVersion } from "./assets.ts";
import { assumedNumber } from "./assumptions.ts";
import { ACCOUNT, ACCOUNT_PATH, signLink } from "./blob-signature.ts";
import type { Door } from "./door.ts";
import { invalid, notFound } from "./errors.ts";
import { listPage, pageSizeOf } from "./pages.ts";
import { at, documentAt, isDocument, textAt, type WireDocument } from "./wire-document.ts";

/** Lists, reads and registers versioned things of each sort. */
export function assetRoutes(world: World, door: Door, assets: Assets): readonly Route[] {
  return ASSET_SORTS.flatMap((sort) => routesOf(world, door, assets, sort));
}

function routesOf(world: World, { workspace }: Door, assets: Assets, sort: AssetSort): readonly Route[] {
  const containerOf = (name: string) => toContainer(sort, name, assets.versions(sort, name));
  const versionOf = (name: string, version: string) => {
    const found = assets.versions(sort, name).find((one) => one.version === version);
    if (!found) throw notFound("AssetVersion", `${name}:${version}`);
    return found;
  };
  return [
    workspace("GET", `/${sort}`, (request) =>
      json(200, listPage(world, request, assets.names(sort).map(containerOf))),
    ),
    workspace("GET", `/${sort}/{name}`, ({ params }) => {
      const { name = "" } = params;
      if (assets.versions(sort, name).length === 0) throw notFound("AssetContainer", name);
      return json(200, containerOf(name));
    }),
    workspace("GET", `/${sort}/{name}/versions`, (request) => {
      const found = assets.versions(sort, request.params.name ?? "").map((one) => toVersion(sort, one));
      return json(200, listPage(world, request, chosen(found, request.search), topOf(world, request)));
    }),
    workspace("GET", `/${sort}/{name}/versions/{version}`, ({ params }) =>
      json(200, toVersion(sort, versionOf(params.name ?? "", params.version ?? ""))),
    ),
    workspace("POST", `/${sort}/{name}/versions/{version}/startPendingUpload`, ({ params }) =>
      json(200, toUpload(world, `${params.name}-${params.version}`)),
    ),
    workspace("PUT", `/${sort}/{name}/versions/{version}`, (request) => {
      const { name = "", version = "" } = request.params;
      const properties = at(parseBody(request), "properties");
      if (!isDocument(properties)) throw invalid("properties", "expected an object");
      const exists = assets.versions(sort, name).some((one) => one.version === version);
      const stored = assets.put(sort, name, version, properties);
      return json(exists ? 200 : 201, toVersion(sort, stored));
    }),
  ];
}

/** A container of the blob store that files may be put into, with the link that opens it. */
function toUpload(world: World, container: string): WireDocument {
  const path = `${ACCOUNT_PATH}/${container}`;
  const blobUri = world.origin + path;
  const query = signLink(path, world.wallNow(), assumedNumber(world, "linkLifetimeS"), "container");
  return {
    blobReferenceForConsumption: {
      blobUri,
      credential: { credentialType: "SAS", sasUri: `${blobUri}?${query}` },
      storageAccountArmId: `/providers/Microsoft.Storage/storageAccounts/${ACCOUNT}`,
    },
    pendingUploadId: container,
    pendingUploadType: "TemporaryBlobReference",
  };
}

/** Clients look for what they have uploaded already by its hash, and for the latest version by its time. */
function chosen(versions: readonly WireDocument[], search: URLSearchParams): readonly WireDocument[] {
  const hash = search.get("hash");
  const hashOf = (version: WireDocument) =>
    textAt(documentAt(version, "properties", "properties"), "hash_sha256");
  const wanted = hash === null ? versions : versions.filter((version) => hashOf(version) === hash);
  return /desc/i.test(search.get("$orderBy") ?? "") ? wanted.toReversed() : wanted;
}

function topOf(world: World, { search }: VendorRequest): number {
  const top = Number(search.get("$top") || pageSizeOf(world));
  if (!Number.isInteger(top) || top < 1) throw invalid("$top", "expected a whole number from 1");
  return Math.min(top, pageSizeOf(world));
}
