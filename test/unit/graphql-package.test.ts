import { createRequire } from "node:module";
import { GraphQLSchema } from "graphql";
import { expect, test } from "vitest";

test("our modules and the packages that Node loads itself share one copy of graphql", () => {
  const require = createRequire(import.meta.url);

  expect(require("graphql").GraphQLSchema).toBe(GraphQLSchema);
});
