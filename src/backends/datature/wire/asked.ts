import { z } from "zod";
import { isJsonObject } from "../../../domain/json.ts";

const id = z.string().min(1);
const text = z.string().min(1).optional();
const time = z.number().optional();
/** Told by the vendor about a deployment, not asked for. */
const told = z.unknown().optional();

/** The vendor's client reads these names with `_` and sends them without. */
const options = z.preprocess(
  (value) =>
    isJsonObject(value)
      ? Object.fromEntries(Object.entries(value).map(([key, member]) => [toCamelCase(key), member]))
      : value,
  z.strictObject({
    evaluationStrategy: text,
    evaluationThreshold: z.number().optional(),
    evaluationGroup: z.array(z.string()).optional(),
  }),
);

const template = z
  .strictObject({
    artifactId: id,
    replicas: z.int().optional(),
    scaling: z
      .strictObject({ replicas: z.int(), mode: z.literal("FixedReplicaCount").optional() })
      .optional(),
    region: text,
    instanceId: text,
    name: text,
    versionTag: text,
    options: options.optional(),
    resources: told,
    id: told,
    object: told,
    projectId: told,
    historyVersions: told,
    status: told,
    url: told,
    createDate: told,
    updateDate: told,
  })
  // Beside an instance they say what that has; alone they were asked for.
  .refine(({ instanceId, resources }) => instanceId !== undefined || resources === undefined, {
    path: ["resources"],
  });

const asked = z.object({
  createDate: time,
  spec: z.strictObject({
    startAtTime: time,
    stopAtTime: time,
    datasetId: id,
    deployment: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("ExistingDeployment"), deploymentId: id }),
      z.strictObject({ kind: z.literal("NewEphemeralDeployment"), template }),
    ]),
    resultDelivery: z.strictObject({
      destinations: z.tuple([z.strictObject({ kind: z.literal("Webhook").optional(), webhookId: id })]),
    }),
  }),
});

/** What was asked for with a job, as far as a draft can say it; times are in milliseconds. */
export type Asked = z.output<typeof asked>;

/** Reads what was asked for; instead of it the places of what no draft can say, of which there is one at least. */
export function parseAsked(
  document: unknown,
): { readonly asked: Asked } | { readonly unsaid: readonly string[] } {
  const parsed = asked.safeParse(withoutNulls(document));
  if (parsed.success) return { asked: parsed.data };
  const places = parsed.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path],
  );
  return { unsaid: [...new Set(places.map((place) => place.join(".")))] };
}

/** What lies deeper than this is nothing that was asked for, and stays as it is. */
const deepest = 60;

/** A member that is null says as much as none. */
function withoutNulls(value: unknown, depth = 0): unknown {
  if (depth > deepest) return value;
  if (Array.isArray(value)) return value.map((member) => withoutNulls(member, depth + 1));
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([key, member]) => [key, withoutNulls(member, depth + 1)]));
}

function toCamelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
