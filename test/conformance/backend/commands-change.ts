import { expect, test } from "vitest";
import type { ChangeField, JobChange } from "../../../src/domain/command.ts";
import type { Job, JobReading } from "../../../src/domain/job.ts";
import { readJob, type SimulatedBackend } from "../../support/backend.ts";
import { able, createdJob, validDraft } from "./commands-world.ts";
import { type Subject, signal } from "./subject.ts";

const pair = { key: "told-by", value: "a person" };

/** A change of each field. */
const changed: Readonly<Record<Exclude<ChangeField, "patch">, Omit<JobChange, "force">>> = {
  name: { name: "named-by-a-person" },
  displayName: { displayName: "Shown by a person" },
  description: { description: "Said by a person" },
  properties: { properties: [pair] },
  labels: { labels: { set: [pair], remove: ["not-there"] } },
};

const longText = "x".repeat(20_000);
const manyPairs = Array.from({ length: 1_000 }, (_, index) => ({ key: `k${index}`, value: "v" }));

/** Changes that a vendor is likely to have a rule against. */
const doubtful: readonly (readonly [ChangeField, Omit<JobChange, "force">])[] = [
  ["name", { name: "" }],
  ["displayName", { displayName: longText }],
  ["description", { description: longText }],
  ["properties", { properties: manyPairs }],
  ["labels", { labels: { set: [{ key: "", value: "" }], remove: [] } }],
  ["labels", { labels: { set: [pair, pair], remove: [] } }],
  ["labels", { labels: { set: [{ key: "k", value: longText }], remove: [] } }],
  ["labels", { labels: { set: manyPairs, remove: [] } }],
];

/** Cases about changes of a job. */
export function describeChanges(subject: Subject): void {
  const { definition, simulate, patch } = subject;
  const changes = definition.changes ?? [];
  const create = async (vendor: SimulatedBackend) =>
    createdJob(vendor.connect(), await validDraft(subject, vendor));
  const update = (vendor: SimulatedBackend, job: Job, change: JobChange) =>
    able(vendor.connect(), "updateJob").updateJob(job, change, signal);
  const check = (vendor: SimulatedBackend, job: Job, change: JobChange) =>
    able(vendor.connect(), "validateChange").validateChange(job, change, signal);
  const read = (vendor: SimulatedBackend, { nativeId }: Job) => readJob(vendor.connect(), nativeId);

  /** The change of a field. */
  function changeOf(field: ChangeField): JobChange {
    if (field !== "patch") return { ...changed[field], force: true };
    if (!patch) throw new Error(`It is not told what ${definition.kind} takes as a patch.`);
    return { patch: patch.change, force: true };
  }

  /** Whether a job shows the change of a field. */
  function shows(reading: JobReading, field: ChangeField): boolean {
    const { core, labels = [] } = reading;
    switch (field) {
      case "name":
      case "displayName":
      case "description":
        return core[field] === changed[field][field];
      case "properties":
        return core.properties.some(({ key, value }) => key === pair.key && value === pair.value);
      case "labels":
        return labels.some(({ key, value }) => key === pair.key && value === pair.value);
      case "patch":
        return JSON.stringify(reading).includes(patch?.shows ?? "");
    }
  }

  test.each(changes)("changes %s and nothing else, and twice is once", async (field) => {
    await using vendor = await simulate();
    const job = await create(vendor);
    const before = await read(vendor, job);
    expect(shows(before, field)).toBe(false);
    expect(await check(vendor, job, changeOf(field))).toEqual([]);
    const answer = await update(vendor, job, changeOf(field));
    if (answer) expect(answer.nativeId).toBe(job.nativeId);
    if (answer) expect(shows(answer, field)).toBe(true);
    const after = await read(vendor, job);
    expect(shows(after, field)).toBe(true);
    if (field !== "patch") expect(without(after, field)).toEqual(without(before, field));
    else for (const name of changes) expect(shows(after, name), name).toBe(name === "patch");
    await update(vendor, job, changeOf(field));
    expect(without(await read(vendor, job))).toEqual(without(after));
  });

  test("changes all fields at once", async () => {
    await using vendor = await simulate();
    const job = await create(vendor);
    const all = Object.assign({}, ...changes.map(changeOf)) as JobChange; // of changes alone
    expect(await check(vendor, job, all)).toEqual([]);
    await update(vendor, job, all);
    const after = await read(vendor, job);
    for (const field of changes) expect(shows(after, field), field).toBe(true);
  });

  test.runIf(changes.includes("description"))("takes a description away", async () => {
    await using vendor = await simulate();
    const job = await create(vendor);
    await update(vendor, job, changeOf("description"));
    expect(await check(vendor, job, { description: null, force: true })).toEqual([]);
    await update(vendor, job, { description: null, force: true });
    expect((await read(vendor, job)).core.description || null).toBeNull();
  });

  test.runIf(changes.includes("labels"))(
    "takes labels away that are there, and minds no others",
    async () => {
      await using vendor = await simulate();
      const job = await create(vendor);
      await update(vendor, job, {
        labels: { set: [pair, { key: "kept", value: "1" }], remove: [] },
        force: true,
      });
      const labels = { set: [], remove: [pair.key, "not-there"] };
      expect(await check(vendor, job, { labels, force: true })).toEqual([]);
      await update(vendor, job, { labels, force: true });
      const kept = [...job.labels, { key: "kept", value: "1" }];
      expect((await read(vendor, job)).labels).toEqual(kept.toSorted((a, b) => (a.key < b.key ? -1 : 1)));
    },
  );

  test("finds what is wrong with a change, and changes nothing by that", async () => {
    await using vendor = await simulate();
    const job = await create(vendor);
    const before = await read(vendor, job);
    const broken = doubtful.filter(([field]) => changes.includes(field));
    const found = new Set<ChangeField>();
    for (const [field, change] of broken) {
      for (const problem of await check(vendor, job, { ...change, force: true })) {
        const places = field === "labels" ? ["set"] : [field];
        expect(places, problem.message).toContain(problem.path[0]);
        expect(problem.message).not.toBe("");
        if (problem.code === "INVALID") expect(problem.expected, problem.message).toBeTruthy();
        found.add(field);
      }
    }
    // An empty name is no name anywhere.
    if (changes.includes("name")) expect(found).toContain("name");
    expect(found.size).toBeGreaterThan(0);
    expect(await read(vendor, job)).toEqual(before);
  });
}

/** What a change of a field leaves as it is; the documents themselves are the vendor's. */
function without({ core, labels = [], detail }: JobReading, field?: ChangeField): object {
  const { updatedAt: _, creation: __, ...rest } = core;
  return { ...rest, detail, labels, ...(field && { [field]: null }) };
}
