import { azureMl } from "./azure-ml/index.ts";
import type { BackendDefinition } from "./contract.ts";
import { datature } from "./datature/index.ts";
import { modelarts } from "./modelarts/index.ts";
import { qaiHub } from "./qai-hub/index.ts";
import { seeme } from "./seeme/index.ts";

/** Every vendor that the gateway knows. */
export const definitions: readonly BackendDefinition[] = [modelarts, azureMl, datature, qaiHub, seeme];
