import type { QaiHubDevice } from "./draft.ts";
import { type Device, DeviceListSchema } from "./proto/public_api_pb.js";
import { malformed, type Service } from "./service.ts";
import { decode } from "./wire/decode.ts";

/** The device that the service picks, as it does for the vendor's client before each job; null when none fits. */
export async function pickDevice(
  service: Service,
  operation: string,
  { name, os, attributes }: QaiHubDevice,
  signal: AbortSignal,
): Promise<Device | null> {
  const query = { name, os: os ?? "", select: "True", attributes: attributes ?? [] };
  const list = decode(DeviceListSchema, await service.get(operation, ["devices"], query, signal));
  if (list === null) throw malformed(service.backend, operation, "an answer that is no list of devices");
  return list.devices[0] ?? null;
}

/** What was asked of a device: `Samsung Galaxy S24 [13,15) format:phone`. */
export function describeWish({ name, os, attributes }: QaiHubDevice): string {
  return [name, os ?? "", ...(attributes ?? [])].filter((word) => word !== "").join(" ");
}
