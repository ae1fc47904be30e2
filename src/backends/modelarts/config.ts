import { z } from "zod";
import { type BackendId, isBackendId } from "../../domain/id.ts";
import { hookSecret } from "../hook.ts";
import { defaultWorkspace } from "./wire/job.ts";

/** Text that a header can carry. */
const headerText = z.string().regex(/^[\x21-\x7e]+$/, "expected printable ASCII without spaces");
const address = z.url({ protocol: /^https?$/, error: "expected an http or https address" });

/** Host name, with a port where it is not the usual one. */
const host = z
  .string()
  .regex(/^([\w.-]+|\[[\da-f:]+\])(:\d{1,5})?$/i, "expected a host such as smn.cn-north-4.myhuaweicloud.com")
  .toLowerCase();

const credentials = z.union(
  [
    z.strictObject({ accessKey: headerText, secretKey: z.string().min(1) }),
    z.strictObject({ domain: z.string().min(1), userName: z.string().min(1), password: z.string().min(1) }),
    z.literal("ambient"),
  ],
  { error: "expected accessKey and secretKey, or domain, userName and password, or ambient" },
);

/** Entry of `backends:`. */
export const modelartsConfig = z
  .strictObject({
    id: z.custom<BackendId>(
      (value) => typeof value === "string" && isBackendId(value),
      "expected a backend id",
    ),
    kind: z.literal("MODELARTS"),
    title: z.string().optional(),
    /** For example `cn-north-4`; gives the addresses and names the project. */
    region: z
      .string()
      .regex(/^[a-z0-9-]{1,64}$/, "expected a region id such as cn-north-4")
      .optional(),
    /** Only scheme, host and port count. */
    endpoint: address.optional(),
    iamEndpoint: address.optional(),
    /** Looked up by the name of the region when absent. */
    projectId: z
      .string()
      .regex(/^[A-Za-z0-9-]{1,64}$/, "expected 1 to 64 letters, digits and hyphens")
      .optional(),
    workspaces: z.array(z.string().min(1)).min(1).default([defaultWorkspace]),
    /** `ambient`: the vendor's own environment variables, else what the machine that the gateway runs on is given. */
    credentials,
    /** Where a machine of the vendor's is told about itself. */
    metadataEndpoint: address.default("http://169.254.169.254"),
    hook: z
      .strictObject({
        /** What the address that SMN was given has to carry, beside the signature of each message. */
        secret: hookSecret.optional(),
        /** Hosts that certificates and confirmations may be fetched from; the vendor's own of the region when absent. */
        certificateHosts: z.array(host).min(1).optional(),
      })
      .prefault({}),
    /** For regions that are known to differ from what most of the vendor's documents say. */
    assume: z
      .strictObject({
        /** What `offset` counts in listings; found out by itself when it counts items. */
        offset: z.enum(["page", "item"]).default("page"),
        /** Whether logs can be read by lines; found out by itself when they cannot. */
        lineApi: z.boolean().default(true),
      })
      .prefault({}),
  })
  .refine(({ region, endpoint }) => region !== undefined || endpoint !== undefined, {
    path: ["region"],
    error: "expected a region or an endpoint",
  })
  .refine(({ region, projectId }) => region !== undefined || projectId !== undefined, {
    path: ["projectId"],
    error: "expected a projectId or a region to look it up by",
  });
export type ModelartsConfig = z.output<typeof modelartsConfig>;

/** Address of the service. The vendor's own region tables give one region another suffix. */
export function serviceEndpoint({ endpoint, region }: ModelartsConfig): string {
  const suffix = region === "ap-southeast-1" ? "cn" : "com";
  return endpoint ?? `https://modelarts.${region}.myhuaweicloud.${suffix}`;
}

/**
 * Hosts that signing certificates and confirmations of subscriptions may be fetched from: message service and console
 * of the region. Nothing below the vendor's domain at large, where anybody can have a bucket.
 */
export function certificateHosts({ hook, region }: ModelartsConfig): readonly string[] {
  const own = [
    `smn.${region}.myhuaweicloud.com`,
    "console.huaweicloud.com",
    `${region}-console.huaweicloud.com`,
  ];
  return hook.certificateHosts ?? (region === undefined ? [] : own);
}

/** Address of the identity service. */
export function identityEndpoint({ iamEndpoint, region }: ModelartsConfig): string {
  return iamEndpoint ?? `https://iam.${region === undefined ? "" : `${region}.`}myhuaweicloud.com`;
}
