import type { BackendDefinition } from "../../src/backends/contract.ts";
import type { VendorClientOptions } from "../../src/http/contract.ts";
import { tireless } from "./hasty.ts";

const options: Partial<VendorClientOptions> = {
  timeoutMs: 800,
  deadlineMs: 8_000,
  maxRetries: 1,
  backoffMs: { first: 10, longest: 20 },
  callsPerMinute: null,
  breaker: { failures: 1_000_000, openMs: 1 },
};

/** The registered vendors with short waits for answers, and with nothing that keeps calls from a vendor in trouble. */
export const unshielded: readonly BackendDefinition[] = tireless.map((definition) => ({
  ...definition,
  create: (config, tools) =>
    definition.create(config, {
      ...tools,
      connect: (protocol, wanted) => tools.connect(protocol, { ...wanted, ...options }),
    }),
}));
