import type { z } from "zod";

/** A call of the control port that cannot be done; `path` names the part of the call that is wrong. */
export class Refusal extends Error {
  readonly status: 400 | 404;
  readonly path: string;

  constructor(status: 400 | 404, message: string, path: string) {
    super(message);
    this.status = status;
    this.path = path;
  }
}

/** Checks what was sent. Throws a `Refusal` that names the first wrong value. */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Refusal(400, issue?.message ?? "not understood", issue?.path.join(".") ?? "");
}
