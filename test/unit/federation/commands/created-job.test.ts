import { describe, expect, it } from "vitest";
import type { Backend } from "../../../../src/backends/contract.ts";
import { definitions } from "../../../../src/backends/registry.ts";
import { BackendError } from "../../../../src/domain/error.ts";
import type { JobReading } from "../../../../src/domain/job.ts";
import { look, lookFor } from "../../../../src/federation/commands/created-job.ts";
import type { CreateMark } from "../../../../src/federation/commands/intents.ts";
import { at, backendId, makeReading } from "../../../support/observation.ts";

const id = backendId("alpha");
const mark: CreateMark = { name: "train", since: at("09:00:00"), known: ["old"], retryOf: null, labels: [] };
const { signal } = new AbortController();

const job = (nativeId: string, createdAt: string | null, name = "train") =>
  makeReading({ nativeId, core: { name, createdAt: createdAt === null ? null : at(createdAt) } });

/** A vendor of either safety whose look finds one thing after the other; the last one again and again. */
function vendorOf(
  createSafety: "byName" | "lookupFirst",
  ...found: readonly (readonly JobReading[] | BackendError)[]
) {
  const [definition] = definitions.filter((one) => one.createSafety === createSafety);
  if (!definition) throw new Error(`No vendor is ${createSafety}.`);
  let looks = 0;
  const findCreated = async () => {
    const answer = found[Math.min(looks++, found.length - 1)] ?? [];
    if (answer instanceof BackendError) throw answer;
    return answer;
  };
  const backend = { findCreated } as unknown as Backend; // all that a look asks for
  return { connected: { id, title: "Alpha", definition, backend }, looks: () => looks };
}
const lookAt = (...found: readonly JobReading[]) =>
  look(vendorOf("lookupFirst", found).connected, mark, signal);

describe("a look for the job of a create", () => {
  it("finds the one of its name that is new", async () => {
    const found = [
      job("old", "09:01:00"),
      job("new", "09:02:00"),
      job("before", "08:59:59"),
      job("x", "09:02:00", "other"),
    ];
    expect(await lookAt(...found)).toMatchObject({ kind: "FOUND", reading: { nativeId: "new" } });
  });

  it("finds one that came up at the very moment from which on it may be new", async () => {
    expect(await lookAt(job("new", "09:00:00"))).toMatchObject({ kind: "FOUND" });
  });

  it("finds none among what was known, is older or has another name", async () => {
    const none = { kind: "NONE", isFinal: false };
    expect(await lookAt()).toEqual(none);
    expect(
      await lookAt(job("old", "09:01:00"), job("a", "08:00:00"), job("b", "09:01:00", "trainer")),
    ).toEqual(none);
  });

  it("does not choose among several, nor takes one that may be old", async () => {
    expect(await lookAt(job("a", "09:01:00"), job("b", "09:01:00"))).toEqual({ kind: "UNCLEAR" });
    expect(await lookAt(job("a", null))).toEqual({ kind: "UNCLEAR" });
  });

  it("takes nobody else's for one that had no name", async () => {
    const { connected } = vendorOf("lookupFirst", [job("a", "09:01:00", "some model")]);
    expect(await look(connected, { ...mark, name: "" }, signal)).toEqual({ kind: "UNCLEAR" });
  });

  it("tells nothing when it fails, or when there is no way to look", async () => {
    const down = new BackendError("UNAVAILABLE", "down", { backend: id });
    expect(await look(vendorOf("lookupFirst", down).connected, mark, signal)).toEqual({ kind: "UNCLEAR" });
    const { connected } = vendorOf("lookupFirst");
    const blind = { ...connected, backend: {} as unknown as Backend }; // a vendor that has no such look
    expect(await look(blind, mark, signal)).toEqual({ kind: "UNCLEAR" });
  });
});

describe.concurrent("looks after a lost answer", () => {
  const lost = (status: number | null) => new BackendError("UNAVAILABLE", "lost", { backend: id, status });

  it("end with the first that finds it", async () => {
    const { connected, looks } = vendorOf("lookupFirst", [], [job("new", "09:01:00")]);
    expect(await lookFor(connected, mark, lost(null), signal)).toMatchObject({ kind: "FOUND" });
    expect(looks()).toBe(2);
  });

  it.each([500, 503])(
    "end at once when the service itself has answered %i and there is none",
    async (status) => {
      const { connected, looks } = vendorOf("lookupFirst", []);
      expect(await lookFor(connected, mark, lost(status), signal)).toEqual({ kind: "NONE", isFinal: true });
      expect(looks()).toBe(1);
    },
  );

  it("end at once where a second create does no harm", async () => {
    const { connected, looks } = vendorOf("byName", []);
    expect(await lookFor(connected, mark, lost(502), signal)).toEqual({ kind: "NONE", isFinal: false });
    expect(looks()).toBe(1);
  });

  it("go on while the vendor may still be at it, and tell nothing for sure then", async () => {
    const { connected, looks } = vendorOf("lookupFirst", []);
    expect(await lookFor(connected, mark, lost(502), signal)).toEqual({ kind: "NONE", isFinal: false });
    expect(looks()).toBe(4);
  });

  it("end with their signal", async () => {
    const { connected } = vendorOf("lookupFirst", []);
    const leaving = new AbortController();
    const looking = lookFor(connected, mark, lost(null), leaving.signal);
    leaving.abort(new Error("left"));
    await expect(looking).rejects.toThrow(/left|abort/i);
  });
});
