import { expect, test } from "vitest";
import { graphiqlPage } from "../../../src/server/graphiql.ts";

const { html, assets } = graphiqlPage();

test("the page of GraphiQL loads only files of this server", () => {
  const links = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, link]) => link);

  expect(links.filter((link) => !link?.startsWith("data:") && !assets.has(link ?? ""))).toEqual([]);
  expect(links).toContain("/graphiql/start.js");
});

test.each([...assets])("%s has content", async (_path, asset) => {
  expect((await asset.body()).byteLength).toBeGreaterThan(100);
});
