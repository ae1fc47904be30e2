import { describe, expect, it, vi } from "vitest";
import { BackendError } from "../../../src/domain/error.ts";
import type { Feed } from "../../../src/fanout/contract.ts";
import type { EventMessage } from "../../../src/federation/events-messages.ts";
import { eventually } from "../../support/graphql.ts";
import { backendId } from "../../support/observation.ts";
import { type EventWorld, playVendor, startEventWorld } from "./event-world.ts";

const [alpha, beta] = [backendId("alpha"), backendId("beta")];
const down = new BackendError("UNAVAILABLE", "It is down.", { backend: alpha });

const isState = ({ federation }: EventWorld, state: string, backend = alpha) =>
  eventually(
    async () => federation.backends.source(backend).state,
    (shown) => shown === state,
  );

/** Waits until a feed has another notice, and gives those since a serial. */
async function noticesAfter({ notices }: Feed<EventMessage>, serial: number) {
  if (!notices) throw new Error("This feed has no notices.");
  await eventually(
    async () => notices.serial,
    (newest) => newest > serial,
  );
  return { serial: notices.serial, messages: await notices.since(serial, 0) };
}

async function startTwo() {
  const vendors = { alpha: playVendor("alpha"), beta: playVendor("beta") };
  const world = await startEventWorld({ vendors });
  await isState(world, "LIVE");
  await isState(world, "LIVE", beta);
  return { world, vendors };
}

describe("the health of backends", () => {
  it("is told when a backend goes down and when it is back, with the reader's place", async () => {
    const { world, vendors } = await startTwo();
    await using _ = world;
    const { feed } = await world.federation.events.jobEvents({});
    const news = vi.fn();
    feed.onNews(news);
    expect(feed.notices?.serial).toBe(0);
    vendors.alpha.fault = down;
    const first = await noticesAfter(feed, 0);
    expect(news).toHaveBeenCalled();
    const { cursor } = await feed.bookmark(0);
    expect(first.messages).toMatchObject([
      { type: "BackendHealthChanged", cursor, backend: { id: "alpha" } },
    ]);
    vendors.alpha.fault = null;
    await isState(world, "LIVE");
    const second = await noticesAfter(feed, first.serial);
    expect(second.messages).toMatchObject([{ backend: { id: "alpha" } }]);
    // Who was behind all the time gets each backend once, as it is now.
    expect(await feed.notices?.since(0, 0)).toEqual(second.messages);
    feed[Symbol.dispose]();
  });

  it("is told when the code of its error changes, and not while everything stays the same", async () => {
    const { world, vendors } = await startTwo();
    await using _ = world;
    const { feed } = await world.federation.events.jobEvents({});
    feed.onNews(() => {});
    vendors.alpha.fault = down;
    const first = await noticesAfter(feed, 0);
    // The same again, with another message: beta changes later, so alpha had its time.
    vendors.alpha.fault = new BackendError("UNAVAILABLE", "Still down.", { backend: alpha });
    vendors.beta.fault = new BackendError("TIMEOUT", "slow", { backend: beta });
    const second = await noticesAfter(feed, first.serial);
    expect(second.messages).toMatchObject([{ backend: { id: "beta" } }]);
    vendors.alpha.fault = new BackendError("UNAUTHENTICATED", "Who are you?", { backend: alpha });
    const third = await noticesAfter(feed, second.serial);
    expect(third.messages).toMatchObject([{ backend: { id: "alpha" } }]);
    feed[Symbol.dispose]();
  });

  it("is told to those only whose filter selects the backend", async () => {
    const { world, vendors } = await startTwo();
    await using _ = world;
    const { events } = world.federation;
    const { feed: ofAlpha } = await events.jobEvents({ filter: { backends: ["alpha"] } });
    const { feed: ofBeta } = await events.jobEvents({ filter: { backends: ["beta"] } });
    const news = vi.fn();
    ofAlpha.onNews(() => {});
    ofBeta.onNews(news);
    vendors.alpha.fault = down;
    await noticesAfter(ofAlpha, 0);
    expect(ofBeta.notices?.serial).toBe(0);
    expect(await ofBeta.notices?.since(0, 0)).toEqual([]);
    expect(news).not.toHaveBeenCalled();
    expect((await events.statusTransitions({})).feed.notices).toBeUndefined();
    for (const feed of [ofAlpha, ofBeta]) feed[Symbol.dispose]();
  });

  it("is told when nothing but time has passed", async () => {
    const { world, vendors } = await startTwo();
    await using _ = world;
    vendors.alpha.fault = down;
    await isState(world, "STALE");
    const { feed } = await world.federation.events.jobEvents({});
    feed.onNews(() => {});
    world.setClock(60_000);
    const { messages } = await noticesAfter(feed, 0);
    expect(messages).toMatchObject([{ backend: { id: "alpha" } }]);
    expect(world.federation.backends.source(alpha).state).toBe("UNREACHABLE");
    feed[Symbol.dispose]();
  });

  it("does not change because somebody comes to watch", async () => {
    const vendor = playVendor();
    vendor.jobs.set("one", { phase: "RUNNING" });
    const intervals = { watchedMs: 20, activeMs: 10_000, idleMs: 10_000 };
    await using world = await startEventWorld({ vendors: { alpha: vendor }, intervals });
    await isState(world, "LIVE");
    world.setClock(9_000);
    const end = world.sync.interest.follow([alpha]);
    expect(world.federation.backends.source(alpha).state).toBe("LIVE");
    end();
  });
});
