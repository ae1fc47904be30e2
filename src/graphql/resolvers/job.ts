import { formatId } from "../../domain/id.ts";
import { specOf } from "../../federation/details.ts";
import { pageOfTransitions } from "../../federation/job-transitions.ts";
import type { TaskStatusView } from "../../federation/views.ts";
import type { Context } from "../context.ts";
import type {
  JobResolvers,
  JobUsageResolvers,
  StatusResolvers,
  StatusTransitionConnectionResolvers,
  TaskStatusResolvers,
} from "../generated.ts";
import { writeManifest } from "../manifest.ts";
import { toPageInfo } from "./page-info.ts";

export const Job: JobResolvers = {
  __resolveReference: ({ id }, { federation, loaders, signal }) =>
    federation.finder.find(id, {}, loaders, signal),
  id: ({ snapshot }) => snapshot.job.id,
  backend: ({ snapshot }, _, { federation }) => federation.backends.get(snapshot.job.backend),
  nativeId: ({ snapshot }) => snapshot.job.nativeId,
  kind: ({ snapshot }) => snapshot.job.core.kind,
  nativeKind: ({ snapshot }) => snapshot.job.core.nativeKind,
  name: ({ snapshot }) => snapshot.job.core.name,
  displayName: ({ snapshot }) => snapshot.job.core.displayName ?? snapshot.job.core.name,
  description: ({ snapshot }) => snapshot.job.core.description,
  owner: ({ snapshot }) => snapshot.job.core.owner,
  labels: ({ snapshot }) => snapshot.job.labels,
  properties: ({ snapshot }) => snapshot.job.core.properties,
  annotations: ({ snapshot }) => snapshot.job.core.annotations,
  createdAt: ({ snapshot }) => snapshot.job.core.createdAt,
  updatedAt: ({ snapshot }) => snapshot.job.core.updatedAt,
  deadlineAt: ({ snapshot }) => snapshot.job.core.deadlineAt,
  url: ({ snapshot }) => snapshot.job.core.url,
  archived: ({ snapshot }) => snapshot.job.core.archived,
  version: ({ snapshot }) => snapshot.sequence,
  observedAt: ({ snapshot }) => snapshot.job.observedAt,
  eventCursor: ({ eventCursor }) => eventCursor,
  status: ({ snapshot: { job } }) => ({
    jobId: job.id,
    status: job.core.status,
    observedAt: job.observedAt,
  }),
  actions: (job) => job,
  statusPath: ({ snapshot }, _, { federation }) =>
    federation.backends.statusPath(snapshot.job.backend, snapshot.job.core.kind),
  spec: ({ snapshot }, _, { loaders }) => specOf(snapshot.job, loaders),
  algorithm: ({ snapshot }, _, { federation, loaders }) =>
    federation.catalogues.algorithmOf(snapshot.job, loaders),
  flavor: ({ snapshot }, _, { federation, loaders }) => federation.catalogues.flavorOf(snapshot.job, loaders),
  usage: ({ snapshot: { job } }, _, { federation }) => {
    const isBooked = "bookedUsage" in federation.backends.get(job.backend).backend;
    return job.core.usage || isBooked ? { jobId: job.id, usage: job.core.usage } : null;
  },
  project: ({ snapshot }) => snapshot.job.core.project,
  workspace: ({ snapshot }) => snapshot.job.core.workspace,
  experiment: ({ snapshot }) => snapshot.job.core.experiment,
  creation: ({ snapshot }) => snapshot.job.core.creation,
  serviceVersion: ({ snapshot }) => snapshot.job.core.serviceVersion,
  resourceId: ({ snapshot }) => snapshot.job.core.resourceId,
  basePath: ({ snapshot }) => snapshot.job.core.basePath,
  services: ({ snapshot }) => snapshot.job.core.services,
  resultModel: ({ snapshot }) => snapshot.job.core.resultModel,
  relatedJobs: (job, _, { federation, signal }) => federation.finder.related(job, signal),
  retryOf: ({ snapshot: { job } }, _, { federation }) =>
    job.retryOf === undefined ? null : federation.finder.view(formatId("job", job.backend, job.retryOf)),
  metrics: ({ snapshot }, { names }, { federation, signal }) =>
    federation.parts.metrics(snapshot.job, names ?? null, signal),
  transitions: (job, page) => pageOfTransitions(job, page),
  logSources: (job, _, { federation, signal }) => federation.logs.sources(job, signal),
  logs: (job, request, { federation, signal }) => federation.logs.read(job, request, signal),
  logFiles: (job, _, { federation, signal }) => federation.parts.logFiles(job, signal),
  trials: ({ snapshot }, _, { federation, signal }) => federation.parts.trials(snapshot.job, signal),
  sharing: ({ snapshot }, _, { federation, signal }) => federation.parts.sharing(snapshot.job, signal),
  manifest: (job, request, context, { schema }) => writeManifest(job, request, context, schema),
  native: ({ snapshot }) => snapshot.job.native,
};

