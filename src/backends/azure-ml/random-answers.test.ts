import fc from "fast-check";
import { expect, test } from "vitest";
import { BackendError } from "../../domain/error.ts";
import type { Job } from "../../domain/job.ts";
import { type Answer, errorOf, startVendor, workspacePath } from "./scripted-vendor.ts";

const { signal } = new AbortController();

const member = fc.oneof(fc.jsonValue(), fc.record({ name: fc.string(), properties: fc.jsonValue() }));
const answers: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({ json: fc.jsonValue() }),
  fc.record({ json: fc.record({ value: fc.array(member), nextLink: fc.jsonValue() }) }),
  fc.record({ json: fc.record({ logFiles: fc.jsonValue(), properties: fc.jsonValue() }) }),
  fc.record({ text: fc.string() }),
  fc.record({ status: fc.constantFrom(204, 400, 403, 404, 409, 416, 500), json: fc.jsonValue() }),
);

test("whatever the vendor answers, nothing but an error of the backend comes out", async () => {
  let answer: Answer = {};
  await using vendor = await startVendor(({ path }) =>
    path.endsWith("/token") || path === workspacePath || path === "/discovery" ? undefined : answer,
  );
  const { backend } = vendor;
  const job = { nativeId: "a", core: { kind: "COMMAND", status: {} }, native: {} } as unknown as Job; // the operations below need no more
  const query = { direction: "forward", position: null, limit: 10 } as const;
  const operations = [
    () => backend.listJobs({ cursor: null, pageSize: 10, since: null }, signal),
    () => backend.getJobs(["a"], signal),
    () => backend.relatedJobs?.(job, signal),
    () => backend.metrics?.(job, null, signal),
    () => backend.logSources?.(job, signal),
    () => backend.readLogs?.(job, "a.txt", query, signal),
    () => backend.listFlavors?.(signal),
    () => backend.listAlgorithms?.(signal),
    () => backend.getAlgorithms?.(["a:1"], signal),
  ];
  await fc.assert(
    fc.asyncProperty(answers, async (given) => {
      answer = given;
      for (const operation of operations) {
        const error = await errorOf(Promise.resolve(operation()));
        if (error !== null) expect(error).toBeInstanceOf(BackendError);
      }
    }),
    { numRuns: 30 },
  );
});
