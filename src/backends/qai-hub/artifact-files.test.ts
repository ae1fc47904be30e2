import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { readJob, simulateBackend, toStoredJob } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import failed from "./fixtures/07-job-profile-failed.json" with { type: "json" };
import samples from "./fixtures/15-error-and-download-bodies.json" with { type: "json" };
import { qaiHub } from "./index.ts";
import {
  type JobArtifactType,
  JobSchema,
  NamedArtifactDownloadURLListSchema,
} from "./proto/public_api_pb.js";
import { type Answer, bytesOf, connect, toStored } from "./scripted-vendor.ts";
import { toReading } from "./wire/job.ts";
import { expiryOf } from "./wire/signed-link.ts";

const { signal } = new AbortController();
const document = fromBinary(JobSchema, bytesOf(JobSchema, failed.body));
const reading = toReading(document, null, "https://hub.example");
if (typeof reading === "string") throw new Error(reading);
const job = toStored(reading);

/** A service whose job has artifacts of these types, each with the files that `filesOf` gives. */
function withArtifacts(types: readonly number[], filesOf: (type: string) => object[]) {
  const bytes = toBinary(JobSchema, { ...document, availableArtifacts: types as JobArtifactType[] });
  return (line: string): Answer => {
    const [, type] = /artifact_list\/(\d+)\/\?use_acceleration=false$/.exec(line) ?? [];
    if (type === undefined) return { body: bytes };
    return { body: bytesOf(NamedArtifactDownloadURLListSchema, { artifacts: filesOf(type) }) };
  };
}

describe("files of a job", () => {
  test("are those that the job names, by kind, of unknown kinds by number", async () => {
    const script = withArtifacts([1, 5, 6, 7, 8, 42], (type) => [
      { url: `https://storage.example.test/${type}?signature=abc&expires=1770806400`, filename: `f${type}` },
    ]);
    await using vendor = await connect(script);
    const files = await vendor.backend.logFiles?.(job, signal);
    expect(files?.map(({ name }) => name)).toEqual([
      "DEVICE_LOG/f1",
      "HUB_LOG/f5",
      "PROFILE_TRACE/f6",
      "NETRON_VIZ_ARCHIVE/f7",
      "QHAS_SUMMARY/f8",
      "42/f42",
    ]);
    expect(vendor.heard.map(({ line }) => line)).toContain(
      `GET /api/v1/jobs/${job.nativeId}/device_runs/latest/artifact_list/42/?use_acceleration=false`,
    );
    covers("S3-52", "S3-69");
  });

  test("have the signed addresses of the vendor's example, with their end", async () => {
    const [list] = Object.values(samples.body).filter(
      (body) => typeof body === "object" && "artifacts" in body,
    );
    const { artifacts } = list as { artifacts: object[] };
    await using vendor = await connect(withArtifacts([5], () => artifacts));
    expect(await vendor.backend.logFiles?.(job, signal)).toEqual([
      {
        name: "HUB_LOG/jpy7q4o3g_hub.log",
        url: "https://storage.example.test/artifacts/jpy7q4o3g/run-0/hub.log?signature=abc123&expires=1770806400",
        sizeBytes: null,
        expiresAt: "2026-02-11T10:40:00.000Z",
      },
    ]);
    covers("S3-52");
  });

  test("have names of their own, whatever the service calls them", async () => {
    const file = { url: "https://storage.example.test/x", filename: "x" };
    await using vendor = await connect(withArtifacts([5, 5, 1], () => [file, file]));
    const files = await vendor.backend.logFiles?.(job, signal);
    expect(files?.map(({ name }) => name)).toEqual(["HUB_LOG/x", "DEVICE_LOG/x"]);
  });

  test.each([
    ["no address", [{ url: "no address", filename: "x" }]],
    ["another scheme", [{ url: "file:///etc/passwd", filename: "x" }]],
  ])("are malformed with %s", async (_, files) => {
    await using vendor = await connect(withArtifacts([5], () => files));
    await expect(vendor.backend.logFiles?.(job, signal)).rejects.toMatchObject({ kind: "MALFORMED" });
  });

  test("are none, and ask for none, before the end; after it they open without a token", async () => {
    await using vendor = await simulateBackend(qaiHub, { jobs: 0 });
    const word = (native: string) => ({ native, afterMs: 0 });
    const nativeId = await vendor.control.addJob("QAI_HUB", [word("MEASURING_PERFORMANCE")]);
    const backend = vendor.connect();
    const before = await vendor.control.requests("QAI_HUB");
    const running = toStoredJob(await readJob(backend, nativeId));
    expect(await backend.logFiles?.(running, signal)).toEqual([]);
    expect((await vendor.control.requests("QAI_HUB", before.next)).items).toHaveLength(1);
    await vendor.control.changeJob("QAI_HUB", nativeId, { native: "SUCCESS" });
    await vendor.control.writeLog("QAI_HUB", nativeId, { lines: ["what the hub did"] });
    const files = (await backend.logFiles?.(toStoredJob(await readJob(backend, nativeId)), signal)) ?? [];
    expect(files.map(({ name }) => name.split("/")[0])).toEqual(["DEVICE_LOG", "HUB_LOG", "PROFILE_TRACE"]);
    for (const { url, expiresAt } of files) {
      const answer = await fetch(url);
      expect(answer.status).toBe(200);
      if (url.includes("hub.log")) expect(await answer.text()).toContain("what the hub did");
      expect(Date.parse(expiresAt ?? "")).toBeGreaterThan(Date.now());
    }
    covers("S3-52");
  });
});

test.each([
  ["?Expires=1770806400&Signature=x", "2026-02-11T10:40:00.000Z"],
  ["?X-Amz-Date=20260211T093000Z&X-Amz-Expires=3600&X-Amz-Signature=x", "2026-02-11T10:30:00.000Z"],
  ["?X-Amz-Date=yesterday&X-Amz-Expires=3600", null],
  ["?X-Amz-Date=20260211T093000Z", null],
  ["?expires=soon", null],
  ["?expires=99999999999999", null],
  ["", null],
])("a link with %j ends at %s", (query, instant) => {
  expect(expiryOf(new URL(`https://storage.example.test/file${query}`))).toBe(instant);
});
