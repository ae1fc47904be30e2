import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { definitions } from "../../src/backends/registry.ts";
import { type JobAction, jobActions } from "../../src/domain/command.ts";
import { formatId } from "../../src/domain/id.ts";
import { covers } from "../support/covers.ts";
import { type SimulatedWorld, startWorld, type TestGateway } from "../support/gateway.ts";
import { ask, eventually, query } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";
import { command, mutationOf, type Outcome, type ShownError } from "../support/mutations.ts";
import { backendId } from "../support/observation.ts";
import { wordFor } from "../support/words.ts";

let world: SimulatedWorld;
let gateway: TestGateway;
beforeAll(async () => {
  world = await startWorld({ jobs: 40 * definitions.length, definitions: tireless });
  gateway = await world.startGateway();
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

interface Availability {
  readonly available: boolean;
  readonly reason: string | null;
  readonly code: string | null;
}
interface Listed {
  readonly id: string;
  readonly actions: Readonly<Record<JobAction, Availability>>;
}
interface Page {
  readonly backend: { readonly capabilities: Readonly<Record<string, boolean>> };
  readonly jobs: {
    readonly nodes: readonly Listed[];
    readonly sources: readonly { readonly state: string }[];
  };
}

/** The command behind each action, with an input that nothing else is wrong with. */
const behind: Readonly<Record<JobAction, readonly (readonly [field: string, input: string])[]>> = {
  update: [["updateJob", 'description: "x"']],
  rename: [["renameJob", 'name: "x"']],
  updateLabels: [["updateJobLabels", 'set: [{ key: "a", value: "b" }]']],
  cancel: [["cancelJob", ""]],
  delete: [["deleteJob", ""]],
  retry: [["retryJob", ""]],
  archive: [["archiveJob", ""]],
  restore: [["restoreJob", ""]],
  share: [
    ["modifyJobSharing", 'addEmails: ["ana@example.com"]'],
    ["disableJobSharing", ""],
  ],
};

/** Which capability of a backend stands for an action; labels have none of their own. */
const capabilityOf: Readonly<Partial<Record<JobAction, string>>> = {
  update: "updateJob",
  rename: "renameJob",
  cancel: "cancelJob",
  delete: "deleteJob",
  retry: "retryJob",
  archive: "archiveJob",
  restore: "archiveJob",
  share: "modifySharing",
};

/** Rows of what a vendor has not. */
const rowsOf: Readonly<Record<string, readonly string[]>> = {
  "SEEME cancel": ["S0-57"],
  "SEEME share": ["S0-78"],
  "QAI_HUB cancel": ["S3-72"],
};

const backendOf = (kind: string) => backendId(String(world.vendor(kind).config.id));

/** All jobs of a vendor once its listing is known. */
async function listed(kind: string): Promise<Page> {
  const actions = jobActions.map((action) => `${action} { available reason code }`).join(" ");
  const text = `query ($id: ID!) {
    backend(id: $id) { capabilities { ${[...new Set(Object.values(capabilityOf))].join(" ")} } }
    jobs(first: 100, filter: { backends: [$id], includeArchived: true }) { nodes { id actions { ${actions} } } sources { state } }
  }`;
  return eventually(
    () => query<Page>(gateway.url, text, { id: backendOf(kind) }),
    ({ jobs }) => jobs.nodes.length >= 40 && jobs.sources.every(({ state }) => state === "LIVE"),
  );
}

describe.each(definitions.map(({ kind }) => kind))("a job of %s", (kind) => {
  it("answers commands that it does not admit with the code and the reason that its actions show", async () => {
    const { jobs } = await listed(kind);
    let refused = 0;
    for (const { id, actions } of jobs.nodes) {
      const missing = jobActions.filter((action) => !actions[action].available);
      const fields = missing.flatMap((action) =>
        behind[action].map(
          ([field, input]) =>
            `${field}: ${field}(input: { id: "${id}" ${input} }) { userErrors { __typename code message path } }`,
        ),
      );
      if (fields.length === 0) continue;
      const answers = await query<Record<string, Outcome>>(gateway.url, `mutation { ${fields.join(" ")} }`);
      for (const action of missing) {
        const { reason: message, code } = actions[action];
        for (const [field] of behind[action]) {
          expect(answers[field]?.userErrors, field).toEqual([
            { __typename: "CommandRefused", code, message, path: null },
          ]);
          refused += 1;
        }
      }
    }
    expect(refused).toBeGreaterThan(0);
  });

  it("shows no code and no reason for what it admits", async () => {
    const { jobs } = await listed(kind);
    for (const { actions } of jobs.nodes)
      for (const { available, reason, code } of Object.values(actions))
        expect([reason !== null, code !== null]).toEqual([!available, !available]);
  });

  it("admits what its backend is able to, and nothing else", async () => {
    const { backend, jobs } = await listed(kind);
    for (const [action, capability = ""] of Object.entries(capabilityOf)) {
      const answers = jobs.nodes.map(({ actions }) => actions[action as JobAction]); // the keys are actions
      const codes = new Set(answers.map(({ code }) => code));
      if (backend.capabilities[capability]) {
        // Of a vendor that has it, some jobs may lack it, and never all.
        expect(codes, action).not.toEqual(new Set(["UNSUPPORTED"]));
        continue;
      }
      expect(codes, action).toEqual(new Set(["UNSUPPORTED"]));
      const { instead } = tireless.find((one) => one.kind === kind) ?? {};
      expect(instead?.[action as JobAction], action).toMatch(/^\p{Lu}.*\.$/su);
      for (const { reason } of answers) expect(reason).toContain(instead?.[action as JobAction]);
      covers(...(rowsOf[`${kind} ${action}`] ?? []));
    }
  });
});

describe("a command about one job", () => {
  const kind = "AZURE_ML";
  const addJob = async () => {
    const nativeId = await world.control.addJob(kind, [{ native: wordFor(kind, "RUNNING"), afterMs: 0 }]);
    const id = formatId("job", backendOf(kind), nativeId);
    const text = "query ($id: ID!) { job(id: $id) { id } }";
    await eventually(
      () => query<{ job: object | null }>(gateway.url, text, { id }),
      ({ job }) => job !== null,
    );
    return id;
  };
  const inputs: Readonly<Record<string, object>> = {
    updateJob: { description: "x" },
    renameJob: { name: "x" },
    updateJobLabels: { set: [{ key: "a", value: "b" }] },
    cancelJob: {},
    deleteJob: {},
    retryJob: {},
    archiveJob: {},
    restoreJob: {},
    modifyJobSharing: { addEmails: ["ana@example.com"] },
    disableJobSharing: {},
  };

  it.each(Object.entries(inputs))("%s finds no job that is not there", async (field, input) => {
    const id = formatId("job", backendOf(kind), "nowhere");
    const { job = null, deleted = false, userErrors } = await command(gateway.url, field, { id, ...input });
    expect([job, deleted]).toEqual([null, false]);
    expect(userErrors).toMatchObject([
      { __typename: "CommandRefused", code: "NOT_FOUND", path: ["input", "id"] },
    ]);
  });

  it.each(Object.entries(inputs))("%s fails for an id that is none", async (field, input) => {
    for (const id of ["x", formatId("algorithm", backendOf(kind), "x"), ""]) {
      const { data, errors } = await ask<{ outcome: null }>(gateway.url, mutationOf(field), {
        input: { id, ...input },
      });
      expect(data?.outcome ?? null).toBeNull();
      expect(errors).toMatchObject([
        { path: ["outcome"], extensions: { code: "INVALID_ID", argument: ["input", "id"] } },
      ]);
    }
  });

  it("knows no job of a backend that is not configured", async () => {
    const id = formatId("job", backendId("elsewhere"), "x");
    const { userErrors } = await command(gateway.url, "cancelJob", { id });
    expect(userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["input", "id"] }]);
  });

  it.each([
    ["a key of 256 characters", "cancelJob", { idempotencyKey: "k".repeat(256) }, ["idempotencyKey"]],
    ["an empty key", "cancelJob", { idempotencyKey: "" }, ["idempotencyKey"]],
    [
      "a patch of another vendor",
      "updateJob",
      { patch: { modelarts: { priority: 1 } } },
      ["patch", "modelarts"],
    ],
  ])("refuses %s, and does nothing", async (_, field, input, path) => {
    const id = await addJob();
    const { userErrors } = await command(gateway.url, field, { id, ...input });
    expect(userErrors).toMatchObject([
      { __typename: "InvalidInput", code: "INVALID", path: ["input", ...path] },
    ]);
    expect(userErrors[0]?.message).toContain(path.at(-1));
    const { job } = await query<{ job: { version: number } }>(
      gateway.url,
      "query ($id: ID!) { job(id: $id, maxStalenessMs: 0) { status { phase } } }",
      { id },
    );
    expect(job).toEqual({ status: { phase: "RUNNING" } });
  });

  it("takes a key of 255 characters", async () => {
    const id = await addJob();
    const input = { id, description: "x", idempotencyKey: "k".repeat(255) };
    expect((await command(gateway.url, "updateJob", input)).userErrors).toEqual([]);
  });

  it("tells all that is wrong with an input, in its order", async () => {
    const id = await addJob();
    const change = { patch: { modelarts: { priority: 1 } }, displayName: "x", name: "x" };
    const { userErrors } = await command(gateway.url, "updateJob", { ...change, id });
    expect(userErrors.map(({ code, path }) => [code, path?.join(".")])).toEqual([
      ["UNSUPPORTED", "input.name"],
      ["INVALID", "input.patch.modelarts"],
    ]);
  });
});

