/** A machine type as `training-job-flavors` lists it. */
export interface Flavor {
  readonly flavor_id: string;
  readonly flavor_name: string;
  readonly flavor_type: "CPU" | "GPU" | "Ascend";
  readonly billing: { readonly code: string; readonly unit_num: number };
  readonly flavor_info: FlavorInfo;
  readonly attributes?: Readonly<Record<string, string>>;
  /** A JSON array as text. */
  readonly support_engines?: string;
}

interface FlavorInfo {
  /** Largest number of nodes of one job; 1 means no distributed training. */
  readonly max_num: number;
  readonly cpu: { readonly arch: string; readonly core_num: number };
  readonly gpu?: { readonly unit_num: number; readonly product_name: string; readonly memory: string };
  /** The client declares the number of NPUs as text, unlike that of GPUs. */
  readonly npu?: { readonly unit_num: string; readonly product_name: string; readonly memory: string };
  readonly memory: { readonly size: number; readonly unit: "GB" };
  readonly disk: { readonly size: number; readonly unit: "GB" };
}

/** Every flavor of the public pool, in the order of the listing. */
export const flavors: readonly Flavor[] = [
  cpu("modelarts.vm.cpu.2u", "Computing CPU(2U) instance", 1, 2, 8),
  cpu("modelarts.vm.cpu.8u", "Computing CPU(8U) instance", 16, 8, 32),
  cpu("modelarts.vm.cpu.16u", "Computing CPU(16U) instance", 16, 16, 64),
  {
    ...gpu("modelarts.p3.large.public.free", "Computing GPU(Vnt1) instance", 2, 8, 1, 64),
    billing: { code: "modelarts.vm.gpu.free", unit_num: 1 },
    attributes: { is_free: "true" },
  },
  gpu("modelarts.p3.large.public", "Computing GPU(Vnt1) instance", 16, 8, 1, 64),
  gpu("modelarts.p3.4xlarge.public", "Computing GPU(4*Vnt1) instance", 16, 32, 4, 256),
  gpu("modelarts.p3.8xlarge.public", "Computing GPU(8*Vnt1) instance", 16, 64, 8, 512),
  npu("modelarts.kat1.xlarge", "Computing NPU(Ascend) instance", 24, 1, 96),
  npu("modelarts.kat1.8xlarge", "Computing NPU(8*Ascend) instance", 192, 8, 768),
];

export function findFlavor(id: string): Flavor | undefined {
  return flavors.find((flavor) => flavor.flavor_id === id);
}

/** The part of a flavor that a job's `spec.resource.flavor_detail` repeats. */
export function flavorDetail({ flavor_type, billing, flavor_info }: Flavor): object {
  return { flavor_type, billing, flavor_info };
}

function cpu(id: string, name: string, nodes: number, cores: number, memory: number): Flavor {
  return {
    flavor_id: id,
    flavor_name: name,
    flavor_type: "CPU",
    billing: { code: id, unit_num: 1 },
    flavor_info: {
      max_num: nodes,
      cpu: { arch: "x86", core_num: cores },
      memory: { size: memory, unit: "GB" },
      disk: { size: 50, unit: "GB" },
    },
  };
}

function gpu(id: string, name: string, nodes: number, cores: number, cards: number, memory: number): Flavor {
  return {
    flavor_id: id,
    flavor_name: name,
    flavor_type: "GPU",
    billing: { code: id, unit_num: 1 },
    flavor_info: {
      max_num: nodes,
      cpu: { arch: "x86", core_num: cores },
      gpu: { unit_num: cards, product_name: "GP-Vnt1", memory: "32GB" },
      memory: { size: memory, unit: "GB" },
      disk: { size: 3200, unit: "GB" },
    },
  };
}

function npu(id: string, name: string, cores: number, cards: number, memory: number): Flavor {
  return {
    flavor_id: id,
    flavor_name: name,
    flavor_type: "Ascend",
    billing: { code: id, unit_num: 1 },
    flavor_info: {
      max_num: 16,
      cpu: { arch: "aarch64", core_num: cores },
      npu: { unit_num: String(cards), product_name: "snt9", memory: "32GB" },
      memory: { size: memory, unit: "GB" },
      disk: { size: 3200, unit: "GB" },
    },
    support_engines: JSON.stringify(["mindspore_2.3.0-cann_8.0.rc1-py_3.9-euler_2.10.7-aarch64"]),
  };
}
