import type { GraphQLResolveInfo } from "graphql";
import type { Problem } from "../../domain/command.ts";
import { inputOrder } from "../input-order.ts";

/** Problems in the order of the input's fields; their paths begin in the input, those of errors in the arguments. */
export function toUserErrors(
  problems: readonly Problem[],
  inputType: string,
  { schema }: Pick<GraphQLResolveInfo, "schema">,
): Problem[] {
  return problems
    .toSorted(inputOrder(schema, inputType))
    .map(({ path, ...problem }) => ({ ...problem, path: path && ["input", ...path] }));
}

/** A problem becomes the type that tells the most of it. */
export const UserError = {
  __resolveType: ({ code, fault }: Pick<Problem, "code" | "fault">) => {
    if (fault) return "BackendRefused";
    return code === "INVALID" ? "InvalidInput" : "CommandRefused";
  },
};
