import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { VendorRequest, World } from "../../../simulator/contract.ts";
import { readBody, resourceName } from "./body.ts";
import { invalid, ServiceError } from "./errors.ts";
import { generateDatasets } from "./generated-datasets.ts";
import { PROJECT_ID } from "./identifiers.ts";
import { createShelf, type Kept } from "./shelf.ts";
import { readUpload } from "./upload.ts";

/** A list of images for batch jobs. Times are ms. */
export interface Dataset extends Kept {
  readonly name: string;
  readonly updatedAt: number;
  readonly expiryTime: number;
  readonly overview: string;
  readonly message: string;
  readonly sizeBytes: number;
  readonly crc32c: string;
  readonly uploadExpiresAt: number;
  readonly itemCount: number;
  readonly itemUrl: (index: number) => string;
}

export type Datasets = ReturnType<typeof createDatasets>;

const LIFE_MS = 10 * 24 * 3_600_000;
const UPLOAD_LIFE_MS = 12 * 3_600_000;
/** Items of a data set that nobody knows, as a job of the control port may name one. */
const USUAL_ITEM_COUNT = 50;

const createBody = z.object({
  name: resourceName,
  spec: z.object({
    source: z.object({
      kind: z.literal("UploadedNewlineDelimitedJsonFile"),
      sizeBytes: z.int().min(1),
      crc32c: z.base64().length(8),
    }),
  }),
});

/** The data sets of the project, with those that clients upload. */
export function createDatasets(world: World) {
  const shelf = createShelf<Dataset>("dataset", generateDatasets(world.now()));
  /** A job outlives its data set. */
  const deleted = new Map<string, Dataset>();
  const known = (id: unknown) => (typeof id === "string" ? (shelf.find(id) ?? deleted.get(id)) : undefined);

  return {
    all: shelf.all,
    get: shelf.get,
    find: shelf.find,
    itemCount: (id: unknown): number => known(id)?.itemCount ?? USUAL_ITEM_COUNT,
    itemUrl: (id: unknown, index: number): string =>
      known(id)?.itemUrl(index) ?? `https://images.example.com/${index + 1}.jpg`,
    toDocument: (dataset: Dataset) => toDocument(world.origin, dataset),
    create(request: VendorRequest) {
      const { name, spec } = readBody(request, createBody);
      const createdAt = shelf.createdAt(world.now());
      const { sizeBytes, crc32c } = spec.source;
      const dataset: Dataset = {
        id: `dataset_${randomUUID()}`,
        name,
        createdAt,
        updatedAt: createdAt,
        expiryTime: Math.floor(createdAt) + LIFE_MS,
        overview: "Waiting",
        message: "Waiting for upload",
        sizeBytes,
        crc32c,
        uploadExpiresAt: Math.floor(createdAt) + UPLOAD_LIFE_MS,
        itemCount: 0,
        itemUrl: () => "",
      };
      shelf.put(dataset);
      return toDocument(world.origin, dataset);
    },
    remove(id: string) {
      const dataset = shelf.get(id);
      deleted.set(id, dataset);
      return shelf.remove(id);
    },
    /** Takes an uploaded file. Throws when the link is not valid or the file is not the announced one. */
    upload(id: string, body: Buffer): void {
      const dataset = shelf.find(id);
      const isOpen = dataset?.overview === "Waiting" && dataset.uploadExpiresAt > world.now();
      if (!dataset || !isOpen) throw new ServiceError(403);
      const result = readUpload(dataset, body);
      shelf.put({ ...dataset, ...result, updatedAt: world.now() });
      if (result.overview === "FailedUpload") throw invalid("body", result.message);
    },
  };
}

function toDocument(origin: string, dataset: Dataset) {
  const { id, name, overview, message } = dataset;
  return {
    id,
    object: "dataset",
    name,
    projectId: PROJECT_ID,
    expiryTime: dataset.expiryTime,
    status: {
      overview,
      message,
      updateTime: Math.floor(dataset.updatedAt),
      source: { kind: "UploadedNewlineDelimitedJsonFile", uploadUrl: toUploadUrl(origin, dataset) },
      itemCount: dataset.itemCount,
    },
    createDate: Math.floor(dataset.createdAt),
    updateDate: Math.floor(dataset.updatedAt),
  };
}

/** The link is spent once something was uploaded; its headers stay. */
function toUploadUrl(origin: string, { id, overview, sizeBytes, crc32c, uploadExpiresAt }: Dataset) {
  return {
    method: "PUT",
    url: overview === "Waiting" ? `${origin}/uploads/${id}?expires=${uploadExpiresAt}` : "",
    headers: {
      "content-length": String(sizeBytes),
      "content-type": "application/octet-stream",
      "x-goog-hash": `crc32c=${crc32c}`,
      "x-goog-if-generation-match": "0",
      "x-goog-meta-datature-dataset-link": id,
    },
    expiresAtTime: uploadExpiresAt,
  };
}
