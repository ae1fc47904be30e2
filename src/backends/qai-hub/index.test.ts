import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { qaiHub } from "./index.ts";
import { connect, pagesOf, query } from "./scripted-vendor.ts";

const { signal } = new AbortController();

describe("settings", () => {
  const settings = { id: "hub", kind: "QAI_HUB", credentials: { apiToken: "abc" } };

  test("default to the vendor's own address", () => {
    expect(qaiHub.config.parse(settings)).toMatchObject({ url: "https://workbench.aihub.qualcomm.com" });
  });

  test("name another base for people", async () => {
    await using vendor = await connect(pagesOf(["j1"]), { webUrl: "https://people.example/" });
    const { readings } = await vendor.backend.listJobs(query, signal);
    expect(readings[0]?.core.url).toBe("https://people.example/jobs/j1/");
    covers("S3-31");
  });

  test.each([
    { ...settings, id: "Not An Id" },
    { ...settings, url: "ftp://example.org" },
    { ...settings, project: "" },
    { ...settings, credentials: {} },
    { ...settings, credentials: { apiToken: "two\nlines" } },
    { ...settings, region: "eu" },
  ])("refuse %j", (wrong) => {
    expect(qaiHub.config.safeParse(wrong).success).toBe(false);
  });
});
