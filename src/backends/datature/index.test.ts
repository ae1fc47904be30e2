import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { BackendError } from "../../domain/error.ts";
import { datature } from "./index.ts";
import { errorOf, firstPage, startScriptedVendor, testId, testKey, testProject } from "./scripted-vendor.ts";

const { signal } = new AbortController();

describe("settings", () => {
  const settings = {
    id: testId,
    kind: "DATATURE",
    projectId: testProject,
    credentials: { secretKey: testKey },
  };

  test("default to the vendor's own address", () => {
    expect(datature.config.parse(settings)).toMatchObject({ url: "https://api.datature.io" });
  });

  test("take a project with or without its prefix", () => {
    const projectId = testProject.replace("proj_", "");
    expect(datature.config.parse({ ...settings, projectId })).toMatchObject({ projectId: testProject });
    covers("S2-2");
  });

  test("keep the path of a proxy", async () => {
    const config = datature.config.parse({ ...settings, url: "http://127.0.0.1:1/datature/" });
    const urls: string[] = [];
    const backend = datature.create(config, {
      id: testId,
      now: Date.now,
      connect: () => ({
        figures: { calls: 0, retries: 0, failures: 0, breakerOpen: false },
        send: async ({ url }) => {
          urls.push(url.href);
          throw new BackendError("UNAVAILABLE", "away", { backend: testId });
        },
      }),
    });
    await errorOf(backend.listJobs(firstPage, signal));
    expect(urls).toEqual([`http://127.0.0.1:1/datature/projects/${testProject}/batch/jobs?limit=100`]);
  });

  test.each([
    { ...settings, id: "Not An Id" },
    { ...settings, url: "ftp://example.org" },
    { ...settings, projectId: "../x" },
    { ...settings, projectId: undefined },
    { ...settings, credentials: {} },
    { ...settings, credentials: { secretKey: "two\nlines" } },
    { ...settings, region: "us" },
  ])("refuse %j", (wrong) => {
    expect(datature.config.safeParse(wrong).success).toBe(false);
  });
});

test("a list of jobs that have not ended is a capability that the vendor lacks", async () => {
  await using vendor = await startScriptedVendor(() => ({ json: { data: [] } }));
  expect(vendor.backend).not.toHaveProperty("activeJobs");
});
