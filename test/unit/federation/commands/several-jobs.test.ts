import { afterAll, beforeAll, expect, it } from "vitest";
import type { Caller } from "../../../../src/federation/commands/contract.ts";
import { type CommandParts, startParts } from "../../../support/command-parts.ts";
import { type CommandWorld, commandWorld } from "../../../support/command-world.ts";
import { type SimulatedWorld, startWorld } from "../../../support/gateway.ts";
import { eventually } from "../../../support/graphql.ts";
import { unshielded } from "../../../support/unshielded.ts";
import { documentOf } from "../../../support/vendor-documents.ts";
import { wordFor } from "../../../support/words.ts";

const caller: Caller = { actor: "ana" };
const definitions = unshielded.filter(({ kind }) => kind === "SEEME" || kind === "AZURE_ML");

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

async function addJob(kind: string, phase: "RUNNING" | "SUCCEEDED") {
  const nativeId = await world.control.addJob(kind, [{ native: wordFor(kind, phase), afterMs: 0 }]);
  await parts.sync.of(vendors.backendOf(kind)).readJobs([nativeId], new AbortController().signal);
  return { id: vendors.idOf(kind, nativeId), nativeId };
}

it("takes a key as long as one of a command for one job", async () => {
  const { id, nativeId } = await addJob("SEEME", "SUCCEEDED");
  const given = { ids: [id], idempotencyKey: "k".repeat(255) };
  const { results } = await parts.federation.commands.deleteAll(given, caller);
  expect(results).toEqual([{ jobId: id, job: null, problems: [] }]);
  expect(await documentOf(world.vendor("SEEME"), nativeId)).toBeNull();
});

it("asks no vendor about what stands for the command as a whole", async () => {
  const { id } = await addJob("SEEME", "SUCCEEDED");
  await parts.federation.commands.deleteAll({ ids: [id], idempotencyKey: "whole" }, caller);
  // What is deleted later makes the keeper look at all that is open.
  const later = await addJob("AZURE_ML", "SUCCEEDED");
  await parts.federation.commands.delete({ id: later.id }, caller);
  const { next } = await world.control.requests("AZURE_ML");
  await eventually(
    () => world.control.requests("AZURE_ML", next),
    ({ items }) => items.some(({ path }) => path.endsWith(`/jobs/${later.nativeId}`)),
  );
  const { items } = await world.control.requests("SEEME");
  expect(items.filter(({ path }) => path.endsWith("/jobs/"))).toEqual([]);
});

it("names the place of a job that there is not", async () => {
  const { id } = await addJob("AZURE_ML", "RUNNING");
  const ids = [id, vendors.idOf("AZURE_ML", "never-there")];
  const { results } = await parts.federation.commands.cancelAll({ ids }, caller);
  expect(results.map(({ problems }) => problems.map(({ code, path }) => [code, path]))).toEqual([
    [],
    [["NOT_FOUND", ["ids", "1"]]],
  ]);
});

it("tells what became of the others when the credentials of one backend do not work", async () => {
  const [refused, done] = [await addJob("AZURE_ML", "SUCCEEDED"), await addJob("SEEME", "SUCCEEDED")];
  await world.control.addFault({
    kind: "AZURE_ML",
    match: { method: "DELETE" },
    fault: { type: "status", status: 401 },
    times: 2,
  });
  const { results } = await parts.federation.commands.deleteAll({ ids: [refused.id, done.id] }, caller);
  expect(results[1]).toEqual({ jobId: done.id, job: null, problems: [] });
  expect(results[0]?.problems).toEqual([
    expect.objectContaining({
      code: "UNAVAILABLE",
      fault: expect.objectContaining({ code: "UNAUTHENTICATED" }),
    }),
  ]);
});

it("does not spend a key on what is refused for all of the jobs", async () => {
  const wrong = { ids: [vendors.idOf("SEEME", "never-there")], idempotencyKey: "corrected" };
  const refused = await parts.federation.commands.deleteAll(wrong, caller);
  expect(refused.results.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(["NOT_FOUND"]);
  const { id } = await addJob("SEEME", "SUCCEEDED");
  const { results } = await parts.federation.commands.deleteAll({ ...wrong, ids: [id] }, caller);
  expect(results).toEqual([{ jobId: id, job: null, problems: [] }]);
});
