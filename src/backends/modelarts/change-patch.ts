import { isDeepStrictEqual } from "node:util";
import { BackendError, withUndone } from "../../domain/error.ts";
import type { Patch } from "./change-rules.ts";
import { toChangeableSpec } from "./create-body.ts";
import type { Service } from "./service.ts";
import { flag, integer, record, text, texts } from "./wire/lenient.ts";

const wireChanged = record({
  spec: record({
    notification: record({ topic_urn: text, events: texts }),
    schedule_policy: record({ priority: integer, preemptible: flag }),
  }),
});

/** Codes for a body that the service cannot make anything of: bad argument, bad JSON, bad parameter. */
const refusals: readonly string[] = ["ModelArts.0101", "ModelArts.2787", "ModelArts.2788"];

/**
 * Changes what only newer regions let change (client 3.1.219 and later). Older ones refuse or ignore it, which the job
 * itself tells: UNSUPPORTED then names what the region did not take.
 */
export async function applyPatch(
  service: Service,
  nativeId: string,
  patch: Patch,
  signal: AbortSignal,
): Promise<void> {
  const path = ["training-jobs", nativeId];
  const call = { method: "PUT", path, body: { spec: toChangeableSpec(patch) }, repeatable: true } as const;
  try {
    await service.change("updateJob", call, signal);
  } catch (error) {
    if (!(error instanceof BackendError) || !refusals.includes(error.nativeCode ?? "")) throw error;
    throw unsupported(service, `ModelArts refuses the change in this region: ${error.message}`, error);
  }
  const taken = takenOf(patch, await readAfterwards(service, path, signal));
  const ignored = Object.entries(taken).flatMap(([field, isTaken]) => (isTaken === false ? [field] : []));
  if (ignored.length === 0) return;
  const isAll = ignored.length === Object.values(taken).filter((isTaken) => isTaken !== null).length;
  const message = `ModelArts ignores ${ignored.join(", ")} in this region`;
  if (isAll) throw unsupported(service, message, null);
  throw withUndone(unsupported(service, `${message}; the rest is as it was asked for`, null), false);
}

/** The job's document after the change, which a failure to read it leaves open. */
async function readAfterwards(
  service: Service,
  path: readonly string[],
  signal: AbortSignal,
): Promise<unknown> {
  try {
    return (await service.get("updateJob", path, {}, signal)).json();
  } catch (error) {
    throw error instanceof BackendError ? withUndone(error, false) : error;
  }
}

/** Whether the job has what was asked for, by field; null for what was not asked for. */
function takenOf({ notification, priority, preemptible }: Patch, document: unknown) {
  const { spec } = wireChanged.parse(document);
  const { topic_urn: topicUrn, events } = spec.notification;
  return {
    notification: notification
      ? topicUrn === notification.topicUrn && isDeepStrictEqual(new Set(events), new Set(notification.events))
      : null,
    priority: priority === undefined ? null : spec.schedule_policy.priority === priority,
    preemptible: preemptible === undefined ? null : spec.schedule_policy.preemptible === preemptible,
  };
}

function unsupported({ backend }: Service, message: string, refusal: BackendError | null): BackendError {
  const { nativeCode = null, solution = null, status = null, requestId = null } = refusal ?? {};
  const facts = { backend, nativeCode, solution, status, requestId };
  return new BackendError("UNSUPPORTED", message, { ...facts, cause: refusal ?? undefined });
}
