import type { Federation } from "../federation/federation.ts";
import type { Loaders } from "../federation/loaders.ts";

/** What resolvers share in one operation. */
export interface Context {
  readonly federation: Federation;
  readonly loaders: Loaders;
  /** Aborts when the client has gone. */
  readonly signal: AbortSignal;
}
