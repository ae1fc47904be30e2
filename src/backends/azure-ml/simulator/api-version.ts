import { Refusal } from "./errors.ts";

/**
 * The api-versions of the provider that clients send. Source: section 2 and 11.2 of the vendor's reference, from the
 * types of every version in Azure/bicep-types-az.
 */
const STABLE = [
  "2020-08-01",
  "2022-05-01",
  "2022-10-01",
  "2023-04-01",
  "2023-10-01",
  "2024-04-01",
  "2024-10-01",
  "2025-04-01",
  "2025-06-01",
  "2025-09-01",
  "2025-12-01",
  "2026-03-01",
  "2026-05-01",
];
const PREVIEW = [
  "2022-02-01",
  "2022-06-01",
  "2022-10-01",
  "2022-12-01",
  "2023-02-01",
  "2023-04-01",
  "2023-06-01",
  "2023-08-01",
  "2024-01-01",
  "2024-04-01",
  "2024-07-01",
  "2024-10-01",
  "2025-01-01",
  "2025-04-01",
  "2025-07-01",
  "2025-10-01",
  "2026-01-15",
];
const KNOWN = new Set([...STABLE, ...PREVIEW.map((day) => `${day}-preview`)]);

/** The first version of each job type, stable and preview; null: none. */
const JOB_TYPES: Readonly<Record<string, { stable: string | null; preview: string; last?: string }>> = {
  Command: { stable: "2022-05-01", preview: "2022-02-01" },
  Sweep: { stable: "2022-05-01", preview: "2022-02-01" },
  Pipeline: { stable: "2022-05-01", preview: "2022-02-01" },
  AutoML: { stable: "2022-10-01", preview: "2022-02-01" },
  Spark: { stable: "2024-04-01", preview: "2022-12-01" },
  Labeling: { stable: null, preview: "2022-12-01", last: "2024-04-01" },
  FineTuning: { stable: null, preview: "2024-01-01" },
  Distillation: { stable: null, preview: "2024-10-01" },
};

/** Throws the resource manager's refusals: the version is mandatory, and it must be one of the provider's. */
export function checkApiVersion(version: string | null): void {
  if (!version) {
    const text = "The api-version query parameter (?api-version=) is required for all requests.";
    throw new Refusal(400, "MissingApiVersionParameter", text);
  }
  if (KNOWN.has(version)) return;
  const text = `No registered resource provider found for API version '${version}'.`;
  throw new Refusal(400, "NoRegisteredProviderFound", text);
}

/** Whether any version has this job type; the spelling counts. */
export function isJobType(jobType: unknown): jobType is string {
  return typeof jobType === "string" && Object.hasOwn(JOB_TYPES, jobType);
}

/** Whether a version knows a job type. Days of versions compare as text. */
export function knowsJobType(version: string, jobType: string): boolean {
  const known = JOB_TYPES[jobType];
  if (!known) return false;
  const day = version.slice(0, 10);
  if (!version.endsWith("-preview")) return known.stable !== null && day >= known.stable;
  return day >= known.preview && (known.last === undefined || day <= known.last);
}
