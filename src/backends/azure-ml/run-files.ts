import { parseInstant } from "../../domain/instant.ts";
import type { Job } from "../../domain/job.ts";
import type { LogFile } from "../../domain/log.ts";
import { malformed, type Service } from "./service.ts";
import { parseLogFiles } from "./wire/log.ts";

/**
 * Log files of a run by their path below its folder, at any time of its life. The addresses are signed and other ones
 * at each call; no token goes to them.
 */
export async function listRunFiles(
  service: Service,
  { nativeId }: Job,
  signal: AbortSignal,
): Promise<LogFile[]> {
  const path = ["runs", nativeId, "details"];
  const files = parseLogFiles(
    await service.data({ operation: "logFiles", service: "history", path }, signal),
  );
  if (files === null) throw malformed(service.backend, "logFiles", "details that are no JSON object");
  return [...files].map(([name, address]) => ({
    name,
    url: address.href,
    sizeBytes: null,
    // `se` of a shared access signature. (Microsoft, "Create a user delegation SAS")
    expiresAt: parseInstant(address.searchParams.get("se") ?? ""),
  }));
}
