import { describe, expect, it } from "vitest";
import { formatId } from "../../../src/domain/id.ts";
import { backendId } from "../../support/observation.ts";
import { type EventWorld, playVendor, settle, startEventWorld } from "./event-world.ts";

const alpha = backendId("alpha");
const id = formatId("job", alpha, "one");
const minute = { id, until: "TERMINAL", timeoutMs: 60_000 } as const;
const never = new AbortController().signal;

async function startWaiting() {
  const world = await startEventWorld();
  await world.record({ nativeId: "one", status: { phase: "QUEUED" } });
  return world;
}

const record = ({ record }: EventWorld, phase: "RUNNING" | "FAILED") =>
  record({ nativeId: "one", status: { phase } });

describe("waiting for a job", () => {
  it("ends when the job meets the condition, a failure like any other end", async () => {
    await using world = await startWaiting();
    const { awaitJob } = world.federation;
    const started = awaitJob({ ...minute, until: "STARTED" }, never);
    const ended = awaitJob(minute, never);
    await record(world, "RUNNING");
    expect(await started).toMatchObject({ timedOut: false, status: { status: { phase: "RUNNING" } } });
    await record(world, "FAILED");
    expect(await ended).toMatchObject({
      timedOut: false,
      status: { status: { phase: "FAILED" } },
      job: { snapshot: { job: { id } }, eventCursor: world.follower.cursor },
    });
    expect(await awaitJob(minute, never)).toMatchObject({ timedOut: false });
  });

  it("ends at the time-out with the job as it is", async () => {
    await using world = await startWaiting();
    const answer = await world.federation.awaitJob({ ...minute, timeoutMs: 0 }, never);
    expect(answer).toMatchObject({ timedOut: true, status: { status: { phase: "QUEUED" } } });
  });

  it.each([60_001, -1, Number.NaN])("does not take %d ms", async (timeoutMs) => {
    await using world = await startWaiting();
    const refused = world.federation.awaitJob({ ...minute, timeoutMs }, never);
    await expect(refused).rejects.toMatchObject({ code: "INVALID_ARGUMENT", argument: ["timeoutMs"] });
  });

  it("knows no job that the index does not show", async () => {
    await using world = await startWaiting();
    const { awaitJob } = world.federation;
    for (const unknown of [formatId("job", alpha, "two"), formatId("job", backendId("gone"), "one")])
      expect(await awaitJob({ ...minute, id: unknown }, never)).toBeNull();
    await expect(awaitJob({ ...minute, id: "nonsense" }, never)).rejects.toMatchObject({
      code: "INVALID_ID",
    });
  });

  it("rejects when the job is removed", async () => {
    const vendor = playVendor();
    vendor.jobs.set("one", { phase: "RUNNING" });
    await using world = await startEventWorld({ vendors: { alpha: vendor } });
    await settle(world, vendor);
    const waiting = world.federation.awaitJob(minute, never);
    vendor.jobs.delete("one");
    await expect(waiting).rejects.toMatchObject({ name: "BackendError", kind: "NOT_FOUND" });
  });

  it("ends when the client leaves, and when the gateway stops", async () => {
    await using world = await startWaiting();
    const { awaitJob } = world.federation;
    const client = new AbortController();
    const [left, kept] = [awaitJob(minute, client.signal), awaitJob(minute, never)];
    client.abort();
    expect(await left).toMatchObject({ timedOut: true });
    world.leave();
    expect(await kept).toMatchObject({ timedOut: true });
    expect(await awaitJob(minute, never)).toMatchObject({ timedOut: true });
  });

  it("has the backend watched as long as it lasts", async () => {
    await using world = await startWaiting();
    const { interest } = world.sync;
    const waiting = [1, 2, 3].map(() => world.federation.awaitJob(minute, never));
    expect(interest.isWatched(alpha)).toBe(true);
    await record(world, "RUNNING");
    expect(interest.isWatched(alpha)).toBe(true);
    await record(world, "FAILED");
    await Promise.all(waiting);
    expect(interest.isWatched(alpha)).toBe(false);
  });
});
