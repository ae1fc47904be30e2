import type { BrokenDraft } from "./contract.ts";
import { goodName, resource, task } from "./modelarts-parts.ts";
import { invalid, notFound } from "./wrong-value.ts";

/** For each documented rule of what a job is called, where it runs and when it stops, a draft that breaks it. */
export const broken: readonly BrokenDraft[] = [
  invalid("an empty name", "name", { value: "", says: `got "", expected ${goodName}`, rows: "S1-42" }),
  invalid("a name of 65 characters", "name", { value: "x".repeat(65), says: goodName, rows: "S1-42" }),
  invalid("a name with a space", "name", {
    value: "a b",
    says: `name: got "a b", expected ${goodName}`,
    rows: "S1-42",
  }),
  invalid("a description of 257 characters", "description", {
    value: "é".repeat(257),
    says: "at most 256 characters",
    rows: "S1-44",
  }),
  {
    title: "a name for people",
    put: { displayName: "x" },
    code: "UNSUPPORTED",
    at: "displayName",
    says: "the vendor has no such field",
  },
  {
    title: "a schedule",
    put: { schedule: { startAt: null, stopAt: "2030-01-01T00:00:00.000Z" } },
    code: "UNSUPPORTED",
    at: "schedule.stopAt",
    says: "the vendor has no such field",
  },
  invalid("21 labels", "labels", {
    value: Array.from({ length: 21 }, (_, index) => ({ key: `k${index}`, value: "" })),
    says: "got a list of 21, expected at most 20 entries",
  }),
  invalid("a label without a key", "labels.0.key", { value: "", says: "1 to 128 characters" }),
  invalid("a label of the system", "labels.0.key", { value: "_sys_team", says: "does not begin with _sys_" }),
  invalid("a long value of a label", "labels.0.value", {
    value: "x".repeat(256),
    says: "at most 255 characters",
  }),
  {
    title: "a label twice",
    put: { "labels.1": { key: "team", value: "b" } },
    code: "INVALID",
    at: "labels.1.key",
    says: "each key once",
  },

  invalid("a workspace that is not configured", "job.workspaceId", {
    value: "f".repeat(32),
    says: "a configured workspace: 0",
  }),
  invalid("no number of retries", "job.annotations.0.value", {
    value: "often",
    says: `got "often", expected a whole number, at least 1`,
  }),
  invalid("a retry count of zero", "job.annotations.0.value", { value: "0", says: "at least 1" }),

  invalid("no resource", "job.resource", { value: null, says: "where it runs" }),
  invalid("a resource that is nowhere", "job.resource.flavorId", {
    value: null,
    says: "a flavor, unless there is a poolId or a poolGroupId",
    rows: "S1-214",
  }),
  {
    title: "a public flavor in a dedicated pool",
    put: { "job.resource.poolId": "pool-a7c3-train" },
    code: "INVALID",
    at: "job.resource.flavorId",
    says: "modelarts.pool.visual.xlarge",
    rows: "S1-214",
  },
  notFound("a flavor that is not there", "job.resource.flavorId", {
    value: "abacus",
    says: `flavor "abacus" is not there`,
  }),
  invalid("a flavor that the algorithm does not run on", "job.resource.flavorId", {
    value: "modelarts.vm.cpu.8u",
    says: "a flavor of type GPU, which the algorithm needs",
    of: "an algorithm",
  }),
  invalid("no nodes", "job.resource.nodeCount", {
    value: 0,
    says: "got 0, expected a whole number of nodes, at least 1",
    rows: "S1-221",
  }),
  invalid("more nodes than the flavor has", "job.resource.nodeCount", {
    value: 17,
    says: "got 17, expected 1 to 16 nodes of modelarts.vm.cpu.8u",
    rows: "S1-197 S1-221",
  }),
  {
    title: "two nodes of a flavor that is not distributed",
    put: { "job.resource.flavorId": "modelarts.vm.cpu.2u" },
    code: "INVALID",
    at: "job.resource.nodeCount",
    says: "1 to 1 nodes",
    rows: "S1-197",
  },
  {
    title: "a federated job without a group of pools",
    put: { "job.kind": "FEDERATED_POOL_JOB" },
    code: "INVALID",
    at: "job.resource.poolGroupId",
    says: "the group of pools",
    rows: "S1-291",
  },

  invalid("a heterogeneous job without tasks", "job.tasks", {
    value: [],
    says: "the tasks of a HETERO_JOB",
    of: "tasks",
  }),
  invalid("a resource beside tasks", "job.resource", {
    value: resource,
    says: "nothing beside tasks",
    of: "tasks",
  }),
  invalid("tasks of a plain job", "job.tasks", {
    value: [task("WORKER", "modelarts.vm.cpu.8u")],
    says: "nothing: only a HETERO_JOB has tasks",
  }),
  invalid("a role that is none", "job.tasks.0.role", {
    value: "UNKNOWN",
    says: "one of LEARNER, WORKER",
    of: "tasks",
  }),
  invalid("a learner on NPUs", "job.tasks.0.resource.flavorId", {
    value: "modelarts.kat1.xlarge",
    says: "a flavor of type GPU or CPU for a LEARNER",
    of: "tasks",
    rows: "S1-160",
  }),
  invalid("a worker on GPUs", "job.tasks.1.resource.flavorId", {
    value: "modelarts.p3.large.public",
    says: "a flavor of type CPU for a WORKER",
    of: "tasks",
    rows: "S1-161",
  }),
  {
    title: "a task without a flavor",
    of: "tasks",
    put: { "job.tasks.0.resource": { poolId: "pool-a7c3-train" } },
    code: "INVALID",
    at: "job.tasks.0.resource.flavorId",
    says: "the flavor of the task",
  },
  invalid("a task's input that is not in object storage", "job.tasks.0.inputs.0.obsUrl", {
    value: "dataset-1",
    says: "obs://bucket/… or /bucket/…",
    of: "tasks",
    rows: "S1-171",
  }),
  {
    title: "a task's image without a command",
    of: "tasks",
    put: { "job.tasks.0.engine": { imageUrl: "org/image:1" } },
    code: "INVALID",
    at: "job.tasks.0.code.command",
    says: "the command that the image is started with",
  },
  {
    title: "a task's engine that is not there",
    of: "tasks",
    put: { "job.tasks.1.engine": { id: "abacus" } },
    code: "NOT_FOUND",
    at: "job.tasks.1.engine.id",
    says: `engine "abacus" is not there`,
  },

  invalid("nine mounts", "job.volumes", {
    value: Array.from({ length: 9 }, (_, index) => ({
      nfs: { serverPath: "10.0.0.1:/share", localPath: `/mnt/${index}`, readOnly: false },
    })),
    says: "got a list of 9, expected at most 8 nfs volumes",
  }),
  invalid("a mount at a relative path", "job.volumes.0.nfs.localPath", {
    value: "mnt",
    says: "an absolute path in the container",
  }),
  invalid("a stop after no time", "job.autoStopHours", {
    value: 0,
    says: "a whole number of hours, at least 1",
    rows: "S1-307",
  }),
  invalid("a topic that is none", "job.notification.topicUrn", {
    value: "training",
    says: "urn:smn:region:project:name",
    rows: "S1-308",
  }),
  {
    title: "an event that is none",
    put: { "job.notification.events": ["JobBored"] },
    code: "INVALID",
    at: "job.notification.events.0",
    says: "one of JobStarted, JobCompleted, JobFailed, JobTerminated, JobRestarted, JobHanged, JobPreempted",
    rows: "S1-308",
  },
  invalid("a notification of nothing", "job.notification.events", {
    value: [],
    says: "at least one event",
    rows: "S1-308",
  }),
  invalid("a priority in the public pool", "job.priority", {
    value: 1,
    says: "nothing without a dedicated pool",
    rows: "S1-306",
  }),
  invalid("a priority of zero", "job.priority", {
    value: 0,
    says: "got 0, expected 1 to 3",
    of: "an image",
    rows: "S1-306",
  }),
  invalid("a priority of four", "job.priority", {
    value: 4,
    says: "got 4, expected 1 to 3",
    of: "an image",
    rows: "S1-306",
  }),
  invalid("an experiment by id and by name", "job.experiment.id", {
    value: "e-1",
    says: "either an id or a name",
  }),
  {
    title: "an experiment that is none",
    put: { "job.experiment": {} },
    code: "INVALID",
    at: "job.experiment.id",
    says: "either an id or a name",
  },
];
