import { describe, expect, test } from "vitest";
import { failureOf } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import { startCommands } from "../../../test/support/modelarts-commands.ts";
import type { JobChange } from "../../domain/command.ts";
import type { JsonObject } from "../../domain/json.ts";
import { modelarts } from "./index.ts";

const { signal } = new AbortController();
const { kind } = modelarts;
const list = { cursor: null, pageSize: 50, since: null };

const change = (fields: Omit<JobChange, "force">): JobChange => ({ ...fields, force: false });
const relabel = (set: Readonly<Record<string, string>>, remove: readonly string[] = []): JobChange =>
  change({ labels: { set: Object.entries(set).map(([key, value]) => ({ key, value })), remove } });

const pool = { resource: { pool_id: "pool-a7c3-train" } };
const notification = {
  topicUrn: "urn:smn:cn-north-4:0123456789abcdef:training",
  events: ["JobFailed", "JobHanged"],
};

/** A vendor with one job, and a backend that has read it. */
async function startChanges(native = "Pending", fields: object = { spec: pool, tags: [] }) {
  const vendor = await startCommands();
  const backend = vendor.connect();
  const nativeId = await vendor.addJob(native, fields);
  const job = await vendor.jobOf(backend, nativeId);
  return {
    ...vendor,
    backend,
    nativeId,
    job,
    validate: (wanted: JobChange) => backend.validateChange(job, wanted, signal),
    update: (wanted: JobChange) => backend.updateJob(job, wanted, signal),
    written: async () => (await vendor.requests()).filter((line) => !/^GET|filter|-searches/.test(line)),
    [Symbol.asyncDispose]: () => vendor[Symbol.asyncDispose](),
  };
}

describe("the description", () => {
  test.each([
    ["größer", "größer"],
    ["x".repeat(256), "x".repeat(256)],
    ["", ""],
    [null, ""],
  ])("%s is written, and nothing else", async (description, written) => {
    await using vendor = await startChanges("Running", { metadata: { description: "old" }, tags: [] });
    const before = await vendor.document(vendor.nativeId);
    expect(await vendor.validate(change({ description }))).toEqual([]);
    expect(await vendor.update(change({ description }))).toBeNull();
    const metadata = { ...(before.metadata as JsonObject), description: written };
    expect(await vendor.document(vendor.nativeId)).toEqual({ ...before, metadata });
    expect(await vendor.jobOf(vendor.backend, vendor.nativeId)).toMatchObject({
      core: { description: written || null },
    });
    covers("S1-273");
  });

  test("of 257 characters is refused before the vendor is asked", async () => {
    await using vendor = await startChanges();
    expect(await vendor.validate(change({ description: "é".repeat(257) }))).toMatchObject([
      { code: "INVALID", path: ["description"], expected: "at most 256 characters" },
    ]);
    expect(await vendor.written()).toEqual([]);
    covers("S1-273");
  });

  test("is written once more after an answer that was lost", async () => {
    await using vendor = await startChanges();
    await vendor.control.addFault({ kind, match: { method: "PUT" }, fault: { type: "drop" }, times: 1 });
    await vendor.update(change({ description: "new" }));
    expect(await vendor.document(vendor.nativeId)).toMatchObject({ metadata: { description: "new" } });
  });

  test("of a job that is gone is NOT_FOUND", async () => {
    await using vendor = await startChanges();
    await vendor.control.removeJob(kind, vendor.nativeId);
    expect(await failureOf(vendor.update(change({ description: "new" })))).toMatchObject({
      kind: "NOT_FOUND",
      undone: true,
    });
  });
});

