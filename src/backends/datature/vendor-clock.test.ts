import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import waiting from "./fixtures/03-job-waiting.response.json" with { type: "json" };
import { startScriptedVendor } from "./scripted-vendor.ts";

const { signal } = new AbortController();

describe("the vendor's clock", () => {
  const startAtTime = Date.parse("2026-11-21T10:00:00Z");
  const scheduled = { ...waiting, spec: { ...waiting.spec, startAtTime, stopAtTime: startAtTime + 1000 } };

  test.each([
    ["Sat, 21 Nov 2026 09:59:59 GMT", "SCHEDULED"],
    ["Sat, 21 Nov 2026 10:00:00 GMT", "QUEUED"],
    ["Sat, 21 Nov 2026 10:00:01 GMT", "CANCELLING"],
  ])("at %s the sample is %s, whatever ours says", async (date, phase) => {
    const reply = () => ({ json: scheduled, headers: { date } });
    await using vendor = await startScriptedVendor(reply, { now: () => 0 });
    const [reading] = await vendor.backend.getJobs([scheduled.id], signal);
    expect(reading).toMatchObject({ core: { status: { phase } } });
    covers("S2-22");
  });

  test("is ours where an answer does not tell", async () => {
    const reply = () => ({ json: scheduled, headers: { date: "soon" } });
    await using vendor = await startScriptedVendor(reply, { now: () => startAtTime - 60_000 });
    const [reading] = await vendor.backend.getJobs([scheduled.id], signal);
    expect(reading).toMatchObject({ core: { status: { phase: "SCHEDULED" } } });
  });
});
