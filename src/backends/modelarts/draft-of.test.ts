import { describe, expect, test } from "vitest";
import { failureOf, simulateBackend, toStoredJob } from "../../../test/support/backend.ts";
import { modelarts as drafts } from "../../../test/support/drafts/modelarts.ts";
import { startCommands } from "../../../test/support/modelarts-commands.ts";
import type { Job } from "../../domain/job.ts";
import { isJsonObject, type Json, type JsonObject } from "../../domain/json.ts";
import { modelarts } from "./index.ts";

const { signal } = new AbortController();

const valid = await (async () => {
  await using vendor = await simulateBackend(modelarts, { jobs: 1 });
  return await drafts.valid(vendor.connect());
})();

/** What is a job's own, however it was asked for. */
const own = /^(metadata\.(id|name|create_time|user_name)|status\.(?!tasks)\w+|endpoints)$/;
/** What the real service fills in from what a request names, and the simulated one only for jobs that it made up. */
const filledIn =
  /dataset\.obs_url|remote_constraint|training_experiment_reference\.(name|serial_number)|^algorithm\.name$|^tasks\.algorithm\.\w+\.(local_dir|mode|period)$/;

/** The document without places, by their dotted paths. */
function without(value: Json, places: readonly RegExp[], path: readonly string[] = []): Json {
  if (Array.isArray(value)) return value.map((member: Json) => without(member, places, path));
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).flatMap(([key, member]) => {
    const place = [...path, key];
    const isLeftOut = places.some((one) => one.test(place.join(".")));
    return isLeftOut ? [] : [[key, without(member, places, place)] as const];
  });
  return Object.fromEntries(kept);
}

/** What cannot have been asked for: a priority outside of dedicated pools. */
function isPublic(document: JsonObject): boolean {
  const { spec } = document;
  const resource = isJsonObject(spec) ? spec.resource : null;
  return isJsonObject(resource) && !resource.pool_id;
}

const refusalOf = (job: Job) => modelarts.refusal?.(job, "retry") ?? null;

