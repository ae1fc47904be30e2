import { describe, expect, test } from "vitest";
import { failureOf } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import type { JobChange } from "../../domain/command.ts";
import { azureMl } from "./index.ts";
import { type SimulatedWorkspace, simulateWorkspace } from "./simulated-workspace.ts";

const { signal } = new AbortController();
const fields = {
  jobType: "Sweep",
  experimentName: "iris",
  displayName: "old",
  description: "old text",
  tags: { owner: "demo", stage: "one" },
  properties: { team: "demo" },
};
const change = (rest: Partial<JobChange>): JobChange => ({ force: false, ...rest });
const pairs = (count: number) => Array.from({ length: count }, (_, at) => ({ key: `k${at}`, value: "" }));

/** Makes a change as the gateway does, and reads the vendor's document before and after. */
async function carryOut(
  { backend, api, stored }: SimulatedWorkspace,
  name: string,
  rest: Partial<JobChange>,
) {
  const job = await stored(name);
  const before = await api.job(name);
  expect(await backend.validateChange(job, change(rest), signal)).toEqual([]);
  expect(await backend.updateJob(job, change(rest), signal)).toBeNull();
  return { before, after: await api.job(name) };
}

describe("a change", () => {
  test.each(["Running", "Completed"])(
    "of the words of a job that is %s keeps everything else",
    async (native) => {
      await using workspace = await simulateWorkspace();
      const { nativeId } = await workspace.make(native, fields);
      const words = {
        displayName: "new",
        description: "größer",
        properties: [{ key: "reviewed", value: "yes" }],
      };
      const { before, after } = await carryOut(workspace, nativeId, words);
      covers("S4-48");
      expect(after).toEqual({
        ...before,
        displayName: "new",
        description: "größer",
        properties: { ...(before?.properties as object), reviewed: "yes" },
      });
      expect((await workspace.stored(nativeId)).core).toMatchObject({
        displayName: "new",
        description: "größer",
      });
    },
  );

  test("of labels sets and removes those alone, also when it is made twice", async () => {
    await using workspace = await simulateWorkspace();
    const { nativeId } = await workspace.make("Running", fields);
    const set = [
      { key: "stage", value: "two" },
      { key: "new", value: "" },
    ];
    const labels = { set, remove: ["owner", "never there"] };
    const { before, after } = await carryOut(workspace, nativeId, { labels });
    covers("S4-48");
    const { owner: _, ...kept } = { ...(before?.tags as Record<string, string>) };
    expect(kept).toHaveProperty("_aml_system_max_total_jobs");
    expect(after).toEqual({ ...before, tags: { ...kept, stage: "two", new: "" } });
    expect((await carryOut(workspace, nativeId, { labels })).after).toEqual(after);
  });

  test("of labels loses none that somebody sets meanwhile", async () => {
    await using workspace = await simulateWorkspace();
    const job = await workspace.make("Running", fields);
    const set = (key: string) =>
      workspace.backend.updateJob(job, change({ labels: { set: [{ key, value: "" }], remove: [] } }), signal);
    await Promise.all(pairs(10).map(({ key }) => set(key)));
    const after = await workspace.api.job(job.nativeId);
    expect(Object.keys(after?.tags as object)).toEqual(
      expect.arrayContaining(pairs(10).map(({ key }) => key)),
    );
  });

  test("clears a description, and cannot take away a display name", async () => {
    await using workspace = await simulateWorkspace();
    const job = await workspace.make("Running", fields);
    const { after } = await carryOut(workspace, job.nativeId, { description: null });
    expect(after).toMatchObject({ description: "", displayName: "old" });
    expect((await workspace.stored(job.nativeId)).core.description).toBeNull();
    expect(await workspace.backend.validateChange(job, change({ displayName: null }), signal)).toMatchObject([
      { code: "UNSUPPORTED", path: ["displayName"] },
    ]);
  });

  test("whose answer is lost is made again by itself, with the same result", async () => {
    await using workspace = await simulateWorkspace();
    const { nativeId } = await workspace.make("Running", fields);
    const fault = { type: "drop", after: true } as const;
    await workspace.control.addFault({ kind: azureMl.kind, match: { method: "PATCH" }, fault, times: 1 });
    const { before, after } = await carryOut(workspace, nativeId, { properties: [{ key: "a", value: "b" }] });
    expect(await workspace.count("PATCH")).toBe(2);
    expect(after).toEqual({ ...before, properties: { ...(before?.properties as object), a: "b" } });
  });

  test("whose labels are refused after its words were taken leaves open what was done", async () => {
    await using workspace = await simulateWorkspace();
    const job = await workspace.make("Running", fields);
    const match = { method: "PATCH", path: "*/tags" };
    await workspace.control.addFault({ kind: azureMl.kind, match, fault: { type: "status", status: 403 } });
    const labels = { set: [{ key: "stage", value: "two" }], remove: [] };
    const update = (rest: Partial<JobChange>) => workspace.backend.updateJob(job, change(rest), signal);
    expect(await failureOf(update({ displayName: "new", labels }))).toMatchObject({
      kind: "FORBIDDEN",
      undone: false,
    });
    expect(await workspace.api.job(job.nativeId)).toMatchObject({ displayName: "new" });
    expect(await failureOf(update({ labels }))).toMatchObject({ kind: "FORBIDDEN", undone: true });
  });

  test("is surely not made where nobody tells the address for it", async () => {
    await using workspace = await simulateWorkspace();
    const job = await workspace.make("Running", fields);
    const match = { path: "/discovery" };
    await workspace.control.addFault({ kind: azureMl.kind, match, fault: { type: "drop" } });
    const stranger = workspace.connect() as typeof workspace.backend; // knows no address yet
    for (const call of [
      stranger.updateJob(job, change({ displayName: "new" }), signal),
      stranger.archiveJob(job, true, signal),
    ])
      expect(await failureOf(call)).toMatchObject({ kind: "UNAVAILABLE", undone: true });
    expect(await workspace.count("PATCH")).toBe(0);
  });

  test("of a property that is there is refused before the vendor is asked, unless it is as it is", async () => {
    await using workspace = await simulateWorkspace();
    const job = await workspace.make("Running", fields);
    const check = (value: string) =>
      workspace.backend.validateChange(job, change({ properties: [{ key: "team", value }] }), signal);
    covers("S4-48");
    expect(await check("other")).toMatchObject([
      {
        code: "FAILED_PRECONDITION",
        path: ["properties", "0", "key"],
        message: expect.stringContaining('"team"'),
      },
    ]);
    expect(await check("demo")).toEqual([]);
    // The vendor says the same, where somebody else was quicker.
    const properties = [{ key: "team", value: "other" }];
    const error = await failureOf(workspace.backend.updateJob(job, change({ properties }), signal));
    expect(error).toMatchObject({ kind: "INVALID", undone: true });
    expect(await workspace.api.job(job.nativeId)).toMatchObject({ properties: { team: "demo" } });
  });

  test.each<[string, Partial<JobChange>, string, string, string]>([
    [
      "a display name of 257 characters",
      { displayName: "x".repeat(257) },
      "INVALID",
      "displayName",
      "1 to 256",
    ],
    [
      "a description of 5,001 characters",
      { description: "x".repeat(5_001) },
      "INVALID",
      "description",
      "5000",
    ],
    [
      "a property with a value of 1,001 characters",
      { properties: [{ key: "a", value: "x".repeat(1_001) }] },
      "INVALID",
      "properties.0.value",
      "at most 1000",
    ],
    [
      "a property of the service's own",
      { properties: [{ key: "azureml.runsource", value: "" }] },
      "INVALID",
      "properties.0.key",
      "does not begin with azureml.",
    ],
    [
      "a label of the service's own",
      { labels: { set: [{ key: "_aml_system_x", value: "" }], remove: [] } },
      "INVALID",
      "set.0.key",
      "does not begin with",
    ],
    [
      "a label with an empty key",
      { labels: { set: [{ key: "", value: "" }], remove: [] } },
      "INVALID",
      "set.0.key",
      "1 to 100",
    ],
    [
      "50 labels beside one that stays",
      { labels: { set: pairs(50), remove: ["owner"] } },
      "FAILED_PRECONDITION",
      "set",
      "51 labels",
    ],
    [
      "50 properties beside one that is there",
      { properties: pairs(50) },
      "FAILED_PRECONDITION",
      "properties",
      "51 properties",
    ],
  ])("is refused for %s", async (_, rest, code, path, says) => {
    await using workspace = await simulateWorkspace();
    const job = await workspace.make("Running", { ...fields, jobType: "Command" });
    const problems = await workspace.backend.validateChange(job, change(rest), signal);
    expect(problems.map((problem) => [problem.code, problem.path.join(".")])).toEqual([[code, path]]);
    expect(problems[0]?.message).toContain(says);
  });

  test("of a label of the service's own by removing it is refused too", async () => {
    await using workspace = await simulateWorkspace();
    const job = await workspace.make("Running", fields);
    const labels = { set: [], remove: ["owner", "_aml_system_max_total_jobs"] };
    expect(await workspace.backend.validateChange(job, change({ labels }), signal)).toMatchObject([
      { code: "INVALID", path: ["remove", "1"] },
    ]);
  });

  test("of a job that is gone says so", async () => {
    await using workspace = await simulateWorkspace();
    const job = await workspace.make("Running", fields);
    await workspace.control.removeJob(azureMl.kind, job.nativeId);
    const update = workspace.backend.updateJob(job, change({ displayName: "new" }), signal);
    expect((await failureOf(update)).kind).toBe("NOT_FOUND");
  });
});

test.each(["Running", "Completed"])(
  "a job that is %s is hidden from lists and shown again",
  async (native) => {
    await using workspace = await simulateWorkspace();
    const { backend, api } = workspace;
    const job = await workspace.make(native, fields);
    const { nativeId } = job;
    const before = await api.job(nativeId);
    covers("S4-44");
    for (const _ of ["archived", "archived again"]) {
      expect(await backend.archiveJob(job, true, signal)).toBeNull();
      expect([await api.names("ActiveOnly"), await api.names("ArchivedOnly")]).toEqual([[], [nativeId]]);
      expect(await api.job(nativeId)).toEqual({ ...before, isArchived: true });
    }
    expect((await workspace.stored(nativeId)).core.archived).toBe(true);
    expect(await backend.archiveJob(job, false, signal)).toBeNull();
    expect([await api.names("ActiveOnly"), await api.names("ArchivedOnly")]).toEqual([[nativeId], []]);
    expect((await workspace.stored(nativeId)).core.archived).toBe(false);
  },
);
