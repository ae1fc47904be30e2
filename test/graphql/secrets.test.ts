import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema } from "graphql";
import { describe, expect, it } from "vitest";
import { isJsonObject } from "../../src/domain/json.ts";
import { everyField } from "../support/every-field.ts";
import { type SimulatedWorld, startWorld } from "../support/gateway.ts";
import { ask, eventually, query } from "../support/graphql.ts";
import { startMain } from "../support/main-process.ts";
import { wordFor } from "../support/words.ts";

const canary = "canary-0123456789-of-nobody";
const planted = `${canary}-planted`;
/** Datature wants Base64, and the others take any text. */
const hookSecret = Buffer.from(`${canary}-hook`).toString("base64");

/** What a vendor's document may carry that nobody else should see, in the vendor's own fields. */
const sensitiveFields: Readonly<Record<string, object>> = {
  MODELARTS: {
    kind: "job",
    metadata: { annotations: { "jupyter-lab/enable": "true", "tensorboard/enable": "true" } },
    algorithm: {
      environments: { DB_PASSWORD: planted, PLAIN: "shown-in-the-open" },
      parameters: [
        { name: "license", value: planted, constraint: { type: "String", sensitive: true } },
        { name: "api_key", value: planted },
      ],
      code_dir: `https://example.com/code?signature=${planted}`,
    },
  },
  SEEME: {
    items: [
      { name: "api_key", value: planted, default_value: planted, value_type: "text" },
      { name: "epochs", value: "shown-in-the-open", value_type: "text" },
    ],
  },
};
/** Vendors whose pushes may be guarded by a secret. */
const hooked: ReadonlySet<string> = new Set(["MODELARTS", "AZURE_ML", "DATATURE"]);
/** Names of credentials that are secret; the others name accounts. */
const secretKey = /secret|key|password|token/i;
/** Tokens that a simulator makes up for the addresses of a running job. */
const madeUpToken = /secret-[0-9a-f]{5,8}\b/;

interface States {
  readonly backends: readonly {
    readonly id: string;
    readonly source: { readonly state: string; readonly error: { readonly code: string } | null };
  }[];
}

describe("secrets", () => {
  it("are in nothing that the program says, answers or keeps", { timeout: 60_000 }, async () => {
    await using world = await startWorld({ jobs: 20 });
    for (const { kind } of world.vendors) {
      const script = [{ native: wordFor(kind, "RUNNING"), afterMs: 0 }];
      await world.control.addJob(kind, script, sensitiveFields[kind]);
    }
    const heard: string[] = [];
    await using main = startMain(world.folder, settingsOf(world), { LOG_LEVEL: "trace" });
    const url = await main.url;
    const hear = async (text: string, variables = {}) => {
      const answer = await ask<Record<string, unknown>>(url, text, variables);
      heard.push(JSON.stringify(answer));
      return answer;
    };
    const states = "{ backends { id source { state error { code message solution nativeCode } } } }";
    const isRefused = ({ code }: { code: string }) => /UNAUTHENTICATED|FORBIDDEN/.test(code);
    const { backends } = await eventually(
      () => query<States>(url, states),
      (now) =>
        now.backends.every(({ id, source: { state, error } }) =>
          id.startsWith("refused-") ? error !== null && isRefused(error) : state === "LIVE",
        ),
    );

    for (const path of ["/schema.graphql", "/readyz", "/healthz", "/graphiql", "/", "/nowhere"]) {
      heard.push(await (await fetch(url + path)).text());
    }
    const schema = buildSchema(await (await fetch(`${url}/schema.graphql`)).text());
    await hear(states);
    const fieldsOf = (type: string, levels: number) => everyField(schema, type, levels);
    const all = await hear(`{ jobs(first: 100) { nodes ${fieldsOf("Job", 4)} } }`);
    expect(all.errors ?? []).toEqual([]);
    await hear(`{ backends ${fieldsOf("Backend", 3)} statusVocabulary ${fieldsOf("StatusMapping", 1)} }`);
    await hear(`{ algorithms(first: 100) ${fieldsOf("AlgorithmConnection", 4)} }`);
    await hear(`{ flavors(first: 100) ${fieldsOf("FlavorConnection", 4)} }`);
    for (const { id } of backends) {
      await hear(
        'query ($b: ID!) { jobByNativeId(backend: $b, nativeId: "nope", maxStalenessMs: 0) { id } }',
        { b: id },
      );
      await hear(
        "query ($b: [ID!]) { flavors(filter: { backends: $b }) { nodes { id } sources { error { message } } } }",
        {
          b: [id],
        },
      );
    }
    for (const { kind, config } of world.vendors) {
      if (!hooked.has(kind)) continue;
      for (const body of ["{", "{}", `{"${planted}":1}`, `[{"batchJobId":"${planted}"}]`]) {
        const headers = { "content-type": "application/json", authorization: `Bearer ${planted}` };
        const address = `${url}/hooks/refused-${config.id}?secret=${encodeURIComponent(hookSecret)}&other=${planted}`;
        heard.push(await (await fetch(address, { method: "POST", headers, body })).text());
      }
    }
    const kept = filesIn(world.folder);
    main.interrupt();
    expect(await main.exit).toBe(0);
    const said = [main.stdout(), main.stderr(), ...heard, ...kept, ...filesIn(world.folder)];

    // What lies beside the secrets is there, so the secrets would be.
    expect(heard.join()).toContain("shown-in-the-open");
    expect(kept.join()).toContain("shown-in-the-open");
    expect(heard.join()).toContain("***");
    expect(main.stderr()).toContain("a push was refused");
    for (const secret of [...secretsOf(world), canary, hookSecret]) {
      for (const text of said) expect(excerpt(text, secret)).toBe(null);
    }
    for (const text of said) expect(madeUpToken.exec(text)).toBe(null);
  });
});

/** Each vendor twice: with its credentials, and with such as it refuses. */
function settingsOf({ vendors, folder }: SimulatedWorld) {
  const refused = vendors.map(({ config }) => ({
    ...config,
    id: `refused-${config.id}`,
    credentials: canariesFor(config.credentials),
    ...(hooked.has(String(config.kind)) && { hook: { secret: hookSecret } }),
  }));
  return {
    server: { host: "127.0.0.1", port: 0 },
    journal: `sqlite:${join(folder, "secrets.db")}`,
    backends: [...vendors.map(({ config }) => config), ...refused],
  };
}

function canariesFor(credentials: unknown): object {
  const entries = Object.entries(isJsonObject(credentials) ? credentials : {});
  const changed = entries.map(([key, value]) => [key, secretKey.test(key) ? `${canary}-${key}` : value]);
  return Object.fromEntries(changed);
}

/** Every credential that the simulated vendors know, but for names of accounts, which jobs carry too. */
function secretsOf({ vendors }: SimulatedWorld): string[] {
  const pairs = vendors.flatMap(({ credentials }) => Object.entries(credentials));
  const secrets = pairs.filter(([key]) => secretKey.test(key));
  expect(secrets.length).toBeGreaterThanOrEqual(vendors.length);
  return secrets.map(([, value]) => value);
}

/** The files of a journal and its index, as text that keeps every byte. */
function filesIn(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.startsWith("secrets.db"));
  expect(names.length).toBeGreaterThan(1);
  return names.map((name) => readFileSync(join(folder, name), "latin1"));
}

/** Where a secret stands in a text; null when it does not. */
function excerpt(text: string, secret: string): string | null {
  const at = text.indexOf(secret);
  return at < 0 ? null : text.slice(Math.max(0, at - 100), at + 150);
}
