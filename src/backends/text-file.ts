/** Part of a file of text. */
export interface TextPart {
  /** Where the bytes begin: the byte that was asked for, or a later one when the vendor has dropped those before it. */
  readonly start: number;
  readonly bytes: Buffer;
  /** Bytes of the whole file when it was read. */
  readonly total: number;
  /** Tells the file from another that takes its place; null where the vendor tells no such thing. */
  readonly identity: string | null;
}

/** A file of text that grows at its end. */
export interface TextFile {
  /** Bytes from `start`, at most `length`; none where the file ends before. */
  read(start: number, length: number): Promise<TextPart>;
}

/** A file whose bytes are at hand from its `firstByte` on. */
export function createTextFile(bytes: Buffer, firstByte = 0): TextFile {
  const total = firstByte + bytes.length;
  return {
    async read(from, length) {
      const start = Math.max(from, firstByte);
      const offset = start - firstByte;
      return { start, bytes: bytes.subarray(offset, offset + length), total, identity: null };
    },
  };
}
