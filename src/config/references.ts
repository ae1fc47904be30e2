import { resolve } from "node:path";
import { isJsonObject } from "../domain/json.ts";
import type { Mistake } from "./mistakes.ts";
import { formatPath, type SettingsPath } from "./secrets.ts";

/** Where `${…}` is filled in from. */
export interface ReferenceSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder that paths of `${file:…}` are relative to. */
  readonly directory: string;
  readFile(path: string): Promise<string>;
}

/** Settings with their references filled in. */
export interface FilledTree {
  readonly tree: unknown;
  /** Paths of the texts that held a reference. */
  readonly filled: ReadonlySet<string>;
  readonly mistakes: readonly Mistake[];
}

const reference = /\$\{([^}\n]*)\}/g;

/**
 * Fills `${ENV_NAME}` and `${file:path}` into the texts of the settings. What is filled in is not read again;
 * a file's last line break is cut. A reference that leads nowhere stays as it is and is a mistake.
 */
export async function fillReferences(tree: unknown, sources: ReferenceSources): Promise<FilledTree> {
  const filled = new Set<string>();
  const mistakes: Mistake[] = [];

  async function fill(value: unknown, path: SettingsPath, parents: readonly unknown[]): Promise<unknown> {
    if (typeof value === "string") return fillText(value, formatPath(path));
    if (!Array.isArray(value) && !isJsonObject(value)) return value;
    const where = formatPath(path);
    if (parents.includes(value)) {
      mistakes.push({ where, got: "an alias that contains itself", expected: "a value" });
      return null;
    }
    const inner = [...parents, value];
    if (Array.isArray(value))
      return Promise.all(value.map((entry, index) => fill(entry, [...path, index], inner)));
    const members = Object.entries(value).map(async ([key, member]) => [
      key,
      await fill(member, [...path, key], inner),
    ]);
    return Object.fromEntries(await Promise.all(members));
  }

  async function fillText(text: string, where: string): Promise<string> {
    const names = [...text.matchAll(reference)].map(([, name]) => name ?? "");
    if (names.length === 0) return text;
    filled.add(where);
    const values = await Promise.all(names.map((name) => resolveReference(name, sources)));
    for (const value of values) {
      if (typeof value !== "string") mistakes.push({ where, ...value });
    }
    return text.replace(reference, (whole) => {
      const value = values.shift();
      return typeof value === "string" ? value : whole;
    });
  }

  return { tree: await fill(tree, [], []), filled, mistakes };
}

async function resolveReference(
  name: string,
  sources: ReferenceSources,
): Promise<string | Omit<Mistake, "where">> {
  const got = `\${${name}}`;
  if (name.startsWith("file:")) {
    const path = resolve(sources.directory, name.slice("file:".length));
    try {
      return (await sources.readFile(path)).replace(/\r?\n$/, "");
    } catch {
      return { got, expected: `a readable file at ${path}` };
    }
  }
  // Braces in a literal password are no reference, and no text to print.
  if (!/^[A-Za-z_]\w*$/.test(name)) return { got: `\${***}`, expected: `\${ENV_NAME} or \${file:path}` };
  return sources.env[name] ?? { got, expected: `the environment variable ${name} to be set` };
}
