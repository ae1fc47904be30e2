import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from "graphql";
import { expect, test } from "vitest";
import { waitsFor } from "../rows/open.ts";
import { checkPlace } from "../rows/places.ts";
import { rows } from "../rows/table.ts";
import { startWorld } from "../support/gateway.ts";
import { query } from "../support/graphql.ts";

/** Rows whose place is prose: what they say shows in behaviour alone. */
const prose: ReadonlySet<string> = new Set([
  ...["S0-65", "S0-67", "S0-68", "S0-69", "S0-70"],
  ...["S1-2", "S1-3", "S1-264", "S1-317"],
  ...["S2-1", "S2-12", "S2-13", "S2-132"],
  "S3-75",
]);

test("introspection has every name that the rows of the coverage page give", async () => {
  await using world = await startWorld({ jobs: 0 });
  await using gateway = await world.startGateway();
  const schema = buildClientSchema(await query<IntrospectionQuery>(gateway.url, getIntrospectionQuery()));
  const served = rows.filter((row) => waitsFor(row) === null);
  expect(served.length).toBeGreaterThan(500);

  const places = served.map(({ id, place, shownBy }) => ({
    id,
    place,
    shownBy,
    ...checkPlace(schema, place),
  }));
  const shown = places.filter(({ shownBy }) => !shownBy.startsWith("open"));
  expect(shown.filter(({ missing }) => missing.length > 0)).toEqual([]);

  const nameless = places.filter(({ found, missing }) => found.length + missing.length === 0);
  expect(new Set(nameless.map(({ id }) => id))).toEqual(prose);
});
