import { definitions } from "../../src/backends/registry.ts";
import { unreadableFields } from "../support/unreadable-fields.ts";
import { describeBackend, type Variant } from "./backend.ts";

const modelarts = {
  unreadable: unreadableFields.MODELARTS,
  // A dedicated pool names its own machine sizes.
  uncataloguedFlavors: /^modelarts\.pool\./,
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
  AZURE_ML: [{ pageSizeKey: "pageSize" }],
  DATATURE: [
    {
      unreadable: unreadableFields.DATATURE,
      regions: ["us", "asia-east1"],
      // A log is a record for each item that has come out.
      lineOf: ({ item }) => item,
    },
  ],
  QAI_HUB: [
    {
      // Words are numbers on the wire.
      unknownWord: "999",
      uncalled: ["metrics", "relatedJobs"],
    },
  ],
  SEEME: [{ unreadable: unreadableFields.SEEME }],
};

for (const definition of definitions) {
  const ways = variants[definition.kind];
  if (!ways) throw new Error(`${definition.kind} is registered and its conformance is not tested.`);
  for (const way of ways) await describeBackend(definition, way);
}
