import {
  type ArgumentNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  type VariableNode,
  visit,
  visitWithTypeInfo,
} from "graphql";

/** Arguments of the root fields of subscriptions that say where to begin, and nothing else. */
const resumeArguments: ReadonlySet<string> = new Set(["after", "tail"]);

/** Names of the variables that only say where a subscription begins: its messages are the same whatever they are. */
export function resumeVariables(
  document: DocumentNode,
  { operation, selectionSet }: OperationDefinitionNode,
): ReadonlySet<string> {
  if (operation !== "subscription") return new Set();
  const uses = new Set<VariableNode>();
  for (const field of selectionSet.selections) {
    if (field.kind !== Kind.FIELD) continue;
    for (const { name, value } of field.arguments ?? []) {
      if (resumeArguments.has(name.value) && value.kind === Kind.VARIABLE) uses.add(value);
    }
  }
  const names = new Set([...uses].map(({ name }) => name.value));
  visit(document, {
    VariableDefinition: () => false,
    Variable(node) {
      if (!uses.has(node)) names.delete(node.name.value);
    },
  });
  return names;
}

/** Rewrites a subscription to begin after a cursor, wherever its own arguments would have it begin. */
export function resumedAfter(schema: GraphQLSchema, document: DocumentNode, cursor: string): DocumentNode {
  const root = schema.getSubscriptionType();
  const typeInfo = new TypeInfo(schema);
  const after: ArgumentNode = {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: "after" },
    value: { kind: Kind.STRING, value: cursor },
  };
  return visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(node) {
        if (typeInfo.getParentType() !== root) return false;
        const takesCursor = typeInfo.getFieldDef()?.args.some(({ name }) => name === "after") ?? false;
        if (!takesCursor) return false;
        const others = (node.arguments ?? []).filter(({ name }) => !resumeArguments.has(name.value));
        return { ...node, arguments: [...others, after] };
      },
    }),
  );
}
