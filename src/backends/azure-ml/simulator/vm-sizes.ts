import { CREDENTIALS, PROVIDER } from "./account.ts";
import type { WireDocument } from "./wire-document.ts";

/** Name, family, cores, GPUs, memory in GB, price in USD an hour, price at low priority. */
type Size = readonly [string, string, number, number, number, number, number];

const SIZES: readonly Size[] = [
  ["Standard_DS2_v2", "standardDSv2Family", 2, 0, 7, 0.15, 0.03],
  ["Standard_DS3_v2", "standardDSv2Family", 4, 0, 14, 0.29, 0.06],
  ["Standard_E8s_v3", "standardESv3Family", 8, 0, 64, 0.5, 0.1],
  ["Standard_NC6s_v3", "standardNCSv3Family", 6, 1, 112, 3.06, 0.61],
  ["Standard_NC24ads_A100_v4", "StandardNCADSA100v4Family", 24, 1, 220, 3.67, 0.73],
  ["Standard_ND40rs_v2", "standardNDSv2Family", 40, 8, 672, 22.03, 4.41],
];

/** The machine sizes of the region, one list without pages. */
export function listVmSizes(): readonly WireDocument[] {
  return SIZES.map(([name, family, vCPUs, gpus, memoryGB, price, lowPrice]) => ({
    name,
    family,
    vCPUs,
    gpus,
    osVhdSizeMB: 1_047_552,
    maxResourceVolumeMB: vCPUs * 7_168,
    memoryGB,
    lowPriorityCapable: true,
    premiumIO: true,
    estimatedVMPrices: {
      billingCurrency: "USD",
      unitOfMeasure: "OneHour",
      values: [
        { retailPrice: lowPrice, osType: "Linux", vmTier: "LowPriority" },
        { retailPrice: price, osType: "Linux", vmTier: "Standard" },
        { retailPrice: Math.round(price * 1.6 * 100) / 100, osType: "Windows", vmTier: "Standard" },
      ],
    },
    supportedComputeTypes: gpus > 4 ? ["AmlCompute"] : ["AmlCompute", "ComputeInstance", "MIR"],
  }));
}

/** What is in use of each limit of the region; -1 stands for no limit of its own. */
export function listUsages(): readonly WireDocument[] {
  const base = `/subscriptions/${CREDENTIALS.subscriptionId}/usages`;
  const usage = (id: string, sort: string, currentValue: number, limit: number, name: string) => ({
    id,
    type: `${PROVIDER}/${sort}/usages`,
    unit: "Count",
    currentValue,
    limit,
    name: { value: name, localizedValue: name },
  });
  return [
    usage(base, "totalCores", 6, 200, "Clusters"),
    usage(base, "dedicatedCores", 56, 350, "Total Cluster Dedicated Regional vCPUs"),
    usage(base, "lowPriorityCores", 16, 300, "Total Cluster LowPriority Regional vCPUs"),
    ...SIZES.map(([, family, vCPUs]) => {
      const name = `${family} Cluster Dedicated vCPUs`;
      return usage(`${base}/${name.replaceAll(" ", "_")}`, "vmFamily", vCPUs, vCPUs > 24 ? 80 : -1, name);
    }),
  ];
}

/** The limits of the region by machine family. */
export function listQuotas(): readonly WireDocument[] {
  return SIZES.map(([, family, vCPUs]) => {
    const name = `${family} Cluster Dedicated vCPUs`;
    return {
      id: `/subscriptions/${CREDENTIALS.subscriptionId}/quotas/${name.replaceAll(" ", "_")}`,
      type: `${PROVIDER}/vmFamily/quotas`,
      limit: vCPUs * 10,
      unit: "Count",
      name: { value: name, localizedValue: name },
    };
  });
}
