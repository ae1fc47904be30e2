import { join } from "node:path";
import { expect, it } from "vitest";
import { BackendError } from "../../../../src/domain/error.ts";
import { createIntents, type Outcome } from "../../../../src/federation/commands/intents.ts";
import { problem } from "../../../../src/federation/commands/problems.ts";
import { createRunner, type Task } from "../../../../src/federation/commands/runner.ts";
import { openSqliteJournal } from "../../../../src/journal/sqlite.ts";
import { backendId } from "../../../support/observation.ts";
import { makeTemporaryFolder } from "../../../support/temporary-folder.ts";

const backend = backendId("near");
const done: Outcome = { nativeId: "n1", problems: [], deletion: null, effect: null, isRecorded: true };

function taskOf(change: Partial<Task>): Task {
  return {
    command: "updateJob",
    backend,
    nativeId: "n1",
    input: {},
    idempotencyKey: "k",
    caller: { actor: "ana" },
    lock: null,
    check: async () => [],
    send: async () => done,
    clearUp: async () => null,
    pathOf: () => null,
    advice: "Look.",
    ...change,
  };
}

async function runnerIn(folder: string, now = Date.now) {
  const journal = await openSqliteJournal(join(folder, "journal.db"));
  return {
    runner: createRunner(createIntents(journal), now),
    [Symbol.asyncDispose]: () => journal[Symbol.asyncDispose](),
  };
}

const refusal = problem("CONFLICT", "It has changed meanwhile.");
const broken = new BackendError("UNAVAILABLE", "The connection broke.", { backend });

it("checks again what it sends again under a key whose first use came to nothing", async () => {
  await using folder = await makeTemporaryFolder();
  await using parts = await runnerIn(folder.path);
  const lost = taskOf({ send: () => Promise.reject(broken) });
  expect(await parts.runner.run(lost)).toMatchObject({ problems: [{ code: "OUTCOME_UNKNOWN" }] });
  const again = taskOf({ clearUp: async () => "UNDONE", check: async () => [refusal] });
  expect(await parts.runner.run(again)).toEqual({ kind: "REFUSED", problems: [refusal] });
});

it("counts as under way what waits for its turn, until the last has ended", async () => {
  await using folder = await makeTemporaryFolder();
  await using parts = await runnerIn(folder.path);
  const sent: string[] = [];
  const give = (idempotencyKey: string) =>
    parts.runner.run(
      taskOf({
        idempotencyKey,
        lock: "of all",
        async send() {
          sent.push(idempotencyKey);
          return done;
        },
      }),
    );
  const given = ["a", "b", "c"].map(give);
  await parts.runner.idle();
  expect(sent).toEqual(["a", "b", "c"]);
  await Promise.all(given);
});

it("gives a key back after 24 hours", async () => {
  await using folder = await makeTemporaryFolder();
  let nowMs = Date.now();
  await using parts = await runnerIn(folder.path, () => nowMs);
  const sent: string[] = [];
  const give = (nativeId: string, input: object) =>
    parts.runner.run(
      taskOf({
        input,
        async send() {
          sent.push(nativeId);
          return { ...done, nativeId };
        },
      }),
    );
  const hourMs = 3_600_000;
  await give("first", { name: "a" });
  nowMs += 24 * hourMs;
  expect(await give("second", { name: "a" })).toMatchObject({ outcome: { nativeId: "first" } });
  expect(await give("second", { name: "b" })).toMatchObject({ problems: [{ code: "IDEMPOTENCY_MISMATCH" }] });
  nowMs += 1;
  expect(await give("second", { name: "b" })).toMatchObject({ outcome: { nativeId: "second" } });
  expect(sent).toEqual(["first", "second"]);
});
