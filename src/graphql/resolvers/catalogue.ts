import { formatId } from "../../domain/id.ts";
import type {
  AlgorithmConnectionResolvers,
  AlgorithmResolvers,
  FlavorConnectionResolvers,
  FlavorResolvers,
} from "../generated.ts";
import { toPageInfo } from "./page-info.ts";

export const Algorithm: AlgorithmResolvers = {
  __resolveReference: ({ id }, { federation, loaders }) => federation.catalogues.findAlgorithm(id, loaders),
  id: ({ backend, algorithm }) => formatId("algorithm", backend, algorithm.nativeId),
  backend: ({ backend }, _, { federation }) => federation.backends.get(backend),
  nativeId: ({ algorithm }) => algorithm.nativeId,
  form: ({ algorithm }) => algorithm.form,
  name: ({ algorithm }) => algorithm.name,
  description: ({ algorithm }) => algorithm.description,
  subscriptionId: ({ algorithm }) => algorithm.subscriptionId,
  versionId: ({ algorithm }) => algorithm.versionId,
  codeDir: ({ algorithm }) => algorithm.codeDir,
  bootFile: ({ algorithm }) => algorithm.bootFile,
  command: ({ algorithm }) => algorithm.command,
  engine: ({ algorithm }) => algorithm.engine,
  supportsContinualTraining: ({ algorithm }) => algorithm.supportsContinualTraining,
  parameters: ({ algorithm }) => algorithm.parameters,
  native: ({ algorithm }) => algorithm.native,
};

export const AlgorithmConnection: AlgorithmConnectionResolvers = {
  edges: ({ items }) => items,
  nodes: ({ items }) => items.map(({ node }) => node),
  pageInfo: toPageInfo,
  totalCount: ({ totalCount }) => totalCount,
  sources: ({ sources }) => sources,
};

export const Flavor: FlavorResolvers = {
  __resolveReference: ({ id }, { federation, loaders }) => federation.catalogues.findFlavor(id, loaders),
  id: ({ backend, flavor }) => formatId("flavor", backend, flavor.nativeId),
  backend: ({ backend }, _, { federation }) => federation.backends.get(backend),
  nativeId: ({ flavor }) => flavor.nativeId,
  name: ({ flavor }) => flavor.name,
  type: ({ flavor }) => flavor.type,
  nativeType: ({ flavor }) => flavor.nativeType,
  maxSelectableNodes: ({ flavor }) => flavor.maxSelectableNodes,
  maxNodes: ({ flavor }) => flavor.maxNodes,
  distributed: ({ flavor }) => flavor.distributed,
  cpu: ({ flavor }) => flavor.cpu,
  gpu: ({ flavor }) => flavor.gpu,
  npu: ({ flavor }) => flavor.npu,
  memory: ({ flavor }) => flavor.memory,
  disk: ({ flavor }) => flavor.disk,
  billing: ({ flavor }) => flavor.billing,
  attributes: ({ flavor }) => flavor.attributes,
};

export const FlavorConnection: FlavorConnectionResolvers = {
  edges: ({ items }) => items,
  nodes: ({ items }) => items.map(({ node }) => node),
  pageInfo: toPageInfo,
  totalCount: ({ totalCount }) => totalCount,
  sources: ({ sources }) => sources,
};
