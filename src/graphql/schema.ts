import { globSync, readFileSync } from "node:fs";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { makeExecutableSchema } from "@graphql-tools/schema";
import { type GraphQLSchema, parse, printSchema } from "graphql";
import { checkReferences } from "./entities.ts";
import { resolvers } from "./resolvers/resolvers.ts";

const rootFolder = new URL("../../schema/", import.meta.url);

/** What the federation's own directives need to stand in a schema that no router reads. */
const federationStubs = `
  directive @link(url: String!, import: [String!]) repeatable on SCHEMA
  directive @key(fields: String!) repeatable on OBJECT | INTERFACE
  directive @shareable on OBJECT | FIELD_DEFINITION
`;

/** The schema as it is written: the root files by subject, then what each vendor adds. Throws when a file is missing. */
export function readTypeDefinitions(vendorSchemas: readonly URL[]): string {
  const root = globSync("*.graphql", { cwd: rootFolder }).sort();
  const files = [...root.map((name) => new URL(name, rootFolder)), ...vendorSchemas];
  return files.map((file) => readFileSync(file, "utf8")).join("\n");
}

/** Builds the executable schema, a subgraph that routers may compose with others. */
export function buildSchema(typeDefinitions: string): GraphQLSchema {
  return checkReferences(buildSubgraphSchema([{ typeDefs: parse(typeDefinitions), resolvers }]));
}

/** Prints the schema for clients and their code generators: without what only routers need. */
export function printClientSchema(typeDefinitions: string): string {
  return printSchema(makeExecutableSchema({ typeDefs: [federationStubs, typeDefinitions] }));
}
