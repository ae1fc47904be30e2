import { describe, expect, it } from "vitest";
import { definitions } from "../../src/backends/registry.ts";
import type { FaultOrder } from "../support/control.ts";
import { startWorld } from "../support/gateway.ts";
import { ask, eventually } from "../support/graphql.ts";
import { hasty } from "../support/hasty.ts";
import { wordFor } from "../support/words.ts";

interface Source {
  readonly backend: { readonly id: string; readonly kind: string };
  readonly state: string;
  readonly asOf: string | null;
  readonly error: { readonly code: string; readonly message: string; readonly retryable: boolean } | null;
}
interface Row {
  readonly id: string;
  readonly nativeId: string;
  readonly backend: { readonly kind: string };
  readonly status: {
    readonly phase: string;
    readonly isTerminal: boolean;
    readonly native: { readonly value: string; readonly mapped: boolean };
  };
}

const everything = `query ($maxStalenessMs: Milliseconds) {
  jobs(first: 100, maxStalenessMs: $maxStalenessMs) {
    sources { backend { id kind } state asOf error { code message retryable at } }
    nodes { id nativeId backend { kind } status { phase isTerminal native { value mapped } } }
  }
}`;

/** Every job and the state of every vendor; rejects for any error, because a vendor's fault is none of the answer's. */
async function look(url: string, freshness: { maxStalenessMs?: number } = {}) {
  const answer = await ask<{ jobs: { sources: Source[]; nodes: Row[] } }>(url, everything, freshness);
  if (answer.errors || !answer.data) throw new Error(JSON.stringify(answer.errors));
  const { sources, nodes } = answer.data.jobs;
  const source = (kind: string) => {
    const found = sources.find(({ backend }) => backend.kind === kind);
    if (!found) throw new Error(`There is no source of ${kind}.`);
    return found;
  };
  return { sources, nodes, source };
}
type Look = Awaited<ReturnType<typeof look>>;

/** Vendors may well use the same id. */
const jobOf = ({ nodes }: Look, kind: string, nativeId: string) =>
  nodes.find((row) => row.nativeId === nativeId && row.backend.kind === kind);
const phasesOf = ({ nodes }: Look, kind: string) =>
  Object.fromEntries(
    nodes.filter(({ backend }) => backend.kind === kind).map(({ id, status }) => [id, status.phase]),
  );
const areLive = ({ sources }: Look) =>
  sources.every(({ state, error }) => state === "LIVE" && error === null);

/** The vendor that goes wrong and the next of the list, with a running job each that a test may end. */
async function startMovingWorld(bad: string) {
  const at = hasty.findIndex(({ kind }) => kind === bad);
  const definitions = [...hasty, ...hasty].slice(at, at + 2);
  const [, { kind: other } = { kind: "" }] = definitions;
  const world = await startWorld({ jobs: 4 * definitions.length, definitions });
  const running = new Map<string, string>();
  for (const { kind } of definitions) {
    running.set(kind, await world.control.addJob(kind, [{ native: wordFor(kind, "RUNNING"), afterMs: 0 }]));
  }
  const end = async (kind: string) => {
    const nativeId = running.get(kind) ?? "";
    await world.control.changeJob(kind, nativeId, { native: wordFor(kind, "SUCCEEDED") });
    return nativeId;
  };
  return { world, other, end };
}

const faults: readonly [string, FaultOrder["fault"], string, boolean][] = [
  ["hangs up on every call", { type: "drop" }, "UNAVAILABLE", true],
  ["does not answer in time", { type: "latency", ms: 60_000 }, "TIMEOUT", true],
  ["answers 429 with Retry-After", { type: "status", status: 429, retryAfterS: 1 }, "RATE_LIMITED", true],
  ["answers 500", { type: "status", status: 500 }, "UNAVAILABLE", true],
  ["answers 401", { type: "status", status: 401 }, "UNAUTHENTICATED", false],
  ["sends half a body", { type: "half" }, "UNAVAILABLE", true],
  ["sends malformed JSON", { type: "malformed" }, "MALFORMED", false],
];
const kinds = definitions.map(({ kind }) => kind);
const cases = kinds.flatMap((kind) => faults.map((fault) => [kind, ...fault] as const));

