import { describe, expect, test } from "vitest";
import { emptySpec } from "../../../src/domain/spec.ts";
import { contentHashes } from "../../../src/journal/content-hash.ts";
import { at, makeReading } from "../../support/observation.ts";

describe("contentHashes", () => {
  test("is null for a part that the reading does not carry", () => {
    const hashes = contentHashes(makeReading(), []);
    expect(hashes).toMatchObject({ labels: null, detail: null });
    expect(hashes.core).toMatch(/^[\w-]{16}$/);
  });

  test("does not depend on the order of keys", () => {
    const one = makeReading({ native: { a: 1, b: { c: 2, d: 3 } } });
    const other = makeReading({ native: { b: { d: 3, c: 2 }, a: 1 } });
    expect(contentHashes(one, [])).toEqual(contentHashes(other, []));
  });

  test("leaves out lengths of time and the history of the node count", () => {
    const durations = { queuedMs: 1, runningMs: 2, totalMs: 3 };
    const history = [{ at: at("09:00:00"), count: 2 }];
    const later = makeReading({ status: { durations, nodeCountHistory: history } });
    expect(contentHashes(later, []).core).toBe(contentHashes(makeReading(), []).core);
  });

  test("tells parts apart: a change of one leaves the hashes of the others", () => {
    const detail = { spec: emptySpec, algorithm: null, flavor: null };
    const before = contentHashes(makeReading({ labels: [], detail, native: { a: 1, b: 1 } }), []);
    const labels = [{ key: "team", value: "vision" }];
    const after = contentHashes(makeReading({ labels, detail, native: { a: 1, b: 2 } }), []);
    expect(after.core).toBe(before.core);
    expect(after.detail).toBe(before.detail);
    expect(after.native.a).toBe(before.native.a);
    expect(after.labels).not.toBe(before.labels);
    expect(after.native.b).not.toBe(before.native.b);
  });

  test.for([
    ["a member", "elapsed", { elapsed: 1 }, { elapsed: 2 }],
    ["a nested member", "status.seconds", { status: { seconds: 1, x: 0 } }, { status: { seconds: 2, x: 0 } }],
    ["a member of each list item", "tasks.*.url", { tasks: [{ url: "a" }, 7] }, { tasks: [{ url: "b" }, 7] }],
    [
      "a member of any key",
      "services.*.url",
      { services: { x: { url: "a" } } },
      { services: { x: { url: "b" } } },
    ],
    ["a member that is not always there", "status.seconds", { status: {} }, { status: { seconds: 2 } }],
  ] as const)("leaves out noise in %s", ([, path, before, after]) => {
    const hashOf = (native: object) =>
      contentHashes(makeReading({ native: { ...native, id: 1 } }), [path]).native;
    expect(hashOf(after)).toEqual(hashOf(before));
    expect(hashOf({ ...after, other: 1 })).not.toEqual(hashOf(before));
  });

  test("leaves the reading as it is", () => {
    const reading = makeReading({ native: { tasks: [{ url: "a" }] } });
    contentHashes(reading, ["tasks.*.url"]);
    expect(reading.native).toEqual({ tasks: [{ url: "a" }] });
  });
});
