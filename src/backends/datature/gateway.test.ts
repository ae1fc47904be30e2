import { expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { startWorld } from "../../../test/support/gateway.ts";
import { eventually, query } from "../../../test/support/graphql.ts";
import { datature } from "./index.ts";

interface Page {
  readonly jobs: {
    readonly nodes: readonly { readonly nativeId: string }[];
    readonly totalCount: number;
    readonly pageInfo: { readonly endCursor: string | null; readonly startCursor: string | null };
  };
}

const text = `query ($first: Int, $after: String, $last: Int, $before: String) {
  jobs(first: $first, after: $after, last: $last, before: $before) {
    nodes { nativeId }
    totalCount
    pageInfo { startCursor endCursor }
  }
}`;

test("all jobs of the project are in the list, whose pages go on from a cursor in both directions", async () => {
  await using world = await startWorld({ jobs: 25, definitions: [datature] });
  await using gateway = await world.startGateway();
  const read = (variables: object) => query<Page>(gateway.url, text, variables);
  const { jobs: all } = await eventually(
    () => read({ first: 100 }),
    ({ jobs }) => jobs.totalCount === 25,
  );
  const nativeIds = all.nodes.map(({ nativeId }) => nativeId);
  expect(new Set(nativeIds).size).toBe(25);
  covers("S2-58");

  const forward: string[] = [];
  for (let after: string | null = null; forward.length < 25; ) {
    const { jobs } = await read({ first: 10, after });
    expect(jobs.nodes).toHaveLength(Math.min(10, 25 - forward.length));
    forward.push(...jobs.nodes.map(({ nativeId }) => nativeId));
    after = jobs.pageInfo.endCursor;
  }
  expect(forward).toEqual(nativeIds);
  const { jobs: lastPage } = await read({ last: 5 });
  const { jobs: pageBefore } = await read({ last: 10, before: lastPage.pageInfo.startCursor });
  expect(pageBefore.nodes.map(({ nativeId }) => nativeId)).toEqual(nativeIds.slice(10, 20));
  covers("S2-53");
});
