import { z } from "zod";

/** Bodies of the control port. Unknown keys are refused, so that a slip of the pen does not pass in silence. */

const fieldMap = z.record(z.string(), z.unknown());
const word = z.string().min(1);

const step = z.strictObject({
  native: word,
  afterMs: z.number().min(0).default(0),
  secondary: z.string().nullable().default(null),
  message: z.string().nullable().default(null),
  items: fieldMap.nullable().default(null),
});

export const resetInput = z.strictObject({
  seed: z.int().min(0).optional(),
  jobs: z.int().min(0).max(100_000_000).optional(),
});

export const clockInput = z.strictObject({
  speed: z.number().min(0.01).max(1_000_000).optional(),
  paused: z.boolean().optional(),
  advanceMs: z.number().min(0).optional(),
});

export const jobsInput = z.strictObject({
  kind: word,
  count: z.int().min(1).max(100_000).default(1),
  script: z.array(step).optional(),
  fields: fieldMap.default({}),
});

/** What is absent stays as it is. */
export const patchInput = z.strictObject({
  native: word.optional(),
  secondary: z.string().nullable().optional(),
  message: z.string().nullable().optional(),
  items: fieldMap.nullable().optional(),
});

const source = z.string().min(1).optional();

export const logLines = z.array(z.union([z.string(), fieldMap]));

export const logsInput = z.union(
  [
    z.strictObject({ source, lines: logLines }),
    z.strictObject({ source, rotate: z.literal(true) }),
    z.strictObject({ source, truncateBytes: z.int().min(0) }),
  ],
  { error: "expected one of lines (texts or objects), rotate: true, truncateBytes (a whole number from 0)" },
);

const fault = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("latency"), ms: z.number().min(0).max(600_000) }),
  z.strictObject({
    type: z.literal("status"),
    status: z.int().min(200).max(599),
    retryAfterS: z.number().min(0).optional(),
  }),
  z.strictObject({ type: z.literal("drop"), after: z.boolean().optional() }),
  z.strictObject({ type: z.literal("half") }),
  z.strictObject({ type: z.literal("malformed") }),
  z.strictObject({ type: z.literal("expireTokens") }),
  z.strictObject({ type: z.literal("shiftPages"), by: z.int().min(1).max(1000) }),
  z.strictObject({ type: z.literal("unknownStatus"), word }),
]);

export const faultInput = z.strictObject({
  kind: word,
  match: z.strictObject({ method: word.optional(), path: word.optional() }).default({}),
  fault,
  times: z.int().min(1).optional(),
});

export const assumptionInput = z.strictObject({
  kind: word,
  key: word,
  value: z.union([z.boolean(), z.number(), z.string()]),
});

export const hookInput = z.strictObject({ kind: word, url: z.url({ protocol: /^https?$/ }) });

export const requestsInput = z.object({ kind: word, since: z.coerce.number().int().min(0).default(0) });