describe("labels", () => {
  const tags = [
    { key: "team", value: "vision" },
    { key: "cost", value: "low" },
  ];

  test("are added, overwritten and taken away, twice with the same result", async () => {
    await using vendor = await startChanges("Running", { tags });
    const wanted = relabel({ team: "speech", stage: "" }, ["cost", "never-there"]);
    expect(await vendor.validate(wanted)).toEqual([]);
    for (let times = 0; times < 2; times++) {
      await vendor.update(wanted);
      expect(await vendor.tags(vendor.nativeId)).toEqual([
        { key: "team", value: "speech" },
        { key: "stage", value: "" },
      ]);
    }
    covers("S1-275");
  });

  test("stand in every reading from then on, whatever was known of all labels", async () => {
    await using vendor = await startChanges("Running", { tags });
    const { backend, nativeId } = vendor;
    await vendor.update(relabel({ team: "speech" }, ["cost"]));
    const after = [{ key: "team", value: "speech" }];
    expect((await vendor.jobOf(backend, nativeId)).labels).toEqual(after);
    const { readings } = await backend.listJobs(list, signal);
    expect(readings.find((one) => one.nativeId === nativeId)?.labels).toEqual(after);
    // Somebody else changes them: the next reading of all labels is newer than what the command knew.
    await vendor.user.call("POST", `modelarts-training-job/${nativeId}/tags/create`, { tags });
    vendor.pass(60_000);
    expect((await vendor.jobOf(backend, nativeId)).labels).toEqual([...tags].reverse());
  });

  test("that are set and taken away at once are set", async () => {
    await using vendor = await startChanges("Running", { tags });
    await vendor.update(relabel({ cost: "high" }, ["cost"]));
    expect(await vendor.tags(vendor.nativeId)).toContainEqual({ key: "cost", value: "high" });
  });

  test("that are there already cost no call that changes something", async () => {
    await using vendor = await startChanges("Running", { tags });
    await vendor.update(relabel({}, ["never-there"]));
    expect(await vendor.written()).toEqual([]);
  });

  test.each([
    ["a key of the system", { _sys_team: "x" }, ["set", "0", "key"], "does not begin with _sys_"],
    ["an empty key", { "": "x" }, ["set", "0", "key"], "1 to 128 characters"],
    ["a long key", { ["k".repeat(129)]: "x" }, ["set", "0", "key"], "1 to 128 characters"],
    ["a long value", { team: "x".repeat(256) }, ["set", "0", "value"], "at most 255 characters"],
  ])("with %s are refused before the vendor is asked", async (_, set, path, says) => {
    await using vendor = await startChanges();
    const problems = await vendor.validate(relabel(set));
    expect(problems).toMatchObject([{ code: "INVALID", path, expected: expect.stringContaining(says) }]);
    expect(await vendor.written()).toEqual([]);
  });

  test("are 20 at most, of those that the job has now", async () => {
    const full = Array.from({ length: 19 }, (_, index) => ({ key: `k${index}`, value: "" }));
    await using vendor = await startChanges("Running", { tags: full });
    const { nativeId } = vendor;
    // Added past the gateway: what is stored of the job does not know it.
    await vendor.user.call("POST", `modelarts-training-job/${nativeId}/tags/create`, {
      tags: [{ key: "k19", value: "" }],
    });
    expect(await vendor.validate(relabel({ one: "more" }))).toMatchObject([
      { code: "INVALID", path: ["set"], expected: expect.stringContaining("at most 20 labels on the job") },
    ]);
    expect(await vendor.validate(relabel({ k19: "again" }))).toEqual([]);
    const exchanged = relabel({ one: "more" }, ["k0"]);
    expect(await vendor.validate(exchanged)).toEqual([]);
    await vendor.update(exchanged);
    expect(await vendor.tags(nativeId)).toHaveLength(20);
    expect(await vendor.tags(nativeId)).toContainEqual({ key: "one", value: "more" });
  });

  test("that cannot be read are surely not changed", async () => {
    await using vendor = await startChanges("Running", { tags });
    const match = { method: "GET", path: "*/tags" };
    await vendor.control.addFault({ kind, match, fault: { type: "drop" } });
    const error = await failureOf(vendor.update(relabel({ stage: "x" }, ["cost"])));
    expect(error).toMatchObject({ kind: "UNAVAILABLE", undone: true });
    expect(await vendor.written()).toEqual([]);
  });

  test("that fail after others were taken away leave open what was done", async () => {
    await using vendor = await startChanges("Running", { tags });
    const match = { path: "*/tags/create" };
    await vendor.control.addFault({ kind, match, fault: { type: "status", status: 403 } });
    const error = await failureOf(vendor.update(relabel({ stage: "x" }, ["cost"])));
    expect(error).toMatchObject({ kind: "FORBIDDEN", undone: false });
    expect(await vendor.tags(vendor.nativeId)).toEqual([{ key: "team", value: "vision" }]);
  });
});

