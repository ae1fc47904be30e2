import type { Federation } from "../federation/federation.ts";
import type { Loaders } from "../federation/loaders.ts";

/** What resolvers share in one operation. */
export interface Context {
  readonly federation: Federation;
  readonly loaders: Loaders;
  /** Who asks; shown with what commands do. */
  readonly actor: string;
  /** Aborts when the client has gone; commands go on all the same. */
  readonly signal: AbortSignal;
}
