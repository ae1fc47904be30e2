import type { core } from "zod";

const typeNames: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a mapping",
  record: "a mapping",
};

/** Says what was expected where a schema does not say it itself; the error map that the settings are parsed with. */
export function expectation(issue: core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return typeNames[issue.expected] ?? issue.expected;
    case "too_small":
      return bound("at least", issue.minimum, issue.origin);
    case "too_big":
      return bound("at most", issue.maximum, issue.origin);
    case "invalid_value":
      return oneOf(issue.values.map(String));
    case "unrecognized_keys":
      return oneOf(knownKeys(issue.inst));
    case "invalid_format":
      if (issue.format === "url") return "a URL";
      return issue.pattern === undefined
        ? `text of the form ${issue.format}`
        : `text that matches ${issue.pattern}`;
    default:
      return "a valid value";
  }
}

/** Joins choices: `none`, or `one of A, B`. */
export function oneOf(choices: readonly string[]): string {
  return choices.length === 1 ? choices.join() : `one of ${choices.join(", ")}`;
}

function bound(word: "at least" | "at most", limit: number | bigint, origin: string): string {
  if (origin === "string")
    return limit === 1 && word === "at least" ? "text" : `text of ${word} ${limit} characters`;
  return origin === "array" ? `a list of ${word} ${limit}` : `${word} ${limit}`;
}

function knownKeys(schema: unknown): string[] {
  // An object's schema; zod hands it on without its type.
  const { def } = schema as { readonly def?: { readonly shape?: object } };
  return Object.keys(def?.shape ?? {});
}
