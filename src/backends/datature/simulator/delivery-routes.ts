import type { Route, VendorRequest, VendorResponse, World } from "../../../simulator/contract.ts";
import type { Datasets } from "./datasets.ts";
import type { Deliveries } from "./deliveries.ts";
import type { Door } from "./door.ts";
import { ServiceError, toErrorAnswer } from "./errors.ts";
import { listingOf, pageOf } from "./page.ts";
import type { Webhooks } from "./webhooks.ts";

/** Where the items of jobs come from and where their results go: data sets with their uploads, and webhooks. */
export function deliveryRoutes(
  world: World,
  { project, open }: Door,
  datasets: Datasets,
  webhooks: Webhooks,
  deliveries: Deliveries,
): readonly Route[] {
  return [
    project("GET", "/batch/datasets", (request) =>
      pageOf(world, request, listingOf(datasets.all()), datasets.toDocument),
    ),
    project("POST", "/batch/datasets", datasets.create),
    project("GET", "/batch/datasets/{id}", (request) => datasets.toDocument(datasets.get(idOf(request)))),
    project("DELETE", "/batch/datasets/{id}", (request) => datasets.remove(idOf(request))),
    // The link is all the permission that an upload needs.
    open("PUT", "/uploads/{id}", (request) => takeUpload(datasets, request)),

    project("GET", "/batch/webhooks", (request) =>
      pageOf(world, request, listingOf(webhooks.all()), webhooks.toDocument),
    ),
    project("POST", "/batch/webhooks", webhooks.create),
    project("POST", "/batch/webhooks/{id}:test", (request) => deliveries.test(webhooks.get(idOf(request)))),
    project("GET", "/batch/webhooks/{id}", (request) => webhooks.toDocument(webhooks.get(idOf(request)))),
    project("PATCH", "/batch/webhooks/{id}", (request) => webhooks.update(idOf(request), request)),
    project("PUT", "/batch/webhooks/{id}/secret", (request) => webhooks.rotateSecret(idOf(request), request)),
    project("DELETE", "/batch/webhooks/{id}", (request) => webhooks.remove(idOf(request))),
  ];
}

function takeUpload(datasets: Datasets, request: VendorRequest): VendorResponse {
  try {
    datasets.upload(idOf(request), request.body);
    return { status: 200 };
  } catch (error) {
    if (error instanceof ServiceError) return toErrorAnswer(error);
    throw error;
  }
}

function idOf({ params }: VendorRequest): string {
  return params.id ?? "";
}
