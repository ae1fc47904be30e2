import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Caller, CreateCommand } from "../../../../src/federation/commands/contract.ts";
import { type CommandParts, startParts } from "../../../support/command-parts.ts";
import { type CommandWorld, commandWorld, readIntents } from "../../../support/command-world.ts";
import type { FaultOrder } from "../../../support/control.ts";
import { type SimulatedWorld, startWorld } from "../../../support/gateway.ts";
import { eventually } from "../../../support/graphql.ts";
import { unshielded } from "../../../support/unshielded.ts";
import { documentOf } from "../../../support/vendor-documents.ts";
import { listAtVendor } from "../../../support/vendor-listings.ts";
import { wordFor } from "../../../support/words.ts";

const caller: Caller = { actor: "ana" };
const lost: FaultOrder["fault"] = { type: "drop", after: true };
const unsent: FaultOrder["fault"] = { type: "drop" };
const down: FaultOrder["fault"] = { type: "status", status: 500 };
const slow: FaultOrder["fault"] = { type: "latency", ms: 300 };

let world: SimulatedWorld;
let parts: CommandParts;
let vendors: CommandWorld;
beforeAll(async () => {
  world = await startWorld({ jobs: 200, definitions: unshielded });
  parts = await startParts(world, { definitions: unshielded });
  vendors = await commandWorld(world, unshielded);
});
afterAll(async () => {
  expect(parts.errors).toEqual([]);
  await parts[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

/** Faults of one vendor until it is healed. */
function troubleOf(kind: string) {
  const ids: string[] = [];
  const heal = async () => {
    for (const id of ids.splice(0)) await world.control.removeFault(id).catch(() => undefined); // it may be used up
  };
  return {
    heal,
    async add(method: string, path: string, fault: FaultOrder["fault"], times?: number) {
      ids.push(
        await world.control.addFault({ kind, match: { method, path }, fault, ...(times && { times }) }),
      );
    },
    [Symbol.asyncDispose]: heal,
  };
}

let behindSinceMs = Date.now();
/** Lets time go by, for the gateway and the vendors, whose clocks stand still otherwise. */
async function pass(ms: number) {
  const nowMs = Date.now();
  parts.pass(ms);
  await world.control.clock({ advanceMs: ms + nowMs - behindSinceMs });
  behindSinceMs = nowMs;
}

/** Waits until a vendor has been asked for something. */
const asked = (kind: string, method: string, ending: string) =>
  eventually(
    () => world.control.requests(kind),
    ({ items }) => items.some((item) => item.method === method && item.path.endsWith(ending)),
  );

const create = (kind: string, name: string, key: string | null = null) => {
  const input = { ...vendors.inputOf(kind, name), idempotencyKey: key };
  return parts.federation.commands.create(input as unknown as CreateCommand, caller); // the schema's own form
};
const codesOf = ({ problems }: { readonly problems: readonly { readonly code: string }[] }) =>
  problems.map(({ code }) => code);
const named = async (kind: string, name: string) =>
  (await listAtVendor(world.vendor(kind))).filter((job) => job.name === name);

async function addJob(kind: string, phase: "RUNNING" | "SUCCEEDED") {
  const nativeId = await world.control.addJob(kind, [{ native: wordFor(kind, phase), afterMs: 0 }]);
  // A vendor that has been down is not polled for a while.
  await parts.sync.of(vendors.backendOf(kind)).readJobs([nativeId], new AbortController().signal);
  return { id: vendors.idOf(kind, nativeId), nativeId };
}

const openIntents = (name: string) =>
  readIntents(world, "parts").filter(
    ({ state, create: mark }) => state.kind === "SENT" && mark?.name === name,
  );

/** A deletion that the vendor carries out later makes the keeper look at all that is open. */
async function wakeKeeper() {
  const { id } = await addJob("AZURE_ML", "SUCCEEDED");
  await parts.federation.commands.delete({ id }, caller);
}

describe("a create that was answered", () => {
  it("is not made again under its key while its job cannot be read", async () => {
    await using trouble = troubleOf("AZURE_ML");
    await trouble.add("PUT", "*/jobs/unread", slow, 1);
    const creating = create("AZURE_ML", "unread", "k-unread");
    await asked("AZURE_ML", "PUT", "/jobs/unread");
    await trouble.add("GET", "*/unread*", down);
    await trouble.add("GET", "*/jobs", down);
    expect(codesOf(await creating)).toEqual(["OUTCOME_UNKNOWN"]);
    expect(openIntents("unread")).toEqual([]);
    expect(codesOf(await create("AZURE_ML", "unread", "k-unread"))).toEqual(["OUTCOME_UNKNOWN"]);
    await trouble.heal();
    await eventually(
      () => create("AZURE_ML", "unread", "k-unread"),
      ({ job, problems }) => job !== null && problems.length === 0,
    );
    expect(await named("AZURE_ML", "unread")).toHaveLength(1);
  });

  it("is told with its own job among others of its name", async () => {
    await using trouble = troubleOf("QAI_HUB");
    await trouble.add("POST", "*/jobs/", slow, 1);
    const creating = create("QAI_HUB", "twin", "k-twin");
    await asked("QAI_HUB", "POST", "/jobs/");
    await trouble.add("GET", "*/jobs/*", down);
    await trouble.add("GET", "*/job_summaries/", down);
    expect(codesOf(await creating)).toEqual(["OUTCOME_UNKNOWN"]);
    await trouble.heal();
    const [made] = await named("QAI_HUB", "twin");
    const other = await create("QAI_HUB", "twin");
    const again = await create("QAI_HUB", "twin", "k-twin");
    expect(again.job?.snapshot.job.nativeId).toBe(made?.nativeId);
    expect(other.job?.snapshot.job.nativeId).not.toBe(made?.nativeId);
    expect(await named("QAI_HUB", "twin")).toHaveLength(2);
  });
});

describe.concurrent("a create whose answer was lost", () => {
  it("and that has no name is not told with another job, and not made again under its key", async () => {
    await using trouble = troubleOf("QAI_HUB");
    const before = (await listAtVendor(world.vendor("QAI_HUB"))).length;
    await trouble.add("POST", "*/jobs/", unsent, 1);
    const creating = create("QAI_HUB", "", "k-nameless");
    await asked("QAI_HUB", "POST", "/jobs/");
    const other = await create("QAI_HUB", "beside it");
    expect(codesOf(other)).toEqual([]);
    expect(codesOf(await creating)).toEqual(["OUTCOME_UNKNOWN"]);
    await pass(61_000);
    expect(codesOf(await create("QAI_HUB", "", "k-nameless"))).toEqual(["OUTCOME_UNKNOWN"]);
    expect(await listAtVendor(world.vendor("QAI_HUB"))).toHaveLength(before + 1);
  });

  it("and that did nothing is not told with the job of another one of its name", async () => {
    await using trouble = troubleOf("SEEME");
    await trouble.add("POST", "*/jobs", lost, 1);
    await trouble.add("GET", "*/jobs*", down);
    expect(codesOf(await create("SEEME", "contested"))).toEqual(["OUTCOME_UNKNOWN"]);
    await trouble.heal();
    await trouble.add("POST", "*/jobs", unsent, 1);
    const second = await create("SEEME", "contested");
    expect(await named("SEEME", "contested")).toHaveLength(1);
    expect(second.job).toBeNull();
    // Whether it is known by then that nothing comes any more hangs on the time that the others let go by.
    expect(["OUTCOME_UNKNOWN", "UNAVAILABLE"]).toContain(codesOf(second).join());
  });

  it("is told with its job as soon as that is found, by its actor", async () => {
    await using trouble = troubleOf("MODELARTS");
    await trouble.add("POST", "*/training-jobs", lost, 1);
    await trouble.add("POST", "*/training-job-searches", down);
    expect(codesOf(await create("MODELARTS", "found-late", "k-late"))).toEqual(["OUTCOME_UNKNOWN"]);
    expect(openIntents("found-late")).toHaveLength(1);
    const from = parts.journal.head.position;
    await trouble.heal();
    await wakeKeeper();
    await eventually(
      async () => openIntents("found-late"),
      (open) => open.length === 0,
    );
    const [made, ...others] = await named("MODELARTS", "found-late");
    expect(others).toEqual([]);
    const events = (await parts.journal.read(from, 1_000)).flatMap((entry) =>
      entry.kind === "Event" && entry.event.jobId === vendors.idOf("MODELARTS", made?.nativeId ?? "")
        ? [entry.event]
        : [],
    );
    expect(events).toContainEqual(expect.objectContaining({ source: "COMMAND", actor: "ana" }));
    const again = await create("MODELARTS", "found-late", "k-late");
    expect(again).toMatchObject({ problems: [], job: { snapshot: { job: { nativeId: made?.nativeId } } } });
  });

  it("and that did nothing is given up after a minute, and may then be made under its key", async () => {
    await using trouble = troubleOf("DATATURE");
    await trouble.add("POST", "*/batch/jobs", unsent, 1);
    expect(codesOf(await create("DATATURE", "never", "k-never"))).toEqual(["OUTCOME_UNKNOWN"]);
    await pass(61_000);
    await wakeKeeper();
    await eventually(
      async () => openIntents("never"),
      (open) => open.length === 0,
    );
    expect(await named("DATATURE", "never")).toEqual([]);
    expect(codesOf(await create("DATATURE", "never", "k-never"))).toEqual([]);
    expect(await named("DATATURE", "never")).toHaveLength(1);
  });
});

it.each(["MODELARTS", "AZURE_ML", "DATATURE"])(
  "a cancel of %s that was carried out is not told as refused when neither its answer nor the job can be had",
  async (kind) => {
    await using trouble = troubleOf(kind);
    await pass(0);
    const { id, nativeId } = await addJob(kind, "RUNNING");
    await trouble.add(kind === "DATATURE" ? "PATCH" : "POST", `*/${nativeId}*`, lost, 2);
    await trouble.add("GET", `*/${nativeId}*`, down);
    const outcome = await parts.federation.commands.cancel({ id }, caller);
    await trouble.heal();
    expect(JSON.stringify(await documentOf(world.vendor(kind), nativeId))).toMatch(/cancel|terminat/i);
    expect(codesOf(outcome).filter((code) => code !== "OUTCOME_UNKNOWN")).toEqual([]);
  },
);

it.each(["DATATURE", "SEEME"])(
  "a deletion of %s is its actor's though a poll meets it first",
  async (kind) => {
    await using trouble = troubleOf(kind);
    const { id, nativeId } = await addJob(kind, "RUNNING");
    await trouble.add("DELETE", `*/${nativeId}`, lost, 2);
    await trouble.add("GET", `*/${nativeId}`, { type: "latency", ms: 700 }, 1);
    const from = parts.journal.head.position;
    const result = await parts.federation.commands.delete({ id }, caller);
    expect(result).toMatchObject({ deleted: true, problems: [] });
    const events = (await parts.journal.read(from, 1_000)).flatMap((entry) =>
      entry.kind === "Event" && entry.event.jobId === id ? [entry.event] : [],
    );
    expect(events.at(-1)).toMatchObject({ kind: "JobRemoved", source: "COMMAND", actor: "ana" });
  },
);
