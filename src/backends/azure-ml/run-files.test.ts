import { expect, test } from "vitest";
import { readJob, simulateBackend, toStoredJob } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import type { Job } from "../../domain/job.ts";
import details from "./fixtures/11-run-details-and-log-read.json" with { type: "json" };
import { azureMl } from "./index.ts";
import { errorOf, type Script, startVendor, workspacePath } from "./scripted-vendor.ts";

const { signal } = new AbortController();
const job = { nativeId: "iris", core: { kind: "COMMAND" }, native: {} } as unknown as Job; // log files are looked up by the id alone
const answering =
  (json: unknown): Script =>
  ({ path }) =>
    path === `/history/v1.0${workspacePath}/runs/iris/details` ? { json } : undefined;

test("are all log files of the run details, with the signed address and when it ends", async () => {
  const body = details.exchanges[0]?.response.body as { logFiles: Readonly<Record<string, string>> };
  await using vendor = await startVendor(answering(body));
  const files = await vendor.backend.logFiles?.(job, signal);
  expect(files).toEqual(
    Object.entries(body.logFiles).map(([name, url]) => ({
      name,
      url: new URL(url).href,
      sizeBytes: null,
      expiresAt: "2025-03-01T18:34:00.000Z",
    })),
  );
  covers("S4-23");
});

test("are none while there is no log, and leave out what is no address", async () => {
  for (const logFiles of [null, {}, { "user_logs/std_log.txt": "no address", other: 7 }]) {
    await using vendor = await startVendor(answering({ logFiles }));
    expect(await vendor.backend.logFiles?.(job, signal)).toEqual([]);
  }
});

test("of an answer that is no object are malformed", async () => {
  await using vendor = await startVendor(answering([]));
  const error = await errorOf(vendor.backend.logFiles?.(job, signal) ?? Promise.resolve());
  expect(error).toMatchObject({ kind: "MALFORMED" });
});

test.each(["Running", "Completed"])("of a job that is %s can be had, without a token", async (native) => {
  await using vendor = await simulateBackend(azureMl, { jobs: 0 });
  const nativeId = await vendor.control.addJob("AZURE_ML", [{ native, afterMs: 0 }], { jobType: "Command" });
  await vendor.control.writeLog("AZURE_ML", nativeId, {
    source: "user_logs/std_log.txt",
    lines: ["epoch 1"],
  });
  const backend = vendor.connect();
  const files = await backend.logFiles?.(toStoredJob(await readJob(backend, nativeId)), signal);
  const main = files?.find(({ name }) => name === "user_logs/std_log.txt");
  if (!main) throw new Error("The job has no main log.");
  expect(await (await fetch(main.url)).text()).toBe("epoch 1\n");
  covers("S4-23", "S4-46", "S4-57");
});
