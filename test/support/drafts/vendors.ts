import { azureMl } from "./azure-ml.ts";
import type { VendorDrafts } from "./contract.ts";
import { datature } from "./datature.ts";
import { modelarts } from "./modelarts.ts";
import { qaiHub } from "./qai-hub.ts";
import { seeme } from "./seeme.ts";

/** Drafts of each vendor that can check them, by kind. */
export const draftsOf: Readonly<Record<string, VendorDrafts>> = {
  MODELARTS: modelarts,
  AZURE_ML: azureMl,
  DATATURE: datature,
  QAI_HUB: qaiHub,
  SEEME: seeme,
};
