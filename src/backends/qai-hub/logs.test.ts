import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { BackendError } from "../../domain/error.ts";
import type { Job } from "../../domain/job.ts";
import type { LogPage } from "../../domain/log.ts";
import profileFailed from "./fixtures/07-job-profile-failed.json" with { type: "json" };
import provisioning from "./fixtures/08-job-inference-provisioning.json" with { type: "json" };
import samples from "./fixtures/15-error-and-download-bodies.json" with { type: "json" };
import { JobSchema, NamedArtifactDownloadURLListSchema } from "./proto/public_api_pb.js";
import { type Answer, bytesOf, connect, toStored } from "./scripted-vendor.ts";

const { signal } = new AbortController();
const missing: Answer = { status: 404, type: null };
const start = { direction: "forward", position: null, limit: 10 } as const;
const end = { direction: "backward", position: null, limit: 10 } as const;

/** The failed profile job with these artifacts. */
function ended(artifacts: readonly string[]): Uint8Array {
  return bytesOf(JobSchema, { ...profileFailed.body, available_artifacts: artifacts });
}

interface Hub {
  job?: Uint8Array;
  /** Links by the number of the type; each names a path of the same server. */
  readonly links?: Readonly<Record<string, readonly string[]>>;
  files?: Readonly<Record<string, Answer>>;
}

/** A service with one job, whose storage is on the same server. */
async function connectHub(hub: Hub) {
  let url = "";
  const vendor = await connect((line) => {
    const path = line.replace(/^GET /, "");
    if (/^\/api\/v1\/jobs\/[^/]+\/$/.test(path)) return hub.job ? { body: hub.job } : missing;
    const [, type] =
      /\/device_runs\/latest\/artifact_list\/(\d+)\/\?use_acceleration=false$/.exec(path) ?? [];
    const links = hub.links?.[type ?? ""];
    if (links) {
      const artifacts = links.map((link) => ({
        url: link.startsWith("/") ? url + link : link,
        filename: "hub.log",
      }));
      return { body: bytesOf(NamedArtifactDownloadURLListSchema, { artifacts }) };
    }
    return hub.files?.[path] ?? missing;
  });
  url = vendor.url;
  return vendor;
}

type Vendor = Awaited<ReturnType<typeof connectHub>>;

async function storedJob(vendor: Vendor, id = "jp41e8xog"): Promise<Job> {
  const [reading] = await vendor.backend.getJobs([id], signal);
  if (reading === undefined || reading instanceof BackendError) throw reading ?? new Error("no reading");
  return toStored(reading);
}

function readLogs(vendor: Vendor, job: Job, source: string, query: object = start): Promise<LogPage> {
  const page = vendor.backend.readLogs?.(job, source, { ...start, ...query }, signal);
  if (!page) throw new Error("the backend has no logs");
  return page;
}

const textsOf = (page: LogPage) => page.entries.map(({ text }) => text);
const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

const log = { "/files/hub.log?signature=abc123": { type: "text/plain", body: "one\ntwo\r\n\nGröße 🚀" } };
const links = { "5": ["/files/hub.log?signature=abc123"] };

