import { specOf } from "../../federation/details.ts";
import { pageOfTransitions } from "../../federation/job-transitions.ts";
import type { JobResolvers, StatusResolvers, StatusTransitionConnectionResolvers } from "../generated.ts";
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
  status: ({ snapshot }) => ({ status: snapshot.job.core.status, observedAt: snapshot.job.observedAt }),
  statusPath: ({ snapshot }, _, { federation }) =>
    federation.backends.statusPath(snapshot.job.backend, snapshot.job.core.kind),
  spec: ({ snapshot }, _, { loaders }) => specOf(snapshot.job, loaders),
  algorithm: ({ snapshot }, _, { federation, loaders }) =>
    federation.catalogues.algorithmOf(snapshot.job, loaders),
  flavor: ({ snapshot }, _, { federation, loaders }) => federation.catalogues.flavorOf(snapshot.job, loaders),
  usage: ({ snapshot }) => snapshot.job.core.usage,
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
  metrics: ({ snapshot }, { names }, { federation, signal }) =>
    federation.metricsOf(snapshot.job, names ?? null, signal),
  transitions: (job, page) => pageOfTransitions(job, page),
  logSources: (job, _, { federation, signal }) => federation.logs.sources(job, signal),
  logs: (job, { source, ...page }, { federation, signal }) => federation.logs.read(job, page, source, signal),
  native: ({ snapshot }) => snapshot.job.native,
};

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
  tasks: ({ status }) => status.tasks,
  attempts: ({ status }) => status.attempts,
};

export const StatusTransitionConnection: StatusTransitionConnectionResolvers = {
  edges: ({ items }) => items,
  nodes: ({ items }) => items.map(({ node }) => node),
  pageInfo: toPageInfo,
  totalCount: ({ totalCount }) => totalCount,
};
