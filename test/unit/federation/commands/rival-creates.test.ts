import { afterAll, beforeAll, expect, it } from "vitest";
import type { Caller, CreateCommand } from "../../../../src/federation/commands/contract.ts";
import { type CommandParts, startParts } from "../../../support/command-parts.ts";
import { type CommandWorld, commandWorld } from "../../../support/command-world.ts";
import type { FaultOrder } from "../../../support/control.ts";
import { type SimulatedWorld, startWorld } from "../../../support/gateway.ts";
import { unshielded } from "../../../support/unshielded.ts";
import { listAtVendor } from "../../../support/vendor-listings.ts";

const caller: Caller = { actor: "ana" };
const unsent: FaultOrder["fault"] = { type: "drop" };
const definitions = unshielded.filter(({ kind }) => kind === "SEEME");

let world: SimulatedWorld;
let parts: CommandParts;
let vendors: CommandWorld;
beforeAll(async () => {
  world = await startWorld({ jobs: 20, definitions });
  parts = await startParts(world, { definitions });
  vendors = await commandWorld(world, definitions);
});
afterAll(async () => {
  expect(parts.errors).toEqual([]);
  await parts[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

const codesOf = ({ problems }: { readonly problems: readonly { readonly code: string }[] }) =>
  problems.map(({ code }) => code);

function create(kind: string, name: string, key: string) {
  const input = { ...vendors.inputOf(kind, name), idempotencyKey: key };
  return parts.federation.commands.create(input as unknown as CreateCommand, caller); // the schema's own form
}

it("a create that did nothing is not told with the job that a later create of its name has made", async () => {
  await world.control.addFault({
    kind: "SEEME",
    match: { method: "POST", path: "*/jobs" },
    fault: unsent,
    times: 1,
  });
  const [first, second] = await Promise.all([
    create("SEEME", "rivals", "k1"),
    create("SEEME", "rivals", "k2"),
  ]);
  expect(codesOf(first)).toEqual(["OUTCOME_UNKNOWN"]);
  expect(codesOf(second)).toEqual([]);
  expect(await create("SEEME", "rivals", "k1")).toMatchObject({
    job: null,
    problems: [{ code: "OUTCOME_UNKNOWN" }],
  });
  expect((await listAtVendor(world.vendor("SEEME"))).filter(({ name }) => name === "rivals")).toHaveLength(1);
});
