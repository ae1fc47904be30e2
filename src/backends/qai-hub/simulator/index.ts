import type { SimulatorDefinition, VendorSimulator, World } from "../../../simulator/contract.ts";
import { createAccess } from "./access.ts";
import { logSources } from "./artifacts.ts";
import { ASSUMPTIONS } from "./assumptions.ts";
import { catalogueRoutes } from "./catalogue-routes.ts";
import { datasetRoutes } from "./dataset-routes.ts";
import { createDatasets } from "./datasets.ts";
import { createDependents } from "./dependents.ts";
import { createDoor } from "./door.ts";
import { generateFile } from "./file-contents.ts";
import { jobRoutes } from "./job-routes.ts";
import { modelRoutes } from "./model-routes.ts";
import { createModels } from "./models.ts";
import { ACCOUNT } from "./people.ts";
import { createPopulation } from "./population.ts";
import { createSharing } from "./sharing.ts";
import { sharingRoutes } from "./sharing-routes.ts";
import { createStorage, type Storage } from "./storage.ts";

/** Qualcomm AI Hub as one member of an organisation sees it, with the object store that its links lead to. */
export const simulator: SimulatorDefinition = {
  kind: "QAI_HUB",
  portOffset: 4,
  assumptions: ASSUMPTIONS,
  credentials: { apiToken: ACCOUNT.token },
  endpoint: (url) => {
    const title = "Qualcomm AI Hub (simulated)";
    const credentials = { apiToken: ACCOUNT.token };
    return { url, config: { id: "qai-hub", kind: "QAI_HUB", title, url, webUrl: url, credentials } };
  },
  population: createPopulation,
  create,
};

function create(world: World): VendorSimulator {
  const door = createDoor(world);
  /** Jobs that were asked to show their target model at the end only. */
  const unseeded = new Set<string>();
  const models = createModels(world, ({ id }) => !unseeded.has(id));
  const datasets = createDatasets(world);
  const sharing = createSharing(world, datasets);
  const access = createAccess(world, sharing);
  const dependents = createDependents(world);
  const uploaded = (key: string): Buffer | null => storage.uploaded(key);
  const storage: Storage = createStorage(world, (key) =>
    generateFile({ world, models, datasets, uploaded }, key),
  );
  const parts = { world, models, datasets, sharing, access, storage, dependents };
  const markUnseeded = (id: string) => {
    unseeded.add(id);
  };
  return {
    routes: [
      ...jobRoutes(door, { ...parts, markUnseeded }),
      ...modelRoutes(door, parts),
      ...datasetRoutes(door, parts),
      ...sharingRoutes(door, parts),
      ...catalogueRoutes(door),
      ...storage.routes,
    ],
    notFound: door.notFound,
    failure: door.failure,
    logs: logSources(world),
    stop: dependents.stop,
  };
}
