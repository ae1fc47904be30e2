import { create, toBinary } from "@bufbuild/protobuf";
import type { SharingChange, SharingEffect } from "../../domain/command.ts";
import type { Job } from "../../domain/job.ts";
import { unsent } from "../unsent.ts";
import { SharedAccessChangeSchema, SharedAccessSchema } from "./proto/public_api_pb.js";
import { malformed, type Service, type Write } from "./service.ts";
import { sharedWith } from "./shared-with.ts";
import { decode } from "./wire/decode.ts";

/** Addresses that a job, with its models, data sets and artifacts, is shared with outside of its organisation. */
export async function readSharing(
  service: Service,
  { nativeId }: Job,
  signal: AbortSignal,
): Promise<string[]> {
  const bytes = await service.get("sharing", pathOf(nativeId), {}, signal);
  const access = decode(SharedAccessSchema, bytes);
  if (access === null) throw malformed(service.backend, "sharing", "an answer that is no list of addresses");
  return [...new Set(access.email)];
}

/** Shares a job with more or fewer people, or with nobody. What goes with it is read first. */
export async function modifySharing(
  service: Service,
  job: Job,
  change: SharingChange,
  signal: AbortSignal,
): Promise<SharingEffect> {
  const effect = await unsent(sharedWith(service, job, signal));
  await service.write("modifySharing", toWrite(job.nativeId, change), signal);
  return effect;
}

/** Somebody added or taken away twice is so once. */
function toWrite(nativeId: string, change: SharingChange): Write {
  const path = pathOf(nativeId);
  if (change.kind === "disable") return { method: "DELETE", path, repeatable: true };
  const message = { addEmail: [...change.add], removeEmail: [...change.remove] };
  const body = toBinary(SharedAccessChangeSchema, create(SharedAccessChangeSchema, message));
  return { method: "PATCH", path, body, repeatable: true };
}

function pathOf(nativeId: string): string[] {
  return ["jobs", nativeId, "shared_access"];
}
