import { describe, expect, test } from "vitest";
import { identityEndpoint, modelartsConfig, serviceEndpoint } from "./config.ts";

const key = { accessKey: "AK", secretKey: "SK" };
const entry = { id: "ma", kind: "MODELARTS", region: "cn-north-4", credentials: key };

function mistakesIn(changes: object): (string | undefined)[] {
  const result = modelartsConfig.safeParse({ ...entry, ...changes });
  return result.error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`) ?? [];
}

describe("configuration", () => {
  test("a region and a key are enough", () => {
    const config = modelartsConfig.parse(entry);
    expect(config.workspaces).toEqual(["0"]);
    expect(serviceEndpoint(config)).toBe("https://modelarts.cn-north-4.myhuaweicloud.com");
    expect(identityEndpoint(config)).toBe("https://iam.cn-north-4.myhuaweicloud.com");
  });

  test("one region has another suffix, and addresses may be set", () => {
    expect(serviceEndpoint(modelartsConfig.parse({ ...entry, region: "ap-southeast-1" }))).toMatch(/\.cn$/);
    const own = { endpoint: "http://127.0.0.1:1", projectId: "p", region: undefined };
    const config = modelartsConfig.parse({ ...entry, ...own });
    expect(serviceEndpoint(config)).toBe("http://127.0.0.1:1");
    expect(identityEndpoint(config)).toBe("https://iam.myhuaweicloud.com");
  });

  test("keys may be left to the surroundings", () => {
    const config = modelartsConfig.parse({ ...entry, credentials: "ambient" });
    expect(config.credentials).toBe("ambient");
    expect(config.metadataEndpoint).toBe("http://169.254.169.254");
  });

  test("an account with a password will do as well", () => {
    const credentials = { domain: "d", userName: "u", password: "p" };
    expect(modelartsConfig.parse({ ...entry, credentials }).credentials).toEqual(credentials);
  });

  test.each([
    [
      { region: undefined },
      [
        "region: expected a region or an endpoint",
        "projectId: expected a projectId or a region to look it up by",
      ],
    ],
    [
      { region: undefined, endpoint: "http://x" },
      ["projectId: expected a projectId or a region to look it up by"],
    ],
    [{ endpoint: "ftp://x" }, ["endpoint: expected an http or https address"]],
    [
      { credentials: { accessKey: "AK" } },
      ["credentials: expected accessKey and secretKey, or domain, userName and password, or ambient"],
    ],
    [{ workspace: "0" }, [': Unrecognized key: "workspace"']],
    [{ region: "../x" }, ["region: expected a region id such as cn-north-4"]],
  ])("%j is told by path and expectation", (changes, mistakes) => {
    expect(mistakesIn(changes)).toEqual(mistakes);
  });

  test("a mistake does not quote credentials", () => {
    const credentials = { accessKey: "canary 1", secretKey: "canary-2", password: "canary-3" };
    expect(mistakesIn({ credentials }).join()).not.toContain("canary");
  });
});
