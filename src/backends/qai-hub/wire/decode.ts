import {
  type DescMessage,
  fromBinary,
  fromJson,
  type JsonValue,
  type MessageShape,
  toJson,
} from "@bufbuild/protobuf";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { isJsonObject, type Json, type JsonObject } from "../../../domain/json.ts";
import { maskDocument } from "./mask.ts";

/** Reads a message; null for bytes that are none. */
export function decode<D extends DescMessage>(schema: D, bytes: Uint8Array): MessageShape<D> | null {
  try {
    return fromBinary(schema, bytes);
  } catch {
    return null;
  }
}

/** A message and what the journal keeps of it. */
export interface Masked<D extends DescMessage> {
  readonly message: MessageShape<D>;
  /** Proto JSON with the vendor's own names. */
  readonly document: JsonObject;
}

/**
 * Hides the secrets of a message; everything that leaves the wire is read from the copy. Null for a message that JSON
 * cannot carry: one with a time outside the years 1 to 9999.
 */
export function maskMessage<D extends DescMessage>(schema: D, message: MessageShape<D>): Masked<D> | null {
  const document = toDocument(schema, message);
  const masked = document && fromDocument(schema, document);
  return document && masked && { message: masked, document };
}

/** Writes a message as `maskMessage` does. */
export function toDocument<D extends DescMessage>(schema: D, message: MessageShape<D>): JsonObject | null {
  try {
    const document: Json = toJson(schema, message, { useProtoFieldName: true });
    return isJsonObject(document) ? maskDocument(document) : null;
  } catch {
    return null;
  }
}

/** Reads a message from what `toDocument` has written and the journal kept; null when there is none. */
export function fromDocument<D extends DescMessage>(
  schema: D,
  document: Json | undefined,
): MessageShape<D> | null {
  if (!isJsonObject(document)) return null;
  try {
    // A journal may hold what a newer program wrote; the copy is mutable only by its type.
    return fromJson(schema, document as JsonValue, { ignoreUnknownFields: true });
  } catch {
    return null;
  }
}

/** One field of a message as it lies on the wire: text, bytes and messages as bytes, numbers as they are. */
export interface WireField {
  readonly number: number;
  readonly value: Uint8Array | bigint;
}

/** Fields of a message, up to its end or to where it is spoiled. */
export interface SplitMessage {
  readonly fields: readonly WireField[];
  readonly isWhole: boolean;
}

/** Cuts a message into its fields without reading them, so that a spoiled one costs no other. */
export function splitMessage(bytes: Uint8Array): SplitMessage {
  const fields: WireField[] = [];
  const reader = new BinaryReader(bytes);
  try {
    while (reader.pos < reader.len) {
      const [number, wireType] = reader.tag();
      if (wireType === WireType.LengthDelimited) fields.push({ number, value: reader.bytes() });
      else if (wireType === WireType.Varint) fields.push({ number, value: BigInt(reader.uint64()) });
      else reader.skip(wireType, number);
    }
  } catch {
    return { fields, isWhole: false };
  }
  return { fields, isWhole: true };
}
