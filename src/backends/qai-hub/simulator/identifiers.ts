import { scramble, unscramble } from "../../../simulator/native-id.ts";

/** The forms that fit all ids seen in public. They carry no order and no time. */
const FORMS = {
  job: { prefix: "j", endings: "5gp" },
  model: { prefix: "m", endings: "mnq" },
  dataset: { prefix: "d", endings: "0123456789degjklmnopqrvwxyz" },
};
const DIGITS = "0123456789degjklmnopqrvwxyz";
const LENGTH = 7;
const SERIALS = 2 ** 32;

/** What a thing was made by or for; each origin counts its own serials. */
const ORIGINS = ["stock", "job", "output", "client"] as const;

/** Names a thing: of what origin, and which of those. A `job` or `output` has the serial of its job. */
export interface Place {
  readonly origin: (typeof ORIGINS)[number];
  /** A whole number from 0, below 2^32. */
  readonly serial: number;
}

/** The id of the thing in a place; one-to-one within a world. */
export function formatId(sort: keyof typeof FORMS, seed: number, { origin, serial }: Place): string {
  const { prefix, endings } = FORMS[sort];
  const number = scramble(seed, serial) + ORIGINS.indexOf(origin) * SERIALS;
  let rest = Math.floor(number / endings.length);
  let digits = "";
  for (let at = 0; at < LENGTH; at++) {
    digits += DIGITS[rest % DIGITS.length];
    rest = Math.floor(rest / DIGITS.length);
  }
  return prefix + digits + endings[number % endings.length];
}

/** The inverse of `formatId`; null when the text is no id of this sort. */
export function parseId(sort: keyof typeof FORMS, seed: number, id: string): Place | null {
  const { prefix, endings } = FORMS[sort];
  if (id.length !== LENGTH + 2 || !id.startsWith(prefix)) return null;
  let rest = 0;
  for (const letter of [...id.slice(1, -1)].reverse()) rest = rest * DIGITS.length + DIGITS.indexOf(letter);
  const number = rest * endings.length + endings.indexOf(id.at(-1) ?? "");
  const origin = ORIGINS[Math.floor(number / SERIALS)];
  if (origin === undefined || number < 0) return null;
  const place = { origin, serial: unscramble(seed, number % SERIALS) };
  // Letters outside the alphabet add up to some number too.
  return formatId(sort, seed, place) === id ? place : null;
}
