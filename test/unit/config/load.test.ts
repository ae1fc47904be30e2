// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references of this form are the subject
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadSettings, portOf } from "../../../src/config/load.ts";
import { SettingsError } from "../../../src/config/mistakes.ts";
import { definitions } from "./definitions.ts";

const minimal = "backends: [{ id: a, kind: CLUSTER, credentials: { user: u, apiToken: t } }]\n";

type Env = Readonly<Record<string, string>>;

/** Loads settings from a file's text. */
function load(text: string, env: Env = {}) {
  const readFile = async (path: string) => {
    if (path !== "/conf/jobgraph.yaml") throw Object.assign(new Error("no such file"), { code: "ENOENT" });
    return text;
  };
  return loadSettings({ cwd: "/conf", env, readFile, definitions });
}

/** Resolves with the lines of the error that settings are refused with. */
async function mistakesOf(text: string, env: Env = {}): Promise<string[]> {
  const error = await load(text, env).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SettingsError)) throw new Error(`expected a SettingsError, got ${error}`);
  expect(error.message).not.toMatch(/canary/);
  return error.message.split("\n");
}

test("settings come with their defaults", async () => {
  expect(await load(minimal)).toEqual({
    server: { host: "localhost", port: 4000 },
    journal: { kind: "sqlite", path: "/conf/.jobgraph/journal.db" },
    auth: null,
    sync: {
      horizonDays: 90,
      intervals: { watchedMs: 2_000, activeMs: 10_000, idleMs: 60_000 },
      relistMs: 600_000,
    },
    backends: [
      {
        id: "a",
        kind: "CLUSTER",
        url: "https://cluster.example",
        credentials: { user: "u", apiToken: "t" },
      },
    ],
  });
});

test("a file on disk is found by JOBGRAPH_CONFIG, and its references are filled in", async () => {
  const env = { JOBGRAPH_CONFIG: "jobgraph.yaml", CLUSTER_TOKEN: "env-${HOME}", FORGE_SECRET: "f" };
  const settings = await loadSettings({ cwd: import.meta.dirname, env, definitions });
  expect(settings).toMatchObject({
    server: { host: "127.0.0.1", port: 4100 },
    journal: { kind: "sqlite", path: join(import.meta.dirname, "state/journal.db") },
    sync: { horizonDays: 30, intervals: { watchedMs: 1000, activeMs: 10_000 } },
    backends: [
      { id: "cluster-prod", credentials: { user: "ada", apiToken: "env-${HOME}" } },
      { id: "cluster-dev", credentials: { accessKey: "AK1", secretKey: "file-canary-5e1f" } },
      { id: "forge", secret: "f" },
    ],
  });
});

test("without a file there are no settings, and one that is asked for by name must be there", async () => {
  const sources = { cwd: "/nowhere", definitions, readFile: missing };
  expect(await loadSettings({ ...sources, env: {} })).toBeNull();
  await expect(loadSettings({ ...sources, env: { JOBGRAPH_CONFIG: "x.yaml" } })).rejects.toThrow(
    "JOBGRAPH_CONFIG: got an unreadable file (ENOENT), expected a readable file at /nowhere/x.yaml",
  );
});

test("every mistake has one line with place, value and expectation", async () => {
  const lines = await mistakesOf(`
server: { port: 70000, tls: true }
journal: redis://:redis-canary@localhost?x=query-canary
auth: { mode: jwt }
sync: { horizonDays: 1.5, intervals: { idleMs: 1 } }
backends:
  - { id: A_b, kind: CLUSTER, credentials: { user: u, apiToken: t } }
  - { id: b, kind: QUARRY }
  - { id: c, kind: CLUSTER, url: nowhere, titel: C, credentials: { accessKey: key-canary } }
  - { id: d, kind: CLUSTER, credentials: { user: u, apiToken: t } }
  - { id: d, kind: FORGE, secret: s }
  - forge
`);
  expect(lines).toEqual([
    "server.port: got 70000, expected a port from 0 to 65535",
    "server.tls: got an unknown key, expected one of host, port",
    'journal: got "redis://***@localhost?…", expected sqlite:<path> (redis:// is not yet supported)',
    "auth: got a mapping, expected none (nothing else is supported yet)",
    "sync.horizonDays: got 1.5, expected a whole number",
    "sync.intervals.idleMs: got 1, expected at least 100",
    'backends[0].id: got "A_b", expected 1 to 63 of a-z, 0-9 and -, a letter or digit first',
    'backends[1].kind: got "QUARRY", expected one of CLUSTER, FORGE',
    'backends[2].url: got "nowhere", expected a URL',
    "backends[2].credentials.secretKey: got nothing, expected text",
    "backends[2].titel: got an unknown key, expected one of id, title, kind, url, credentials",
    'backends[4].id: got "d", expected an id that backends[3] does not have',
    'backends[5]: got "forge", expected a mapping',
  ]);
});

