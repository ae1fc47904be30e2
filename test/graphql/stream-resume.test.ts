import { describe, expect, it } from "vitest";
import { definitions } from "../../src/backends/registry.ts";
import { getStream } from "../support/events.ts";
import { type SimulatedWorld, startWorld } from "../support/gateway.ts";
import { ask, eventually, follow, query } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";
import { wordFor } from "../support/words.ts";

const text = `subscription ($after: String, $filter: JobFilter) {
  statusTransitions(after: $after, filter: $filter) { __typename cursor ... on StatusTransition { to } }
}`;
interface Sent {
  readonly statusTransitions: { readonly __typename: string; readonly cursor: string; readonly to?: string };
}

const kind = definitions[0]?.kind ?? "";

/** A job that waits, and where the events stand when it is known. */
async function startJob(world: SimulatedWorld, url: string) {
  const nativeId = await world.control.addJob(kind, [{ native: wordFor(kind, "PENDING"), afterMs: 0 }]);
  const filter = { nativeIds: [nativeId] };
  const find = "query ($filter: JobFilter) { jobs(first: 1, filter: $filter) { totalCount eventCursor } }";
  const { jobs } = await eventually(
    () => query<{ jobs: { totalCount: number; eventCursor: string } }>(url, find, { filter }),
    ({ jobs }) => jobs.totalCount === 1,
  );
  return { nativeId, filter, after: jobs.eventCursor };
}

describe("a stream of the gateway", () => {
  it("goes on over the other transport, and after a restart", async () => {
    await using world = await startWorld({ jobs: 4, definitions: tireless });
    await using parts = new AsyncDisposableStack();
    const gateway = parts.use(await world.startGateway());
    const { nativeId, filter, after } = await startJob(world, gateway.url);
    await using stream = await getStream(gateway.url, text, { variables: { filter, after } });
    expect((await stream.next())?.retry).toBe("1000");
    await world.control.changeJob(kind, nativeId, { native: wordFor(kind, "RUNNING") });
    const first = await stream.next();
    const seen = JSON.parse(first?.data ?? "").data as Sent;
    expect(seen.statusTransitions).toMatchObject({ __typename: "StatusTransition", cursor: first?.id });

    await using socket = follow<Sent>(gateway.url, text, { filter, after: first?.id });
    await world.control.changeJob(kind, nativeId, { native: wordFor(kind, "SUCCEEDED") });
    const { statusTransitions: second } = await socket.next();
    expect(second.to).toBe("SUCCEEDED");
    expect((await stream.next())?.id).toBe(second.cursor);

    await parts.disposeAsync();
    const bookmark = await stream.next();
    expect(JSON.parse(bookmark?.data ?? "").data.statusTransitions.__typename).toBe("Bookmark");
    expect(await stream.next()).toBeUndefined();

    await using again = await world.startGateway();
    const headers = { "last-event-id": first?.id ?? "" };
    await using resumed = await getStream(again.url, text, { variables: { filter }, headers });
    await resumed.next();
    expect((await resumed.next())?.id).toBe(second.cursor);
  });

  it("is not asked for in more than a megabyte", async () => {
    await using world = await startWorld({ jobs: 1 });
    await using gateway = await world.startGateway();
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ query: " ".repeat(2 ** 21) });
    const response = await fetch(`${gateway.url}/graphql/stream`, { method: "POST", headers, body });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: "LIMIT_EXCEEDED" } }] });
  });

  it("is refused over plain HTTP with the names of its transports", async () => {
    await using world = await startWorld({ jobs: 1 });
    await using gateway = await world.startGateway();
    const { errors } = await ask(gateway.url, "subscription { statusTransitions { cursor } }");
    expect(errors?.[0]?.message).toMatch(/WebSocket.*\/graphql\/stream/);
    expect(errors?.[0]?.extensions.code).toBe("BAD_REQUEST");
    const { errors: deep } = await ask(
      gateway.url,
      `{ jobs { nodes { ${"children { nodes { ".repeat(10)} id ${"} }".repeat(10)} } } }`,
    );
    expect(deep?.map(({ extensions }) => extensions.code)).toContain("TOO_COMPLEX");
  });
});
