import { definitions } from "../../src/backends/registry.ts";
import { unreadableFields } from "../support/unreadable-fields.ts";
import { describeBackend, type Variant } from "./backend.ts";

const modelarts = {
  unreadable: unreadableFields.MODELARTS,
  // A dedicated pool names its own machine sizes.
  uncataloguedFlavors: /^modelarts\.pool\./,
  searching: { kind: "autosearch_job" },
  creates: { method: "POST", path: "*/training-jobs" },
  patch: {
    change: { notification: { topicUrn: "urn:smn:cn-north-4:1:changed", events: ["JobFailed"] } },
    shows: "urn:smn:cn-north-4:1:changed",
  },
};

/** Ways to run each kind; a vendor that joins the registry joins here. */
const variants: Readonly<Record<string, readonly Variant[]>> = {
  MODELARTS: [
    modelarts,
    {
      ...modelarts,
      name: "signed in by a password",
      configure: ({ projectId: _, ...entry }, { domain, userName, password }) => ({
        ...entry,
        credentials: { domain, userName, password },
      }),
    },
  ],
  AZURE_ML: [
    {
      pageSizeKey: "pageSize",
      push: { hook: { secret: "a-secret-of-nobody" } },
      searching: { jobType: "Sweep" },
      creates: { method: "PUT", path: "*/jobs/*" },
    },
  ],
  DATATURE: [
    {
      unreadable: unreadableFields.DATATURE,
      regions: ["us", "asia-east1"],
      creates: { method: "POST", path: "*/batch/jobs" },
      push: {
        // The bytes 0 to 31, of every webhook that is there from the start.
        hook: { secret: Buffer.from(Uint8Array.from({ length: 32 }, (_, byte) => byte)).toString("base64") },
        fields: {
          spec: {
            datasetId: "dataset_652ef566-af5c-4d52-b1e4-ec8ec6dc4b8e",
            resultDelivery: {
              destinations: [{ kind: "Webhook", webhookId: "webhook_ed981529-0160-4704-8794-e7702a8de470" }],
            },
          },
        },
      },
      // A log is a record for each item that has come out.
      lineOf: ({ item }) => item,
    },
  ],
  QAI_HUB: [
    {
      // Words are numbers on the wire.
      unknownWord: "999",
      // A file that is fetched anew is another one.
      cutReason: "ROTATION",
      uncalled: ["metrics", "relatedJobs", "logFiles", "validateChange"],
      creates: { method: "POST", path: "*/jobs/" },
      // Data sets last for a month.
      passing: /has not expired/,
      // The job is shared with nobody, which a message says by being empty.
      bodiless: ["sharing"],
    },
  ],
  // A running job names no model version, whose figures its metrics are.
  SEEME: [
    {
      unreadable: unreadableFields.SEEME,
      uncalled: ["metrics"],
      creates: { method: "POST", path: "*/jobs" },
      patch: { change: { statusMessage: "said by a person" }, shows: "said by a person" },
    },
  ],
};

for (const definition of definitions) {
  const ways = variants[definition.kind];
  if (!ways) throw new Error(`${definition.kind} is registered and its conformance is not tested.`);
  for (const way of ways) await describeBackend(definition, way);
}
