import { z } from "zod";
import { type BackendConfig, type BackendDefinition, defineBackend } from "../../../src/backends/contract.ts";
import { type BackendId, isBackendId } from "../../../src/domain/id.ts";

const common = {
  id: z.custom<BackendId>((value) => typeof value === "string" && isBackendId(value)),
  title: z.string().optional(),
};

const cluster = z.strictObject({
  ...common,
  kind: z.literal("CLUSTER"),
  url: z.url().default("https://cluster.example"),
  credentials: z.union([
    z.strictObject({ user: z.string(), apiToken: z.string().min(1) }),
    z.strictObject({ accessKey: z.string().min(1), secretKey: z.string().min(1) }),
  ]),
});

const forge = z.strictObject({
  ...common,
  kind: z.literal("FORGE"),
  // A careless definition: its message quotes the value.
  secret: z.string().refine((text) => !text.includes(" "), { error: ({ input }) => `no spaces in ${input}` }),
});

/** Two kinds of backends that exist for their settings alone. */
export const definitions = [define("CLUSTER", cluster), define("FORGE", forge)];

function define<Config extends BackendConfig>(kind: string, config: z.ZodType<Config>): BackendDefinition {
  return defineBackend({
    kind,
    title: kind,
    config,
    schema: new URL("./schema.graphql", import.meta.url),
    listing: { order: "newest", paging: "cursor", detail: "listed" },
    limits: {
      pageSize: 1,
      batchSize: 1,
      concurrency: 1,
      callsPerMinute: null,
      minPollMs: 1,
      minListMs: 1,
      maxJobLifetimeMs: null,
    },
    createSafety: "never",
    vocabulary: [],
    noise: [],
    create: () => {
      throw new Error("settings create no backend");
    },
    simulator: () => Promise.reject(new Error("settings start no simulator")),
  });
}
