import type { Route, SimulatorDefinition, VendorSimulator, World } from "../../../simulator/contract.ts";
import { ASSUMPTIONS } from "./assumptions.ts";
import { createAuthentication } from "./authentication.ts";
import { catalogueRoutes } from "./catalogue-routes.ts";
import { createDoor, type Door, failureOf } from "./door.ts";
import { ServiceError } from "./errors.ts";
import { iamRoutes } from "./iam-routes.ts";
import { commandRoutes, jobRoutes } from "./job-routes.ts";
import { logRoutes, logSources } from "./log-routes.ts";
import { createNotifications } from "./notifications.ts";
import { createPopulation } from "./population.ts";
import { createProject } from "./project.ts";
import { tagRoutes } from "./tag-routes.ts";

const CREDENTIALS = {
  accessKey: "SIMULATEDACCESSKEY01",
  secretKey: "simulated-secret-key-of-no-account",
  projectId: "0123456789abcdef0123456789abcdef",
  region: "cn-north-4",
  domain: "demo-account",
  userName: "demo-user",
  password: "simulated-password-of-no-account",
} as const;

/** ModelArts with the identity service that guards it, on one port. */
export const simulator: SimulatorDefinition = {
  kind: "MODELARTS",
  portOffset: 1,
  assumptions: ASSUMPTIONS,
  credentials: CREDENTIALS,
  endpoint: (origin) => ({
    url: origin,
    config: {
      id: "modelarts",
      kind: "MODELARTS",
      title: "ModelArts (simulated)",
      region: CREDENTIALS.region,
      endpoint: origin,
      iamEndpoint: origin,
      projectId: CREDENTIALS.projectId,
      credentials: { accessKey: CREDENTIALS.accessKey, secretKey: CREDENTIALS.secretKey },
      // The message service and its certificate are on the same port.
      hook: { certificateHosts: ["127.0.0.1"] },
    },
  }),
  population: createPopulation,
  create,
};

function create(world: World): VendorSimulator {
  const authentication = createAuthentication(CREDENTIALS, world.wallNow);
  const door = createDoor(authentication, CREDENTIALS.projectId);
  const project = createProject(world);
  const notifications = createNotifications(world, door, CREDENTIALS);
  const routes = [
    ...iamRoutes(world, door, CREDENTIALS, authentication),
    ...commandRoutes(world, door, project, CREDENTIALS.userName),
    ...jobRoutes(world, door, project),
    ...logRoutes(world, door, project, CREDENTIALS.secretKey),
    ...tagRoutes(world, door, project),
    ...catalogueRoutes(world, door),
  ];
  return {
    routes: [...routes, ...refusedMethods(routes, door), ...notifications.routes],
    notFound: door.noRoute,
    failure: failureOf,
    logs: logSources(world, project),
    hook: notifications.subscribe,
    stop: notifications.stop,
  };
}

/** Routes that refuse the other methods of paths that exist. */
function refusedMethods(routes: readonly Route[], door: Door): readonly Route[] {
  const paths = new Set(routes.map((route) => route.path));
  return ["GET", "POST", "PUT", "PATCH", "DELETE"].flatMap((method) =>
    [...paths].map((path) =>
      door.identity(method, path, () => {
        throw new ServiceError("2803", method);
      }),
    ),
  );
}
