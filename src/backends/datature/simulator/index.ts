import type { SimulatorDefinition, VendorSimulator, World } from "../../../simulator/contract.ts";
import { createArtifacts } from "./artifacts.ts";
import { ASSUMPTIONS } from "./assumptions.ts";
import { catalogueRoutes } from "./catalogue-routes.ts";
import { createDatasets } from "./datasets.ts";
import { createDeliveries } from "./deliveries.ts";
import { deliveryRoutes } from "./delivery-routes.ts";
import { createDeployments } from "./deployments.ts";
import { createDoor } from "./door.ts";
import { PROJECT_ID } from "./identifiers.ts";
import { logSources } from "./job-log.ts";
import { jobRoutes } from "./job-routes.ts";
import { createPopulation } from "./population.ts";
import { createWebhooks } from "./webhooks.ts";

const CREDENTIALS = {
  secretKey: "5aa41e8ba0simulatedsecretkeyofnoaccount",
  projectId: PROJECT_ID,
} as const;

/** Datature Nexus: the batch jobs of one project, what they need, and where their results go. */
export const simulator: SimulatorDefinition = {
  kind: "DATATURE",
  portOffset: 3,
  assumptions: ASSUMPTIONS,
  credentials: CREDENTIALS,
  endpoint: (url) => {
    const { projectId, secretKey } = CREDENTIALS;
    const title = "Datature Nexus (simulated)";
    return {
      url,
      config: { id: "datature", kind: "DATATURE", title, url, projectId, credentials: { secretKey } },
    };
  },
  population: createPopulation,
  create,
};

function create(world: World): VendorSimulator {
  const door = createDoor(world, CREDENTIALS.secretKey);
  const datasets = createDatasets(world);
  const deployments = createDeployments(world);
  const artifacts = createArtifacts(world, deployments.isDeployed);
  const webhooks = createWebhooks(world, (endpoint) => deliveries.noticeAddress(endpoint));
  const deliveries = createDeliveries(world, datasets, webhooks.find);
  const surroundings = { itemCount: datasets.itemCount, givenUp: deliveries.givenUp };
  return {
    routes: [
      ...jobRoutes(world, door, { datasets, deployments, webhooks }, surroundings),
      ...deliveryRoutes(world, door, datasets, webhooks, deliveries),
      ...catalogueRoutes(world, door, artifacts, deployments),
    ],
    notFound: door.notFound,
    failure: door.failure,
    logs: logSources(world, datasets),
    hook: deliveries.hook,
    stop: deliveries.stop,
  };
}
