import { definitions } from "../../src/backends/registry.ts";
import { printClientSchema, readTypeDefinitions } from "../../src/graphql/schema.ts";

/** The schema as clients get it, `GET /schema.graphql` of a gateway. */
export function clientSchema(): string {
  return `${printClientSchema(readTypeDefinitions(definitions.map(({ schema }) => schema)))}\n`;
}
