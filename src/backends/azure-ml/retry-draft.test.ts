import { describe, expect, test } from "vitest";
import { failureOf, listAll, toStoredJob } from "../../../test/support/backend.ts";
import { isJsonObject, type JsonObject } from "../../domain/json.ts";
import { refusal } from "./retry-draft.ts";
import { simulateWorkspace } from "./simulated-workspace.ts";

const { signal } = new AbortController();

describe("a draft of a job", () => {
  test("of any type makes the same job again under another name", async () => {
    // Fine-tuning is in preview versions alone.
    await using workspace = await simulateWorkspace(60, { apiVersion: "2024-10-01-preview" });
    const { backend, api } = workspace;
    const types = new Set<unknown>();
    for (const reading of await listAll(backend, 1_000)) {
      const { nativeId } = reading;
      const again = `again-${nativeId}`;
      const before = await api.job(nativeId);
      const draft = await backend.draftOf(toStoredJob(reading), again, signal);
      expect(await backend.validate(draft, signal), nativeId).toEqual([]);
      const { problems } = await backend.createJob(draft, signal);
      expect(problems).toEqual([]);
      expect(ownPart(again, await api.job(again)), nativeId).toEqual(ownPart(nativeId, before));
      expect(await api.job(nativeId), nativeId).toEqual(before);
      types.add(before?.jobType);
    }
    expect(types).toEqual(new Set(["Command", "Sweep", "Pipeline", "AutoML", "Spark", "FineTuning"]));
  });

  test("holds secrets as they are, not as they are shown", async () => {
    await using workspace = await simulateWorkspace();
    const job = await workspace.make("Failed", {
      jobType: "Command",
      environmentVariables: { DB_PASSWORD: "pass-123" },
    });
    expect(JSON.stringify(job.native)).not.toContain("pass-123");
    const draft = await workspace.backend.draftOf(job, "again", signal);
    await workspace.backend.createJob(draft, signal);
    expect(await workspace.api.job("again")).toMatchObject({
      environmentVariables: { DB_PASSWORD: "pass-123" },
    });
  });

  test("leaves out where the old job is reached and where it writes, and its archive flag", async () => {
    await using workspace = await simulateWorkspace();
    const fixed = { jobOutputType: "uri_file", uri: "azureml://datastores/d/paths/fixed.txt" };
    const folder = "azureml://datastores/workspaceblobstore/paths/azureml/iris_1/model/";
    const properties = {
      jobType: "Command",
      command: "ls",
      environmentId: "azureml:sklearn-env:33",
      isArchived: true,
      services: { ssh: { jobServiceType: "SSH", endpoint: "ssh://node-0", status: "Running" } },
      outputs: { fixed, model: { jobOutputType: "uri_folder", mode: "Upload", uri: folder } },
    };
    await workspace.api.ask("PUT", "/jobs/iris_1", { properties });
    const draft = await workspace.backend.draftOf(await workspace.stored("iris_1"), "again", signal);
    const { native } = draft.job.definition as { native: JsonObject };
    expect(native.services).toEqual({ ssh: { jobServiceType: "SSH" } });
    expect(native.outputs).toEqual({
      fixed: { ...fixed, mode: "ReadWriteMount", description: null },
      model: { jobOutputType: "uri_folder", mode: "Upload", description: null },
    });
    expect(JSON.stringify(draft)).not.toMatch(/iris_1|node-0|isArchived/);
  });

  test("keeps an address in which the name of the old job stands by chance", async () => {
    await using workspace = await simulateWorkspace();
    const model = { jobOutputType: "uri_folder", uri: "azureml://datastores/mine/paths/train/model/" };
    const properties = { jobType: "Command", command: "ls", environmentId: "azureml:sklearn-env:33" };
    await workspace.api.ask("PUT", "/jobs/train", { properties: { ...properties, outputs: { model } } });
    const draft = await workspace.backend.draftOf(await workspace.stored("train"), "again", signal);
    await workspace.backend.createJob(draft, signal);
    expect(await workspace.api.job("again")).toMatchObject({ outputs: { model } });
  });

  test("of words that no draft may have is not to be had, and its actions say where", async () => {
    await using workspace = await simulateWorkspace();
    const properties = { note: `password=pass-123 ${"x".repeat(1_000)}` };
    const job = await workspace.make("Completed", { jobType: "Command", properties });
    const error = await failureOf(workspace.backend.draftOf(job, "again", signal));
    expect(error).toMatchObject({
      kind: "UNSUPPORTED",
      message: `${job.nativeId}: job.azureMl.properties.0.value is not at most 1000 characters`,
    });
    expect(refusal(job, "retry")?.reason).toContain("properties.0.value");
  });

  test("of a distillation is not to be had, and its actions say so", async () => {
    await using workspace = await simulateWorkspace();
    const properties = { "azureml.enable_distillation": "True" };
    const job = await workspace.make("Completed", { jobType: "FineTuning", properties });
    const error = await failureOf(workspace.backend.draftOf(job, "again", signal));
    expect(error).toMatchObject({ kind: "UNSUPPORTED", message: expect.stringContaining("distillation") });
    expect(refusal(job, "retry")).toMatchObject({
      code: "UNSUPPORTED",
      reason: expect.stringContaining("distillation"),
    });
    expect(refusal(job, "delete")).toBeNull();
    expect(refusal(await workspace.make("Completed", { jobType: "Command" }), "retry")).toBeNull();
  });
});

/** Properties that recorded jobs have by the service. */
const written =
  /^(?:_?azureml\.(?!git\.)|ContentSnapshotId|Process\w+File|best_child_run_id|num_cross_validation|platform|primary_metric_config|resume_from|run(?:Source|Template|Type)|score)/;

/** What people asked for: without what the service writes, which it also names after the job. */
function ownPart(name: string, properties: JsonObject | null): JsonObject {
  const { status: _, services: __, isArchived: ___, parameters: ____, ...asked } = properties ?? {};
  const text = JSON.stringify(asked).replaceAll(name, "{name}");
  const document = JSON.parse(text) as JsonObject; // written just now
  return {
    ...document,
    tags: without(document.tags, (key) => key.startsWith("_aml_system_")),
    properties: without(document.properties, (key) => written.test(key)),
  };
}

function without(map: unknown, isLeftOut: (key: string) => boolean): JsonObject {
  const entries = Object.entries(isJsonObject(map) ? map : {});
  return Object.fromEntries(entries.filter(([key]) => !isLeftOut(key)));
}