describe("a job made again", () => {
  test.each(Object.keys(valid))("from the draft of %s is the same", async (title) => {
    await using vendor = await startCommands();
    const backend = vendor.connect();
    const { nativeId } = await backend.createJob(valid[title] ?? (Object.values(valid)[0] as never), signal);
    const job = await vendor.jobOf(backend, nativeId);
    expect(refusalOf(job)).toBeNull();
    const draft = await backend.draftOf(job, "made-again", signal);
    expect(await backend.validate(draft, signal)).toEqual([]);
    const { nativeId: again } = await backend.createJob(draft, signal);
    expect(again).not.toBe(nativeId);
    expect(without(await vendor.document(again), [own])).toEqual(
      without(await vendor.document(nativeId), [own]),
    );
    expect(await vendor.tags(again)).toEqual(await vendor.tags(nativeId));
  });

  test("is the same for every job that the vendor has, or what cannot be said of it is named", async () => {
    await using vendor = await startCommands(40);
    const backend = vendor.connect();
    const { readings } = await backend.listJobs({ cursor: null, pageSize: 50, since: null }, signal);
    const refused = new Map<string | null, string>();
    for (const job of readings.map(toStoredJob)) {
      const refusal = refusalOf(job);
      if (refusal !== null) {
        expect(await failureOf(backend.draftOf(job, "again", signal))).toMatchObject({
          kind: "UNSUPPORTED",
          message: refusal.reason,
        });
        refused.set(job.core.nativeKind, refusal.reason);
        continue;
      }
      const draft = await backend.draftOf(job, `again-${job.core.name}`.slice(0, 64), signal);
      expect({ id: job.nativeId, problems: await backend.validate(draft, signal) }).toEqual({
        id: job.nativeId,
        problems: [],
      });
      const { nativeId } = await backend.createJob(draft, signal);
      const document = await vendor.document(job.nativeId);
      expect(without(await vendor.document(nativeId), [own])).toMatchObject(
        without(document, [own, filledIn, ...(isPublic(document) ? [/priority$/] : [])]) as JsonObject,
      );
    }
    const places = new Map([...refused].map(([nativeKind, reason]) => [nativeKind, reason.split(": ")[1]]));
    expect(places).toEqual(
      new Map([
        ["visualization_job", expect.stringContaining("algorithm.summary")],
        ["autosearch_job", expect.stringMatching(/^algorithm.autosearch_config_path, .*_framework_path\./)],
        // The simulator makes up such jobs without what the vendor wants of them.
        ["federated_pool_job", expect.stringContaining("resource.poolGroupId")],
      ]),
    );
  });

  test("has the secrets of the first one, which nothing else shows", async () => {
    await using vendor = await startCommands();
    const backend = vendor.connect();
    const secret = { key: "API_TOKEN", value: "not-for-everybody" };
    const [first] = Object.values(valid);
    if (first === undefined) throw new Error("there is no valid draft");
    const draft = { ...first, job: { ...first.job, environment: [secret], parameters: [secret] } };
    const { nativeId, reading } = await backend.createJob(draft, signal);
    expect(JSON.stringify(reading)).not.toContain(secret.value);
    const job = await vendor.jobOf(backend, nativeId);
    expect(JSON.stringify(job)).not.toContain(secret.value);
    expect(await backend.draftOf(job, "made-again", signal)).toMatchObject({
      job: { environment: [secret], parameters: [secret] },
    });
  });

  test("is made of what the vendor says now, not of what was stored", async () => {
    await using vendor = await startCommands();
    const backend = vendor.connect();
    const nativeId = await vendor.addJob("Completed", { kind: "job", ...plain, tags: [] });
    const job = await vendor.jobOf(backend, nativeId);
    await vendor.user.call("PUT", `training-jobs/${nativeId}`, { description: "newer" });
    const tags = [{ key: "team", value: "vision" }];
    await vendor.user.call("POST", `modelarts-training-job/${nativeId}/tags/create`, { tags });
    expect(await backend.draftOf(job, "again", signal)).toMatchObject({ description: "newer", labels: tags });
  });

  test("that is gone is NOT_FOUND", async () => {
    await using vendor = await startCommands();
    const backend = vendor.connect();
    const nativeId = await vendor.addJob("Completed");
    const job = await vendor.jobOf(backend, nativeId);
    await vendor.control.removeJob(modelarts.kind, nativeId);
    expect(await failureOf(backend.draftOf(job, "again", signal))).toMatchObject({ kind: "NOT_FOUND" });
  });
});

/** A job that can be made again, over whatever the simulator makes up. */
const plain = {
  algorithm: {
    id: "",
    code_dir: "/bucket/code/",
    boot_file: "/bucket/code/train.py",
    autosearch_config_path: "",
    autosearch_framework_path: "",
    summary: null,
    subscription_id: "",
    inputs: [],
    outputs: [],
    engine: { engine_id: "", engine_name: "", image_url: "" },
    policies: {},
  },
  spec: { resource: { pool_id: "", flavor_id: "modelarts.vm.cpu.8u", node_count: 1 } },
};

