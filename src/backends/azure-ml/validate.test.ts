import { expect, test } from "vitest";
import { draftOf } from "../../../test/support/drafts/contract.ts";
import { errorOf, type Script, startVendor, workspacePath } from "./scripted-vendor.ts";

const { signal } = new AbortController();
const name = "iris_1";
const environmentId = "azureml:sklearn-env:33";
const compute = (computeType: string, scaleSettings: object = {}) => ({
  json: { name: "c", properties: { computeType, properties: { scaleSettings } } },
});
const draft = (job: object, command: object = {}) =>
  draftOf(name, { ...job, definition: { command: { command: "python a.py", environmentId, ...command } } });

/** A workspace that has the environment and one compute. */
const workspace =
  (answer = compute("AmlCompute", { maxNodeCount: 2 })): Script =>
  ({ path }) => {
    if (path.endsWith("/environments/sklearn-env/versions/33")) return { json: {} };
    return path.endsWith("/computes/c") ? answer : undefined;
  };

test("a name is free when no job has it", async () => {
  await using free = await startVendor(workspace());
  expect(await free.backend.validate?.(draft({}), signal)).toEqual([]);
  await using taken = await startVendor((call, origin) =>
    call.path === `${workspacePath}/jobs/${name}` ? { json: { name } } : workspace()(call, origin),
  );
  expect(await taken.backend.validate?.(draft({}), signal)).toEqual([
    { code: "CONFLICT", path: ["name"], message: `there is a job "${name}" already`, expected: null },
  ]);
});

test("a name that breaks the rule is not looked up", async () => {
  await using vendor = await startVendor(workspace());
  expect(await vendor.backend.validate?.({ ...draft({}), name: "a/b" }, signal)).toHaveLength(1);
  expect(vendor.calls.some(({ path }) => path.includes("/jobs/"))).toBe(false);
});

test.each([
  ["by its name", "c"],
  ["by its id", `${workspacePath}/computes/c`],
  ["by its id in other letters", `${workspacePath.toUpperCase()}/computes/c`],
])("a compute is looked up %s", async (_, computeId) => {
  await using vendor = await startVendor(workspace({ status: 404, text: "" } as never));
  expect(await vendor.backend.validate?.(draft({ computeId }), signal)).toMatchObject([
    { code: "NOT_FOUND", path: ["job", "azureMl", "computeId"] },
  ]);
});

test("what lies outside of the workspace is not looked at", async () => {
  await using vendor = await startVendor(() => undefined);
  const elsewhere = "/subscriptions/s/resourceGroups/g/providers/p/workspaces/w";
  const computeId = `${elsewhere}/computes/c`;
  for (const environmentId of [
    `${elsewhere}/environments/e/versions/1`,
    `azureml:${elsewhere}/environments/e/versions/1`,
    "azureml://registries/azureml/environments/e/versions/1",
  ]) {
    expect(await vendor.backend.validate?.(draft({ computeId }, { environmentId }), signal)).toEqual([]);
  }
});

test("a compute must run jobs, on as many nodes as are asked for", async () => {
  await using serving = await startVendor(workspace(compute("AKS")));
  expect(await serving.backend.validate?.(draft({ computeId: "c" }), signal)).toMatchObject([
    { code: "INVALID", expected: "a compute that runs jobs" },
  ]);
  await using cluster = await startVendor(workspace());
  const check = (instanceCount: number) =>
    cluster.backend.validate?.(draft({ computeId: "c" }, { instanceCount }), signal);
  expect(await check(2)).toEqual([]);
  expect(await check(3)).toMatchObject([
    {
      path: ["job", "azureMl", "definition", "command", "instanceCount"],
      expected: expect.stringMatching(/^1 to 2,/),
    },
  ]);
});

test("a workspace that does not answer is no mistake of the draft", async () => {
  await using vendor = await startVendor(
    () => ({ status: 403, json: { error: { code: "AuthorizationFailed" } } }),
    {
      credential: { getToken: async () => ({ token: "t", expiresOnTimestamp: Date.now() + 3_600_000 }) },
    },
  );
  expect(await errorOf(Promise.resolve(vendor.backend.validate?.(draft({}), signal)))).toMatchObject({
    kind: "FORBIDDEN",
  });
});

test("offers the newest environments, and what a component accepts", async () => {
  const environments = [
    { name: "sklearn-env", properties: { latestVersion: "34", isArchived: false } },
    { name: "old", properties: { latestVersion: "1", isArchived: true } },
    { name: "empty", properties: { latestVersion: null } },
  ];
  const componentSpec = { command: "python t.py", inputs: { lr: { type: "number", default: "0.1" } } };
  await using vendor = await startVendor(({ path }) => {
    if (path.endsWith("/environments")) return { json: { value: environments } };
    return path.endsWith("/components/train/versions/2")
      ? { json: { properties: { componentSpec } } }
      : undefined;
  });
  const template = await vendor.backend.jobTemplate?.({ kind: null, algorithmId: "train:2" }, signal);
  expect(template?.engines).toMatchObject([
    { nativeId: "azureml:sklearn-env:34", name: "sklearn-env", version: "34" },
  ]);
  expect(template?.parameters).toMatchObject([{ name: "lr", type: "NUMBER", defaultValue: "0.1" }]);
  const error = errorOf(
    Promise.resolve(vendor.backend.jobTemplate?.({ kind: null, algorithmId: "no" }, signal)),
  );
  expect(await error).toMatchObject({ kind: "NOT_FOUND" });
});

test("asks for a command field by field, and for any other kind as a document", async () => {
  await using vendor = await startVendor(({ path }) =>
    path.endsWith("/environments") ? { json: { value: [] } } : undefined,
  );
  const definition = async (kind: "COMMAND" | "SEARCH" | null) => {
    const template = await vendor.backend.jobTemplate?.({ kind, algorithmId: null }, signal);
    return new Set(template?.fields.flatMap(({ path }) => (path[2] === "definition" ? [path[3]] : [])));
  };
  expect(await definition(null)).toEqual(new Set(["command", "native"]));
  expect(await definition("COMMAND")).toEqual(new Set(["command"]));
  expect(await definition("SEARCH")).toEqual(new Set(["native"]));
});
