/** A source of repeatable values; each call gives the next one. */
export interface Random {
  /** At least 0, below 1. */
  readonly next: () => number;
  /** A whole number, both bounds included. */
  readonly int: (low: number, high: number) => number;
  readonly chance: (probability: number) => boolean;
  /** Throws on an empty list. */
  readonly pick: <T>(choices: readonly T[]) => T;
}

/** Mixes numbers and texts to 32 bits; the same parts give the same hash in every process. */
export function hash32(...parts: readonly (number | string)[]): number {
  let state = 0x9e3779b9;
  for (const part of parts) {
    if (typeof part === "number") {
      state = mix(state ^ (part >>> 0));
      state = mix(state ^ Math.floor(part / 2 ** 32));
    } else {
      for (let at = 0; at < part.length; at++) state = mix(state ^ part.charCodeAt(at));
    }
  }
  return state;
}

/** Builds a source from whatever names it, as a job's seed and the word for what is drawn. */
export function createRandom(...parts: readonly (number | string)[]): Random {
  let state = hash32(...parts);
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    return mix(state) / 2 ** 32;
  };
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (choices) => {
      const chosen = choices[int(0, choices.length - 1)];
      if (chosen === undefined) throw new Error("pick needs at least one choice");
      return chosen;
    },
  };
}

function mix(value: number): number {
  let mixed = value >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
