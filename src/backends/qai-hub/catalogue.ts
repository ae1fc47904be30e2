import type { Flavor } from "../../domain/spec.ts";
import { DeviceListSchema } from "./proto/public_api_pb.js";
import { malformed, type Service } from "./service.ts";
import { decode } from "./wire/decode.ts";
import { toFlavor } from "./wire/device.ts";

/** All devices, one for each version of a device's system, in the order of the service. */
export async function listFlavors(service: Service, signal: AbortSignal): Promise<Flavor[]> {
  // As the vendor's client asks for all of them: the texts are sent empty, the flag as a word.
  const query = { name: "", os: "", select: "False" };
  const list = decode(DeviceListSchema, await service.get("listFlavors", ["devices"], query, signal));
  if (list === null) throw malformed(service.backend, "listFlavors", "an answer that is no list of devices");
  const flavors = list.devices.flatMap((device) => toFlavor(device) ?? []);
  return [...new Map(flavors.map((flavor) => [flavor.nativeId, flavor])).values()];
}
