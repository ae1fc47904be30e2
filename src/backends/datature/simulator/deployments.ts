import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { VendorRequest, World } from "../../../simulator/contract.ts";
import { toUuid } from "../../../simulator/native-id.ts";
import { ARTIFACT_IDS } from "./artifacts.ts";
import { readBody, resourceName } from "./body.ts";
import { invalid, ServiceError } from "./errors.ts";
import { PROJECT_ID } from "./identifiers.ts";
import { INSTANCES, instancesFor, REGIONS } from "./instances.ts";
import { createShelf, type Kept } from "./shelf.ts";

/** Artifacts that answer all the time. */
interface Deployment extends Kept {
  readonly name: string;
  readonly artifactId: string;
  readonly versionTag: string;
  readonly region: string;
  readonly instanceId: string;
  readonly replicas: number;
  readonly options: Readonly<Record<string, unknown>>;
  /** Versions before this one, oldest first. */
  readonly history: readonly { versionTag: string; artifactId: string; updateDate: number }[];
  readonly updatedAt: number;
  /** What has been going on since `updatedAt`, for a short while. */
  readonly work: "Creating" | "Updating";
  readonly isBroken: boolean;
}

/** Deployments that are there from the start; the first is the one of the vendor's documentation. */
export const GENERATED_DEPLOYMENTS = [
  { id: "deploy_3286bd71-9a8b-42bb-8ba6-c07549b81367", name: "rbc-production", artifact: 0, instance: 1 },
  { id: `deploy_${toUuid(30, 1)}`, name: "rbc-staging", artifact: 1, instance: 0 },
  { id: `deploy_${toUuid(30, 2)}`, name: "leaves", artifact: 2, instance: 1 },
] as const;

const DAY_MS = 24 * 3_600_000;
/** How long a deployment is created or updated. */
const WORK_MS = 5_000;

/** A deployment as it is asked for, alone or as the template of a job; keys that are not named are echoed by a job. */
export const deploymentRequest = z.looseObject({
  name: z.string().optional(),
  artifactId: z.string(),
  versionTag: z.string().optional(),
  replicas: z.int().min(1).max(8).default(1),
  region: z.enum(REGIONS).optional(),
  instanceId: z.string().optional(),
  resources: z.looseObject({}).optional(),
  options: z.looseObject({}).optional(),
});

const updateBody = deploymentRequest.partial();
const versionBody = z.object({ versionTag: resourceName, artifactId: z.string() });

export type Deployments = ReturnType<typeof createDeployments>;

/** The deployments of the project. */
export function createDeployments(world: World) {
  const shelf = createShelf<Deployment>("deploy", generate(world.now()));
  const show = (deployment: Deployment) => toDocument(world.now(), deployment);
  const change = (id: string, changes: Partial<Deployment>) => {
    const changed = { ...shelf.get(id), ...changes, updatedAt: world.now(), work: "Updating" } as const;
    shelf.put(changed);
    return show(changed);
  };

  return {
    find: shelf.find,
    list: () => shelf.all().map(show),
    get: (id: string) => show(shelf.get(id)),
    remove: shelf.remove,
    create(request: VendorRequest) {
      const asked = readBody(request, deploymentRequest);
      const { artifactId, replicas, region = "*", versionTag = "v1", options = {} } = asked;
      const instanceId = chooseInstance(asked);
      const createdAt = shelf.createdAt(world.now());
      const id = `deploy_${randomUUID()}`;
      const rest = {
        history: [],
        createdAt,
        updatedAt: createdAt,
        work: "Creating",
        isBroken: false,
      } as const;
      const facts = { artifactId, versionTag, region, instanceId, replicas, options };
      const deployment: Deployment = { id, name: asked.name ?? id, ...facts, ...rest };
      shelf.put(deployment);
      return show(deployment);
    },
    update(id: string, request: VendorRequest) {
      const { name, replicas, region, versionTag, options, artifactId } = readBody(request, updateBody);
      const asked = { name, replicas, region, versionTag, options, artifactId };
      const given = Object.entries(asked).filter(([, value]) => value !== undefined);
      if (artifactId !== undefined) checkArtifact(artifactId);
      return change(id, Object.fromEntries(given));
    },
    addVersion(id: string, request: VendorRequest) {
      const version = readBody(request, versionBody);
      checkArtifact(version.artifactId);
      const { versionTag, artifactId, history, updatedAt } = shelf.get(id);
      const old = { versionTag, artifactId, updateDate: Math.floor(updatedAt) };
      return change(id, { ...version, history: [...history, old] });
    },
    isDeployed: (artifactId: string) =>
      shelf.all().some((deployment) => deployment.artifactId === artifactId),
  };
}

/** The instance that was asked for, or one that is there. Throws when the artifact is unknown or does not run on it. */
export function chooseInstance(asked: z.infer<typeof deploymentRequest>): string {
  checkArtifact(asked.artifactId);
  const offered = instancesFor(asked.artifactId, asked.region ?? "*").map(({ instanceId }) => instanceId);
  const chosen = asked.instanceId ?? offered[0];
  if (chosen === undefined || !offered.includes(chosen)) {
    throw invalid("instanceId", `expected one of ${offered.join(", ")}, got ${chosen}`);
  }
  return chosen;
}

function checkArtifact(id: string): void {
  if (!ARTIFACT_IDS.includes(id)) throw new ServiceError(404);
}

function generate(start: number): readonly Deployment[] {
  return GENERATED_DEPLOYMENTS.map(({ id, name, artifact, instance }, at) => ({
    id,
    name,
    artifactId: ARTIFACT_IDS[artifact] ?? "",
    versionTag: "v1",
    region: "us",
    instanceId: INSTANCES[instance]?.instanceId ?? "",
    replicas: at + 1,
    options: {},
    history: [],
    createdAt: start - (84 - at) * DAY_MS,
    updatedAt: start - (84 - at) * DAY_MS,
    work: "Creating",
    isBroken: at === 2,
  }));
}

function toDocument(now: number, deployment: Deployment) {
  const { id, name, artifactId, versionTag, region, instanceId, replicas, options, history } = deployment;
  const isBusy = now - deployment.updatedAt < WORK_MS;
  const overview = isBusy ? deployment.work : deployment.isBroken ? "Errored" : "Available";
  const updateDate = Math.floor(deployment.updatedAt);
  const { resources } = INSTANCES.find((instance) => instance.instanceId === instanceId) ?? {};
  return {
    id,
    object: "deployment",
    name,
    projectId: PROJECT_ID,
    artifactId,
    versionTag,
    region,
    instanceId,
    resources,
    scaling: { replicas, mode: "FixedReplicaCount" },
    options,
    historyVersions: history,
    status: { overview, message: `${overview} service.`, updateDate },
    url: `https://inference.example.com/${id}/predict`,
    createDate: Math.floor(deployment.createdAt),
    updateDate,
  };
}
