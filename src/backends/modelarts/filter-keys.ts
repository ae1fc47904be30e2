import type { NativeKeys } from "../../domain/native-filter.ts";

/**
 * The twelve keys of the vendor's own filters. Documents tell no id of a user: `user_id` finds those that do.
 * Source: the filter keys that the vendor's Terraform provider documents for its list of training jobs.
 */
export const nativeKeys: NativeKeys = {
  id: { path: "metadata.id" },
  name: { path: "metadata.name" },
  kind: { path: "kind" },
  phase: { path: "status.phase" },
  algorithm_id: { path: "algorithm.id" },
  algorithm_name: { path: "algorithm.name" },
  create_time: { path: "metadata.create_time", isInstant: true },
  user_id: { path: "metadata.user_id" },
  pool_id: { path: "spec.resource.pool_id" },
  training_experiment_id: { path: "metadata.training_experiment_reference.id" },
  runtime_type: { path: "spec.runtime_type" },
  priority: { path: "spec.schedule_policy.priority" },
};
