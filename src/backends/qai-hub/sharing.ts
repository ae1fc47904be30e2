import type { Job } from "../../domain/job.ts";
import { SharedAccessSchema } from "./proto/public_api_pb.js";
import { malformed, type Service } from "./service.ts";
import { decode } from "./wire/decode.ts";

/** Addresses that a job, with its models, data sets and artifacts, is shared with outside of its organisation. */
export async function readSharing(
  service: Service,
  { nativeId }: Job,
  signal: AbortSignal,
): Promise<string[]> {
  const bytes = await service.get("sharing", ["jobs", nativeId, "shared_access"], {}, signal);
  const access = decode(SharedAccessSchema, bytes);
  if (access === null) throw malformed(service.backend, "sharing", "an answer that is no list of addresses");
  return [...new Set(access.email)];
}
