import graphql from "@graphql-eslint/eslint-plugin";

/** What the federation brings: the plugin trips over its `@link`. */
const federation = `
  directive @key(fields: String!) repeatable on OBJECT | INTERFACE
  directive @shareable on OBJECT | FIELD_DEFINITION
`;

/** ESLint is here for what only the schema as a whole shows; Biome lints everything else. */
export default [
  {
    files: ["schema/*.graphql", "src/backends/*/schema.graphql"],
    plugins: { graphql },
    languageOptions: {
      parser: graphql.parser,
      parserOptions: {
        graphQLConfig: {
          schema: ["schema/!(federation).graphql", "src/backends/*/schema.graphql", federation],
        },
      },
    },
    rules: {
      "graphql/require-description": [
        "error",
        {
          types: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          DirectiveDefinition: true,
          // The same in every list and every command: places in a list as Relay has them, and the one input object.
          ignoredSelectors: [
            "InputValueDefinition[name.value=/^(first|last|after|before)$/]",
            "ObjectTypeDefinition[name.value=Mutation] InputValueDefinition[name.value=input]",
          ],
        },
      ],
      "graphql/naming-convention": [
        "error",
        {
          types: "PascalCase",
          FieldDefinition: "camelCase",
          InputValueDefinition: "camelCase",
          DirectiveDefinition: "camelCase",
          EnumValueDefinition: "UPPER_CASE",
        },
      ],
      "graphql/relay-arguments": "error",
      "graphql/relay-connection-types": "error",
      // Logs and flavors are no nodes, and lists of plain values are no connections.
      "graphql/relay-edge-types": [
        "error",
        { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
      ],
      "graphql/relay-page-info": "error",
      "graphql/no-hashtag-description": "error",
      "graphql/no-typename-prefix": "error",
      "graphql/no-unreachable-types": "error",
      "graphql/known-type-names": "error",
      "graphql/require-deprecation-reason": "error",
      "graphql/require-nullable-fields-with-oneof": "error",
      "graphql/unique-enum-value-names": "error",
      "graphql/unique-field-definition-names": "error",
      "graphql/unique-type-names": "error",
    },
  },
];
