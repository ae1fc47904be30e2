import { z } from "zod";
import { type Instant, instantOf } from "../../../domain/instant.ts";

/** Text that may be unset; `""` is none. */
export const wireText = z
  .string()
  .nullish()
  .transform((text) => text || null);

/** Instant in milliseconds since 1970; 0 is none, because the vendor's client never sends it. */
export const wireInstant = z
  .number()
  .nullish()
  .transform((ms): Instant | null => ((ms ?? 0) > 0 ? instantOf(ms ?? 0) : null));

/** Number of things, which fits 32 bits; null when unset. */
export const wireCount = z
  .int32()
  .min(0)
  .nullish()
  .transform((count) => count ?? null);
