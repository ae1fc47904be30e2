import { classOf } from "../../domain/status.ts";
import { capabilitiesOf } from "../../federation/capabilities.ts";
import type { BackendResolvers, BackendSourceResolvers, StatusMappingResolvers } from "../generated.ts";

export const Backend: BackendResolvers = {
  __resolveReference: ({ id }, { federation }) => federation.backends.find(id),
  id: ({ id }) => id,
  kind: ({ definition }) => definition.kind,
  title: ({ title }) => title,
  source: ({ id }, _, { federation }) => federation.backends.source(id),
  capabilities: (connected) => capabilitiesOf(connected),
  limits: ({ definition }) => definition.limits,
  projects: ({ id }, _, { federation }) => federation.jobs.projectsOf(id),
  quotas: async ({ backend }, _, { signal }) => (await backend.quotas?.(signal)) ?? [],
};

export const BackendSource: BackendSourceResolvers = {
  backend: ({ backend }, _, { federation }) => federation.backends.get(backend),
  state: ({ state }) => state,
  asOf: ({ asOf }) => asOf,
  error: ({ error }) => error,
};

export const StatusMapping: StatusMappingResolvers = {
  backendKind: ({ backendKind }) => backendKind,
  jobKinds: ({ mapping }) => mapping.jobKinds,
  nativeValue: ({ mapping }) => mapping.nativeValue,
  nativeSecondary: ({ mapping }) => mapping.nativeSecondary,
  phase: ({ mapping }) => mapping.phase,
  phaseClass: ({ mapping }) => classOf(mapping.phase),
  stage: ({ mapping }) => mapping.stage,
  description: ({ mapping }) => mapping.description,
};
