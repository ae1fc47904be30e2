/** The checksum that object stores compare uploads by, as base64 of its four bytes, the highest first. */
export function crc32c(bytes: Uint8Array): string {
  let state = 0xffffffff;
  for (const byte of bytes) state = (TABLE[(state ^ byte) & 0xff] ?? 0) ^ (state >>> 8);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE((state ^ 0xffffffff) >>> 0);
  return sum.toString("base64");
}

const CASTAGNOLI = 0x82f63b78;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? CASTAGNOLI ^ (value >>> 1) : value >>> 1;
  return value;
});
