import { PROVIDER, REGION, toResourceId } from "./account.ts";
import type { WireDocument } from "./wire-document.ts";

/** A cluster that jobs run on, or another compute of the workspace. */
export interface Cluster {
  readonly name: string;
  readonly computeType: string;
  /** As the service writes it, in capitals; null for computes without machines of their own. */
  readonly vmSize: string | null;
  readonly vmPriority: "Dedicated" | "LowPriority";
  readonly maxNodes: number;
  readonly gpusPerNode: number;
}

export const CLUSTERS: readonly Cluster[] = [
  cluster("cpu-cluster", "STANDARD_DS3_V2", "Dedicated", 8, 0),
  cluster("cpu-spot", "STANDARD_DS3_V2", "LowPriority", 16, 0),
  cluster("gpu-cluster", "STANDARD_NC6S_V3", "Dedicated", 4, 1),
  cluster("gpu-large", "STANDARD_ND40RS_V2", "Dedicated", 2, 8),
  { ...cluster("demo-instance", "STANDARD_DS2_V2", "Dedicated", 1, 0), computeType: "ComputeInstance" },
  { ...cluster("k8s-onprem", null, "Dedicated", 6, 0), computeType: "Kubernetes" },
];

/** The computes that commands and trials run on. */
export const TRAINING_CLUSTERS = CLUSTERS.filter((one) => one.computeType === "AmlCompute");

export function findCluster(name: string): Cluster | null {
  return CLUSTERS.find((one) => one.name === name) ?? null;
}

function cluster(
  name: string,
  vmSize: string | null,
  vmPriority: Cluster["vmPriority"],
  maxNodes: number,
  gpusPerNode: number,
): Cluster {
  return { name, computeType: "AmlCompute", vmSize, vmPriority, maxNodes, gpusPerNode };
}

/** The compute as a resource; what it consists of depends on its type. */
export function toCompute(compute: Cluster): WireDocument {
  return {
    id: toResourceId("computes", compute.name),
    name: compute.name,
    type: `${PROVIDER}/workspaces/computes`,
    location: REGION,
    tags: {},
    properties: {
      createdOn: "2026-02-10T07:44:03.2104968+00:00",
      modifiedOn: "2026-02-20T03:58:27.2396848+00:00",
      disableLocalAuth: false,
      description: null,
      resourceId: null,
      computeType: compute.computeType,
      computeLocation: REGION,
      provisioningState: "Succeeded",
      provisioningErrors: null,
      isAttachedCompute: compute.computeType === "Kubernetes",
      properties: innerProperties(compute),
    },
  };
}

function innerProperties({ computeType, vmSize, vmPriority, maxNodes }: Cluster): WireDocument {
  if (computeType === "ComputeInstance") {
    return { vmSize, state: "Running", applicationSharingPolicy: "Shared", errors: [] };
  }
  if (computeType === "Kubernetes") {
    return { namespace: "azureml", defaultInstanceType: "defaultinstancetype", instanceTypes: {} };
  }
  const running = Math.ceil(maxNodes / 4);
  return {
    vmSize,
    vmPriority,
    scaleSettings: { maxNodeCount: maxNodes, minNodeCount: 0, nodeIdleTimeBeforeScaleDown: "PT2M" },
    subnet: null,
    currentNodeCount: running,
    targetNodeCount: running,
    nodeStateCounts: {
      preparingNodeCount: 0,
      runningNodeCount: running,
      idleNodeCount: 0,
      unusableNodeCount: 0,
      leavingNodeCount: 0,
      preemptedNodeCount: 0,
    },
    allocationState: "Steady",
    allocationStateTransitionTime: "2026-02-20T12:18:38.48+00:00",
    errors: null,
    remoteLoginPortPublicAccess: "Enabled",
    osType: "Linux",
    virtualMachineImage: null,
    isolatedNetwork: false,
    propertyBag: {},
  };
}
