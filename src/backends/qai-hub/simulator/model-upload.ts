import type { World } from "../../../simulator/contract.ts";
import { assumedNumber } from "./assumptions.ts";
import { InvalidField } from "./errors.ts";
import { etagOf, type Storage } from "./storage.ts";
import type { WireDocument } from "./wire-document.ts";

/** Uploads of models in parts. */
export interface ModelUploads {
  /** Opens an upload of so many bytes and says where its parts go. */
  readonly open: (modelId: string, sizeBytes: number) => WireDocument;
  /** Puts the parts together. Throws a 400 when one is missing or its tag is another one. */
  readonly complete: (modelId: string, uploadId: string, etags: readonly unknown[]) => void;
}

/** Builds the uploads of a world. */
export function createModelUploads(world: World, storage: Storage): ModelUploads {
  const uploads = new Map<string, { readonly modelId: string; readonly keys: readonly string[] }>();
  let opened = 0;
  return {
    open(modelId, sizeBytes) {
      const partSize = assumedNumber(world, "partSizeBytes");
      const uploadId = `up-${++opened}`;
      const count = Math.max(1, Math.ceil(sizeBytes / partSize));
      const keys = Array.from({ length: count }, (_, at) => `parts/${uploadId}/${at + 1}`);
      uploads.set(uploadId, { modelId, keys });
      const urls = keys.map((key) => storage.link({ method: "PUT", key }));
      return { urls, upload_id: uploadId, max_part_size: String(partSize) };
    },
    complete(modelId, uploadId, etags) {
      const upload = uploads.get(uploadId);
      if (upload?.modelId !== modelId)
        throw new InvalidField("upload_id", `Upload ${uploadId} was not found.`);
      const parts = upload.keys.map((key) => storage.uploaded(key));
      const whole = parts.filter((part) => part !== null);
      const isComplete =
        whole.length === etags.length && whole.every((part, at) => etagOf(part) === etags[at]);
      if (!isComplete || whole.length < parts.length)
        throw new InvalidField("etags", "The parts are not those that were sent.");
      storage.put(`models/${modelId}`, Buffer.concat(whole));
      uploads.delete(uploadId);
    },
  };
}
