import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from "graphql";

/** Levels of fields that an operation may have; the introspection that tools send has 15. */
const mostLevels = 20;

/** Validation rule: refuses an operation whose fields are nested too deeply, with the code `TOO_COMPLEX`. */
export function limitDepth(context: ValidationContext): ASTVisitor {
  const fragments = new Map<string, number>();

  function levelsOf({ selections }: SelectionSetNode): number {
    let levels = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD)
        levels = Math.max(levels, levelsOfFragment(context.getFragment(selection.name.value)));
      else {
        const below = selection.selectionSet ? levelsOf(selection.selectionSet) : 0;
        levels = Math.max(levels, selection.kind === Kind.FIELD ? below + 1 : below);
      }
    }
    return levels;
  }

  function levelsOfFragment(fragment: FragmentDefinitionNode | null | undefined): number {
    if (!fragment) return 0;
    const name = fragment.name.value;
    const known = fragments.get(name);
    if (known !== undefined) return known;
    // A fragment that contains itself is another rule's mistake.
    fragments.set(name, 0);
    const levels = levelsOf(fragment.selectionSet);
    fragments.set(name, levels);
    return levels;
  }

  return {
    OperationDefinition(operation) {
      const levels = levelsOf(operation.selectionSet);
      if (levels <= mostLevels) return false;
      const message = `The operation has ${levels} levels of fields, expected at most ${mostLevels}.`;
      context.reportError(
        new GraphQLError(message, { nodes: operation, extensions: { code: "TOO_COMPLEX" } }),
      );
      return false;
    },
    FragmentDefinition: () => false,
  };
}
