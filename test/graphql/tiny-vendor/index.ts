import { z } from "zod";
import { type BackendConfig, defineBackend } from "../../../src/backends/contract.ts";
import { BackendError } from "../../../src/domain/error.ts";
import type { BackendId } from "../../../src/domain/id.ts";
import { instantOf } from "../../../src/domain/instant.ts";
import { emptyCore, type JobReading } from "../../../src/domain/job.ts";
import { makeStatus, type Phase } from "../../../src/domain/status.ts";

/** What the vendor "has": jobs by name and state. Tests write to it. */
export const tinyJobs = new Map<string, "busy" | "done">();

const phases: Readonly<Record<"busy" | "done", Phase>> = { busy: "RUNNING", done: "SUCCEEDED" };

/** A whole vendor in one file: nothing outside this folder knows of it. */
export const tiny = defineBackend({
  kind: "TINY",
  title: "Tiny",
  config: z.strictObject({
    id: z.custom<BackendId>((value) => typeof value === "string"),
    kind: z.literal("TINY"),
  }) satisfies z.ZodType<BackendConfig>,
  schema: new URL("schema.graphql", import.meta.url),
  listing: { order: "unordered", paging: "whole", detail: "listed" },
  limits: {
    pageSize: 1000,
    batchSize: 10,
    concurrency: 1,
    callsPerMinute: null,
    minPollMs: 0,
    minListMs: 0,
    maxJobLifetimeMs: null,
  },
  createSafety: "never",
  vocabulary: Object.entries(phases).map(([nativeValue, phase]) => ({
    jobKinds: [],
    nativeValue,
    nativeSecondary: null,
    phase,
    stage: null,
    description: null,
  })),
  noise: [],
  create: ({ id }) => ({
    listJobs: async () => ({ readings: [...tinyJobs.keys()].map(read), unreadable: [], next: null }),
    getJobs: async (names) =>
      names.map((name) =>
        tinyJobs.has(name)
          ? read(name)
          : new BackendError("NOT_FOUND", `There is no ${name}.`, { backend: id }),
      ),
  }),
  simulator: () => Promise.reject(new Error("This vendor has no simulator.")),
});

function read(name: string): JobReading {
  const word = tinyJobs.get(name) ?? "busy";
  const native = { value: word, secondary: null, code: null, mapped: true };
  const status = makeStatus({ phase: phases[word], native });
  return {
    nativeId: name,
    core: { ...emptyCore, kind: "COMMAND", name, createdAt: instantOf(Date.now() - 60_000), status },
    native: { name, word },
  };
}
