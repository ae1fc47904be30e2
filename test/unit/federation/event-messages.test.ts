import { type ExecutionResult, parse, subscribe } from "graphql";
import { describe, expect, it } from "vitest";
import { definitions } from "../../../src/backends/registry.ts";
import { BackendError } from "../../../src/domain/error.ts";
import { formatId } from "../../../src/domain/id.ts";
import { buildSchema, readTypeDefinitions } from "../../../src/graphql/schema.ts";
import { tiny } from "../../graphql/tiny-vendor/index.ts";
import { eventually } from "../../support/graphql.ts";
import { backendId } from "../../support/observation.ts";
import { type EventWorld, playVendor, settle, startEventWorld } from "./event-world.ts";

const alpha = backendId("alpha");
const id = formatId("job", alpha, "one");
const schema = buildSchema(
  readTypeDefinitions([...definitions, tiny].map((definition) => definition.schema)),
);

const recorded = "eventId cursor sequence occurredAt observedAt source actor";
const job = "job { id version description observedAt eventCursor status { phase } }";
const document = `subscription ($filter: JobFilter, $after: String) {
  jobEvents(filter: $filter, after: $after) {
    __typename
    cursor
    ... on JobCreated { ${recorded} ${job} }
    ... on JobChanged { ${recorded} ${job} changedFields }
    ... on StatusTransition { ${recorded} ${job} from to }
    ... on JobRemoved { ${recorded} removedJobId }
    ... on BackendHealthChanged { observedAt backend { id source { state error { code } } } }
    ... on Gap { fromCursor toCursor reason }
    ... on ResumeExpired { oldestCursor }
  }
}`;

/** Subscribes with graphql-js as it comes. */
async function start({ federation }: EventWorld, variables: object, text = document) {
  const { signal } = new AbortController();
  const results = await subscribe({
    schema,
    document: parse(text),
    variableValues: { ...variables },
    contextValue: { federation, loaders: federation.createLoaders(), signal },
  });
  if (!(Symbol.asyncIterator in results)) throw new Error(JSON.stringify(results.errors));
  return {
    async next(): Promise<unknown> {
      const { value } = (await results.next()) as IteratorResult<ExecutionResult, undefined>;
      if (value?.errors) throw new Error(JSON.stringify(value.errors));
      return value?.data?.jobEvents ?? value?.data?.statusTransitions ?? null;
    },
    [Symbol.asyncDispose]: async () => void (await results.return(undefined)),
  };
}

describe("a subscription of graphql-js", () => {
  it("tells the whole life of a job", async () => {
    const vendor = playVendor();
    await using world = await startEventWorld({ vendors: { alpha: vendor } });
    await settle(world, vendor);
    await using events = await start(world, {});
    const becomes = (phase: "RUNNING" | "FAILED", description: string | null = null) =>
      void vendor.jobs.set("one", { phase, description });

    becomes("RUNNING");
    expect(await events.next()).toMatchObject({
      __typename: "JobCreated",
      sequence: 1,
      source: "POLL",
      job: { id, version: 1, status: { phase: "RUNNING" } },
    });
    becomes("RUNNING", "said later");
    expect(await events.next()).toMatchObject({
      __typename: "JobChanged",
      sequence: 2,
      changedFields: ["description"],
      job: { id, version: 2, description: "said later" },
    });
    becomes("FAILED", "said later");
    expect(await events.next()).toMatchObject({
      __typename: "StatusTransition",
      sequence: 3,
      from: "RUNNING",
      to: "FAILED",
    });
    vendor.jobs.delete("one");
    expect(await events.next()).toMatchObject({ __typename: "JobRemoved", sequence: 4, removedJobId: id });
    vendor.fault = new BackendError("UNAVAILABLE", "It is down.", { backend: alpha });
    expect(await events.next()).toMatchObject({
      __typename: "BackendHealthChanged",
      cursor: world.follower.cursor,
      backend: { id: "alpha", source: { state: "STALE", error: { code: "UNAVAILABLE" } } },
    });
  });

  it("shows the job as each event left it, however much later it is read", async () => {
    await using world = await startEventWorld();
    const after = world.follower.cursor;
    for (const description of ["first", "second", "third"])
      await world.record({ nativeId: "one", core: { description } });
    await using events = await start(world, { after });
    for (const [number, description] of ["first", "second", "third"].entries()) {
      const message = (await events.next()) as { cursor: string; job: object };
      expect(message.job).toMatchObject({ description, version: number + 1, eventCursor: message.cursor });
    }
  });

  it("goes on after the cursor of any message", async () => {
    await using world = await startEventWorld();
    const after = world.follower.cursor;
    for (const nativeId of ["one", "two", "three"]) await world.record({ nativeId });
    await using events = await start(world, { after });
    const first = (await events.next()) as { cursor: string };
    const second = await events.next();
    await using resumed = await start(world, { after: first.cursor });
    expect(await resumed.next()).toEqual(second);
  });

  it("tells of a cursor that has expired, in both subscriptions", async () => {
    await using world = await startEventWorld();
    const after = world.follower.cursor;
    for (const nativeId of ["one", "two", "three"]) await world.record({ nativeId });
    await world.trim();
    const expired = { __typename: "ResumeExpired", cursor: world.follower.cursor };
    await using events = await start(world, { after });
    expect(await events.next()).toMatchObject(expired);
    const text = `subscription ($after: String) {
      statusTransitions(after: $after) { __typename cursor ... on ResumeExpired { oldestCursor } }
    }`;
    await using transitions = await start(world, { after }, text);
    expect(await transitions.next()).toMatchObject(expired);
  });

  it("refuses a cursor that it has not given", async () => {
    await using world = await startEventWorld();
    await expect(start(world, { after: "nonsense" })).rejects.toThrow("expected an event cursor");
  });

  it("has nobody watch after it was left", async () => {
    await using world = await startEventWorld();
    const isWatched = () => world.sync.interest.isWatched(alpha);
    {
      await using events = await start(world, {});
      const waiting = events.next();
      await eventually(async () => isWatched(), Boolean);
      void waiting;
    }
    expect(isWatched()).toBe(false);
  });
});
