import { describe, expect, test } from "vitest";
import { covers } from "../../../../test/support/covers.ts";
import created from "../fixtures/03-command-job-create.json" with { type: "json" };
import sweep from "../fixtures/05-sweep-job.json" with { type: "json" };
import others from "../fixtures/07-other-job-types-create.json" with { type: "json" };
import { job, path, read } from "./sample-jobs.ts";

describe("documents of jobs", () => {
  test("a serverless job has a VM size and a queue tier", () => {
    const reading = read(created.exchanges[1]?.response.body);
    expect(reading.detail?.spec.compute).toMatchObject({ serverless: true, name: null });
    const asked = read(
      job({
        jobType: "Command",
        resources: { instanceType: "STANDARD_DS3_V2", instanceCount: 2 },
        queueSettings: { jobTier: "Spot", priority: 3 },
      }),
    );
    expect(asked.core.flavor).toEqual({ nativeId: "standard_ds3_v2", name: "STANDARD_DS3_V2" });
    expect(asked.detail?.spec).toMatchObject({
      topology: "DISTRIBUTED",
      resource: { policy: "ECONOMIC", nodeCount: 2 },
      scheduling: { priority: 3, preemptible: true },
    });
    covers("S4-8");
  });

  test("reads what a sweep searches", () => {
    expect(read(sweep.exchanges[0]?.response.body).detail).toMatchObject({
      spec: {
        topology: "SINGLE",
        policies: {
          search: {
            rewards: [{ name: "accuracy", goal: "MAXIMIZE" }],
            parameters: [
              { name: "lr", kind: "CONTINUOUS", lowerBound: 0.001, upperBound: 0.1 },
              { name: "conv_size", kind: "DISCRETE", discretePoints: 3, values: ["2", "5", "7"] },
              { name: "dropout_rate", kind: "CONTINUOUS", lowerBound: 0.1, upperBound: 0.5 },
            ],
            algorithms: [{ name: "Random", parameters: [{ key: "rule", value: "Random", type: null }] }],
          },
        },
      },
      algorithm: { form: "CUSTOM_CODE", engine: { name: "sklearn-env", version: "33" } },
    });
  });

  test("reads what Spark, AutoML and fine-tuning jobs ask for", () => {
    const [spark, automl, tuning] = others.exchanges.map(({ request }) => {
      const { core, detail } = read({ name: "job_1", ...request.body });
      return { ...detail, kind: core.kind, flavor: core.flavor?.nativeId };
    });
    expect(spark).toMatchObject({
      kind: "DATA_PROCESSING",
      flavor: "standard_e8s_v3",
      algorithm: { form: "CUSTOM_CODE", bootFile: "main.py", engine: { name: "Spark", version: "3.2" } },
      spec: { compute: { serverless: true } },
    });
    expect(spark?.spec?.parameters).toContainEqual(
      expect.objectContaining({ name: "spark.driver.memory", value: "2g" }),
    );
    expect(automl).toMatchObject({
      kind: "AUTOML",
      flavor: "cpu-cluster",
      algorithm: { form: "MANAGED", name: "Classification" },
      spec: { inputs: [{ name: "trainingData", transfer: { mode: "ReadOnlyMount" } }] },
    });
    expect(automl?.spec?.parameters).toContainEqual(
      expect.objectContaining({ name: "maxTrials", value: "40" }),
    );
    expect(tuning).toMatchObject({
      kind: "FINE_TUNING",
      flavor: "standard_nc24ads_a100_v4",
      spec: {
        baseModel: { url: "azureml://registries/azureml/models/some-base-model/versions/1" },
        inputs: [{ name: "trainingData" }],
        outputs: [
          { name: "registered_model", target: { kind: "DatasetSource", dataset: { name: "my-ft-model" } } },
        ],
        parameters: [{ name: "num_train_epochs", value: "1" }],
      },
    });
  });

  test("a job of a component runs what the catalogue knows by the same id", () => {
    const own = read(job({ jobType: "Pipeline", componentId: `${path}/components/train/versions/3` }));
    expect(own.core.algorithm).toEqual({ nativeId: "train:3", name: "train" });
    const shared = "azureml://registries/r/components/train/versions/3";
    expect(read(job({ jobType: "Command", componentId: shared })).core.algorithm).toEqual({
      nativeId: shared,
      name: "train",
    });
  });
});
