import { expect, test } from "vitest";
import { BackendError } from "../../../src/domain/error.ts";
import { listAll, readJobs, toStoredJob } from "../../support/backend.ts";
import { type Subject, signal } from "./subject.ts";

/** Cases about files of logs and artifacts. */
export function describeLogFiles({ definition, simulate }: Subject): void {
  test("names the files of a job, each once and with an address that opens by itself", async () => {
    await using vendor = await simulate();
    const backend = vendor.connect();
    if (!backend.logFiles) return expect(backend).not.toHaveProperty("logFiles");
    const ids = (await listAll(backend, definition.limits.pageSize)).map(({ nativeId }) => nativeId);
    let opened = 0;
    for (const reading of await readJobs(backend, definition, ids)) {
      if (reading instanceof BackendError) throw reading;
      const files = await backend.logFiles(toStoredJob(reading), signal);
      const names = files.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(names).not.toContain("");
      for (const { expiresAt } of files)
        if (expiresAt !== null) expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now());
      const [file] = files;
      if (!file) continue;
      const answer = await fetch(file.url);
      expect(answer.status).toBe(200);
      const { length } = Buffer.from(await answer.arrayBuffer());
      expect(file.sizeBytes ?? length).toBe(length);
      opened++;
    }
    expect(opened).toBeGreaterThan(0);
  });
}