describe.concurrent("one vendor of several", { timeout: 30_000 }, () => {
  it.each(cases)("%s %s: the others are served and it heals", async (kind, _, fault, code, retryable) => {
    const { world, other, end } = await startMovingWorld(kind);
    await using _world = world;
    await using gateway = await world.startGateway();
    const read = () => look(gateway.url);
    const before = await eventually(read, areLive);

    const faultId = await world.control.addFault({ kind, fault });
    const isIll = ({ state, error }: Source) => state === "STALE" && error?.code === code;
    const ill = await eventually(read, ({ source }) => isIll(source(kind)));
    expect(ill.source(kind).error?.retryable).toBe(retryable);
    expect(ill.source(kind).asOf).not.toBeNull();
    expect(ill.sources.map(({ backend }) => backend)).toEqual(before.sources.map(({ backend }) => backend));
    const otherEnded = await end(other);
    const stillIll = await eventually(
      read,
      (now) =>
        jobOf(now, other, otherEnded)?.status.phase === "SUCCEEDED" &&
        now.source(other).state === "LIVE" &&
        now.source(other).error === null,
    );
    expect(phasesOf(stillIll, kind)).toEqual(phasesOf(before, kind));
    expect(stillIll.nodes).toHaveLength(before.nodes.length);

    const ended = await end(kind);
    await world.control.removeFault(faultId);
    const hasEnded = (now: Look) => jobOf(now, kind, ended)?.status.phase === "SUCCEEDED";
    const healed = await eventually(read, (now) => areLive(now) && hasEnded(now));
    const id = jobOf(healed, kind, ended)?.id ?? "";
    expect(phasesOf(healed, kind)).toEqual({ ...phasesOf(before, kind), [id]: "SUCCEEDED" });
    expect(gateway.log).toEqual([]);
  });

  it.each(kinds)("%s says a status word that no table knows: no job ends and it heals", async (kind) => {
    const { world, other } = await startMovingWorld(kind);
    await using _world = world;
    await using gateway = await world.startGateway();
    const read = () => look(gateway.url);
    const first = await eventually(read, areLive);
    // The round after the first complete one reads ended jobs too; later ones leave them alone.
    const before = await eventually(read, (now) =>
      now.sources.every(({ asOf }, at) => asOf !== first.sources[at]?.asOf),
    );
    const faultId = await world.control.addFault({
      kind,
      fault: { type: "unknownStatus", word: "Dreaming" },
    });
    const isUnknown = ({ status }: Row) => status.phase === "UNKNOWN";
    const ill = await eventually(read, ({ nodes }) => nodes.some(isUnknown));
    expect(ill.source(kind).error).toBeNull();
    for (const row of ill.nodes.filter(isUnknown)) {
      expect(row).toMatchObject({
        backend: { kind },
        status: { isTerminal: false, native: { mapped: false } },
      });
    }
    const known = ill.nodes.filter((row) => !isUnknown(row));
    for (const { id, backend, status } of known)
      expect(phasesOf(before, backend.kind)[id]).toBe(status.phase);
    await world.control.removeFault(faultId);
    const healed = await eventually(read, ({ nodes }) => !nodes.some(isUnknown));
    for (const one of [kind, other]) expect(phasesOf(healed, one)).toEqual(phasesOf(before, one));
    expect(gateway.log).toEqual([]);
  });

  it.each(kinds)("%s asks to be left alone and is, however new an answer is wanted", async (kind) => {
    const { world } = await startMovingWorld(kind);
    await using _world = world;
    await using gateway = await world.startGateway();
    const read = () => look(gateway.url);
    await eventually(read, areLive);
    await world.control.addFault({ kind, fault: { type: "status", status: 429, retryAfterS: 3_600 } });
    await eventually(read, ({ source }) => source(kind).error?.code === "RATE_LIMITED");
    const { next } = await world.control.requests(kind);
    for (let asked = 0; asked < 3; asked++) await look(gateway.url, { maxStalenessMs: 0 });
    expect((await world.control.requests(kind, next)).items).toEqual([]);
  });

  it.each(kinds)("%s is down at the start: the others are read, and it is once it is back", async (kind) => {
    const { world, other } = await startMovingWorld(kind);
    await using _world = world;
    const faultId = await world.control.addFault({ kind, fault: { type: "drop" } });
    await using gateway = await world.startGateway();
    const read = () => look(gateway.url);
    const ill = await eventually(
      read,
      ({ source }) => source(kind).error?.code === "UNAVAILABLE" && source(other).state === "LIVE",
    );
    expect(ill.source(kind)).toMatchObject({ state: "BACKFILLING", asOf: null });
    expect(phasesOf(ill, kind)).toEqual({});
    expect(Object.keys(phasesOf(ill, other))).toHaveLength(5);
    await world.control.removeFault(faultId);
    const healed = await eventually(read, areLive);
    expect(Object.keys(phasesOf(healed, kind))).toHaveLength(5);
    expect(gateway.log).toEqual([]);
  });
});
