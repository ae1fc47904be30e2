import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Instant } from "../../../src/domain/instant.ts";
import { epochMs, instantOf } from "../../../src/domain/instant.ts";
import { trimOld } from "../../../src/journal/retention.ts";
import { openSqliteJournal } from "../../../src/journal/sqlite.ts";
import { at, makeReading, observe } from "../../support/observation.ts";
import { makeTemporaryFolder } from "../../support/temporary-folder.ts";

const retention = { eventsMs: 3_600_000, tombstonesMs: 60_000 };
const noon = epochMs(at("12:00:00"));

describe("what the journal keeps", () => {
  it.each([
    ["nothing old", [5, 10, 59], 0],
    ["some old", [50, 59, 61, 120, 300], 3],
    ["all but the newest, however old", [100, 200, 300], 2],
  ])("is an hour of events: %s", async (_, agesInMinutes, trimmed) => {
    await using folder = await makeTemporaryFolder();
    await using journal = await openSqliteJournal(join(folder.path, "journal.db"));
    for (const [index, minutes] of agesInMinutes.toReversed().entries()) {
      const observedAt = instantOf(noon - minutes * 60_000) as Instant;
      await journal.record([observe(makeReading({ nativeId: `job-${index}` }), { observedAt })]);
    }
    await trimOld(journal, retention, noon);
    expect(await journal.oldest()).toBe(trimmed);
    expect(await journal.read(trimmed, 10)).toHaveLength(agesInMinutes.length - trimmed);
  });

  it("takes the page of a backfill for as old as the event after it", async () => {
    await using folder = await makeTemporaryFolder();
    await using journal = await openSqliteJournal(join(folder.path, "journal.db"));
    const old = instantOf(noon - 2 * 3_600_000) as Instant;
    await journal.record([observe(makeReading({ nativeId: "a" }), { observedAt: old, source: "BACKFILL" })]);
    await journal.record([observe(makeReading({ nativeId: "b" }), { observedAt: old })]);
    await journal.record([observe(makeReading({ nativeId: "c" }), { observedAt: at("11:59:00") })]);
    await trimOld(journal, retention, noon);
    expect(await journal.oldest()).toBe(2);
  });
});
