import { scramble, unscramble } from "../../../simulator/native-id.ts";
import { hash32 } from "../../../simulator/random.ts";

const ADJECTIVES = [
  "amusing",
  "bright",
  "calm",
  "dynamic",
  "eager",
  "frosty",
  "gentle",
  "honest",
  "jolly",
  "keen",
  "lucid",
  "mighty",
  "nifty",
  "plucky",
  "silver",
  "witty",
];
const NOUNS = [
  "anchor",
  "basket",
  "cactus",
  "drum",
  "engine",
  "fig",
  "garden",
  "hill",
  "island",
  "jacket",
  "kite",
  "lamp",
  "mango",
  "needle",
  "orchard",
  "pump",
];

/** A job name as the vendor's client makes them up, `adjective_noun_` and ten characters; it carries a serial. */
export function toJobName(seed: number, serial: number): string {
  const noise = hash32(seed, serial, "name");
  const digits = scramble(seed, serial).toString(36).padStart(7, "0");
  const check = (noise % 36 ** 3).toString(36).padStart(3, "0");
  return `${ADJECTIVES[noise >>> 28]}_${NOUNS[(noise >>> 24) & 15]}_${digits}${check}`;
}

/** The serial in a name of `toJobName`; null for any other text. */
export function serialInJobName(seed: number, name: string): number | null {
  const digits = /^[a-z]+_[a-z]+_([0-9a-z]{7})[0-9a-z]{3}$/.exec(name)?.[1];
  if (digits === undefined) return null;
  const scrambled = Number.parseInt(digits, 36);
  if (scrambled >= 2 ** 32) return null;
  const serial = unscramble(seed, scrambled);
  return toJobName(seed, serial) === name ? serial : null;
}
