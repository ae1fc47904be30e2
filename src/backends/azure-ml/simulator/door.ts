import type { Route, VendorRequest, World } from "../../../simulator/contract.ts";
import { CREDENTIALS, PROVIDER, REGION } from "./account.ts";
import { type Handler, onDataPlane, onManagementPlane } from "./answers.ts";
import { checkApiVersion } from "./api-version.ts";
import { Refusal } from "./errors.ts";
import { createRateLimits } from "./rate-limits.ts";
import { DATA_AUDIENCE, MANAGEMENT_AUDIENCE, type Tokens } from "./tokens.ts";

const WORKSPACE = `/subscriptions/{subscription}/resourceGroups/{group}/providers/${PROVIDER}/workspaces/{workspace}`;

/** Makes routes of the two planes; each is authenticated and in the one workspace there is. */
export interface Door {
  /** A route of the management plane below the workspace; the tail is `""` for the workspace itself. */
  readonly workspace: (method: string, tail: string, handle: Handler) => Route;
  /** A route of the management plane below the subscription's region. */
  readonly region: (method: string, tail: string, handle: Handler) => Route;
  /** A route of run history below the workspace. */
  readonly history: (method: string, tail: string, handle: Handler) => Route;
  /** A route of the metrics service below the workspace. */
  readonly metrics: (method: string, tail: string, handle: Handler) => Route;
  /** Answers what has no route, to those who may know. */
  readonly noRoute: Handler;
}

export function createDoor(world: World, tokens: Tokens): Door {
  const limits = createRateLimits(world);
  const managementAudiences = [MANAGEMENT_AUDIENCE, world.origin];
  const dataAudiences = [...managementAudiences, DATA_AUDIENCE];

  const managed = (handle: Handler) =>
    onManagementPlane(world, (request) => {
      tokens.check(request, managementAudiences);
      checkApiVersion(request.search.get("api-version"));
      const headers = limits(request);
      const answer = inWorkspace(handle)(request);
      return { ...answer, headers: { ...headers, ...answer.headers } };
    });
  const onData = (component: string, handle: Handler) =>
    onDataPlane(world, component, (request) => {
      tokens.check(request, dataAudiences);
      return inWorkspace(handle)(request);
    });

  return {
    workspace: (method, tail, handle) => ({ method, path: WORKSPACE + tail, handle: managed(handle) }),
    region: (method, tail, handle) => ({
      method,
      path: `/subscriptions/{subscription}/providers/${PROVIDER}/locations/{region}${tail}`,
      handle: managed(handle),
    }),
    history: (method, tail, handle) => ({
      method,
      path: `/history/v1.0${WORKSPACE}${tail}`,
      handle: onData("run-history", handle),
    }),
    metrics: (method, tail, handle) => ({
      method,
      path: `/metric/v2.0${WORKSPACE}${tail}`,
      handle: onData("metric", handle),
    }),
    noRoute: (request) => {
      if (isDataPlane(request.path)) return onData("run-history", noSuchRoute)(request);
      return managed(noSuchRoute)(request);
    },
  };
}

/** Whether a path is of run history or of the metrics service. */
export function isDataPlane(path: string): boolean {
  return /^\/(history|metric)\//.test(path);
}

/** Refuses other subscriptions, groups, workspaces and regions; their spelling does not count. */
function inWorkspace(handle: Handler): Handler {
  return (request) => {
    const { subscription, group, workspace, region } = request.params;
    if (!isSame(subscription, CREDENTIALS.subscriptionId)) {
      const text = `The subscription '${subscription}' could not be found.`;
      throw new Refusal(404, "SubscriptionNotFound", text);
    }
    if (!isSame(group, CREDENTIALS.resourceGroup)) {
      throw new Refusal(404, "ResourceGroupNotFound", `Resource group '${group}' could not be found.`);
    }
    if (!isSame(workspace, CREDENTIALS.workspace)) {
      const text = `The Resource '${PROVIDER}/workspaces/${workspace}' under resource group '${group}' was not found.`;
      throw new Refusal(404, "ResourceNotFound", text);
    }
    if (!isSame(region, REGION)) {
      throw new Refusal(400, "LocationNotAvailable", `The location '${region}' is not available.`);
    }
    return handle(request);
  };
}

/** A part that the path does not have is the right one. */
function isSame(given: string | undefined, wanted: string): boolean {
  return given === undefined || given.toLowerCase() === wanted.toLowerCase();
}

function noSuchRoute(request: VendorRequest): never {
  throw new Refusal(404, "NotFound", `No HTTP resource was found that matches ${request.path}`);
}