test("an empty file and one that is no mapping are told what is missing", async () => {
  expect(await mistakesOf("")).toEqual(["backends: got nothing, expected a list"]);
  expect(await mistakesOf("- a")).toEqual(["settings: got a list, expected a mapping"]);
  expect(await mistakesOf("backends: []")).toEqual(["backends: got a list, expected a list of at least 1"]);
});

test("references that lead nowhere are mistakes, all of them", async () => {
  const lines = await mistakesOf(
    `backends: [{ id: a, kind: CLUSTER, url: "\${file:url}", credentials: { user: "\${USER_A}", apiToken: "a\${x-canary b}" } }]`,
  );
  expect(lines.toSorted()).toEqual([
    "backends[0].credentials.apiToken: got ${***}, expected ${ENV_NAME} or ${file:path}",
    "backends[0].credentials.user: got ${USER_A}, expected the environment variable USER_A to be set",
    "backends[0].url: got ${file:url}, expected a readable file at /conf/url",
  ]);
});

test.each([
  [
    "a list that is not closed",
    "a: [1\npassword: yaml-canary",
    "line 2, column 1: got broken YAML (bad indent)",
  ],
  ["a key that is there twice", "password: a\npassword: yaml-canary", "got broken YAML (duplicate key)"],
  ["a text that looks like a tag", "password: !yaml-canary", "got broken YAML (tag resolve failed)"],
  ["a text that looks like an alias", "password: *yaml-canary", "got an alias that leads nowhere"],
])("broken YAML is told by place and not quoted: %s", async (_name, text, expected) => {
  const lines = await mistakesOf(text);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("/conf/jobgraph.yaml");
  expect(lines[0]).toContain(expected);
});

test("an alias that contains itself is a mistake", async () => {
  const lines = await mistakesOf("backends: &a [*a]");
  expect(lines).toContain("backends[0]: got an alias that contains itself, expected a value");
});

test.each([
  ["under credentials", "{ id: a, kind: CLUSTER, credentials: { user: user-canary, apiToken: [canary] } }"],
  ["in place of credentials", "{ id: a, kind: CLUSTER, credentials: canary-abc }"],
  ["a number where text is wanted", "{ id: a, kind: CLUSTER, credentials: { user: u, apiToken: 5 } }"],
  ["in a key that lacks its space", "{ id: a, kind: CLUSTER, credentials: { user: u, apiToken:canary } }"],
  ["under a key that says so", "{ id: a, kind: FORGE, secret: forge canary }"],
  ["in such a key that lacks its space", "{ id: a, kind: FORGE, secret:forge-canary }"],
  ["in place of a key", "{ id: a, kind: CLUSTER, credentials: { canary } }"],
  ["under a misspelt key", "{ id: a, kind: CLUSTER, apTok: token-canary, credentials: {} }"],
  ["in an address", "{ id: a, kind: CLUSTER, url: '//user:canary@host', credentials: {} }"],
  ["from the environment", '{ id: a, kind: CLUSTER, url: "${SECRET}", credentials: {} }'],
  ["from the environment, within a text", '{ id: "x ${SECRET}", kind: "${SECRET}", credentials: {} }'],
  ["quoted by the definition", '{ id: a, kind: FORGE, secret: "${SECRET}" }'],
])("a secret never shows in a message: %s", async (_name, entry) => {
  const lines = await mistakesOf(`backends: [${entry}]`, { SECRET: "env canary\n 77" });
  expect(lines.length).toBeGreaterThan(0);
});

test("without an auth entry only loopback is listened on", async () => {
  for (const host of ["localhost", "127.0.0.1", "127.8.8.8", '"::1"']) {
    expect(await load(`server: { host: ${host} }\n${minimal}`)).not.toBeNull();
  }
  for (const host of ["0.0.0.0", '"::"', "example.org", "127.example.org"]) {
    const [line, ...others] = await mistakesOf(`server: { host: ${host} }\n${minimal}`);
    expect(others).toEqual([]);
    expect(line).toMatch(/^server\.host: got ".+", expected a loopback host .*`auth: none`/);
  }
  const open = await load(`server: { host: 0.0.0.0 }\nauth: none\n${minimal}`);
  expect(open).toMatchObject({ auth: "none", server: { host: "0.0.0.0" } });
});

test("PORT goes before the file's port, and is checked", async () => {
  expect(await load(`server: { port: 5000 }\n${minimal}`, { PORT: "0" })).toMatchObject({
    server: { port: 0 },
  });
  expect(await mistakesOf(minimal, { PORT: "80a" })).toEqual([
    'PORT: got "80a", expected a port from 0 to 65535',
  ]);
  expect(portOf({})).toBeNull();
  expect(portOf({ PORT: "4001" })).toBe(4001);
  expect(() => portOf({ PORT: "65536" })).toThrow('PORT: got "65536", expected a port from 0 to 65535');
});

async function missing(): Promise<string> {
  throw Object.assign(new Error("no such file"), { code: "ENOENT" });
}
