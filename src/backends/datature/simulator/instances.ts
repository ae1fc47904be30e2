import { ARTIFACT_IDS } from "./artifacts.ts";

/** A machine type as it is offered. The first three ids are the service's own, the numbers mostly are not. */
export const INSTANCES = [
  {
    instanceId: "instance_x1cpu-standard",
    resources: { cpu: 4, ram: 8192 },
    regions: ["asia-east1", "us"],
  },
  {
    instanceId: "instance_t4-standard-1g",
    resources: { cpu: 6, ram: 24_576, GPU_T4: 1 },
    regions: ["asia-east1", "us"],
    accelerator: accelerator("Nvidia T4", 2560, 16),
  },
  {
    instanceId: "instance_l4-standard-1g",
    resources: { cpu: 8, ram: 32_768, GPU_L4: 1 },
    regions: ["us"],
    accelerator: accelerator("Nvidia L4", 7424, 24),
  },
  {
    instanceId: "instance_a100-40gb-standard-1g",
    resources: { cpu: 12, ram: 87_040, GPU_A100_40GB: 1 },
    regions: ["asia-east1"],
    accelerator: accelerator("Nvidia A100 40GB", 6912, 40),
  },
];

export const REGIONS = ["us", "asia-east1", "*"];

/** What an artifact can run on in a region: the first has the documented three, a later one lacks one of them. */
export function instancesFor(artifactId: string, region: string) {
  const place = ARTIFACT_IDS.indexOf(artifactId);
  const missing = [3, 2, 0][Math.max(0, place) % 3];
  return INSTANCES.filter((_, at) => at !== missing).filter(
    ({ regions }) => region === "*" || regions.includes(region),
  );
}

function accelerator(name: string, cudaCores: number, vramGib: number) {
  return { kind: "NvidiaGpu", name, count: 1, cudaCores, vramBytes: vramGib * 2 ** 30 };
}
