import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { BackendError } from "../../domain/error.ts";
import type { Job } from "../../domain/job.ts";
import details from "./fixtures/11-run-details-and-log-read.json" with { type: "json" };
import {
  type Answer,
  errorOf,
  type Script,
  type SeenCall,
  startVendor,
  workspacePath,
} from "./scripted-vendor.ts";
import { mainLogOf, toLine } from "./wire/log.ts";

const { signal } = new AbortController();
const job = (phaseClass = "ACTIVE") =>
  ({ nativeId: "iris", core: { kind: "COMMAND", status: { phaseClass } }, native: {} }) as unknown as Job; // logs look at id, kind and class of phase
const fromStart = { direction: "forward", position: null, limit: 100 } as const;
const mainLog = "user_logs/std_log.txt";
const detailsPath = `/history/v1.0${workspacePath}/runs/iris/details`;

/** A blob store whose links hold good for one signature, as it answers ranges. */
function blobStore(store: { content: string | null; signature: string; ignoresRanges?: boolean }): Script {
  return ({ path, query, headers }, origin) => {
    if (path === detailsPath) {
      const link = (file: string) => `${origin}/azureml/dcid.iris/${file}?sr=b&sig=${store.signature}&sp=r`;
      return {
        json: {
          logFiles: { "system_logs/a.log": link("a"), [mainLog]: link("std_log.txt"), broken: "no address" },
        },
      };
    }
    if (path !== "/azureml/dcid.iris/std_log.txt") return undefined;
    if (query.get("sig") !== store.signature) return refused(403, "AuthenticationFailed");
    if (store.content === null) return refused(404, "BlobNotFound");
    const bytes = Buffer.from(store.content);
    if (store.ignoresRanges) return { text: bytes };
    const [, from = "0", to = ""] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? "") ?? [];
    if (Number(from) >= bytes.length)
      return { ...refused(416, "InvalidRange"), headers: { "content-range": `bytes */${bytes.length}` } };
    const part = bytes.subarray(Number(from), to === "" ? undefined : Number(to) + 1);
    const range = `bytes ${from}-${Number(from) + part.length - 1}/${bytes.length}`;
    return { status: 206, headers: { "content-range": range }, text: part };
  };
}

