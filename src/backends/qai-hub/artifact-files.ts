import type { Job } from "../../domain/job.ts";
import type { LogFile } from "../../domain/log.ts";
import { fetchJob } from "./jobs.ts";
import { type JobArtifactType, NamedArtifactDownloadURLListSchema } from "./proto/public_api_pb.js";
import { malformed, type Service } from "./service.ts";
import { decode } from "./wire/decode.ts";
import { toArtifactWord } from "./wire/job.ts";
import { expiryOf } from "./wire/signed-link.ts";

/**
 * Files of an ended job: its logs, traces and archives, of the newest run on a device. A name is the word of the kind,
 * or its number where there is no word, and the file's own: `DEVICE_LOG/jpy7q4o3g_device.log`. Empty until the end.
 */
export async function listArtifactFiles(
  service: Service,
  { nativeId, core }: Job,
  signal: AbortSignal,
): Promise<LogFile[]> {
  signal.throwIfAborted();
  if (core.status.phaseClass !== "TERMINAL") return [];
  const { availableArtifacts } = await fetchJob(service, "logFiles", nativeId, signal);
  const types = [...new Set(availableArtifacts)];
  const lists = await Promise.all(types.map((type) => listFiles(service, nativeId, type, signal)));
  // Plain file names are unique by the vendor's word for it; the first one counts if they are not.
  const files = new Map(
    lists
      .flat()
      .toReversed()
      .map((file) => [file.name, file]),
  );
  return [...files.values()].toReversed();
}

async function listFiles(
  service: Service,
  nativeId: string,
  type: JobArtifactType,
  signal: AbortSignal,
): Promise<LogFile[]> {
  const path = ["jobs", nativeId, "device_runs", "latest", "artifact_list", String(type)];
  // Without word of credentials the service answers addresses, which need none.
  const bytes = await service.get("logFiles", path, { use_acceleration: "false" }, signal);
  const list = decode(NamedArtifactDownloadURLListSchema, bytes);
  if (list === null) throw malformed(service.backend, "logFiles", "an answer that is no list of files");
  return list.artifacts.map(({ url, filename }) => {
    const address = URL.parse(url);
    if (address === null || !/^https?:$/.test(address.protocol))
      throw malformed(service.backend, "logFiles", "a file without an address");
    const expiresAt = expiryOf(address);
    return { name: `${toArtifactWord(type)}/${filename}`, url: address.href, sizeBytes: null, expiresAt };
  });
}
