import { InputError } from "../../domain/error.ts";
import { parseId } from "../../domain/id.ts";
import type { JobView } from "../../federation/views.ts";
import type { Context } from "../context.ts";
import type { QueryResolvers } from "../generated.ts";
import { toFilter, toOrder } from "./arguments.ts";

const mostNodes = 100;

export const Query: QueryResolvers = {
  node: (_, { id }, context) => findNode(id, ["id"], context),
  nodes: (_, { ids }, context) => {
    if (ids.length > mostNodes)
      throw new InputError("LIMIT_EXCEEDED", ["ids"], ids.length, `at most ${mostNodes} ids`);
    // Each on its own, so that one bad id costs no more than its place.
    const found = ids.map((id, index) => findNode(id, ["ids", String(index)], context));
    return found as Promise<JobView>[]; // any node, or null: the generated type has no promise of null in a list
  },
  job: (_, { id, ...freshness }, { federation, loaders, signal }) =>
    federation.finder.find(id, freshness, loaders, signal),
  jobByNativeId: (_, { backend, nativeId, ...freshness }, { federation, loaders, signal }) =>
    federation.finder.findByNativeId(backend, nativeId, freshness, loaders, signal),
  jobs: (_, { filter, orderBy, ...request }, { federation, signal }) =>
    federation.jobs.list({ ...request, filter: toFilter(filter), orderBy: toOrder(orderBy) }, signal),
  jobGroups: (_, { by, filter, ...request }, { federation, signal }) =>
    federation.jobs.groups(by, { ...request, filter: toFilter(filter) }, signal),
  awaitJob: (_, request, { federation, signal }) => federation.awaitJob(request, signal),
  backends: (_, _arguments, { federation }) => federation.backends.all,
  backend: (_, { id }, { federation }) => federation.backends.find(id),
  algorithms: (_, { filter, ...page }, { federation }) => federation.catalogues.listAlgorithms(page, filter),
  flavors: (_, { filter, ...page }, { federation }) => federation.catalogues.listFlavors(page, filter),
  statusVocabulary: (_, { backendKind, jobKind }, { federation }) =>
    federation.backends.vocabulary(backendKind ?? null, jobKind ?? null),
};

async function findNode(id: string, argument: readonly string[], { federation, loaders, signal }: Context) {
  const { type } = parseId(id, argument);
  switch (type) {
    case "job":
      return federation.finder.find(id, {}, loaders, signal);
    case "algorithm":
      return federation.catalogues.findAlgorithm(id, loaders);
    case "flavor":
      return federation.catalogues.findFlavor(id, loaders);
  }
}
