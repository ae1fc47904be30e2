import { describe, expect, test } from "vitest";
import { azureMl } from "./index.ts";

describe("configuration", () => {
  const credentials = { tenantId: "t", clientId: "c", clientSecret: "s" };
  const workspace = {
    id: "azure",
    kind: "AZURE_ML",
    subscriptionId: "s",
    resourceGroup: "g",
    workspace: "w",
  };

  test("has the addresses of the public cloud and a stable version by default", () => {
    expect(azureMl.config.parse({ ...workspace, credentials })).toMatchObject({
      managementUrl: "https://management.azure.com",
      loginUrl: "https://login.microsoftonline.com",
      apiVersion: "2024-10-01",
    });
  });

  test.each([
    ["workspace", "a/b"],
    ["resourceGroup", ""],
    ["managementUrl", "ftp://x"],
    ["apiVersion", "latest"],
    ["credentials", { tenantId: "t" }],
    ["hook", { secret: "" }],
    ["hook", { certificateHosts: ["example.com"] }],
  ])("refuses %s %j", (key, value) => {
    expect(azureMl.config.safeParse({ ...workspace, credentials, [key]: value }).success).toBe(false);
  });
});
