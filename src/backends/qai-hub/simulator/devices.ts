import { documentAt, textAt, type WireDocument } from "./wire-document.ts";

/** A device of the catalogue, in wire names. */
export interface Device extends WireDocument {
  readonly name: string;
  readonly os: string;
  readonly attributes: readonly string[];
  readonly soc_description: string;
}

/** Names and chipsets of the public catalogue; two of them with more than one version of their system. */
const DEVICES: readonly Device[] = [
  phone("Samsung Galaxy S24", "14", "samsung", ["qualcomm-snapdragon-8gen3", "sm8650"], "v75"),
  phone("Samsung Galaxy S24 (Family)", "14", "samsung", ["qualcomm-snapdragon-8gen3", "sm8650"], "v75"),
  phone("Samsung Galaxy S23", "13", "samsung", ["qualcomm-snapdragon-8gen2", "sm8550"], "v73"),
  phone("Samsung Galaxy S23 (Family)", "13", "samsung", ["qualcomm-snapdragon-8gen2", "sm8550"], "v73"),
  phone("Google Pixel 7", "13", "google", ["google-tensor-g2"], null),
  phone("Google Pixel 7", "14", "google", ["google-tensor-g2"], null),
  phone("Xiaomi 12", "12", "xiaomi", ["qualcomm-snapdragon-8gen1", "sm8450"], "v69"),
  phone("Xiaomi 12", "13", "xiaomi", ["qualcomm-snapdragon-8gen1", "sm8450"], "v69"),
  computer("Snapdragon X Elite CRD", ["qualcomm-snapdragon-x-elite", "sc8380xp"]),
  computer("Snapdragon X Plus 8-Core CRD", ["qualcomm-snapdragon-x-plus-8-core", "sc8340xp"]),
  board("QCS8550 (Proxy)", "12", ["qualcomm-qcs8550-proxy"], ["format:iot", "os:android"]),
  board("SA8775P ADP", "14", ["qualcomm-sa8775p"], ["format:auto", "os:android"]),
  board(
    "Dragonwing RB3 Gen 2 Vision Kit",
    "1.6",
    ["qualcomm-qcs6490", "qcs6490"],
    ["format:iot", "os:qc_linux"],
  ),
];

/** What a device must have. */
export interface DeviceWish {
  readonly name: string;
  /** A version, an interval that is open at the right (`[13,15)`, either end may be empty), or `""` for any. */
  readonly os: string;
  readonly attributes: readonly string[];
}

/** All devices that fit. */
export function findDevices({ name, os, attributes }: DeviceWish): readonly Device[] {
  return DEVICES.filter(
    (device) =>
      (name === "" || device.name === name) &&
      isWithin(device.os, os) &&
      attributes.every((attribute) => device.attributes.includes(attribute)),
  );
}

/** The one device that the service would take, of several the first name in its newest version. */
export function selectDevice(wish: DeviceWish): Device | null {
  const fitting = findDevices(wish);
  const versions = fitting.filter(({ name }) => name === fitting[0]?.name);
  return versions.toSorted((a, b) => compareVersions(b.os, a.os))[0] ?? null;
}

/** Reads the wish out of a device of a request. */
export function toWish(device: WireDocument): DeviceWish {
  const attributes = Array.isArray(device.attributes) ? device.attributes.map(String) : [];
  return { name: textAt(device, "name"), os: textAt(device, "os"), attributes };
}

/** Devices of the catalogue that run a framework (`tflite`, `onnx`, `qnn`). */
export function devicesWith(framework: string): readonly Device[] {
  return DEVICES.filter(({ attributes }) => attributes.includes(`framework:${framework}`));
}

/** The version of a device's Hexagon processor; `v73` where it says none. */
export function hexagonOf(job: WireDocument): string {
  const attributes = toWish(documentAt(job, "device")).attributes;
  const hexagon = attributes.find((attribute) => attribute.startsWith("hexagon:"));
  return hexagon?.slice("hexagon:".length) ?? "v73";
}

/** Compares dotted versions; a part that is missing counts as 0. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split("."), b.split(".")];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference =
      (Number.parseInt(left[at] ?? "0", 10) || 0) - (Number.parseInt(right[at] ?? "0", 10) || 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function isWithin(version: string, wanted: string): boolean {
  const interval = /^\[([\d.]*),([\d.]*)\)$/.exec(wanted);
  if (!interval) return wanted === "" || version === wanted;
  const [, from = "", to = ""] = interval;
  if (from !== "" && compareVersions(version, from) < 0) return false;
  return to === "" || compareVersions(version, to) < 0;
}

function phone(
  name: string,
  os: string,
  vendor: string,
  chipset: readonly string[],
  hexagon: string | null,
): Device {
  const npu = hexagon === null ? [] : [`hexagon:${hexagon}`, "framework:qnn", "htp-supports-fp16:true"];
  const traits = ["format:phone", "framework:onnx", "framework:tflite", "os:android", `vendor:${vendor}`];
  return device(name, os, chipset, [...traits, ...npu]);
}

function computer(name: string, chipset: readonly string[]): Device {
  const traits = ["format:compute", "framework:onnx", "framework:qnn", "hexagon:v73"];
  return device(name, "11", chipset, [...traits, "htp-supports-fp16:true", "os:windows", "vendor:qualcomm"]);
}

function board(name: string, os: string, chipset: readonly string[], own: readonly string[]): Device {
  const traits = ["framework:onnx", "framework:qnn", "framework:tflite", "hexagon:v73", "vendor:qualcomm"];
  return device(name, os, chipset, [...own, ...traits]);
}

function device(name: string, os: string, chipset: readonly string[], traits: readonly string[]): Device {
  const attributes = [...chipset.map((alias) => `chipset:${alias}`), ...traits].sort();
  return { name, os, attributes, soc_description: chipset[0] ?? "" };
}
