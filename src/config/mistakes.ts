import { formatPath, isSecretPath, type SettingsPath, scrub, showValue } from "./secrets.ts";

/** One thing that is wrong in the settings; none of its texts holds a secret. */
export interface Mistake {
  /** Where: `backends[0].kind`, a place in the file, or a variable of the environment. */
  readonly where: string;
  /** What is there. */
  readonly got: string;
  readonly expected: string;
}

/** Settings that cannot be used. The message has one line per mistake, in the order of the file's checks. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super(
      mistakes.map(({ where, got, expected }) => `${where}: got ${got}, expected ${expected}`).join("\n"),
    );
    this.mistakes = mistakes;
  }
}

/** What zod says about a value, as far as it is read here. */
export interface SettingsIssue {
  readonly code?: string;
  readonly path: SettingsPath;
  /** What was expected. */
  readonly message: string;
  readonly keys?: readonly string[];
  /** Issues of each branch of a union. */
  readonly errors?: readonly (readonly SettingsIssue[])[];
}

/** The settings that the issues are about. */
export interface CheckedTree {
  readonly tree: unknown;
  /** Paths whose values came from the environment or a file. */
  readonly filled: ReadonlySet<string>;
  readonly secrets: readonly string[];
}

/** Writes issues as mistakes: an unknown key each on its own, a union as the branch that came closest. */
export function toMistakes(issues: readonly SettingsIssue[], checked: CheckedTree): Mistake[] {
  return issues.flatMap(withoutUnions).flatMap((issue) => toMistake(issue, checked));
}

function withoutUnions(issue: SettingsIssue): SettingsIssue[] {
  const [closest] = (issue.errors ?? []).toSorted((a, b) => a.length - b.length);
  if (closest === undefined || closest.length === 0) return [issue];
  return closest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })).flatMap(withoutUnions);
}

function toMistake(issue: SettingsIssue, { tree, filled, secrets }: CheckedTree): Mistake[] {
  const expected = oneLine(scrub(issue.message.replace(/^expected /i, ""), secrets));
  if (issue.code === "unrecognized_keys") {
    return (issue.keys ?? []).map((key) => {
      const path = [...issue.path, key];
      // `credentials: {abc}` makes the secret a key without a value.
      const isStray = isSecretPath(issue.path) && valueAt(tree, path) === null;
      return { where: formatPath(isStray ? [...issue.path, "?"] : path), got: "an unknown key", expected };
    });
  }
  const where = formatPath(issue.path);
  const got = showValue(valueAt(tree, issue.path), isSecretPath(issue.path) || filled.has(where));
  return [{ where: where === "" ? "settings" : where, got: scrub(got, secrets), expected }];
}

function valueAt(tree: unknown, path: SettingsPath): unknown {
  let value = tree;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
