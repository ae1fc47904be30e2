import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { definitions } from "../../src/backends/registry.ts";
import { formatId } from "../../src/domain/id.ts";
import { inputKeyOf } from "../../src/federation/drafts.ts";
import { createGateway } from "../../src/gateway.ts";
import { simulateBackend } from "../support/backend.ts";
import { covers } from "../support/covers.ts";
import { draftOf, pathOf, toInput, withValues } from "../support/drafts/contract.ts";
import { draftsOf } from "../support/drafts/vendors.ts";
import { fastSync, type SimulatedWorld, startWorld, type TestGateway } from "../support/gateway.ts";
import { ask, eventually, query } from "../support/graphql.ts";
import { command } from "../support/mutations.ts";
import { backendId } from "../support/observation.ts";
import { makeTemporaryFolder } from "../support/temporary-folder.ts";
import { tiny } from "./tiny-vendor/index.ts";

interface Checked {
  readonly validateJob: {
    readonly valid: boolean;
    readonly userErrors: readonly {
      readonly __typename: string;
      readonly code: string;
      readonly message: string;
      readonly path: readonly string[] | null;
      readonly expected?: string | null;
    }[];
  } | null;
}

const validateJob = `query ($input: CreateJobInput!) {
  validateJob(input: $input) {
    valid
    userErrors { __typename code message path ... on InvalidInput { expected } }
  }
}`;

const engineId = "pytorch_1.8.0-cuda_10.2-py_3.7-ubuntu_18.04-x86_64";
/** A draft that nothing is wrong with. */
const plain = draftOf("drafted-anew", {
  kind: "JOB",
  algorithm: { code: { codeDir: "/bucket/code/", bootFile: "/bucket/code/train.py" } },
  engine: { id: engineId },
  resource: { flavorId: "modelarts.vm.cpu.8u", nodeCount: 1 },
});