describe("logs", () => {
  test("are files that the job names after its end, read without the token", async () => {
    await using vendor = await connectHub({ job: ended(["JOB_ARTIFACT_TYPE_HUB_LOG"]), links, files: log });
    const job = await storedJob(vendor);
    const page = await readLogs(vendor, job, "HUB_LOG");
    expect(textsOf(page)).toEqual(["one", "two", "", "Größe 🚀"]);
    expect(page).toMatchObject({ hasEarlier: false, hasLater: false, totalCount: 4, gaps: [] });
    expect(vendor.heard.map(({ line, headers }) => [line, headers.authorization ?? null])).toEqual([
      ["GET /api/v1/jobs/jp41e8xog/", "token t0ken-of-the-test"],
      [
        "GET /api/v1/jobs/jp41e8xog/device_runs/latest/artifact_list/5/?use_acceleration=false",
        "token t0ken-of-the-test",
      ],
      ["GET /files/hub.log?signature=abc123", null],
    ]);
    covers("S3-52");
  });

  test("go on from a place in both directions, and cost one download", async () => {
    const body = Array.from({ length: 7 }, (_, index) => `line ${index % 3}\n`).join("");
    const files = { "/files/hub.log?signature=abc123": { type: "text/plain", body } };
    await using vendor = await connectHub({ job: ended(["JOB_ARTIFACT_TYPE_HUB_LOG"]), links, files });
    const job = await storedJob(vendor);
    const all = await readLogs(vendor, job, "HUB_LOG");
    const forward: LogPage[] = [];
    for (let position: string | null = null; ; ) {
      const page = await readLogs(vendor, job, "HUB_LOG", { position, limit: 3 });
      forward.push(page);
      if (!page.hasLater) break;
      position = page.entries.at(-1)?.position ?? null;
    }
    expect(forward.flatMap(({ entries }) => entries)).toEqual(all.entries);
    const last = await readLogs(vendor, job, "HUB_LOG", { ...end, limit: 3 });
    expect(last).toMatchObject({ entries: all.entries.slice(4), hasEarlier: true, hasLater: false });
    const before = await readLogs(vendor, job, "HUB_LOG", {
      ...end,
      position: last.entries[0]?.position,
      limit: 9,
    });
    expect(before).toMatchObject({ entries: all.entries.slice(0, 4), hasEarlier: false, hasLater: true });
    expect(vendor.heard.filter(({ line }) => line.includes("/files/"))).toHaveLength(1);
  });

  test("that come up in parts are asked for again at the end of what is known", async () => {
    const files: Record<string, { type: string; body: string }> = {
      "/files/hub.log?signature=abc123": { type: "text/plain", body: "one\n" },
    };
    await using vendor = await connectHub({ job: ended(["JOB_ARTIFACT_TYPE_HUB_LOG"]), links, files });
    const job = await storedJob(vendor);
    const first = await readLogs(vendor, job, "HUB_LOG");
    files["/files/hub.log?signature=abc123"] = { type: "text/plain", body: "one\ntwo\n" };
    const position = first.entries.at(-1)?.position ?? null;
    expect(textsOf(await readLogs(vendor, job, "HUB_LOG", { position }))).toEqual(["two"]);
  });

  test("of a run that was made anew begin again, with a gap", async () => {
    const hub = { job: ended(["JOB_ARTIFACT_TYPE_HUB_LOG"]), links, files: log };
    await using vendor = await connectHub(hub);
    const job = await storedJob(vendor);
    const position = "000000000000004:9:00000000";
    const page = await readLogs(vendor, job, "HUB_LOG", { position });
    expect(textsOf(page)).toEqual(["one", "two", "", "Größe 🚀"]);
    expect(page.gaps).toEqual([
      { fromPosition: position, toPosition: page.entries[0]?.position, reason: "ROTATION", bytes: null },
    ]);
    const backward = await readLogs(vendor, job, "HUB_LOG", { ...end, position });
    expect(backward).toMatchObject({ entries: [], gaps: [{ toPosition: position, reason: "ROTATION" }] });
  });

  test("of several files of a type are read one after the other", async () => {
    const files = {
      "/a": { type: "text/plain", body: "a without a break" },
      "/b": { type: "text/plain", body: "b\n" },
    };
    await using vendor = await connectHub({
      job: ended(["JOB_ARTIFACT_TYPE_DEVICE_LOG"]),
      links: { "1": ["/a", "/b"] },
      files,
    });
    const job = await storedJob(vendor);
    expect(textsOf(await readLogs(vendor, job, "DEVICE_LOG"))).toEqual(["a without a break", "b"]);
  });

  test("are not asked for when the job does not name them", async () => {
    await using vendor = await connectHub({ job: ended([]), links, files: log });
    const job = await storedJob(vendor);
    for (const query of [start, end]) {
      expect(await readLogs(vendor, job, "HUB_LOG", query)).toMatchObject({ entries: [], gaps: [] });
    }
    expect(vendor.heard.some(({ line }) => line.includes("artifact_list"))).toBe(false);
    covers("S3-52");
  });

  test("are empty while the job runs, and there as soon as it has ended", async () => {
    const hub: Hub = { job: bytesOf(JobSchema, provisioning.body), links, files: log };
    await using vendor = await connectHub(hub);
    const job = await storedJob(vendor, "j5w2z90kg");
    expect(textsOf(await readLogs(vendor, job, "HUB_LOG"))).toEqual([]);
    hub.job = bytesOf(JobSchema, {
      ...provisioning.body,
      available_artifacts: ["JOB_ARTIFACT_TYPE_HUB_LOG"],
    });
    expect(textsOf(await readLogs(vendor, job, "HUB_LOG"))).toHaveLength(4);
  });

  test.each<[string, Answer, string]>([
    [
      "an expired link",
      {
        status: 403,
        type: "application/xml",
        body: samples.body["expired download link 403 (application/xml)"],
      },
      "FORBIDDEN",
    ],
    ["a file that is gone", { status: 410, type: null }, "NOT_FOUND"],
    ["storage that is down", { status: 503, type: null }, "UNAVAILABLE"],
  ])("%s is told by its kind, without the signature", async (_, answer, kind) => {
    const files = { "/files/hub.log?signature=abc123": answer };
    await using vendor = await connectHub({ job: ended(["JOB_ARTIFACT_TYPE_HUB_LOG"]), links, files });
    const job = await storedJob(vendor);
    const error = await errorOf(readLogs(vendor, job, "HUB_LOG"));
    expect(error).toMatchObject({ kind });
    expect(String(error)).not.toContain("abc123");
    if (kind === "FORBIDDEN") expect(error).toMatchObject({ nativeCode: "AccessDenied" });
    if (kind === "FORBIDDEN") expect(String(error)).toContain("Request has expired");
  });

  test.each(["", "no address", "file:///etc/passwd"])("a file at %j is malformed", async (link) => {
    await using vendor = await connectHub({
      job: ended(["JOB_ARTIFACT_TYPE_HUB_LOG"]),
      links: { "5": [link] },
    });
    const job = await storedJob(vendor);
    expect(await errorOf(readLogs(vendor, job, "HUB_LOG"))).toMatchObject({ kind: "MALFORMED" });
  });

  test("have no other sources and no positions of others", async () => {
    await using vendor = await connectHub({ job: ended(["JOB_ARTIFACT_TYPE_HUB_LOG"]), links, files: log });
    const job = await storedJob(vendor);
    for (const source of ["DEVICE_LOG", "PROFILE_TRACE", "__proto__"])
      expect(await errorOf(readLogs(vendor, job, source))).toMatchObject({ kind: "NOT_FOUND" });
    expect(await errorOf(readLogs(vendor, job, "HUB_LOG", { position: "7" }))).toMatchObject({
      kind: "INVALID",
    });
  });
});

