import { buildSchema, parse, validate as validateDocument } from "graphql";
import { expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { draftOf } from "../../../test/support/drafts/contract.ts";
import { printClientSchema, readTypeDefinitions } from "../../graphql/schema.ts";
import dataset from "./fixtures/10-dataset.response.json" with { type: "json" };
import offer from "./fixtures/14-available-instances.response.json" with { type: "json" };
import { datature } from "./index.ts";
import { type Reply, startScriptedVendor, testProject } from "./scripted-vendor.ts";

const { signal } = new AbortController();
const now = Date.parse("2024-08-16T00:00:00.000Z");
const draft = (deployment: object, rest: object = {}) =>
  draftOf(
    "a job",
    { datasetId: dataset.id, delivery: { webhookId: "webhook_1" }, deployment } as never,
    rest,
  );
const onArtifact = (artifact: object) => draft({ artifact: { artifactId: "artifact_1", ...artifact } });

interface World {
  readonly instances?: readonly object[];
  readonly dataset?: object;
  readonly webhook?: Reply;
}

/** A project in which everything is there, unless a test says otherwise; at a time before the data set expires. */
function startProject({
  instances = offer.availableInstances,
  webhook = { json: {} },
  ...world
}: World = {}) {
  return startScriptedVendor(
    (path) => {
      if (path === `/batch/datasets/${dataset.id}`) return { json: { ...dataset, ...world.dataset } };
      if (path.startsWith("/batch/webhooks/")) return webhook;
      if (path.includes("/availableInstances/")) return { json: { availableInstances: instances } };
      return { json: {} };
    },
    { now: () => now },
  );
}

const problemsOf = async (world: World, checked = onArtifact({})) => {
  await using vendor = await startProject(world);
  return (await vendor.backend.validate?.(checked, signal)) ?? [];
};

test("an artifact runs on a default instance, of which one must be offered", async () => {
  expect(await problemsOf({})).toEqual([]);
  const large = { instanceId: "instance_a100-40gb-standard-1g", regions: ["us"] };
  expect(await problemsOf({ instances: [large] })).toMatchObject([
    {
      code: "INVALID",
      path: ["job", "datature", "deployment", "artifact", "instanceId"],
      expected: `an instance of the artifact: ${large.instanceId}`,
    },
  ]);
  expect(await problemsOf({ instances: [large] }, onArtifact({ instanceId: large.instanceId }))).toEqual([]);
});

test("an instance is looked for in the region that is asked for", async () => {
  const instances = [
    { instanceId: "instance_t4-standard-1g", regions: ["us"] },
    { instanceId: "instance_l4-standard-1g", regions: ["asia-east1"] },
  ];
  const checked = onArtifact({ region: "us", instanceId: "instance_l4-standard-1g" });
  expect(await problemsOf({ instances }, checked)).toMatchObject([
    { expected: "an instance of the artifact: instance_t4-standard-1g" },
  ]);
  expect(await problemsOf({ instances }, onArtifact({ region: "*" }))).toEqual([]);
});

test("a data set can be used until the instant at which it expires", async () => {
  const at = (expiryTime: number) => problemsOf({ dataset: { expiryTime } });
  expect(await at(now + 1)).toEqual([]);
  expect(await at(now)).toMatchObject([{ code: "INVALID", path: ["job", "datature", "datasetId"] }]);
  covers("S2-120");
});

test("a start may lie a minute back, a stop not at all", async () => {
  const check = (schedule: object) => problemsOf({}, draft({ deploymentId: "deploy_1" }, { schedule }));
  const instant = (ms: number) => new Date(now + ms).toISOString();
  expect(await check({ startAt: instant(-60_000), stopAt: instant(1) })).toEqual([]);
  expect(await check({ startAt: instant(-60_001), stopAt: null })).toMatchObject([
    { path: ["schedule", "startAt"] },
  ]);
  expect(await check({ startAt: null, stopAt: instant(-1) })).toMatchObject([
    { path: ["schedule", "stopAt"] },
  ]);
});

test("the project may be named with and without its prefix", async () => {
  for (const projectId of [testProject, testProject.replace("proj_", ""), null]) {
    const checked = draft({ deploymentId: "deploy_1" });
    expect(await problemsOf({}, { ...checked, job: { ...checked.job, projectId } })).toEqual([]);
  }
});

test("a name of half a character would not be found again", async () => {
  const halved = { ...draft({ deploymentId: "deploy_1" }), name: "\ud83c" };
  expect(await problemsOf({}, halved)).toMatchObject([{ code: "INVALID", path: ["name"] }]);
});

test("text that is no id here is the id of nothing", async () => {
  const malformed = { status: 400, json: { code: "BadRequestError", message: "id: no id" } };
  for (const [name, place] of [
    ["webhook", ["delivery", "webhookId"]],
    ["dataset", ["datasetId"]],
  ] as const) {
    const path = ["job", "datature", ...place];
    expect(await problemsOf({ [name]: malformed })).toMatchObject([{ code: "NOT_FOUND", path }]);
  }
});

test("a vendor that fails is no mistake of the draft", async () => {
  await expect(problemsOf({ webhook: { status: 403, json: { message: "No" } } })).rejects.toMatchObject({
    kind: "FORBIDDEN",
  });
});

test("the schema takes one form of deployment and no two", () => {
  // Alone it is not valid: there are no patches to this vendor's jobs.
  const schema = buildSchema(printClientSchema(readTypeDefinitions([datature.schema])), {
    assumeValid: true,
  });
  const errors = (deployment: string) => {
    const job = `{ datature: { datasetId: "d", delivery: { webhookId: "w" }, deployment: ${deployment} } }`;
    const input = `{ backend: "b", name: "n", job: ${job} }`;
    return validateDocument(schema, parse(`{ validateJob(input: ${input}) { valid } }`)).length;
  };
  expect(errors('{ deploymentId: "d" }')).toBe(0);
  expect(errors('{ artifact: { artifactId: "a" } }')).toBe(0);
  expect(errors('{ deploymentId: "d", artifact: { artifactId: "a" } }')).toBe(1);
  expect(errors("{}")).toBe(1);
  covers("S2-110");
});

test("the form of an artifact has its regions and instances to choose from", async () => {
  await using vendor = await startProject();
  const template = await vendor.backend.jobTemplate?.({ kind: null, algorithmId: "artifact_1" }, signal);
  const choices = (name: string) =>
    template?.fields.find(({ path }) => path.at(-1) === name)?.constraint?.validRange;
  expect(choices("region")).toEqual(
    [...new Set(offer.availableInstances.flatMap(({ regions }) => regions))].sort(),
  );
  expect(choices("instanceId")).toEqual(offer.availableInstances.map(({ instanceId }) => instanceId).sort());
  expect(template?.fields.some(({ path }) => path.at(-1) === "deploymentId")).toBe(false);
});