describe("what no draft can say is named, and not left out", () => {
  const channel = { name: "data_url", remote: { obs: { obs_url: "/bucket/data/" } } };
  const usual = "/home/ma-user/modelarts/inputs/data_url_0";

  test.each<[string, object]>([
    ["kind", { kind: "quantum_job" }],
    ["ftjob_config", { ftjob_config: { model_type: "TextGeneration" } }],
    ["endpoints.ssh", { endpoints: { ssh: { key_pair_names: ["mine"] } } }],
    ["algorithm.summary", { algorithm: { summary: { log_type: "tensorboard" } } }],
    ["algorithm.code_dir", { algorithm: { boot_file: "", command: "python x.py" } }],
    ["algorithm", { algorithm: { code_dir: "", boot_file: "" } }],
    ["algorithm.working_dir", { algorithm: { working_dir: "/tmp" } }],
    ["algorithm.local_code_dir", { algorithm: { local_code_dir: "/home/x" } }],
    ["algorithm.engine.install_sys_packages", { algorithm: { engine: { install_sys_packages: true } } }],
    ["algorithm.engine.image_url", { algorithm: { engine: { engine_id: "e", image_url: "org/image:1" } } }],
    ["algorithm.subscription_id", { algorithm: { subscription_id: "s-1" } }],
    ["algorithm.inputs[0].remote", { algorithm: { inputs: [{ ...channel, remote: {} }] } }],
    ["algorithm.inputs[0].local_dir", { algorithm: { inputs: [{ ...channel, local_dir: "/data" }] } }],
    ["algorithm.inputs[0].access_method", { algorithm: { inputs: [{ ...channel, access_method: "env" }] } }],
    ["algorithm.outputs[0].period", { algorithm: { outputs: [{ ...channel, period: 60 }] } }],
    ["algorithm.outputs[0].mode", { algorithm: { outputs: [{ ...channel, mode: "once" }] } }],
    ["spec.custom_metrics", { spec: { custom_metrics: [{ exec: { command: ["x"] } }] } }],
    ["spec.output_model", { spec: { output_model: { obs: { obs_path: "/b/x/" } } } }],
    ["spec.reserved_time", { spec: { reserved_time: { time_unit: "HOURS", duration: 1 } } }],
    ["spec.retention", { spec: { retention: { policy: "enabled" } } }],
    ["spec.auto_stop.time_unit", { spec: { auto_stop: { time_unit: "DAYS", duration: 1 } } }],
    ["spec.log_export_path.host_path", { spec: { log_export_path: { host_path: "/var/log" } } }],
    ["spec.volumes[0].evs", { spec: { volumes: [{ evs: { size: 10 } }] } }],
    [
      "spec.schedule_policy.required_affinity",
      { spec: { schedule_policy: { required_affinity: { affinity_type: "cabinet" } } } },
    ],
    // Said, but with a value that no draft may have.
    ["environment.0.key", { algorithm: { environments: { "1ST": "x" } } }],
    ["autoStopHours", { spec: { auto_stop: { time_unit: "HOURS", duration: 0.5 } } }],
  ])("%s", async (place, fields: { algorithm?: object; spec?: object }) => {
    await using vendor = await startCommands(1);
    const backend = vendor.connect();
    const nativeId = await vendor.addJob("Completed", {
      kind: "job",
      ...fields,
      algorithm: { ...plain.algorithm, ...fields.algorithm },
      spec: { ...plain.spec, ...fields.spec },
    });
    const job = await vendor.jobOf(backend, nativeId);
    const error = await failureOf(backend.draftOf(job, "again", signal));
    expect(error.kind).toBe("UNSUPPORTED");
    expect(error.message).toMatch(new RegExp(`: ${RegExp.escape(place)}\\. `));
    expect(refusalOf(job)).toEqual({ code: "UNSUPPORTED", reason: error.message });
  });

  test("but not what the service fills in by itself", async () => {
    await using vendor = await startCommands(1);
    const backend = vendor.connect();
    const filled = {
      ...plain.algorithm,
      local_code_dir: "/home/ma-user/modelarts/user-job-dir",
      inputs: [{ ...channel, local_dir: usual, access_method: "parameter" }],
      outputs: [{ ...channel, mode: "upload_periodically", period: "30s" }],
    };
    const spec = {
      ...plain.spec,
      is_hosted_log: true,
      asset_model: { id: "", name: "" },
      schedule_policy: { priority: 0 },
    };
    const nativeId = await vendor.addJob("Completed", { kind: "job", algorithm: filled, spec });
    expect(refusalOf(await vendor.jobOf(backend, nativeId))).toBeNull();
  });
});
