import { globSync, readFileSync } from "node:fs";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { makeExecutableSchema } from "@graphql-tools/schema";
import { type DocumentNode, type GraphQLSchema, Kind, parse, print, printSchema, visit } from "graphql";
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
  return print(withoutEmptyInputs(parse(files.map((file) => readFileSync(file, "utf8")).join("\n"))));
}

/** Leaves out the inputs to which no vendor has added a field, which GraphQL does not allow, and the fields that take them. */
function withoutEmptyInputs(document: DocumentNode): DocumentNode {
  const [declared, filled] = [new Set<string>(), new Set<string>()];
  for (const definition of document.definitions) {
    const { kind } = definition;
    if (kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION && kind !== Kind.INPUT_OBJECT_TYPE_EXTENSION) continue;
    declared.add(definition.name.value);
    if (definition.fields?.length) filled.add(definition.name.value);
  }
  const empty = declared.difference(filled);
  return visit(document, {
    InputObjectTypeDefinition: ({ name }) => (empty.has(name.value) ? null : undefined),
    InputValueDefinition: ({ type }) => {
      const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
      return named.kind === Kind.NAMED_TYPE && empty.has(named.name.value) ? null : undefined;
    },
  });
}

/** Builds the executable schema, a subgraph that routers may compose with others. */
export function buildSchema(typeDefinitions: string): GraphQLSchema {
  return checkReferences(buildSubgraphSchema([{ typeDefs: parse(typeDefinitions), resolvers }]));
}

/** Prints the schema for clients and their code generators: without what only routers need. */
export function printClientSchema(typeDefinitions: string): string {
  return printSchema(makeExecutableSchema({ typeDefs: [federationStubs, typeDefinitions] }));
}
