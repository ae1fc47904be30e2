import { toUuid } from "../../../src/simulator/native-id.ts";
import { draftOf, type VendorDrafts } from "./contract.ts";

const datasetId = "dataset_652ef566-af5c-4d52-b1e4-ec8ec6dc4b8e";
const delivery = { webhookId: "webhook_ed981529-0160-4704-8794-e7702a8de470" };
const deploymentId = "deploy_3286bd71-9a8b-42bb-8ba6-c07549b81367";
const artifactId = "artifact_65ae274540259e2a07533532";
const [existing, temporary] = ["a deployment that is there", "a deployment for the job"];
const unknown = "00000000-0000-4000-8000-000000000000";

/** The vendor's documented job, on a deployment that is there and on one of its own. */
export const datature: VendorDrafts = {
  valid: async () => ({
    [existing]: draftOf("my-batch-job-08-15", { datasetId, delivery, deployment: { deploymentId } }),
    [temporary]: draftOf(
      "night-shift-rbc",
      {
        projectId: "ca5fe71e7592bbcf7705ea36e4f29ed4",
        datasetId,
        delivery,
        deployment: {
          artifact: {
            artifactId,
            replicas: 8,
            region: "us",
            instanceId: "instance_t4-standard-1g",
            name: "night",
            versionTag: "v2",
            evaluation: { strategy: "entropy", threshold: 0.5, groups: ["main"] },
          },
        },
      },
      { schedule: { startAt: null, stopAt: null } },
    ),
    "the least": draftOf("x", { datasetId, delivery, deployment: { artifact: { artifactId } } }),
  }),
  broken: [
    { title: "an empty name", put: { name: "" }, code: "INVALID", at: "name", says: "1 to 120 characters" },
    {
      title: "a name of 121 characters",
      put: { name: "x".repeat(121) },
      code: "INVALID",
      at: "name",
      says: "1 to 120 characters",
    },
    {
      title: "a description",
      put: { description: "?" },
      code: "UNSUPPORTED",
      at: "description",
      says: "no such field",
    },
    {
      title: "a stop that is not after the start",
      put: { schedule: { startAt: "2099-01-02T00:00:00.000Z", stopAt: "2099-01-02T00:00:00.000Z" } },
      code: "INVALID",
      at: "schedule.stopAt",
      says: "after startAt",
    },
    {
      title: "a start in the past",
      put: { schedule: { startAt: "2026-01-01T00:00:00.000Z", stopAt: null } },
      code: "INVALID",
      at: "schedule.startAt",
      says: "an instant to come",
    },
    {
      title: "a stop in the past",
      put: { schedule: { startAt: null, stopAt: "2026-01-01T00:00:00.000Z" } },
      code: "INVALID",
      at: "schedule.stopAt",
      says: "an instant to come",
    },
    {
      title: "another project",
      put: { "job.projectId": "proj_other" },
      code: "INVALID",
      at: "job.projectId",
      says: "the project of this backend",
    },
    {
      title: "a data set that is not there",
      put: { "job.datasetId": `dataset_${unknown}` },
      code: "NOT_FOUND",
      at: "job.datasetId",
      says: "is not there",
    },
    {
      title: "a data set whose upload failed",
      put: { "job.datasetId": `dataset_${toUuid(21, 2)}` },
      code: "INVALID",
      at: "job.datasetId",
      says: "a data set that is Uploaded, and this is FailedUpload",
      rows: "S2-120",
    },
    {
      title: "a data set that has expired",
      put: { "job.datasetId": `dataset_${toUuid(21, 1)}` },
      code: "INVALID",
      at: "job.datasetId",
      says: "a data set that has not expired",
      rows: "S2-120",
    },
    {
      title: "a webhook that is not there",
      put: { "job.delivery.webhookId": `webhook_${unknown}` },
      code: "NOT_FOUND",
      at: "job.delivery.webhookId",
      says: "webhook",
    },
    {
      title: "a deployment that is not there",
      put: { "job.deployment.deploymentId": `deploy_${unknown}` },
      code: "NOT_FOUND",
      at: "job.deployment.deploymentId",
      says: "deployment",
    },
    {
      title: "a deployment and an artifact",
      put: { "job.deployment.artifact": { artifactId } },
      code: "INVALID",
      at: "job.deployment",
      says: "exactly one of deploymentId, artifact",
      rows: "S2-110",
    },
    {
      title: "neither a deployment nor an artifact",
      put: { "job.deployment": {} },
      code: "INVALID",
      at: "job.deployment",
      says: "exactly one of deploymentId, artifact",
    },
    {
      title: "an artifact that is not there",
      of: temporary,
      put: { "job.deployment.artifact.artifactId": "artifact_000000000000000000000000" },
      code: "NOT_FOUND",
      at: "job.deployment.artifact.artifactId",
      says: "artifact",
    },
    {
      title: "no replica",
      of: temporary,
      put: { "job.deployment.artifact.replicas": 0 },
      code: "INVALID",
      at: "job.deployment.artifact.replicas",
      says: "1 to 8",
    },
    {
      title: "nine replicas",
      of: temporary,
      put: { "job.deployment.artifact.replicas": 9 },
      code: "INVALID",
      at: "job.deployment.artifact.replicas",
      says: "got 9, expected 1 to 8",
    },
    {
      title: "a region that the artifact does not run in",
      of: temporary,
      put: { "job.deployment.artifact.region": "moon" },
      code: "INVALID",
      at: "job.deployment.artifact.region",
      says: "a region of the artifact: asia-east1, us",
    },
    {
      title: "an instance that the artifact does not run on",
      of: temporary,
      put: { "job.deployment.artifact.instanceId": "instance_a100-40gb-standard-1g" },
      code: "INVALID",
      at: "job.deployment.artifact.instanceId",
      says: "an instance of the artifact: instance_x1cpu-standard",
    },
  ],
};
