import { z } from "zod";
import { wireText } from "./scalar.ts";

const wirePage = z.object({ nextPage: wireText, data: z.array(z.unknown()) });

/** Page of a list; the cursor is null at the end, where the vendor leaves it out. */
export type Page = z.output<typeof wirePage>;

/** Reads a page; throws `z.ZodError` when it is none. */
export function parsePage(document: unknown): Page {
  return wirePage.parse(document);
}
