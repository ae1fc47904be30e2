import type { BackendDefinition } from "./contract.ts";
import { modelarts } from "./modelarts/index.ts";
import { seeme } from "./seeme/index.ts";

/** Every vendor that the gateway knows. */
export const definitions: readonly BackendDefinition[] = [modelarts, seeme];