let world: SimulatedWorld;
let gateway: TestGateway;
beforeAll(async () => {
  world = await startWorld({ jobs: 4 * definitions.length });
  gateway = await world.startGateway();
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

const idOf = (kind: string) => String(world.vendor(kind).config.id);
const check = async (input: object) => {
  const { validateJob: result } = await query<Checked>(gateway.url, validateJob, { input });
  return result ?? { valid: null, userErrors: [] };
};
const checkPlain = (put: Readonly<Record<string, unknown>> = {}) =>
  check(toInput(withValues(plain, put), "MODELARTS", idOf("MODELARTS")));

describe("validateJob", () => {
  it.each(Object.entries(draftsOf))(
    "accepts what %s can be sent, and refuses what it cannot",
    async (kind, drafts) => {
      const definition = definitions.find((one) => one.kind === kind);
      if (!definition) throw new Error(`${kind} is not registered.`);
      // What drafts name has to be there: they are made of a world like the gateway's.
      await using vendor = await simulateBackend(definition);
      await using vendorWorld = await startWorld({ jobs: 40, definitions: [definition] });
      await using own = await vendorWorld.startGateway();
      const backend = String(vendorWorld.vendor(kind).config.id);
      const valid = await drafts.valid(vendor.connect());
      const send = (draft: object) => ask<Checked>(own.url, validateJob, { input: draft });
      for (const [name, draft] of Object.entries(valid)) {
        const { data, errors } = await send(toInput(draft, kind, backend));
        expect(errors, name).toBeUndefined();
        expect(data?.validateJob, name).toEqual({ valid: true, userErrors: [] });
      }
      const [first] = drafts.broken;
      const draft = first?.of === undefined ? Object.values(valid)[0] : valid[first.of];
      if (!first || !draft) throw new Error(`${kind} has no drafts.`);
      const { data } = await send(toInput(withValues(draft, first.put), kind, backend));
      expect(data?.validateJob?.valid).toBe(false);
      expect(data?.validateJob?.userErrors).toContainEqual(
        expect.objectContaining({ code: first.code, path: ["input", ...pathOf(first.at, kind)] }),
      );
      if (kind === "MODELARTS") covers("S1-299", "S1-302", "S1-312");
    },
  );

  it("tells the value and what was expected, as an InvalidInput", async () => {
    const { valid, userErrors } = await checkPlain({ name: "a b" });
    expect(valid).toBe(false);
    expect(userErrors).toEqual([
      {
        __typename: "InvalidInput",
        code: "INVALID",
        message: 'name: got "a b", expected 1 to 64 of A-Z a-z 0-9 _ -',
        path: ["input", "name"],
        expected: "1 to 64 of A-Z a-z 0-9 _ -",
      },
    ]);
    covers("S1-42");
  });

  it("finds all that is wrong, in the order of the fields", async () => {
    const { userErrors } = await checkPlain({
      "job.engine.id": "abacus",
      "job.resource.nodeCount": 99,
      "job.workspaceId": "1",
      name: "a b",
      description: "x".repeat(257),
      "labels.0": { key: "team", value: "" },
      "labels.1": { key: "_sys_", value: "x".repeat(256) },
      schedule: { startAt: "2030-01-01T00:00:00.000Z", stopAt: null },
    });
    expect(userErrors.map(({ path, code }) => [path?.slice(1).join("."), code])).toEqual([
      ["name", "INVALID"],
      ["description", "INVALID"],
      ["labels.1.key", "INVALID"],
      ["labels.1.value", "INVALID"],
      ["schedule.startAt", "UNSUPPORTED"],
      ["job.modelarts.workspaceId", "INVALID"],
      ["job.modelarts.engine.id", "NOT_FOUND"],
      ["job.modelarts.resource.nodeCount", "INVALID"],
    ]);
    expect(userErrors.map(({ __typename }) => __typename)).toEqual([
      ...Array(4).fill("InvalidInput"),
      "CommandRefused",
      "InvalidInput",
      "CommandRefused",
      "InvalidInput",
    ]);
  });

  it("puts a field that is missing in its place among the others", async () => {
    const { userErrors } = await checkPlain({
      "job.algorithm": null,
      "job.resource": null,
      "job.priority": 4,
    });
    expect(userErrors.map(({ path }) => path?.at(-1))).toEqual([
      "algorithm",
      "resource",
      "priority",
      "priority",
    ]);
  });

  it("calls a name that is taken a conflict", async () => {
    const text = "query ($id: ID!) { jobs(first: 1, filter: { backends: [$id] }) { nodes { name } } }";
    interface Names {
      readonly jobs: { readonly nodes: readonly { readonly name: string }[] };
    }
    const { jobs } = await eventually(
      () => query<Names>(gateway.url, text, { id: idOf("MODELARTS") }),
      (found) => found.jobs.nodes.length === 1,
    );
    const name = jobs.nodes[0]?.name;
    const { userErrors } = await checkPlain({ name });
    expect(userErrors).toEqual([
      {
        __typename: "CommandRefused",
        code: "CONFLICT",
        message: `name: workspace 0 has a job called "${name}" already`,
        path: ["input", "name"],
      },
    ]);
    covers("S1-287");
  });

  it("knows no backend of another id", async () => {
    const { valid, userErrors } = await check(toInput(plain, "MODELARTS", "nowhere"));
    expect(valid).toBe(false);
    expect(userErrors).toMatchObject([
      { __typename: "CommandRefused", code: "NOT_FOUND", path: ["input", "backend"] },
    ]);
    expect(userErrors[0]?.message).toContain(`got "nowhere", expected the id of a configured backend (`);
    expect(userErrors[0]?.message).toContain(idOf("SEEME"));
  });

  it.each(definitions.filter(({ kind }) => kind !== "MODELARTS").map(({ kind }) => [kind]))(
    "refuses the draft of another vendor for %s",
    async (kind) => {
      const { userErrors } = await check(toInput(plain, "MODELARTS", idOf(kind)));
      expect(userErrors).toMatchObject([
        {
          __typename: "InvalidInput",
          code: "INVALID",
          message: expect.stringContaining(`job: got modelarts, expected ${inputKeyOf(kind)}`),
          path: ["input", "job", "modelarts"],
        },
      ]);
    },
  );

  const oneOf = /exactly one/i;
  it.each([
    ["no vendor", {}, oneOf],
    ["two vendors", { modelarts: {}, datature: null }, oneOf],
    ["a vendor that is null", { modelarts: null }, /must be non-null|exactly one/i],
    ["a vendor that there is not", { abacus: {} }, /abacus/],
    ["an algorithm of two forms", { modelarts: { algorithm: { id: "a", image: { command: "b" } } } }, oneOf],
    ["an algorithm of no form", { modelarts: { algorithm: {} } }, oneOf],
    ["an engine of two forms", { modelarts: { engine: { id: "a", imageUrl: "b" } } }, oneOf],
  ])("takes %s neither as a variable nor as a literal", async (_, job, message) => {
    const input = { backend: idOf("MODELARTS"), name: "x", job };
    const asVariable = await ask<Checked>(gateway.url, validateJob, { input });
    const asLiteral = await ask<Checked>(gateway.url, `{ validateJob(input: ${literal(input)}) { valid } }`);
    for (const { data, errors } of [asVariable, asLiteral]) {
      expect(data ?? null).toBeNull();
      expect(errors?.map((error) => error.message).join()).toMatch(message);
      expect(errors?.[0]?.extensions.code).toMatch(/^(?:BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/);
    }
    if ("modelarts" in job && job.modelarts && "engine" in job.modelarts) covers("S1-158");
  });

  it("reads literals as it reads variables", async () => {
    const text = `{ validateJob(input: ${literal(toInput(withValues(plain, { name: "a b" }), "MODELARTS", idOf("MODELARTS")))}) {
      userErrors { path } } }`;
    const { validateJob: result } = await query<Checked>(gateway.url, text);
    expect(result?.userErrors).toEqual([{ path: ["input", "name"] }]);
  });

  it("fails when the vendor does not answer, and says so", async () => {
    const fault = await world.control.addFault({
      kind: "MODELARTS",
      match: { path: "*/training-job-names" },
      fault: { type: "malformed" },
    });
    try {
      const input = toInput(plain, "MODELARTS", idOf("MODELARTS"));
      const { data, errors } = await ask<Checked>(gateway.url, validateJob, { input });
      expect(data).toEqual({ validateJob: null });
      expect(errors?.[0]).toMatchObject({
        path: ["validateJob"],
        extensions: { code: "BACKEND_MALFORMED", backend: { id: idOf("MODELARTS") } },
      });
    } finally {
      await world.control.removeFault(fault);
    }
  });
});

interface Template {
  readonly jobTemplate: {
    readonly backend: { readonly id: string };
    readonly kind: string | null;
    readonly algorithm: { readonly id: string; readonly name: string } | null;
    readonly fields: readonly {
      readonly path: readonly string[];
      readonly label: string;
      readonly type: string;
      readonly required: boolean;
      readonly defaultValue: unknown;
      readonly constraint: {
        readonly validType: string | null;
        readonly validRange: readonly string[];
      } | null;
    }[];
    readonly parameters: readonly {
      readonly name: string;
      readonly defaultValue: string | null;
      readonly constraint: { readonly editable: boolean; readonly required: boolean } | null;
    }[];
    readonly engines: readonly { readonly nativeId: string | null; readonly name: string }[];
  } | null;
}

const jobTemplate = `query ($backend: ID!, $kind: JobKind, $algorithm: ID) {
  jobTemplate(backend: $backend, kind: $kind, algorithm: $algorithm) {
    backend { id }
    kind
    algorithm { id name }
    fields { path label type required defaultValue constraint { validType validRange } }
    parameters { name defaultValue constraint { editable required } }
    engines { nativeId name version imageUri v1Compatible runUser }
  }
}`;

describe("jobTemplate", () => {
  const templateOf = async (variables: object) =>
    (await query<Template>(gateway.url, jobTemplate, variables)).jobTemplate;
  const algorithmOf = async (name: string) => {
    const text = "query ($name: String) { algorithms(filter: { nameContains: $name }) { nodes { id } } }";
    interface Algorithms {
      readonly algorithms: { readonly nodes: readonly { readonly id: string }[] };
    }
    return (await query<Algorithms>(gateway.url, text, { name })).algorithms.nodes[0]?.id ?? "";
  };

  it("shows the rules of a name in the form", async () => {
    const template = await templateOf({ backend: idOf("MODELARTS") });
    expect(template).toMatchObject({
      backend: { id: idOf("MODELARTS") },
      kind: null,
      algorithm: null,
      parameters: [],
    });
    expect(template?.fields[0]).toEqual({
      path: ["name"],
      label: "Name",
      type: "TEXT",
      required: true,
      defaultValue: null,
      constraint: { validType: "Pattern", validRange: ["^[A-Za-z0-9_-]{1,64}$"] },
    });
    covers("S1-42");
  });

  it("offers what the project has: workspaces, flavors, engines", async () => {
    const template = await templateOf({ backend: idOf("MODELARTS") });
    const choices = (place: string) =>
      template?.fields.find(({ path }) => path.slice(2).join(".") === place)?.constraint?.validRange;
    expect(choices("workspaceId")).toEqual(["0"]);
    expect(choices("resource.flavorId")).toContain("modelarts.kat1.xlarge");
    expect(choices("engine.id")).toEqual(template?.engines.map(({ nativeId }) => nativeId));
    expect(template?.engines).toContainEqual({
      nativeId: engineId,
      name: "PyTorch",
      version: engineId,
      imageUri: "aip/pytorch_1_8:train",
      v1Compatible: false,
      runUser: expect.any(String),
    });
    covers("S1-285");
  });

  it("is made for an algorithm: its parameters, and the flavors that it runs on", async () => {
    const id = await algorithmOf("tabular-boosting");
    const template = await templateOf({ backend: idOf("MODELARTS"), kind: "TRAINING", algorithm: id });
    expect(template).toMatchObject({ kind: "TRAINING", algorithm: { id, name: "tabular-boosting" } });
    expect(template?.parameters).toEqual([
      { name: "max_depth", defaultValue: "6", constraint: { editable: true, required: false } },
      { name: "eta", defaultValue: "0.3", constraint: { editable: false, required: false } },
    ]);
    const fields = new Map(template?.fields.map((field) => [field.path.slice(2).join("."), field]));
    expect(fields.get("kind")?.defaultValue).toBe("JOB");
    expect(fields.get("algorithm.id")?.defaultValue).toBe(parseNativeId(id));
    expect(fields.get("resource.flavorId")?.constraint?.validRange).toContain("modelarts.vm.cpu.8u");
    expect(fields.get("resource.flavorId")?.constraint?.validRange).not.toContain(
      "modelarts.p3.large.public",
    );
    expect([...fields.keys()].filter((place) => place.startsWith("engine."))).toEqual([]);
    covers("S1-103");
  });

  it("knows no template of an unknown backend", async () => {
    expect(await templateOf({ backend: "nowhere" })).toBeNull();
  });

  it.each([
    ["an id that is none", () => "x", "INVALID_ID"],
    ["an id of a job", () => formatId("job", backendId(idOf("MODELARTS")), "x"), "INVALID_ID"],
    [
      "an algorithm of another backend",
      () => formatId("algorithm", backendId(idOf("SEEME")), "x"),
      "INVALID_ID",
    ],
    [
      "an algorithm that is not there",
      () => formatId("algorithm", backendId(idOf("MODELARTS")), "x"),
      "BACKEND_NOT_FOUND",
    ],
  ])("refuses %s", async (_, algorithm, code) => {
    const variables = { backend: idOf("MODELARTS"), algorithm: algorithm() };
    const { data, errors } = await ask<Template>(gateway.url, jobTemplate, variables);
    expect(data).toEqual({ jobTemplate: null });
    expect(errors).toMatchObject([{ path: ["jobTemplate"], extensions: { code } }]);
    if (code === "INVALID_ID") expect(errors?.[0]?.extensions.argument).toEqual(["algorithm"]);
  });

  it("refuses a kind that the vendor creates no jobs of", async () => {
    const variables = { backend: idOf("MODELARTS"), kind: "COMPILE" };
    const { errors } = await ask<Template>(gateway.url, jobTemplate, variables);
    expect(errors).toMatchObject([
      { message: "ModelArts creates no jobs of kind COMPILE.", extensions: { code: "BACKEND_UNSUPPORTED" } },
    ]);
  });
});

it("says that a vendor without rules creates no jobs and has no templates", async () => {
  await using folder = await makeTemporaryFolder();
  await using small = await createGateway({
    definitions: [...definitions, tiny],
    settings: {
      server: { host: "127.0.0.1", port: 0 },
      journal: { kind: "sqlite", path: join(folder.path, "journal.db") },
      auth: null,
      sync: fastSync,
      backends: [tiny.config.parse({ id: "tiny", kind: "TINY" })],
    },
    log: pino({ level: "silent" }),
  });
  const input = toInput(plain, "MODELARTS", "tiny");
  const { data } = await ask<Checked>(small.url, validateJob, { input });
  expect(data?.validateJob).toEqual({
    valid: false,
    userErrors: [
      {
        __typename: "CommandRefused",
        code: "UNSUPPORTED",
        message: "Tiny cannot create jobs.",
        path: ["input", "backend"],
      },
    ],
  });
  const { job, userErrors } = await command(small.url, "createJob", input);
  expect([job, userErrors]).toEqual([null, data?.validateJob?.userErrors]);
  const { errors } = await ask<Template>(small.url, jobTemplate, { backend: "tiny" });
  expect(errors).toMatchObject([
    { message: "Tiny has no templates for jobs.", extensions: { code: "BACKEND_UNSUPPORTED" } },
  ]);
});

function parseNativeId(id: string): string {
  return Buffer.from(id, "base64url").toString().split(":").slice(2).join(":");
}

/** A value as it stands in a document. Text of enums is told by its form. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "object" && value !== null)
    return `{ ${Object.entries(value)
      .map(([key, member]) => `${key}: ${key === "kind" ? String(member) : literal(member)}`)
      .join(", ")} }`;
  return JSON.stringify(value);
}
