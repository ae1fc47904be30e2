import type {
  ParameterResolvers,
  ResourceSpecResolvers,
  SpecResolvers,
  TaskSpecResolvers,
} from "../generated.ts";

export const Spec: SpecResolvers = {
  topology: ({ spec }) => spec.topology,
  paradigm: ({ spec }) => spec.paradigm,
  parameters: ({ spec }) => spec.parameters,
  environment: ({ spec }) => spec.environment,
  inputs: ({ spec }) => spec.inputs,
  outputs: ({ spec }) => spec.outputs,
  resource: ({ job, spec }) => spec.resource && { job, resource: spec.resource },
  compute: ({ spec }) => spec.compute,
  tasks: ({ job, spec }) => spec.tasks.map((task) => ({ job, task })),
  volumes: ({ spec }) => spec.volumes,
  logExport: ({ spec }) => spec.logExport,
  schedule: ({ spec }) => spec.schedule,
  scheduling: ({ spec }) => spec.scheduling,
  delivery: ({ spec }) => spec.delivery,
  deployment: ({ spec }) => spec.deployment,
  dataset: ({ spec }) => spec.dataset,
  baseModel: ({ spec }) => spec.baseModel,
  policies: ({ spec }) => spec.policies,
  options: ({ spec }) => spec.options,
};

export const ResourceSpec: ResourceSpecResolvers = {
  policy: ({ resource }) => resource.policy,
  flavor: ({ job, resource }, _, { federation, loaders }) =>
    resource.flavor && federation.catalogues.fullFlavor(job.backend, resource.flavor, loaders),
  nodeCount: ({ resource }) => resource.nodeCount,
  pool: ({ resource }) => resource.pool,
  allocated: ({ resource }) => resource.allocated,
};

export const TaskSpec: TaskSpecResolvers = {
  role: ({ task }) => task.role,
  algorithm: ({ job, task }, _, { federation, loaders }) =>
    task.algorithm && federation.catalogues.fullAlgorithm(job.backend, task.algorithm, loaders),
  flavor: ({ job, task }, _, { federation, loaders }) =>
    task.flavor && federation.catalogues.fullFlavor(job.backend, task.flavor, loaders),
  nodeCount: ({ task }) => task.nodeCount,
  inputs: ({ task }) => task.inputs,
  outputs: ({ task }) => task.outputs,
};

export const Parameter: Pick<ParameterResolvers, "description"> = {
  /** The text in the wanted language, where the vendor gives it. */
  description: ({ description, descriptions }, { language }) =>
    descriptions.find((text) => text.language === language)?.text ?? description,
};
