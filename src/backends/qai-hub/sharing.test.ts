import { expect, test } from "vitest";
import { simulateBackend, toStoredJob } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import sample from "./fixtures/14-sharing.json" with { type: "json" };
import { qaiHub } from "./index.ts";
import { SharedAccessChangeSchema, SharedAccessSchema } from "./proto/public_api_pb.js";
import { bytesOf, connect } from "./scripted-vendor.ts";

const { signal } = new AbortController();

async function simulatedJob() {
  await using stack = new AsyncDisposableStack();
  const vendor = stack.use(await simulateBackend(qaiHub, { jobs: 0 }));
  const nativeId = await vendor.control.addJob("QAI_HUB", [{ native: "CREATED", afterMs: 0 }]);
  const backend = vendor.connect();
  const [reading] = await backend.getJobs([nativeId], signal);
  if (!reading || !("core" in reading)) throw new Error("The world has no such job.");
  const kept = stack.move();
  return { vendor, backend, job: toStoredJob(reading), [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

test("are the addresses that the service gives, in its order", async () => {
  const { SharedAccess } = sample.body;
  await using simulated = await simulatedJob();
  await using vendor = await connect(() => ({ body: bytesOf(SharedAccessSchema, SharedAccess) }));
  expect(await vendor.backend.sharing?.(simulated.job, signal)).toEqual([
    "lee.park@example.com",
    "sam.okoye@example.org",
  ]);
  expect(vendor.heard.map(({ line }) => line)).toEqual([
    `GET /api/v1/jobs/${simulated.job.nativeId}/shared_access/`,
  ]);
  covers("S3-19", "S3-20");
});

test("are none for a job that nobody has shared, and those that somebody has", async () => {
  await using simulated = await simulatedJob();
  const { backend, vendor, job } = simulated;
  expect(await backend.sharing?.(job, signal)).toEqual([]);
  const { url, credentials } = vendor.config as { url: string; credentials: { apiToken: string } };
  const answer = await fetch(`${url}/api/v1/jobs/${job.nativeId}/shared_access/`, {
    method: "PATCH",
    headers: { authorization: `token ${credentials.apiToken}`, "content-type": "application/x-protobuf" },
    body: Buffer.from(bytesOf(SharedAccessChangeSchema, { add_email: ["kim.chan@example.com"] })),
  });
  expect(answer.ok).toBe(true);
  expect(await backend.sharing?.(job, signal)).toEqual(["kim.chan@example.com"]);
  covers("S3-19", "S3-20");
});

test("of an answer that is no message are malformed", async () => {
  await using simulated = await simulatedJob();
  await using vendor = await connect(() => ({ body: "\u0007" }));
  const answer = vendor.backend.sharing?.(simulated.job, signal);
  await expect(answer).rejects.toMatchObject({ kind: "MALFORMED" });
});
