import waiting from "./fixtures/03-job-waiting.response.json" with { type: "json" };
import { testProject } from "./scripted-vendor.ts";

/** A waiting job with a number of its own, and a data set of that number. */
export const jobOf = (number: number, createDate = waiting.createDate + number) => ({
  ...waiting,
  id: `batchjob_${number}`,
  createDate,
  spec: { ...waiting.spec, datasetId: `dataset_${number}` },
});

/** A model of a project, as the vendor lists it. */
export const artifact = {
  id: "artifact_65ae274540259e2a07533532",
  projectId: testProject,
  runId: "run_610ba26c-6fbb-42eb-b838-839c61b68b26",
  flowTitle: "Blood cells",
  displayName: null,
  artifactName: "ckpt-20",
  modelName: "fasterrcnn-inceptionv2-1024x1024",
  isTraining: false,
  isDeployed: true,
  step: 5000,
  metric: {},
  createDate: 1705911109000,
  exports: [{ download: { url: "https://bucket.example.org/model?X-Goog-Signature=0123456789abcdef" } }],
};
