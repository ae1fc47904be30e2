import { describe, expect, test } from "vitest";
import { failureOf } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import { azureMl as drafts } from "../../../test/support/drafts/azure-ml.ts";
import { draftOf as draft } from "../../../test/support/drafts/contract.ts";
import type { JobDraft } from "../../domain/draft.ts";
import type { Instant } from "../../domain/instant.ts";
import { isJsonObject, type Json, type JsonObject } from "../../domain/json.ts";
import type { Backend } from "../contract.ts";
import { azureMl } from "./index.ts";
import { startVendor, workspacePath } from "./scripted-vendor.ts";
import { simulateWorkspace } from "./simulated-workspace.ts";

const { signal } = new AbortController();
const kind = azureMl.kind;
const since = "2020-01-01T00:00:00.000Z" as Instant;
const valid = Object.entries(await drafts.valid({} as Backend)); // they ask nothing of it

const command = (change: object = {}, rest: Partial<JobDraft> = {}) =>
  draft(
    "iris_1",
    {
      definition: { command: { command: "python a.py", environmentId: "azureml:sklearn-env:33", ...change } },
    },
    { displayName: "iris", description: "first", labels: [{ key: "owner", value: "demo" }], ...rest },
  );

describe("a create", () => {
  test.each(valid)("makes %s, of which the vendor's document says every field", async (_, draft) => {
    await using workspace = await simulateWorkspace();
    expect(await workspace.backend.validate(draft, signal)).toEqual([]);
    const made = await workspace.backend.createJob(draft, signal);
    expect(made).toEqual({ nativeId: draft.name, reading: null, problems: [] });
    expect(await workspace.api.names()).toEqual([draft.name]);
    expect(await workspace.api.job(draft.name)).toMatchObject(documentOf(draft));
  });

  test("says of a command what the vendor's client says", async () => {
    await using workspace = await simulateWorkspace();
    const [, first] = valid[0] as [string, JobDraft];
    await workspace.backend.createJob(first, signal);
    const { subscriptionId, resourceGroup, workspace: name } = workspace.config as Record<string, string>;
    expect(await workspace.api.job(first.name)).toMatchObject({
      jobType: "Command",
      status: "Starting",
      computeId: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.MachineLearningServices/workspaces/${name}/computes/cpu-cluster`,
      limits: { jobLimitsType: "Command", timeout: "PT7200S" },
      resources: { instanceCount: 2, shmSize: "4g" },
      queueSettings: { jobTier: "Spot" },
      environmentVariables: { SEED: "" },
    });
  });

  test("of the same body makes no second job and changes nothing of the first", async () => {
    await using workspace = await simulateWorkspace();
    const [, sweep] = valid.find(([title]) => title.startsWith("a sweep")) as [string, JobDraft];
    await workspace.backend.createJob(sweep, signal);
    const first = await workspace.api.job(sweep.name);
    // The service has written on it, which a PUT of the draft's tags alone would wipe out.
    expect(first?.tags).toHaveProperty("_aml_system_max_total_jobs");
    const again = await workspace.backend.createJob(sweep, signal);
    expect(again).toEqual({ nativeId: sweep.name, reading: null, problems: [] });
    covers("S4-55");
    expect(await workspace.count("PUT")).toBe(2);
    expect(await workspace.api.names()).toEqual([sweep.name]);
    expect(await workspace.api.job(sweep.name)).toEqual(first);
  });

  test.each([[400], [409]])(
    "of another definition under the name is refused (%i), and leaves the job as it was",
    async (status) => {
      await using workspace = await simulateWorkspace();
      await workspace.control.assume(kind, "immutableStatus", status);
      await workspace.backend.createJob(command(), signal);
      const first = await workspace.api.job("iris_1");
      const other = command({ command: "python b.py" });
      const error = await failureOf(workspace.backend.createJob(other, signal));
      covers("S4-55");
      expect(error).toMatchObject({ kind: "CONFLICT", nativeCode: "JobPropertyImmutable", undone: true });
      expect(await workspace.backend.validate(other, signal)).toMatchObject([
        { code: "CONFLICT", path: ["name"] },
      ]);
      expect(await workspace.api.job("iris_1")).toEqual(first);
    },
  );

  test.each<[string, JobDraft]>([
    ["another display name", command({}, { displayName: "mine" })],
    ["no display name", command({}, { displayName: null })],
    ["another description", command({}, { description: "mine" })],
    ["another label", command({}, { labels: [{ key: "owner", value: "me" }] })],
    ["no label", command({}, { labels: [] })],
    [
      "a property more",
      { ...command(), job: { ...command().job, properties: [{ key: "team", value: "mine" }] } },
    ],
  ])("of the same definition with %s is not even sent: it would change that job", async (_, mine) => {
    await using workspace = await simulateWorkspace();
    await workspace.backend.createJob(command(), signal);
    const theirs = await workspace.api.job("iris_1");
    const error = await failureOf(workspace.backend.createJob(mine, signal));
    expect(error).toMatchObject({ kind: "CONFLICT", undone: true });
    expect(await workspace.count("PUT")).toBe(1);
    expect(await workspace.api.job("iris_1")).toEqual(theirs);
  });

  test("does not bring back an archived job", async () => {
    await using workspace = await simulateWorkspace();
    await workspace.backend.createJob(command(), signal);
    await workspace.api.ask("PUT", "/jobs/iris_1", {
      properties: { ...(await workspace.api.job("iris_1")), isArchived: true },
    });
    expect(await failureOf(workspace.backend.createJob(command(), signal))).toMatchObject({
      kind: "CONFLICT",
    });
    expect(await workspace.api.job("iris_1")).toMatchObject({ isArchived: true });
  });

  test.each([
    ["a free name", 201, []],
    ["a name that was taken between the look and the create", 200, [{ code: "CONFLICT", path: ["name"] }]],
  ])("of %s is there, whatever the answer shows", async (_, status, problems) => {
    await using vendor = await startVendor(({ method }) =>
      method === "PUT" ? { status, text: "?" } : undefined,
    );
    const made = await vendor.backend.createJob?.(command(), signal);
    expect(made).toMatchObject({ nativeId: "iris_1", reading: null, problems });
    const [put] = vendor.calls.filter(({ method }) => method === "PUT");
    expect(put).toMatchObject({ path: `${workspacePath}/jobs/iris_1` });
    expect(put?.headers).not.toHaveProperty("x-azureml-token");
  });

  test("says what fields say where a whole definition says something else, and keeps both their maps", async () => {
    await using workspace = await simulateWorkspace();
    const native = {
      jobType: "Command",
      command: "ls",
      environmentId: "azureml:sklearn-env:33",
      displayName: "theirs",
      experimentName: "kept",
      tags: { owner: "theirs", stage: "one" },
      properties: { team: "kept" },
    };
    const mine = {
      displayName: "mine",
      labels: [{ key: "owner", value: "me" }],
    };
    await workspace.backend.createJob(draft("iris_1", { definition: { native } }, mine), signal);
    expect(await workspace.api.job("iris_1")).toMatchObject({
      displayName: "mine",
      experimentName: "kept",
      tags: { owner: "me", stage: "one" },
      properties: { team: "kept" },
    });
  });

  test("leaves out what is not given, and sends a second token with what acts for its caller", async () => {
    await using vendor = await startVendor(({ method }) =>
      method === "PUT" ? { status: 201, json: {} } : undefined,
    );
    const identity = { identityType: "UserIdentity" };
    const id = "/subscriptions/s/resourceGroups/g/providers/p/workspaces/w/environments/e/versions/1";
    const bare = draft("iris_1", {
      definition: { command: { command: "ls", environmentId: `azureml:${id}` } },
      extra: { identity },
    });
    await vendor.backend.createJob?.(bare, signal);
    const [put] = vendor.calls.filter(({ method }) => method === "PUT");
    expect(JSON.parse(put?.body ?? "")).toEqual({
      properties: {
        jobType: "Command",
        command: "ls",
        environmentId: id,
        identity,
        tags: {},
        properties: {},
      },
    });
    const [login, again] = vendor.callsTo("/oauth2/v2.0/token").map(({ body }) => new URLSearchParams(body));
    expect(login?.get("scope")).toBe(`${vendor.origin}/.default`);
    expect(again?.get("scope")).toBe("https://ml.azure.com/.default");
    expect(put?.headers).toMatchObject({
      authorization: "Bearer token-number-1",
      "x-azureml-token": "token-number-2",
    });
  });

  test("passes on what only the service finds wrong, as no job", async () => {
    await using workspace = await simulateWorkspace();
    const broken = draft("sweep-1", { definition: { native: { jobType: "Sweep" } } });
    expect(await failureOf(workspace.backend.createJob(broken, signal))).toMatchObject({
      kind: "INVALID",
      nativeCode: "ArgumentInvalid",
      undone: true,
      message: expect.stringContaining("properties.objective.goal"),
    });
    expect(await workspace.api.names()).toEqual([]);
  });

  test("whose answer is lost has made one job, which is found by its name", async () => {
    await using workspace = await simulateWorkspace();
    const fault = { type: "drop", after: true } as const;
    await workspace.control.addFault({ kind, match: { method: "PUT" }, fault, times: 1 });
    const error = await failureOf(workspace.backend.createJob(command(), signal));
    expect(error).toMatchObject({ kind: "UNAVAILABLE", undone: false });
    expect(await workspace.count("PUT")).toBe(1);
    expect(await workspace.api.names()).toEqual(["iris_1"]);
    const found = await workspace.backend.findCreated("iris_1", since, signal);
    expect(found).toMatchObject([{ nativeId: "iris_1", core: { displayName: "iris" } }]);
    expect(await workspace.backend.findCreated("iris_2", since, signal)).toEqual([]);
  });

  test("that fails before it is sent has made none", async () => {
    await using workspace = await simulateWorkspace();
    const fault = { type: "status", status: 503 } as const;
    await workspace.control.addFault({ kind, match: { method: "GET", path: "*/jobs/iris_1" }, fault });
    const error = await failureOf(workspace.backend.createJob(command(), signal));
    expect(error).toMatchObject({ kind: "UNAVAILABLE", undone: true });
    expect(await workspace.count("PUT")).toBe(0);
  });

  test("of a pipeline carries the second token", async () => {
    await using workspace = await simulateWorkspace();
    await workspace.control.assume(kind, "pipelineNeedsToken", true);
    const [, pipeline] = valid.find(([title]) => title.startsWith("a pipeline")) as [string, JobDraft];
    await workspace.backend.createJob(pipeline, signal);
    expect(await workspace.api.names()).toEqual([pipeline.name]);
  });
});

/** What the vendor's document has to say of a draft, by the vendor's page. */
function documentOf({ displayName, description, labels, job }: JobDraft): JsonObject {
  const { experimentName, properties, definition, extra } = job;
  const { command, native } = definition as { command?: JsonObject; native?: JsonObject };
  const toMap = (pairs: Json | undefined) =>
    Object.fromEntries(
      (pairs as readonly { key: string; value: string }[] | undefined)?.map(({ key, value }) => [
        key,
        value,
      ]) ?? [],
    );
  return {
    displayName,
    description,
    experimentName: experimentName ?? "Default",
    tags: toMap(labels as unknown as Json), // pairs of texts, though their type is no JSON
    properties: toMap(properties),
    ...(job.computeId
      ? { computeId: expect.stringMatching(new RegExp(`/computes/${job.computeId}$`)) }
      : { computeId: null }),
    ...(isJsonObject(extra) && extra),
    ...(native ?? {
      jobType: "Command",
      command: command?.command as string,
      environmentId: command?.environmentId as string,
      codeId: command?.codeId ?? null,
      environmentVariables: toMap(command?.environmentVariables),
    }),
  } as JsonObject;
}
