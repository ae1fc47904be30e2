import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import type { BackendDefinition } from "../backends/contract.ts";
import { isJsonObject } from "../domain/json.ts";
import { expectation } from "./expectation.ts";
import { type Mistake, SettingsError, toMistakes } from "./mistakes.ts";
import { fillReferences } from "./references.ts";
import { collectSecrets, showValue } from "./secrets.ts";
import { portSchema, type Settings, settingsSchema } from "./settings.ts";

/** Where settings come from. */
export interface SettingsSources {
  /** Folder that `jobgraph.yaml` and a relative `JOBGRAPH_CONFIG` are looked for in. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Reads a file as text; the file system's own when absent. */
  readonly readFile?: (path: string) => Promise<string>;
  /** The vendors that an entry of `backends:` may name. */
  readonly definitions: readonly BackendDefinition[];
}

/**
 * Reads the settings of `JOBGRAPH_CONFIG`, or of `jobgraph.yaml`; null when there is neither.
 * Paths in the file are relative to it. Rejects with `SettingsError` that names every mistake.
 */
export async function loadSettings(sources: SettingsSources): Promise<Settings | null> {
  const { cwd, env, definitions } = sources;
  const read = sources.readFile ?? ((path: string) => readFile(path, "utf8"));
  const file = resolve(cwd, env.JOBGRAPH_CONFIG || "jobgraph.yaml");
  const text = await readSettings(file, Boolean(env.JOBGRAPH_CONFIG), read);
  if (text === null) return null;

  const directory = dirname(file);
  const { tree, filled, mistakes } = await fillReferences(parseYaml(text, file), {
    env,
    directory,
    readFile: read,
  });
  const hasAuth = isJsonObject(tree) && tree.auth !== undefined && tree.auth !== null;
  const checked = settingsSchema({ definitions, directory, hasAuth }).safeParse(tree, { error: expectation });
  const port = checkPort(env);
  const issues = checked.error?.issues ?? [];
  const found = toMistakes(issues, { tree, filled, secrets: collectSecrets(tree, filled) });
  const all = firstOfEachPlace([...mistakes, ...found, ...(port.mistake === null ? [] : [port.mistake])]);
  if (!checked.success || all.length > 0) throw new SettingsError(all);
  const { server } = checked.data;
  return { ...checked.data, server: { ...server, port: port.value ?? server.port } };
}

/** Reads the port that `PORT` asks for; null when it is not set. Throws `SettingsError`. */
export function portOf(env: SettingsSources["env"]): number | null {
  const { value, mistake } = checkPort(env);
  if (mistake !== null) throw new SettingsError([mistake]);
  return value;
}

async function readSettings(
  file: string,
  isNamed: boolean,
  read: (path: string) => Promise<string>,
): Promise<string | null> {
  try {
    return await read(file);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
    if (code === "ENOENT" && !isNamed) return null;
    const where = isNamed ? "JOBGRAPH_CONFIG" : file;
    throw new SettingsError([
      { where, got: `an unreadable file (${code})`, expected: `a readable file at ${file}` },
    ]);
  }
}

/** Reads YAML. The parser's own messages quote the text, so only its codes and places are told. */
function parseYaml(text: string, file: string): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const mistakes = [...document.errors, ...document.warnings].map(({ code, pos }): Mistake => {
    const { line, col } = lineCounter.linePos(pos[0]);
    const problem = code.toLowerCase().replaceAll("_", " ");
    return {
      where: `${file}, line ${line}, column ${col}`,
      got: `broken YAML (${problem})`,
      expected: "YAML 1.2",
    };
  });
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  try {
    return document.toJS() ?? {};
  } catch {
    const expected = "an anchor before each alias (quote a text that begins with *), and few aliases";
    throw new SettingsError([{ where: file, got: "an alias that leads nowhere or too many", expected }]);
  }
}

interface CheckedPort {
  readonly value: number | null;
  readonly mistake: Mistake | null;
}

function checkPort(env: SettingsSources["env"]): CheckedPort {
  if (!env.PORT) return { value: null, mistake: null };
  const port = portSchema.safeParse(/^\d+$/.test(env.PORT) ? Number(env.PORT) : env.PORT);
  if (port.success) return { value: port.data, mistake: null };
  const expected = port.error.issues[0]?.message ?? "a port";
  return { value: null, mistake: { where: "PORT", got: showValue(env.PORT, false), expected } };
}

/** Drops what is said twice: a reference that leads nowhere, or a key that two schemas check. */
function firstOfEachPlace(mistakes: readonly Mistake[]): Mistake[] {
  return mistakes.filter(
    ({ where }, index) => mistakes.findIndex((other) => other.where === where) === index,
  );
}
