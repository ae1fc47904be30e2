import { BackendError } from "../../domain/error.ts";
import type { Instant } from "../../domain/instant.ts";
import type { JobReading, User as Owner } from "../../domain/job.ts";
import { getJobs } from "./jobs.ts";
import { listJobs, pageLimit } from "./listing.ts";
import { UserSchema } from "./proto/public_api_pb.js";
import { malformed, type Service } from "./service.ts";
import { toOwner } from "./wire/core.ts";
import { decode } from "./wire/decode.ts";

/**
 * Jobs of this name that the account has created since then, in whatever project. Colleagues' jobs are listed too, and
 * names are not unique. Without a name all of them: such a job has got the name of its model. Rejects with MALFORMED
 * when there is none beside one that cannot be read: it may be such a one.
 */
export async function findCreated(
  service: Service,
  name: string,
  since: Instant,
  signal: AbortSignal,
): Promise<JobReading[]> {
  const account = await fetchAccount(service, signal);
  const isWanted = ({ core }: JobReading) =>
    (name === "" || core.name === name) && !isBefore(core.createdAt, since) && isOf(core.owner, account);
  const ids = new Set<string>();
  const spoiled: BackendError[] = [];
  for (let cursor: string | null = null, isFirst = true; isFirst || cursor !== null; isFirst = false) {
    const page = await listJobs(
      { service, project: undefined },
      { cursor, pageSize: pageLimit, since },
      signal,
    );
    for (const reading of page.readings) if (isWanted(reading)) ids.add(reading.nativeId);
    // A summary that is spoiled may be of the job; the job itself tells.
    for (const { nativeId, error } of page.unreadable) {
      if (nativeId === null) spoiled.push(error);
      else ids.add(nativeId);
    }
    cursor = isBefore(page.readings.at(-1)?.core.createdAt ?? null, since) ? null : page.next;
  }
  const results = await getJobs(service, [...ids], signal);
  const found: JobReading[] = [];
  for (const result of results) {
    if (!(result instanceof BackendError)) found.push(...(isWanted(result) ? [result] : []));
    else if (result.kind === "MALFORMED") spoiled.push(result);
  }
  const [error] = spoiled;
  if (error && found.length === 0) throw error;
  return found;
}

/** Whose token it is. */
async function fetchAccount(service: Service, signal: AbortSignal): Promise<Owner | null> {
  const user = decode(UserSchema, await service.get("findCreated", ["users", "auth", "user"], {}, signal));
  if (user === null) throw malformed(service.backend, "findCreated", "an answer that is no account");
  return toOwner(user);
}

/** Whether somebody is the account, as far as both are told. */
function isOf(owner: Owner | null, account: Owner | null): boolean {
  if (owner?.nativeId && account?.nativeId) return owner.nativeId === account.nativeId;
  if (owner?.email && account?.email) return owner.email.toLowerCase() === account.email.toLowerCase();
  return true;
}

/** By whole seconds: not all clocks of services tell more. */
function isBefore(createdAt: Instant | null, since: Instant): boolean {
  return createdAt !== null && createdAt.slice(0, 19) < since.slice(0, 19);
}