const refused = (status: number, code: string): Answer => ({
  status,
  text: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>String to sign: hidden-words</Message></Error>`,
  headers: { "x-ms-error-code": code },
});

const reads = (calls: readonly SeenCall[]) => calls.filter(({ path }) => path.startsWith("/azureml/"));

describe("sources", () => {
  test("are all files of the run, with the code's own output as the main one", async () => {
    await using vendor = await startVendor(({ path }) =>
      path === detailsPath ? { json: details.exchanges[0]?.response.body } : undefined,
    );
    const sources = await vendor.backend.logSources?.(job("TERMINAL"), signal);
    expect(sources?.map(({ nativeId, kind, main, live }) => [nativeId, kind, main, live])).toEqual([
      ["user_logs/std_log.txt", "FILE", true, true],
      ["system_logs/lifecycler/lifecycler.log", "FILE", false, true],
      ["azureml-logs/process_info.json", "FILE", false, true],
      ["azureml-logs/process_status.json", "FILE", false, true],
    ]);
    expect(JSON.stringify(sources)).not.toContain("sig=");
    covers("S4-23");
  });

  test("are none while there is no log", async () => {
    await using vendor = await startVendor(({ path }) =>
      path === detailsPath ? { json: { logFiles: null } } : undefined,
    );
    expect(await vendor.backend.logSources?.(job(), signal)).toEqual([]);
  });

  test.each([
    [
      ["system_logs/x.log", "user_logs/std_log_process_01.txt", "user_logs/std_log_process_00.txt"],
      "COMMAND",
      2,
    ],
    [["user_logs/std_log_node_01_worker.txt", "user_logs/std_log_node_00_ps.txt"], "COMMAND", 1],
    [["azureml-logs/55_azureml.txt", "azureml-logs/70_driver_log_0.txt"], "COMMAND", 1],
    [["logs/azureml/stderrlogs.txt", "logs/azureml/executionlogs.txt"], "PIPELINE", 1],
    [["azureml-logs/hyperdrive.txt", "azureml-logs/70_driver_log.txt"], "SEARCH", 0],
    [["other.txt"], "COMMAND", 0],
  ] as const)("of %j for a %s job the main one is number %i", (paths, kind, index) => {
    expect(mainLogOf(paths, kind, true)).toBe(paths[index]);
  });

  test("have no main one while a job that has not ended has none of the code's own output", () => {
    const early = ["system_logs/lifecycler/lifecycler.log", "user_logs/std_log_process_01.txt"];
    expect(mainLogOf(early, "COMMAND", false)).toBeNull();
    const main = "user_logs/std_log_process_00.txt";
    expect(mainLogOf([...early, main], "COMMAND", false)).toBe(main);
  });
});

test("the level and the time that a line begins with are read, through colours too", () => {
  const lines = [
    "2025-03-01T10:33:22.211468+00:00 WARNING: x",
    "error 0.3",
    "[2025-03-01T10:33:22Z] ERROR y",
    "\u001b[31mERROR\u001b[0m z",
  ];
  const entries = lines.map((text) => toLine(text, "position"));
  expect(entries.map(({ level, nativeLevel, occurredAt }) => [level, nativeLevel, occurredAt])).toEqual([
    ["WARNING", "WARNING", "2025-03-01T10:33:22.211Z"],
    ["UNKNOWN", null, null],
    ["ERROR", "ERROR", "2025-03-01T10:33:22.000Z"],
    ["ERROR", "ERROR", null],
  ]);
  expect(entries[3]?.text).toBe(lines[3]);
});

describe("reading", () => {
  test("asks for ranges, and never with the token", async () => {
    await using vendor = await startVendor(blobStore({ content: "one\ntwo\n", signature: "abc" }));
    const page = await vendor.backend.readLogs?.(job(), mainLog, fromStart, signal);
    expect(page?.entries.map(({ text }) => text)).toEqual(["one", "two"]);
    const seen = reads(vendor.calls);
    expect(seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    expect(seen[0]?.headers.range).toBe(`bytes=0-${16 * 1024 + 128 * 100 - 1}`);
    expect(JSON.stringify(page)).not.toContain("abc");
  });

  test("goes on from a position, which nothing new leaves where it is", async () => {
    const store = { content: "one\ntwo\n", signature: "abc" };
    await using vendor = await startVendor(blobStore(store));
    const first = await vendor.backend.readLogs?.(job(), mainLog, fromStart, signal);
    const after = { ...fromStart, position: first?.entries.at(-1)?.position ?? null };
    expect(await vendor.backend.readLogs?.(job(), mainLog, after, signal)).toMatchObject({
      entries: [],
      hasLater: false,
      gaps: [],
    });
    store.content += "three\n";
    expect(await vendor.backend.readLogs?.(job(), mainLog, after, signal)).toMatchObject({
      entries: [{ text: "three" }],
    });
    expect(reads(vendor.calls).at(-1)?.headers.range).toMatch(/^bytes=4-/);
  });

  test("takes 416 of an empty file, 404 of one that is not there yet, and a whole file in place of a range", async () => {
    const store = { content: "" as string | null, signature: "abc", ignoresRanges: false };
    await using vendor = await startVendor(blobStore(store));
    const read = (direction: "forward" | "backward") =>
      vendor.backend.readLogs?.(job(), mainLog, { ...fromStart, direction }, signal);
    for (const content of ["", null]) {
      store.content = content;
      expect(await read("forward")).toMatchObject({ entries: [], hasEarlier: false, hasLater: false });
      expect(await read("backward")).toMatchObject({ entries: [], hasEarlier: false, hasLater: false });
    }
    Object.assign(store, { content: "a\nb\n", ignoresRanges: true });
    expect((await read("forward"))?.entries.map(({ text }) => text)).toEqual(["a", "b"]);
    expect((await read("backward"))?.entries.map(({ text }) => text)).toEqual(["a", "b"]);
  });

  test("asks for new links when one is refused, once", async () => {
    const store = { content: "one\n", signature: "abc" };
    await using vendor = await startVendor(blobStore(store));
    await vendor.backend.readLogs?.(job(), mainLog, fromStart, signal);
    store.signature = "def";
    expect(await vendor.backend.readLogs?.(job(), mainLog, fromStart, signal)).toMatchObject({
      entries: [{ text: "one" }],
    });
    expect(vendor.callsTo("/details")).toHaveLength(2);
  });

  test("an error shows neither the link nor what the store signed", async () => {
    const good = blobStore({ content: "one\n", signature: "abc" });
    const script: Script = (call, origin) =>
      call.path.startsWith("/azureml/") ? refused(403, "AuthenticationFailed") : good(call, origin);
    await using vendor = await startVendor(script);
    const error = await errorOf(
      vendor.backend.readLogs?.(job(), mainLog, fromStart, signal) ?? Promise.resolve(),
    );
    expect(error).toMatchObject({ kind: "FORBIDDEN", nativeCode: "AuthenticationFailed" });
    expect(`${error} ${JSON.stringify(error)}`).not.toMatch(/sig=|abc|hidden-words/);
    expect(reads(vendor.calls)).toHaveLength(2);
  });

  test("refuses a log that the job has not, and a position that is none", async () => {
    await using vendor = await startVendor(blobStore({ content: "one\n", signature: "abc" }));
    const read = (source: string, position: string | null) =>
      errorOf(
        vendor.backend.readLogs?.(job(), source, { ...fromStart, position }, signal) ?? Promise.resolve(),
      );
    expect(await read("nothing.txt", null)).toMatchObject({ kind: "NOT_FOUND" });
    expect(await read("broken", null)).toMatchObject({ kind: "NOT_FOUND" });
    expect(await read(mainLog, "7")).toMatchObject({ kind: "INVALID" });
    expect(await read(mainLog, null)).not.toBeInstanceOf(BackendError);
  });
});