export const JobUsage: JobUsageResolvers = {
  cpu: ({ usage }) => usage?.cpu ?? null,
  gpu: ({ usage }) => usage?.gpu ?? null,
  computeMs: async ({ jobId }, _, { federation, loaders, signal }) =>
    (await federation.parts.bookedUsage(jobId, loaders, signal))?.computeMs ?? null,
  cost: async ({ jobId }, _, { federation, loaders, signal }) =>
    (await federation.parts.bookedUsage(jobId, loaders, signal))?.cost ?? null,
};

export const TaskStatus: TaskStatusResolvers = {
  name: ({ task }) => task.name,
  exitCode: ({ task }) => task.exitCode,
  message: ({ task }) => task.message,
  ip: async (task, _, context) => (await instanceOf(task, context))?.ip ?? null,
  hostIp: async (task, _, context) => (await instanceOf(task, context))?.hostIp ?? null,
  scheduleCount: async (task, _, context) => (await instanceOf(task, context))?.scheduleCount ?? null,
};

function instanceOf({ jobId, task }: TaskStatusView, { federation, loaders, signal }: Context) {
  return federation.parts.taskInstance(jobId, task.name, loaders, signal);
}

export const Status: StatusResolvers = {
  phase: ({ status }) => status.phase,
  phaseClass: ({ status }) => status.phaseClass,
  phaseSource: ({ status }) => status.phaseSource,
  outcome: ({ status }) => status.outcome,
  isTerminal: ({ status }) => status.phaseClass === "TERMINAL",
  stage: ({ status }) => status.stage,
  stageDetail: ({ status }) => status.stageDetail,
  reason: ({ status }) => status.reason,
  message: ({ status }) => status.message,
  error: ({ status }) => status.error,
  exitCode: ({ status }) => status.exitCode,
  native: ({ status }) => status.native,
  progress: ({ status }) => status.progress,
  durations: ({ status }) => status.durations,
  updatedAt: ({ status }) => status.updatedAt,
  queuedAt: ({ status }) => status.queuedAt,
  startedAt: ({ status }) => status.startedAt,
  endedAt: ({ status }) => status.endedAt,
  cancelRequestedAt: ({ status }) => status.cancelRequestedAt,
  observedAt: ({ observedAt }) => observedAt,
  executor: ({ status }) => status.executor,
  nodeCountHistory: ({ status }) => status.nodeCountHistory,
  tasks: ({ jobId, status }) => status.tasks.map((task) => ({ jobId, task })),
  attempts: ({ status }) => status.attempts,
};

export const StatusTransitionConnection: StatusTransitionConnectionResolvers = {
  edges: ({ items }) => items,
  nodes: ({ items }) => items.map(({ node }) => node),
  pageInfo: toPageInfo,
  totalCount: ({ totalCount }) => totalCount,
};
