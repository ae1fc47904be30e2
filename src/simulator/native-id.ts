import { hash32 } from "./random.ts";

/** Spreads serial numbers below 2^32 over the whole range, one-to-one, so that neighbours look unrelated. */
export function scramble(seed: number, serial: number): number {
  let [left, right] = [serial >>> 16, serial & 0xffff];
  for (let round = 0; round < ROUNDS; round++) {
    [left, right] = [right, left ^ (hash32(seed, round, right) & 0xffff)];
  }
  return ((left << 16) | right) >>> 0;
}

/** The inverse of `scramble` for the same seed. */
export function unscramble(seed: number, scrambled: number): number {
  let [left, right] = [scrambled >>> 16, scrambled & 0xffff];
  for (let round = ROUNDS - 1; round >= 0; round--) {
    [left, right] = [right ^ (hash32(seed, round, left) & 0xffff), left];
  }
  return ((left << 16) | right) >>> 0;
}

/** A lower-case version 4 UUID that carries a serial number below 2^32. */
export function toUuid(seed: number, serial: number): string {
  const head = hex(scramble(seed, serial));
  const [a, b, c] = [hash32(seed, serial, "a"), hash32(seed, serial, "b"), hash32(seed, serial, "c")];
  const variant = "89ab"[c & 3];
  return `${head}-${hex(a).slice(0, 4)}-4${hex(a).slice(4, 7)}-${variant}${hex(b).slice(0, 3)}-${hex(b).slice(4)}${hex(c)}`;
}

/** The serial number in a UUID of `toUuid`; null for any other text. */
export function fromUuid(seed: number, text: string): number | null {
  if (!/^[0-9a-f]{8}-/.test(text)) return null;
  const serial = unscramble(seed, Number.parseInt(text.slice(0, 8), 16));
  return toUuid(seed, serial) === text ? serial : null;
}

const ROUNDS = 4;

/** Eight digits. By table, because a long list of documents is mostly ids. */
function hex(value: number): string {
  const [high, low] = [HEX[value >>> 16], HEX[value & 0xffff]];
  return `${high}${low}`;
}

const HEX = Array.from({ length: 0x10000 }, (_, half) => half.toString(16).padStart(4, "0"));
