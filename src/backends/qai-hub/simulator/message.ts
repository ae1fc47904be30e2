import { type DescMessage, fromBinary, fromJson, type JsonValue, toBinary, toJson } from "@bufbuild/protobuf";
import type { VendorResponse } from "../../../simulator/contract.ts";
import { ServiceError } from "./errors.ts";
import { isDocument, type WireDocument } from "./wire-document.ts";

/** The one content type that the vendor's client takes, with nothing after it. */
export const PROTOBUF = "application/x-protobuf";

/** Answers with a message. Fields that the schema does not know are left out. */
export function reply(schema: DescMessage, document: WireDocument, status = 200): VendorResponse {
  return { status, headers: { "content-type": PROTOBUF }, body: encode(schema, document) };
}

/** Writes a document as a binary message. Throws when a value does not fit its field. */
function encode(schema: DescMessage, document: WireDocument): Buffer {
  // Documents are built of JSON values; whatever else came in, fromJson refuses.
  const message = fromJson(schema, document as JsonValue, { ignoreUnknownFields: true });
  return Buffer.from(toBinary(schema, message));
}

/** Reads a binary message. Throws a 400 when it is none. */
export function decode(schema: DescMessage, bytes: Uint8Array): WireDocument {
  try {
    const document = toJson(schema, fromBinary(schema, bytes), { useProtoFieldName: true });
    return isDocument(document) ? document : {};
  } catch {
    throw new ServiceError(400, "Malformed request.");
  }
}
