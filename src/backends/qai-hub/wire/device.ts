import type { Flavor, KeyValue } from "../../../domain/spec.ts";
import type { Device } from "../proto/public_api_pb.js";

/** Id of a device: the catalogue has an entry for each version of its system. Null without a name. */
export function deviceId(name: string, os: string): string | null {
  if (name === "") return null;
  return os === "" ? name : `${name}:${os}`;
}

/** Device as a flavor; null without a name. Its tags are attributes, of which some have several values. */
export function toFlavor(device: Device): Flavor | null {
  const nativeId = deviceId(device.name, device.os);
  if (nativeId === null) return null;
  const tags = device.attributes.map(toAttribute);
  return {
    nativeId,
    name: device.name,
    type: "DEVICE",
    nativeType: tags.find(({ key }) => key === "format")?.value ?? null,
    maxSelectableNodes: 1,
    maxNodes: null,
    distributed: false,
    cpu: null,
    gpu: null,
    npu: null,
    memory: null,
    disk: null,
    billing: null,
    attributes: [
      ...tags,
      ...(device.os === "" ? [] : [{ key: "device_os_version", value: device.os }]),
      ...(device.socDescription === "" ? [] : [{ key: "soc_description", value: device.socDescription }]),
    ],
  };
}

/** `key:value`, with one colon as a rule. */
function toAttribute(tag: string): KeyValue {
  const colon = tag.indexOf(":");
  return colon === -1 ? { key: tag, value: "" } : { key: tag.slice(0, colon), value: tag.slice(colon + 1) };
}
