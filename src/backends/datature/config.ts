import { z } from "zod";
import { type BackendId, isBackendId } from "../../domain/id.ts";

/** Entry of `backends:`. */
export const datatureConfig = z.strictObject({
  id: z.custom<BackendId>(
    (value) => typeof value === "string" && isBackendId(value),
    "1 to 63 of a-z, 0-9 and -",
  ),
  kind: z.literal("DATATURE"),
  title: z.string().optional(),
  url: z.url({ protocol: /^https?$/ }).default("https://api.datature.io"),
  /** With or without `proj_`, as in the vendor's client. */
  projectId: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, "1 to 64 letters, digits, _ and -")
    .transform((id) => (id.startsWith("proj_") ? id : `proj_${id}`)),
  credentials: z.strictObject({
    /** Secret of the workspace or project. */
    secretKey: z.string().regex(/^[\x21-\x7e]+$/, "printable ASCII without spaces"),
  }),
  /** The webhook's secret, Base64. Without it pushes name no job and only make the next poll come sooner. */
  hook: z.strictObject({ secret: z.base64("Base64").min(4).optional() }).prefault({}),
});
export type DatatureConfig = z.output<typeof datatureConfig>;
