import { z } from "zod";
import { wireCount, wireText } from "./scalar.ts";

const wireDataset = z.object({
  id: z.string().min(1),
  status: z.object({ overview: wireText, itemCount: wireCount }),
});

/** Data set of a job. */
export interface Dataset {
  readonly id: string;
  /** Null until the upload is complete; then it changes no more. */
  readonly itemCount: number | null;
}

/** Reads a data set's document; null when it is outside the protocol. */
export function parseDataset(document: unknown): Dataset | null {
  const dataset = wireDataset.safeParse(document).data;
  if (dataset === undefined) return null;
  const { overview, itemCount } = dataset.status;
  return { id: dataset.id, itemCount: overview === "Uploaded" ? itemCount : null };
}
