import { describe, expect, it } from "vitest";
import type { Backend, BackendDefinition } from "../../../../src/backends/contract.ts";
import { definitions } from "../../../../src/backends/registry.ts";
import { changeProblems, labelProblems, toChange } from "../../../../src/federation/commands/change.ts";
import { newNameOf } from "../../../../src/federation/commands/retry-name.ts";
import { sharingProblems } from "../../../../src/federation/commands/sharing.ts";
import { backendId } from "../../../support/observation.ts";

const id = "job";
const updating = { updateJob: async () => null } as unknown as Backend; // all that is looked at
const vendorOf = (definition: BackendDefinition) => ({
  id: backendId("alpha"),
  definition,
  backend: updating,
});
const [renaming] = definitions.filter(
  ({ changes }) => changes?.includes("name") && changes.includes("patch"),
);
const [naming] = definitions.filter(({ changes }) => changes?.length === 1 && changes[0] === "name");
if (!renaming || !naming) throw new Error("There are no such vendors.");
const force = false;
const paths = (problems: readonly { readonly path: readonly string[] | null }[]) =>
  problems.map(({ path }) => path?.join(".") ?? null);

describe("a change of fields", () => {
  it("must name one", () => {
    expect(changeProblems(vendorOf(renaming), { id, force })).toMatchObject([
      { code: "INVALID", path: null },
    ]);
    expect(paths(changeProblems(vendorOf(renaming), { id, force, patch: null }))).toEqual([null]);
  });

  it("names each field that the vendor does not keep", () => {
    const all = { id, force, name: "a", displayName: "b", description: null, properties: [] };
    const problems = changeProblems(vendorOf(naming), all);
    expect(paths(problems)).toEqual(["displayName", "description", "properties"]);
    for (const { code, message } of problems)
      expect([code, message.includes(naming.title)]).toEqual(["UNSUPPORTED", true]);
  });

  it("clears no name and no properties", () => {
    const [keeping] = definitions.filter(({ changes }) => changes?.includes("properties"));
    if (!keeping) throw new Error("There is no such vendor.");
    expect(paths(changeProblems(vendorOf(renaming), { id, force, name: null }))).toEqual(["name"]);
    expect(paths(changeProblems(vendorOf(keeping), { id, force, properties: null }))).toEqual(["properties"]);
  });

  it("takes the part of its own vendor alone", () => {
    for (const { kind } of definitions) {
      const key = kind.toLowerCase().replace(/_./g, (text) => text.slice(1).toUpperCase());
      const problems = changeProblems(vendorOf(renaming), { id, force, patch: { [key]: {} } });
      expect(paths(problems)).toEqual(kind === renaming.kind ? [] : [`patch.${key}`]);
    }
  });

  it("keeps apart what stays and what is cleared", () => {
    const change = toChange(vendorOf(renaming), { id, force: true, description: null, name: "n" });
    expect(change).toEqual({ force: true, description: null, name: "n" });
    expect("displayName" in change).toBe(false);
  });
});

describe("a change of labels", () => {
  const label = (key: string, value = "") => ({ key, value });

  it("must name one", () => {
    for (const none of [{}, { set: [] }, { remove: [] }, { set: null, remove: null }])
      expect(labelProblems({ id, ...none })).toMatchObject([{ code: "INVALID", path: null }]);
  });

  it("names each key once", () => {
    expect(labelProblems({ id, set: [label("a"), label("b")], remove: ["c", "c"] })).toEqual([]);
    expect(paths(labelProblems({ id, set: [label("a"), label("b"), label("a", "x")] }))).toEqual([
      "set.2.key",
    ]);
    expect(paths(labelProblems({ id, set: [label("a"), label("b")], remove: ["b"] }))).toEqual(["set.1.key"]);
  });
});

describe("a change of sharing", () => {
  it("must name somebody", () => {
    expect(sharingProblems({ id })).toMatchObject([{ code: "INVALID", path: null }]);
  });

  it.each([
    "",
    "ana",
    "ana@",
    "@example.com",
    "ana@example",
    "a na@example.com",
    "a@b@example.com",
    `${"a".repeat(250)}@b.co`,
  ])("refuses %o", (email) => {
    expect(paths(sharingProblems({ id, addEmails: ["ana@example.com", email] }))).toEqual(["addEmails.1"]);
    expect(paths(sharingProblems({ id, removeEmails: [email] }))).toEqual(["removeEmails.0"]);
  });

  it("refuses to add and to remove the same, and more than a hundred", () => {
    const email = "ana@example.com";
    expect(paths(sharingProblems({ id, addEmails: [email], removeEmails: [email] }))).toEqual([
      "removeEmails.0",
    ]);
    const many = Array.from({ length: 101 }, (_, index) => `u${index}@example.com`);
    expect(paths(sharingProblems({ id, addEmails: many }))).toEqual(["addEmails"]);
    expect(sharingProblems({ id, addEmails: many.slice(1) })).toEqual([]);
  });
});

describe("the name of a job that is made again", () => {
  it("is another one each time, of at most 64 characters", () => {
    for (const name of ["a", "x".repeat(64), "x".repeat(255)]) {
      const names = Array.from({ length: 100 }, () => newNameOf(name));
      expect(new Set(names).size).toBe(100);
      for (const one of names) expect(one).toMatch(/^(?=.{2,64}$)[ax]+-retry-[0-9a-f]{6}$/);
    }
  });

  it("does not grow when a retry is retried", () => {
    const once = newNameOf("train");
    expect(newNameOf(once)).toMatch(/^train-retry-[0-9a-f]{6}$/);
    expect(newNameOf(once)).not.toBe(once);
  });
});
