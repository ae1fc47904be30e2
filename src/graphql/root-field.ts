import { type ASTVisitor, GraphQLError, type ValidationContext } from "graphql";

const conditions: ReadonlySet<string> = new Set(["skip", "include"]);

/** Validation rule: refuses a subscription whose root field may be absent, which graphql-js would fail to execute. */
export function requireRootField(context: ValidationContext): ASTVisitor {
  const root = context.getSchema().getSubscriptionType();
  return {
    Directive(node) {
      if (!root || context.getParentType() !== root || !conditions.has(node.name.value)) return;
      const message = `The field of a subscription takes no @${node.name.value}.`;
      context.reportError(new GraphQLError(message, { nodes: node }));
    },
  };
}
