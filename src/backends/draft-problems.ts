import type { z } from "zod";
import { expectation } from "../config/expectation.ts";
import { formatPath, showValue } from "../config/secrets.ts";
import type { DraftProblem } from "../domain/draft.ts";
import { BackendError } from "../domain/error.ts";
import { isJsonObject } from "../domain/json.ts";
import { namesSecret } from "../domain/secret.ts";

/** Where in `CreateJobInput`; list positions are numbers as zod has them, or text. */
type Place = readonly PropertyKey[];

/**
 * Writes zod's issues as problems, each place and expectation once. The message of an issue is what was expected;
 * `input` is what was parsed, `prefix` is where that stands in `CreateJobInput`.
 */
export function problemsOf(
  error: Pick<z.ZodError, "issues">,
  input: unknown,
  prefix: readonly string[] = [],
): DraftProblem[] {
  const problems = error.issues.map((issue) => {
    // Where only null will do, the vendor has nothing like it.
    const code = issue.code === "invalid_type" && issue.expected === "null" ? "UNSUPPORTED" : "INVALID";
    return invalid({ path: issue.path, input, prefix, expected: issue.message, code });
  });
  const byText = new Map(
    problems.map((problem) => [JSON.stringify([problem.path, problem.expected]), problem]),
  );
  return [...byText.values()];
}

/** How zod words an issue whose rule has no words of its own; the error map that drafts are parsed with. */
export function wordIssue(issue: z.core.$ZodRawIssue): string {
  return issue.code === "invalid_type" && issue.expected === "object" ? "an object" : expectation(issue);
}

/** Something in the input that breaks a rule. */
interface Broken {
  /** Within `input`. */
  readonly path: Place;
  readonly input: unknown;
  readonly prefix?: readonly string[];
  /** In words: `1 to 64 of A-Z a-z 0-9 _ -`. */
  readonly expected: string;
  /** INVALID when absent. */
  readonly code?: DraftProblem["code"];
  /** Whether the value opens something; its name may say so too. */
  readonly isSecret?: boolean;
}

/** Says what a field holds (secrets masked, long values cut) and what was expected of it. */
export function invalid(broken: Broken): DraftProblem {
  const { path, input, prefix = [], expected, code = "INVALID" } = broken;
  const { value, isSecret } = look(input, path);
  const isHidden = isSecret || broken.isSecret === true;
  const got = Array.isArray(value) ? `a list of ${value.length}` : showValue(value, isHidden);
  const message = `${formatPath(path)}: got ${got}, expected ${expected}`;
  return { code, message, path: [...prefix, ...path.map(String)], expected };
}

/** Something well formed that cannot be carried out. `message` names the value and what stands in the way. */
export function refused(code: DraftProblem["code"], path: Place, message: string): DraftProblem {
  return { code, message, path: path.map(String), expected: null };
}

/** A thing that the draft names and the vendor does not have: `dataset "d-1" is not there`. */
export function notFound(path: Place, what: string, nativeId: string): DraftProblem {
  return refused("NOT_FOUND", path, `${what} ${JSON.stringify(nativeId)} is not there`);
}

/** Waits for a look-up; null when the vendor says that there is no such thing. Other failures reject. */
export async function findOrNull<T>(look: Promise<T | BackendError>): Promise<T | null> {
  const found = await look.catch((error: unknown) => {
    if (error instanceof BackendError) return error;
    throw error;
  });
  if (!(found instanceof BackendError)) return found;
  if (found.kind === "NOT_FOUND") return null;
  throw found;
}

/** The value at a place, and whether a name on the way to it, or the key of its pair, says that it opens something. */
function look(input: unknown, path: Place): { readonly value: unknown; readonly isSecret: boolean } {
  let value = input;
  let isSecret = false;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step))
      return { value: undefined, isSecret };
    const isOfPair = step === "value" || step === "defaultValue";
    const name = isJsonObject(value) && isOfPair ? (value.key ?? value.name) : step;
    isSecret ||= typeof name === "string" && namesSecret(name);
    value = Reflect.get(value, step);
  }
  return { value, isSecret };
}
