import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import devices from "./fixtures/01-device-list.json" with { type: "json" };
import { DeviceListSchema } from "./proto/public_api_pb.js";
import { by, bytesOf, connect, errorOf } from "./scripted-vendor.ts";

const { signal } = new AbortController();

describe("devices", () => {
  test("are flavors, one for each version of the system", async () => {
    const twice = {
      devices: [...devices.body.devices, { name: "Samsung Galaxy S24", os: "13" }, { os: "15" }],
    };
    await using vendor = await connect(
      by({ "/devices/?name=&os=&select=False": { body: bytesOf(DeviceListSchema, twice) } }),
    );
    const flavors = (await vendor.backend.listFlavors?.(signal)) ?? [];
    expect(flavors.map(({ nativeId, name, nativeType }) => [nativeId, name, nativeType])).toEqual([
      ["Samsung Galaxy S24:14", "Samsung Galaxy S24", "phone"],
      ["Samsung Galaxy S23 (Family):13", "Samsung Galaxy S23 (Family)", "phone"],
      ["Snapdragon X Elite CRD:11", "Snapdragon X Elite CRD", "compute"],
      ["QCS8550 (Proxy):12", "QCS8550 (Proxy)", "iot"],
      ["Samsung Galaxy S24:13", "Samsung Galaxy S24", null],
    ]);
    const [galaxy] = flavors;
    expect(galaxy?.attributes.filter(({ key }) => key === "framework").map(({ value }) => value)).toEqual([
      "onnx",
      "qnn",
      "tflite",
    ]);
    covers("S3-74");
  });

  test("that are no list are malformed", async () => {
    await using vendor = await connect(() => ({ body: Uint8Array.of(0xff) }));
    expect(await errorOf(vendor.backend.listFlavors?.(signal) ?? Promise.resolve())).toMatchObject({
      kind: "MALFORMED",
    });
  });
});
