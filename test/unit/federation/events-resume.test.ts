import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatEventCursor, parseEventCursor } from "../../../src/domain/cursor.ts";
import { formatId } from "../../../src/domain/id.ts";
import { backendId } from "../../support/observation.ts";
import { makeTemporaryFolder } from "../../support/temporary-folder.ts";
import { inShort, play, readAll, readOn, startEventWorld } from "./event-world.ts";

const alpha = backendId("alpha");
const jobOne = formatId("job", alpha, "one");

describe("a cursor of the events", () => {
  it.each([
    ["that is garbage", () => "garbage", /an event cursor that this API has given/],
    [
      "of another journal",
      (cursor: string) => formatEventCursor({ ...parseEventCursor(cursor), epoch: "0123456789abcdef" }),
      /a cursor of this journal/,
    ],
    [
      "of another history",
      (cursor: string) => formatEventCursor({ ...parseEventCursor(cursor), check: "01234567" }),
      /a cursor of this journal's history/,
    ],
  ])("%s is refused before the first message", async (_, spoil, expected) => {
    await using world = await startEventWorld();
    await play(world);
    const after = spoil(world.follower.cursor);
    const { events } = world.federation;
    for (const following of [events.jobEvents({ after }), events.statusTransitions({ after })]) {
      await expect(following).rejects.toThrow(expected);
      await expect(following).rejects.toMatchObject({ code: "INVALID_CURSOR", argument: ["after"] });
    }
  });

  it.each([
    ["is malformed", "nonsense"],
    ["is unknown", formatId("job", alpha, "nobody's")],
  ])("does not help a job id that %s", async (_, jobId) => {
    await using world = await startEventWorld();
    await play(world);
    const following = world.federation.events.statusTransitions({ jobIds: [jobOne, jobId] });
    await expect(following).rejects.toMatchObject({ code: "INVALID_ID", argument: ["jobIds", "1"] });
  });

  it("that has been trimmed is answered with where to go on, which is where it goes on", async () => {
    await using world = await startEventWorld();
    await world.record({ nativeId: "one" });
    const after = world.follower.cursor;
    await play(world);
    await world.trim();
    const following = await world.federation.events.jobEvents({ after });
    const [expired] = following.first;
    expect(expired).toMatchObject({ type: "ResumeExpired", cursor: world.follower.cursor });
    await world.record({ nativeId: "three" });
    expect((await readAll(following)).map(inShort)).toEqual(["ResumeExpired", "JobCreated three"]);
    if (expired?.type !== "ResumeExpired") throw new Error("It did not expire.");
    const oldest = await world.federation.events.jobEvents({ after: expired.oldestCursor });
    expect((await readAll(oldest)).map(inShort)).toEqual(["StatusTransition one", "JobCreated three"]);
  });

  it("is told what it has lost when the journal is trimmed past its reader", async () => {
    await using world = await startEventWorld();
    const after = world.follower.cursor;
    await world.record({ nativeId: "zero" });
    const following = await world.forgetful.jobEvents({ after });
    await play(world);
    await world.trim();
    const messages = await readAll(following);
    expect(messages.map(inShort)).toEqual(["Gap", "StatusTransition one"]);
    const [gap] = messages;
    if (gap?.type !== "Gap") throw new Error("There is no gap.");
    expect(gap).toMatchObject({ reason: "SLOW_CONSUMER", fromCursor: after, cursor: gap.toCursor });
    const resumed = await world.forgetful.jobEvents({ after: gap.cursor });
    expect((await readAll(resumed)).map(inShort)).toEqual(["StatusTransition one"]);
  });

  it("loses nothing that is remembered although the journal was trimmed", async () => {
    await using world = await startEventWorld();
    const following = await world.federation.events.jobEvents({});
    await play(world);
    await world.trim();
    expect(await readAll(following)).toHaveLength(5);
  });

  it("that is ahead of the journal waits for its entry, and is refused when another comes", async () => {
    await using folder = await makeTemporaryFolder();
    const [same, other] = [join(folder.path, "same.db"), join(folder.path, "other.db")];
    let after = "";
    {
      await using world = await startEventWorld();
      await world.record({ nativeId: "one" });
      await world.copyJournal(same);
      await world.copyJournal(other);
      await world.record({ nativeId: "two" });
      after = world.follower.cursor;
    }
    await using behind = await startEventWorld({ file: same });
    const waiting = await behind.federation.events.jobEvents({ after });
    expect(await readOn(waiting.feed, waiting.from)).toEqual({ messages: [], place: waiting.from });
    expect(await waiting.feed.bookmark(waiting.from)).toEqual({ type: "Bookmark", cursor: after });
    await behind.record({ nativeId: "two" });
    expect(behind.follower.cursor).toBe(after);
    await behind.record({ nativeId: "three" });
    expect((await readAll(waiting)).map(inShort)).toEqual(["JobCreated three"]);

    await using astray = await startEventWorld({ file: other });
    const lost = await astray.federation.events.jobEvents({ after });
    await astray.record({ nativeId: "not two" });
    await expect(readAll(lost)).rejects.toMatchObject({ code: "INVALID_CURSOR" });
  });
});
