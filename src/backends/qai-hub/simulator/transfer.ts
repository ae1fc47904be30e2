import type { DescMessage } from "@bufbuild/protobuf";
import type { VendorResponse } from "../../../simulator/contract.ts";
import {
  FileDownloadResponseSchema,
  FileDownloadURLSchema,
  FileMultipartUploadURLSchema,
  FileUploadResponseSchema,
  FileUploadURLSchema,
} from "../proto/public_api_pb.js";
import type { Call } from "./door.ts";
import { reply } from "./message.ts";
import type { WireDocument } from "./wire-document.ts";

/** A transfer answer: clients since 0.52 say that they know the wrapper, older ones get the inner message alone. */
function transfer(call: Call, schemas: Schemas, member: string, inner: WireDocument): VendorResponse {
  const isWrapped = call.search.get("supports_s3_credentials") === "true";
  return isWrapped ? reply(schemas.wrapper, { [member]: inner }) : reply(schemas.inner, inner);
}

interface Schemas {
  readonly wrapper: DescMessage;
  readonly inner: DescMessage;
}

/** Where to read a file, and its name. */
export function replyDownload(call: Call, url: string, filename: string): VendorResponse {
  const schemas = { wrapper: FileDownloadResponseSchema, inner: FileDownloadURLSchema };
  return transfer(call, schemas, "url", { url, filename });
}

/** Where to send a form with a file. */
export function replyFormUpload(call: Call, form: WireDocument): VendorResponse {
  return transfer(call, { wrapper: FileUploadResponseSchema, inner: FileUploadURLSchema }, "url", form);
}

/** Where to put the parts of a file. */
export function replyPartUpload(call: Call, parts: WireDocument): VendorResponse {
  const schemas = { wrapper: FileUploadResponseSchema, inner: FileMultipartUploadURLSchema };
  return transfer(call, schemas, "multipart_url", parts);
}
