import type { BackendDefinition } from "../../src/backends/contract.ts";
import { definitions } from "../../src/backends/registry.ts";
import type { VendorClientOptions } from "../../src/http/contract.ts";

const options: Partial<VendorClientOptions> = {
  timeoutMs: 500,
  deadlineMs: 1_000,
  maxRetries: 1,
  backoffMs: { first: 10, longest: 20 },
  callsPerMinute: null,
  breaker: { failures: 8, openMs: 200 },
};

/** The registered vendors, which may be asked again as soon as somebody wants to know. */
export const tireless: readonly BackendDefinition[] = definitions.map((definition) => ({
  ...definition,
  limits: { ...definition.limits, minPollMs: 50, minListMs: 50, callsPerMinute: null },
}));

/** The same with short waits for answers and between tries, so that no test sits through what spares a real vendor. */
export const hasty: readonly BackendDefinition[] = tireless.map((definition) => ({
  ...definition,
  create: (config, tools) =>
    definition.create(config, {
      ...tools,
      connect: (protocol, wanted) => tools.connect(protocol, { ...wanted, ...options }),
    }),
}));
