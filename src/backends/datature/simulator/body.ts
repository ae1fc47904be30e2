import { z } from "zod";
import type { VendorRequest } from "../../../simulator/contract.ts";
import { invalid } from "./errors.ts";

/** Reads a body as JSON of this form, whatever its content type says. Throws a 400 that names the first wrong field. */
export function readBody<T>(request: VendorRequest, schema: z.ZodType<T>): T {
  const result = schema.safeParse(parseJson(request.body));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw invalid(issue?.path.join(".") || "body", issue?.message ?? "not understood");
}

/** A name as the service takes it. */
export const resourceName = z.string().min(1).max(120);

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw invalid("body", "expected JSON");
  }
}
