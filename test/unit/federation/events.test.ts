import { describe, expect, it, vi } from "vitest";
import { formatId } from "../../../src/domain/id.ts";
import { pageOfTransitions } from "../../../src/federation/job-transitions.ts";
import { backendId } from "../../support/observation.ts";
import { inShort, play, readAll, readOn, startEventWorld } from "./event-world.ts";

const alpha = backendId("alpha");
const jobOne = formatId("job", alpha, "one");
const jobTwo = formatId("job", alpha, "two");
const signal = AbortSignal.timeout(60_000);

describe("the events feed", () => {
  it("tells everything that happened since a cursor, in order", async () => {
    await using world = await startEventWorld();
    const after = world.follower.cursor;
    await play(world);
    const messages = await readAll(await world.federation.events.jobEvents({ after }));
    expect(messages.map(inShort)).toEqual([
      "JobCreated one",
      "JobCreated two",
      "StatusTransition one",
      "JobChanged one",
      "StatusTransition one",
    ]);
  });

  it("gives the same from what it remembers and from the journal, whatever part of it is remembered", async () => {
    await using world = await startEventWorld();
    const after = world.follower.cursor;
    await play(world);
    const remembered = await readAll(await world.federation.events.jobEvents({ after }));
    expect(await readAll(await world.forgetful.jobEvents({ after }))).toEqual(remembered);
    expect(remembered).toHaveLength(5);
    for (const [count, { cursor }] of remembered.entries()) {
      const rest = await readAll(await world.forgetful.jobEvents({ after: cursor }));
      expect(rest).toEqual(remembered.slice(count + 1));
    }
  });

  it("starts now without a cursor", async () => {
    await using world = await startEventWorld();
    await play(world);
    const following = await world.federation.events.jobEvents({});
    expect(await readAll(following)).toEqual([]);
    await world.record({ nativeId: "three" });
    expect((await readAll(following)).map(inShort)).toEqual(["JobCreated three"]);
  });

  it("shows a job that leaves the filter leaving it, and nothing of it after that", async () => {
    await using world = await startEventWorld();
    const after = world.follower.cursor;
    await play(world);
    const following = await world.federation.events.jobEvents({ filter: { phases: ["QUEUED"] }, after });
    const messages = await readAll(following);
    expect(messages.map(inShort)).toEqual(["JobCreated one", "StatusTransition one"]);
    expect(messages[1]).toMatchObject({ event: { from: "QUEUED", to: "RUNNING" } });
  });

  it("judges native conditions by the stored document", async () => {
    await using world = await startEventWorld();
    const after = world.follower.cursor;
    await play(world);
    const filter = { native: [{ key: "state", operator: "IN", values: ["SUCCEEDED"] }] } as const;
    const messages = await readAll(await world.federation.events.jobEvents({ filter, after }));
    expect(new Set(messages.map(inShort))).toEqual(
      new Set(["JobCreated one", "StatusTransition one", "JobChanged one"]),
    );
  });

  it("reads the journal for nobody who keeps up, however many filters there are", async () => {
    await using world = await startEventWorld();
    const { events } = world.federation;
    const names = Array.from({ length: 1_000 }, (_, number) => `name-${number}`);
    const followings = await Promise.all(
      ["one", ...names].map((name) => events.jobEvents({ filter: { nameContains: name } })),
    );
    const reads = vi.spyOn(world.journal, "read");
    await play(world);
    const byFollower = reads.mock.calls.length;
    expect(byFollower).toBeGreaterThan(0);
    const told = await Promise.all(followings.map(readAll));
    expect(told.map(({ length }) => length)).toEqual([4, ...names.map(() => 0)]);
    expect(reads.mock.calls.length).toBe(byFollower);
  });

  it("goes as far as it is told to, in pieces that follow on each other", async () => {
    await using world = await startEventWorld();
    const { feed, from } = await world.forgetful.jobEvents({});
    for (let number = 0; number < 3; number++) await world.record({ nativeId: `job-${number}` });
    const middle = Number(from) + 2;
    const piece = await feed.read(from, middle, signal);
    expect(piece.messages.map(inShort)).toEqual(["JobCreated job-0", "JobCreated job-1"]);
    expect(piece.place).toBe(middle);
    const rest = await feed.read(piece.place, feed.reach.head, signal);
    expect(rest.messages.map(inShort)).toEqual(["JobCreated job-2"]);
    expect(await feed.read(middle, middle, signal)).toEqual({ messages: [], place: middle });
    expect(await feed.read(middle, from, signal)).toEqual({ messages: [], place: middle });
  });

  it("bookmarks the last position that was examined, not the last that was told", async () => {
    await using world = await startEventWorld();
    const { events } = world.federation;
    const { feed, from } = await events.statusTransitions({ filter: { nameContains: "nobody" } });
    await play(world);
    const { messages, place } = await readOn(feed, from);
    expect(messages).toEqual([]);
    expect(await feed.bookmark(place)).toEqual({ type: "Bookmark", cursor: world.follower.cursor });
  });

  it("has one key for what is the same, and another for what is not", async () => {
    await using world = await startEventWorld();
    await play(world);
    const { events } = world.federation;
    const keyOf = async (following: ReturnType<typeof events.jobEvents>) => (await following).feed.key;
    const one = await keyOf(events.jobEvents({ filter: { owners: ["a"], phases: ["RUNNING"] } }));
    const same = await keyOf(
      events.jobEvents({ filter: { phases: ["RUNNING"], owners: ["a"] }, after: world.follower.cursor }),
    );
    expect(same).toBe(one);
    const others = await Promise.all([
      keyOf(events.jobEvents({})),
      keyOf(events.statusTransitions({})),
      keyOf(events.statusTransitions({ filter: { owners: ["a"], phases: ["RUNNING"] } })),
      keyOf(events.statusTransitions({ jobIds: [jobOne] })),
    ]);
    expect(new Set([one, ...others]).size).toBe(5);
    const both = [jobOne, jobTwo];
    expect(await keyOf(events.statusTransitions({ jobIds: both }))).toBe(
      await keyOf(events.statusTransitions({ jobIds: both.toReversed() })),
    );
  });

  it("has its backends watched from the first listener to its disposal", async () => {
    await using world = await startEventWorld();
    const { interest } = world.sync;
    const { feed } = await world.federation.events.jobEvents({ filter: { backends: ["alpha"] } });
    expect(interest.isWatched(alpha)).toBe(false);
    const news = vi.fn();
    const end = feed.onNews(news);
    await feed.onNews(news);
    expect(interest.isWatched(alpha)).toBe(true);
    end();
    expect(interest.isWatched(alpha)).toBe(true);
    await world.record({ nativeId: "one" });
    expect(news).toHaveBeenCalledOnce();
    feed[Symbol.dispose]();
    feed[Symbol.dispose]();
    expect(interest.isWatched(alpha)).toBe(false);
    await world.record({ nativeId: "two" });
    expect(news).toHaveBeenCalledOnce();
  });

  it.each(["remembered", "in the journal"])(
    "is complete when all named jobs have ended, what led there %s",
    async (where) => {
      await using world = await startEventWorld();
      await play(world);
      await world.record({ nativeId: "two", core: { description: "still there" } });
      const events = where === "remembered" ? world.federation.events : world.forgetful;
      const { feed, from } = await events.statusTransitions({ jobIds: [jobTwo, jobOne] });
      expect(feed.reach.isComplete).toBe(false);
      await world.record({ nativeId: "three" });
      expect(feed.reach.isComplete).toBe(false);
      await world.record({
        nativeId: "two",
        core: { description: "still there" },
        status: { phase: "FAILED" },
      });
      const { head, isComplete } = feed.reach;
      expect(isComplete).toBe(true);
      const { messages, place } = await readOn(feed, from);
      expect(messages.map(inShort)).toEqual(["StatusTransition two"]);
      expect(place).toBe(head);
      // The vendor has changed its mind.
      await world.record({
        nativeId: "two",
        core: { description: "still there" },
        status: { phase: "RUNNING" },
      });
      expect(feed.reach.isComplete).toBe(false);
    },
  );

  it("looks at no other of the named jobs than those that something happened to", async () => {
    await using world = await startEventWorld();
    const { record, follower } = world;
    await play(world);
    const { feed } = await world.federation.events.statusTransitions({ jobIds: [jobOne, jobTwo] });
    expect(feed.reach.isComplete).toBe(false);
    const get = vi.spyOn(follower.index, "get");
    await record({ nativeId: "three" });
    expect(feed.reach.isComplete).toBe(false);
    await record({ nativeId: "two", status: { phase: "FAILED" } });
    expect(feed.reach.isComplete).toBe(true);
    expect(get.mock.calls.flat(2)).toEqual([jobTwo]);
  });

  it("names at most 500 jobs", async () => {
    await using world = await startEventWorld();
    await play(world);
    const { events } = world.federation;
    const jobIds = Array.from({ length: 501 }, () => jobOne);
    await expect(events.statusTransitions({ jobIds })).rejects.toMatchObject({ code: "LIMIT_EXCEEDED" });
    const { feed } = await events.statusTransitions({ jobIds: jobIds.slice(1) });
    expect(feed.reach.isComplete).toBe(true);
  });

  it("takes cursors of a job's transitions, and gives such", async () => {
    await using world = await startEventWorld();
    const after = world.follower.cursor;
    await play(world);
    const job = world.federation.finder.view(jobOne);
    if (!job) throw new Error("The index does not show the job.");
    const listed = pageOfTransitions(job, {}).items;
    const told = await readAll(await world.federation.events.statusTransitions({ jobIds: [jobOne], after }));
    expect(told.map(({ cursor }) => cursor)).toEqual(listed.map(({ cursor }) => cursor));
    const [first] = listed;
    const rest = await world.federation.events.statusTransitions({ jobIds: [jobOne], after: first?.cursor });
    expect((await readAll(rest)).map(({ cursor }) => cursor)).toEqual([listed[1]?.cursor]);
    const later = pageOfTransitions(job, { after: told[0]?.cursor ?? null }).items;
    expect(later.map(({ cursor }) => cursor)).toEqual([listed[1]?.cursor]);
  });
});
