import { z } from "zod";
import type { Instant } from "../../../domain/instant.ts";
import { wireCount, wireInstant, wireText } from "./scalar.ts";

const wireDataset = z.object({
  id: z.string().min(1),
  expiryTime: wireInstant.catch(null),
  status: z.object({ overview: wireText, itemCount: wireCount }),
});

/** Data set of a job. */
export interface Dataset {
  readonly id: string;
  /** The vendor's word for its state. Jobs run over one that is `Uploaded`. */
  readonly overview: string | null;
  /** When it can be used no more; null where the vendor does not say. */
  readonly expiresAt: Instant | null;
  /** Null until the upload is complete; then it changes no more. */
  readonly itemCount: number | null;
}

/** Reads a data set's document; null when it is outside the protocol. */
export function parseDataset(document: unknown): Dataset | null {
  const dataset = wireDataset.safeParse(document).data;
  if (dataset === undefined) return null;
  const { id, expiryTime: expiresAt, status } = dataset;
  const itemCount = status.overview === "Uploaded" ? status.itemCount : null;
  return { id, overview: status.overview, expiresAt, itemCount };
}