describe("log sources", () => {
  const sourcesOf = async (vendor: Vendor, job: Job) =>
    ((await vendor.backend.logSources?.(job, signal)) ?? []).map(({ nativeId, main, live }) => [
      nativeId,
      main,
      live,
    ]);

  test("are the service's log, always the main one, and the device's where it was kept", async () => {
    const hub: Hub = { job: ended(["JOB_ARTIFACT_TYPE_DEVICE_LOG", "JOB_ARTIFACT_TYPE_PROFILE_TRACE"]) };
    await using vendor = await connectHub(hub);
    expect(await sourcesOf(vendor, await storedJob(vendor))).toEqual([
      ["HUB_LOG", true, false],
      ["DEVICE_LOG", false, false],
    ]);
    hub.job = ended(["JOB_ARTIFACT_TYPE_HUB_LOG"]);
    expect(await sourcesOf(vendor, await storedJob(vendor))).toEqual([["HUB_LOG", true, false]]);
  });

  test("of a job that has not ended are those that its kind may get", async () => {
    await using vendor = await connectHub({ job: bytesOf(JobSchema, provisioning.body) });
    const job = await storedJob(vendor, "j5w2z90kg");
    expect(await sourcesOf(vendor, job)).toEqual([
      ["HUB_LOG", true, false],
      ["DEVICE_LOG", false, false],
    ]);
  });
});