describe("what newer regions let change", () => {
  const patch = { notification, priority: 3, preemptible: true };
  const inDocument = {
    notification: { topic_urn: notification.topicUrn, events: notification.events },
    schedule_policy: { priority: 3, preemptible: true },
  };

  test.each<[string, JsonObject, object]>([
    ["notification", { notification }, { notification: inDocument.notification }],
    ["priority", { priority: 2 }, { schedule_policy: { priority: 2 } }],
    ["preemptible", { preemptible: false }, { schedule_policy: { preemptible: false } }],
    ["all of it", patch, inDocument],
  ])("is changed: %s", async (_, wanted, spec) => {
    await using vendor = await startChanges();
    expect(await vendor.validate(change({ patch: wanted }))).toEqual([]);
    await vendor.update(change({ patch: wanted }));
    const document = await vendor.document(vendor.nativeId);
    expect(document).toMatchObject({ spec: { ...pool, ...spec } });
    expect(await vendor.written()).toEqual([`PUT /training-jobs/${vendor.nativeId} 200`]);
    covers("S1-274");
  });

  test.each(["ignored", "refused"])(
    "is UNSUPPORTED where it is %s, and nothing is changed",
    async (region) => {
      await using vendor = await startChanges();
      await vendor.control.assume(kind, "changesBesideDescription", region);
      const before = await vendor.document(vendor.nativeId);
      const error = await failureOf(vendor.update(change({ patch, description: "new" })));
      expect(error).toMatchObject({ kind: "UNSUPPORTED", undone: true });
      expect(error.nativeCode).toBe(region === "refused" ? "ModelArts.2788" : null);
      if (region === "ignored") expect(error.message).toContain("notification, priority, preemptible");
      expect(await vendor.document(vendor.nativeId)).toEqual(before);
      // What every region takes goes through.
      await vendor.update(change({ description: "new" }));
      expect(await vendor.document(vendor.nativeId)).toMatchObject({ metadata: { description: "new" } });
      covers("S1-274");
    },
  );

  test("leaves open what was done where a part of it stands in the job", async () => {
    await using vendor = await startChanges("Pending", {
      spec: { ...pool, schedule_policy: { priority: 3 } },
    });
    await vendor.control.assume(kind, "changesBesideDescription", "ignored");
    const error = await failureOf(vendor.update(change({ patch: { priority: 3, preemptible: true } })));
    expect(error).toMatchObject({ kind: "UNSUPPORTED", undone: false });
    expect(error.message).toBe(
      "ModelArts ignores preemptible in this region; the rest is as it was asked for",
    );
  });

  test("leaves open what was done when the job cannot be read afterwards", async () => {
    await using vendor = await startChanges();
    const match = { method: "GET", path: `*/${vendor.nativeId}` };
    await vendor.control.addFault({ kind, match, fault: { type: "status", status: 403 }, times: 1 });
    const error = await failureOf(vendor.update(change({ patch: { preemptible: true } })));
    expect(error).toMatchObject({ kind: "FORBIDDEN", undone: false });
    expect(await vendor.document(vendor.nativeId)).toMatchObject({
      spec: { schedule_policy: { preemptible: true } },
    });
  });

  test.each<[string, JsonObject, string, string]>([
    ["a priority of 0", { priority: 0 }, "priority", "1 to 3"],
    ["a priority of 4", { priority: 4 }, "priority", "1 to 3"],
    ["no priority", { priority: null }, "priority", "1 to 3"],
    ["no preemption at all", { preemptible: null }, "preemptible", "true or false"],
    ["no notification", { notification: null }, "notification", "an object"],
    [
      "a topic that is none",
      { notification: { ...notification, topicUrn: "x" } },
      "notification.topicUrn",
      "urn:smn:",
    ],
    [
      "an event that is none",
      { notification: { ...notification, events: ["x"] } },
      "notification.events.0",
      "one of JobStarted",
    ],
    [
      "a notification of nothing",
      { notification: { ...notification, events: [] } },
      "notification.events",
      "at least one",
    ],
    ["nothing", {}, "", "at least one of notification, priority, preemptible"],
  ])("with %s is refused before the vendor is asked", async (_, wanted, place, says) => {
    await using vendor = await startChanges();
    const path = ["patch", "modelarts", ...place.split(".").filter(Boolean)];
    expect(await vendor.validate(change({ patch: wanted }))).toMatchObject([
      { code: "INVALID", path, expected: expect.stringContaining(says) },
    ]);
    expect(await vendor.written()).toEqual([]);
    covers("S1-274");
  });

  test.each([
    ["in the public pool", "Pending", { spec: { resource: { pool_id: "" } } }, "in a dedicated pool"],
    ["of a job that runs", "Running", { spec: pool }, "its phase is RUNNING"],
    ["of a job that has ended", "Completed", { spec: pool }, "its phase is SUCCEEDED"],
  ])("has no priority %s", async (_, native, fields, says) => {
    await using vendor = await startChanges(native, fields);
    expect(await vendor.validate(change({ patch: { priority: 2 } }))).toMatchObject([
      {
        code: "FAILED_PRECONDITION",
        path: ["patch", "modelarts", "priority"],
        message: expect.stringContaining(says),
      },
    ]);
    expect(await vendor.validate(change({ patch: { preemptible: true } }))).toEqual([]);
    covers("S1-274");
  });
});