it.each([
  ["renameJob", ""],
  ["updateJob", ""],
  ["updateJob", null],
])("refuses by %s the name %j where jobs can be renamed", async (field, name) => {
  const { jobs } = await listed("QAI_HUB");
  const job = jobs.nodes.find(({ actions }) => actions.rename.available);
  const { userErrors } = await command(gateway.url, field, { id: job?.id, name });
  expect(userErrors).toMatchObject([
    { __typename: "InvalidInput", code: "INVALID", path: ["input", "name"] },
  ]);
});

describe.each(["cancelJobs", "deleteJobs"])("%s", (field) => {
  const unknown = (count: number) =>
    Array.from({ length: count }, (_, index) => formatId("job", backendOf("AZURE_ML"), `nowhere-${index}`));

  it.each([
    ["no ids", () => [], "LIMIT_EXCEEDED|INVALID_ARGUMENT", ["input", "ids"]],
    ["101 ids", () => unknown(101), "LIMIT_EXCEEDED", ["input", "ids"]],
    [
      "the same id twice",
      () => [...unknown(2), ...unknown(1)],
      "INVALID_ARGUMENT|INVALID_ID",
      ["input", "ids", "2"],
    ],
    ["an id that is none", () => [...unknown(1), "x"], "INVALID_ID", ["input", "ids", "1"]],
  ])("fails for %s", async (_, ids, code, argument) => {
    const { data, errors } = await ask<{ outcome: null }>(gateway.url, mutationOf(field), {
      input: { ids: ids() },
    });
    expect(data?.outcome ?? null).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: expect.stringMatching(code), argument } }]);
  });

  it("tells of each of 100 ids that there is no such job", async () => {
    const ids = unknown(100);
    const { results } = await command(gateway.url, field, { ids });
    expect(results.map(({ jobId }) => jobId)).toEqual(ids);
    const codes = new Set(results.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)));
    expect(codes).toEqual(new Set(["NOT_FOUND"]));
  });
});

it("fails with the vendor's refusal of the gateway's own credentials", async () => {
  const kind = "QAI_HUB";
  const { jobs } = await listed(kind);
  const id = jobs.nodes.find(({ actions }) => actions.rename.available)?.id;
  const text = "query ($id: ID!) { job(id: $id) { id } }";
  const isKnown = ({ job }: { job: object | null }) => job !== null;
  {
    await using first = await world.startGateway({ journal: "locked-out" });
    await eventually(() => query<{ job: object | null }>(first.url, text, { id }), isKnown);
  }
  const configure = (config: Readonly<Record<string, unknown>>) =>
    config.kind === kind ? { ...config, credentials: { apiToken: "wrong" } } : null;
  await using second = await world.startGateway({ journal: "locked-out", configure });
  const { data, errors } = await ask<{ outcome: { userErrors: ShownError[] } }>(
    second.url,
    mutationOf("renameJob"),
    { input: { id, name: "better" } },
  );
  expect(data?.outcome ?? null).toBeNull();
  expect(errors).toMatchObject([
    {
      path: ["outcome"],
      extensions: { code: "BACKEND_UNAUTHENTICATED", backend: { id: backendOf(kind), retryable: false } },
    },
  ]);
});
