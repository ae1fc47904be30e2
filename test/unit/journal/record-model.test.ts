import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openSqliteJournal } from "../../../src/journal/sqlite.ts";
import { runRecordModel } from "../../scale/record-model.ts";
import { commandsAsPolls, createUnmovedRevision, withRule, wrongRules } from "../../scale/wrong-record.ts";
import { makeTemporaryFolder } from "../../support/temporary-folder.ts";

describe("the randomised model of the record", () => {
  test("finds no broken promise in 20,000 observations through SQLite", { timeout: 60_000 }, async () => {
    await using folder = await makeTemporaryFolder();
    await using journal = await openSqliteJournal(join(folder.path, "journal.db"));
    const report = await runRecordModel(journal, { observations: 20_000, seed: 1 });
    expect(Object.fromEntries(report.broken)).toEqual({});
    expect(report.observations).toBeGreaterThanOrEqual(20_000);
    // A model in which nothing is late or comes of a command would prove nothing.
    for (const kind of ["recorded", "same", "filled", "stale", "reread", "noted"] as const) {
      expect(report.counts[kind], kind).toBeGreaterThan(100);
    }
  });

  test.for(Object.entries(wrongRules))("sees what happens when %s", { timeout: 60_000 }, async ([, rule]) => {
    await using folder = await makeTemporaryFolder();
    await using journal = await openSqliteJournal(join(folder.path, "journal.db"));
    const { broken } = await runRecordModel(withRule(journal, rule), { observations: 5000, seed: 1 });
    expect(broken.get("no snapshot goes back in time")).toBeGreaterThan(10);
    expect(broken.get("no removed job comes back")).toBeGreaterThan(0);
    expect(broken.has("positions have no hole")).toBe(false);
  });

  test("sees commands of which no event tells", { timeout: 60_000 }, async () => {
    await using folder = await makeTemporaryFolder();
    await using journal = await openSqliteJournal(join(folder.path, "journal.db"));
    const wrong = withRule(journal, commandsAsPolls);
    const { broken } = await runRecordModel(wrong, { observations: 5000, seed: 1 });
    expect(broken.get("a command makes one event with its actor")).toBeGreaterThan(10);
  });

  test("sees what a poll lays over a state that a command has confirmed", { timeout: 60_000 }, async () => {
    await using folder = await makeTemporaryFolder();
    await using journal = await openSqliteJournal(join(folder.path, "journal.db"));
    const wrong = withRule(journal, createUnmovedRevision());
    const { broken } = await runRecordModel(wrong, { observations: 10_000, seed: 1 });
    expect(broken.get("the state after a command never goes back")).toBeGreaterThan(0);
    expect(broken.has("no snapshot goes back in time")).toBe(false);
  });
});
