import { isJsonObject, type Json, type JsonObject } from "../../../domain/json.ts";
import type { CannotSay } from "./asked-channels.ts";
import { flag, integer, number, record, text, texts } from "./lenient.ts";
import { isNothing, present } from "./present.ts";

const wireSpec = record({
  resource: record({ flavor_id: text, pool_id: text, pool_group_id: text, node_count: integer }),
  log_export_path: record({ obs_url: text }),
  auto_stop: record({ time_unit: text, duration: number }),
  schedule_policy: record({ priority: integer, preemptible: flag }),
  notification: record({ topic_urn: text, events: texts }),
});

/** What no draft can say; `asset_model` and the like are models that a job is told to make. */
const neverSaid = [
  "resource.main_container_customized_flavor",
  "log_export_path.host_path",
  "log_export_config.rotation_enabled",
  "reserved_time",
  "schedule_policy.required_affinity",
  "schedule_policy.preferred_affinity",
  "custom_metrics",
  "output_model",
  "asset_model",
  "asset_id",
];

/** What a plain job runs on, and what is to be done about it, as members of a draft. */
export function toAskedSpec(spec: JsonObject, cannotSay: CannotSay): JsonObject {
  const { resource, log_export_path, auto_stop, schedule_policy, notification } = wireSpec.parse(spec);
  for (const place of neverSaid) if (!isNothing(memberAt(spec, place))) cannotSay(`spec.${place}`);
  if (memberAt(spec, "retention.policy") === "enabled") cannotSay("spec.retention");
  const isInPool = resource.pool_id !== null;
  const { priority, preemptible } = schedule_policy;
  return present({
    resource: present({
      flavorId: resource.flavor_id,
      poolId: resource.pool_id,
      poolGroupId: resource.pool_group_id,
      nodeCount: resource.node_count,
    }),
    volumes: toVolumes(spec.volumes, cannotSay),
    logExportUri: log_export_path.obs_url,
    autoStopHours: toHours(auto_stop, cannotSay),
    notification: notification.topic_urn && {
      topicUrn: notification.topic_urn,
      events: notification.events,
    },
    // Elsewhere it means nothing, and 0 is none.
    priority: isInPool && priority !== 0 ? priority : null,
    preemptible,
  });
}

/** Follows a dotted place. */
function memberAt(document: Json | undefined, place: string): Json | undefined {
  let value = document;
  for (const step of place.split(".")) value = isJsonObject(value) ? value[step] : undefined;
  return value;
}

interface AutoStop {
  readonly time_unit: string | null;
  readonly duration: number | null;
}

function toHours({ time_unit, duration }: AutoStop, cannotSay: CannotSay): number | null {
  if (duration === null || duration <= 0) return null;
  if (time_unit !== null && time_unit.toUpperCase() !== "HOURS") cannotSay("spec.auto_stop.time_unit");
  return duration;
}

const wireVolume = record({
  nfs: record({ nfs_server_path: text, local_path: text, read_only: flag }),
  pfs: record({ pfs_path: text, local_path: text }),
  obs: record({ obs_path: text, local_path: text }),
});
const volumeKinds = ["nfs", "pfs", "obs"];

function toVolumes(volumes: Json | undefined, cannotSay: CannotSay): JsonObject[] {
  const entries = Array.isArray(volumes) ? volumes.filter(isJsonObject) : [];
  return entries.flatMap((entry: JsonObject, index) => {
    for (const [kind, value] of Object.entries(entry))
      if (!volumeKinds.includes(kind) && !isNothing(value)) cannotSay(`spec.volumes[${index}].${kind}`);
    const { nfs, pfs, obs } = wireVolume.parse(entry);
    const { nfs_server_path: serverPath, read_only } = nfs;
    return [
      serverPath && { nfs: present({ serverPath, localPath: nfs.local_path, readOnly: read_only ?? false }) },
      pfs.pfs_path && { pfs: present({ path: pfs.pfs_path, localPath: pfs.local_path }) },
      obs.obs_path && { obs: present({ path: obs.obs_path, localPath: obs.local_path }) },
    ].filter((volume) => volume !== null && volume !== "");
  });
}
