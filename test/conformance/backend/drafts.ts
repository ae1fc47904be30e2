import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Backend } from "../../../src/backends/contract.ts";
import type { JobDraft } from "../../../src/domain/draft.ts";
import { failureOf, type SimulatedBackend } from "../../support/backend.ts";
import { covers } from "../../support/covers.ts";
import { pathOf, withValues } from "../../support/drafts/contract.ts";
import { formOf } from "../../support/drafts/form.ts";
import { draftsOf } from "../../support/drafts/vendors.ts";
import { type Subject, signal } from "./subject.ts";

/** Cases about jobs that somebody wants to create: the vendor's documented rules, and forms that keep to them. */
export function describeDrafts({ definition, capabilities, simulate }: Subject): void {
  const { kind } = definition;
  const drafts = draftsOf[kind];

  test.runIf(!drafts)("checks no drafts and has no templates for them", async () => {
    await using vendor = await simulate(1);
    expect(vendor.connect()).not.toHaveProperty("validate");
    expect(vendor.connect()).not.toHaveProperty("jobTemplate");
  });
  if (!drafts) return;

  describe("drafts of jobs", () => {
    // Nothing here changes anything at the vendor, so that one simulator serves all.
    let vendor: SimulatedBackend;
    let backend: Backend;
    let valid: Readonly<Record<string, JobDraft>>;
    beforeAll(async () => {
      vendor = await simulate();
      backend = vendor.connect();
      valid = await drafts.valid(backend);
    });
    afterAll(() => vendor[Symbol.asyncDispose]());

    const newest = async () =>
      (await backend.listJobs({ cursor: null, pageSize: 1, since: null }, signal)).readings;
    const template = async () =>
      (await backend.jobTemplate?.({ kind: null, algorithmId: null }, signal))?.fields ?? [];

    test("finds nothing wrong with what can be sent, and creates nothing", async () => {
      const before = await newest();
      for (const [name, draft] of Object.entries(valid))
        expect(await backend.validate?.(draft, signal), name).toEqual([]);
      expect(await newest()).toEqual(before);
    });

    test.each(drafts.broken)("refuses $title", async ({ of, put, code, at, says, rows }) => {
      const draft = of === undefined ? Object.values(valid)[0] : valid[of];
      if (!draft) throw new Error(`There is no valid draft ${of}.`);
      const problems = await backend.validate?.(withValues(draft, put), signal);
      const message = expect.stringContaining(says);
      expect(problems).toContainEqual(expect.objectContaining({ code, path: pathOf(at, kind), message }));
      if (rows) covers(rows);
    });

    test("says what would do instead of each value that breaks a rule", async () => {
      for (const { title, of, put } of drafts.broken) {
        const draft = of === undefined ? Object.values(valid)[0] : valid[of];
        const problems = (await backend.validate?.(withValues(draft as JobDraft, put), signal)) ?? [];
        for (const { code, expected } of problems)
          if (code === "INVALID") expect(expected, title).toBeTruthy();
      }
    });

    test("has a form with all fields of the input, as the schema has them", async () => {
      const fields = await template();
      const inputs = formOf(kind);
      const own = fields.filter(({ path }) => path[0] === "job").map(({ path }) => path.join("."));
      const ofSchema = [...inputs.keys()].filter((path) => path.startsWith("job."));
      expect(own).toEqual(ofSchema);
      for (const { path, type, defaultValue, constraint } of fields) {
        const place = path.join(".");
        const input = inputs.get(place);
        expect(input, place).toBeDefined();
        expect(input?.types, place).toContain(type);
        if (input?.values && constraint?.validType === "Choice") {
          for (const choice of constraint.validRange) expect(input.values, place).toContain(choice);
        }
        expect(constraint?.required ?? false, place).toBe(input?.required);
        if (input?.defaultValue !== undefined) expect(defaultValue, place).toEqual(input.defaultValue);
      }
    });

    test("offers defaults that keep to the rules", async () => {
      const fields = await template();
      const [draft] = Object.values(valid);
      if (!draft) throw new Error("There is no valid draft.");
      const isThere = ({ path }: { path: readonly string[] }) => hasParent(draft, path);
      const defaults = fields.filter(({ defaultValue }) => defaultValue !== null).filter(isThere);
      const put = defaults.map(({ path, defaultValue }) => [placeOf(path), defaultValue]);
      expect(await backend.validate?.(withValues(draft, Object.fromEntries(put)), signal)).toEqual([]);
    });

    test.runIf(capabilities.algorithms)("has no form for an algorithm that there is not", async () => {
      const error = await failureOf(
        backend.jobTemplate?.({ kind: null, algorithmId: "no such algorithm" }, signal) ?? Promise.resolve(),
      );
      expect(error.kind).toBe("NOT_FOUND");
    });
  });
}

/** A path of `CreateJobInput` as a place in a draft, where the vendor's part is under `job` itself. */
function placeOf(path: readonly string[]): string {
  const [first, , ...rest] = path;
  return (first === "job" ? [first, ...rest] : path).join(".");
}

function hasParent(draft: JobDraft, path: readonly string[]): boolean {
  let value: unknown = draft;
  for (const step of placeOf(path).split(".").slice(0, -1)) {
    value = typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined;
  }
  return typeof value === "object" && value !== null;
}
