import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import type { Job } from "../../domain/job.ts";
import history from "./fixtures/12-run-and-children.json" with { type: "json" };
import { batchAnswer, type Script, startVendor, workspacePath } from "./scripted-vendor.ts";

const { signal } = new AbortController();
const historyPath = `/history/v1.0${workspacePath}`;

/** A job without anything that a test does not look at. */
const jobNamed = (name: string, status = "Running") => ({
  name,
  properties: { jobType: "Command", status },
});

/** Runs of the scripted vendor, by name; the rest of the script comes after them. */
const withRuns =
  (runs: Readonly<Record<string, object>>, script: Script): Script =>
  (call, origin) =>
    call.path === `${historyPath}/batchrundata`
      ? { json: batchAnswer(call.body, runs) }
      : script(call, origin);

const single =
  (name: string, document: unknown): Script =>
  (call) =>
    call.path === `${workspacePath}/jobs/${name}` ? { json: document } : undefined;

const stored = (nativeId: string, native: object = {}, kind = "COMMAND") =>
  ({ nativeId, core: { kind, status: { phaseClass: "ACTIVE" } }, native }) as unknown as Job; // related jobs look at id and document

describe("related jobs", () => {
  test("gives all pages of a pipeline's steps or a sweep's trials", async () => {
    const step = history.exchanges[0]?.response.body.value?.[0] as object;
    const script: Script = ({ path, query }) => {
      if (path !== `${historyPath}/runs/pipe/children`) return undefined;
      if (query.get("$continuationtoken") === "to/2")
        return { json: { value: [{ ...step, runId: "b" }, null] } };
      const nextLink = "https://elsewhere.example/x?$continuationtoken=to%2F2";
      return { json: { value: [{ ...step, runId: "a" }], nextLink } };
    };
    await using vendor = await startVendor(script);
    const related = await vendor.backend.relatedJobs?.(stored("pipe", {}, "PIPELINE"), signal);
    expect(related?.map(({ nativeId, partOf }) => [nativeId, partOf])).toEqual([
      ["a", "pipe_259228612667"],
      ["b", "pipe_259228612667"],
    ]);
    expect(vendor.callsTo("/children")).toHaveLength(2);
    covers("S4-49");
  });

  test("gives the parent of a job first", async () => {
    const script: Script = (call, origin) =>
      call.path.endsWith("/children")
        ? { json: { value: [] } }
        : single("sweep_1", jobNamed("sweep_1"))(call, origin);
    await using vendor = await startVendor(withRuns({}, script));
    for (const native of [
      { properties: { parentJobName: "sweep_1" } },
      { run: { parentRunId: "sweep_1" } },
    ]) {
      const related = await vendor.backend.relatedJobs?.(stored("trial", native), signal);
      expect(related?.map(({ nativeId }) => nativeId)).toEqual(["sweep_1"]);
    }
    covers("S4-53");
  });
});
