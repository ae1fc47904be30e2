import { BinaryReader, BinaryWriter, WireType } from "@bufbuild/protobuf/wire";

/**
 * Spoils, inside a protobuf message of any schema, each message that has one of these texts for a field: that field
 * stays, and the bytes of the others are no text and no message.
 */
export function spoilMessage(bytes: Uint8Array, spoiled: ReadonlySet<string>): Uint8Array {
  const fields = split(bytes);
  if (!fields) return bytes;
  const holdsId = ({ value }: Field) => spoiled.has(textOf(value));
  const isSpoiled = fields.some(holdsId);
  const writer = new BinaryWriter();
  for (const field of fields) {
    const { number, type, value } = field;
    writer.tag(number, type);
    if (type !== WireType.LengthDelimited) writer.raw(value);
    else if (!isSpoiled) writer.bytes(spoilMessage(value, spoiled));
    else writer.bytes(holdsId(field) ? value : value.map(() => 0xff));
  }
  return writer.finish();
}

interface Field {
  readonly number: number;
  readonly type: WireType;
  /** Without tag and length. */
  readonly value: Uint8Array;
}

/** Null for bytes that are no message. */
function split(bytes: Uint8Array): Field[] | null {
  const fields: Field[] = [];
  const reader = new BinaryReader(bytes);
  try {
    while (reader.pos < reader.len) {
      const [number, type] = reader.tag();
      const start = reader.pos;
      const value = type === WireType.LengthDelimited ? reader.bytes() : null;
      if (value === null) reader.skip(type, number);
      fields.push({ number, type, value: value ?? bytes.subarray(start, reader.pos) });
    }
  } catch {
    return null;
  }
  return fields;
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
