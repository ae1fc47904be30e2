import { z } from "zod";
import { type BackendId, isBackendId } from "../../domain/id.ts";

const address = z.url({ protocol: /^https?$/, error: "expected an http or https address" });
const vendorAddress = "https://workbench.aihub.qualcomm.com";

/** Entry of `backends:`. */
export const qaiHubConfig = z.strictObject({
  id: z.custom<BackendId>(
    (value) => typeof value === "string" && isBackendId(value),
    "expected a backend id",
  ),
  kind: z.literal("QAI_HUB"),
  title: z.string().optional(),
  /** Address below which `/api/v1` lies; other deployments have one of their own. */
  url: address.default(vendorAddress),
  /** Base of the pages for people; `url` when absent, as on every deployment that is known. */
  webUrl: address.optional(),
  /** Id of the only project to list; all that the account sees when absent. */
  project: z.string().min(1).optional(),
  credentials: z.strictObject({
    apiToken: z.string().regex(/^[\x21-\x7e]+$/, "expected printable ASCII without spaces"),
  }),
});
export type QaiHubConfig = z.output<typeof qaiHubConfig>;

/** Base of the pages for people, without a slash at its end. */
export function webAddress({ url, webUrl }: QaiHubConfig): string {
  return (webUrl ?? url).replace(/\/+$/, "");
}
