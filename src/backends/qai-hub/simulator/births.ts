import type { World } from "../../../simulator/contract.ts";

/** Gives creation times to what clients make: unique and increasing, a microsecond apart where the clock stands. */
export function createBirths(world: World): () => number {
  let newest = 0;
  return () => {
    newest = Math.max(world.now(), newest + 0.001);
    return newest;
  };
}
