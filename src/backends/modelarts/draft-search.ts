import { z } from "zod";
import { wordIssue } from "../draft-problems.ts";

const filled = z.string("text").min(1, "text");
/** Bounds are text on the wire. */
const bound = z
  .union([z.number(), z.string().regex(/^\s*[-+]?[\d.]+(?:e[-+]?\d+)?\s*$/i)], "a number")
  .nullish();

const parameter = z
  .looseObject({
    name: filled,
    param_type: z.enum(["continuous", "discrete"]),
    lower_bound: bound,
    upper_bound: bound,
  })
  .superRefine(({ lower_bound: lower, upper_bound: upper }, context) => {
    if (lower === null || lower === undefined || upper === null || upper === undefined) return;
    if (Number(lower) <= Number(upper)) return;
    context.addIssue({ code: "custom", path: ["upper_bound"], message: `at least lower_bound, ${lower}` });
  });

/** `auto_search` of a job's policies, as far as the vendor documents rules for it. */
const autoSearch = z.looseObject({
  reward_attrs: z.array(z.looseObject({ name: filled, mode: z.enum(["max", "min"]) })).nullish(),
  search_params: z.array(parameter).nullish(),
  algo_configs: z.array(z.looseObject({ name: filled })).nullish(),
});

/** Document that is handed on as it is. A form has one field for all of it. */
export const searchPolicy = z
  .record(z.string(), z.unknown(), "the vendor's auto_search document")
  .superRefine((document, context) => {
    for (const { path, message } of autoSearch.safeParse(document, { error: wordIssue }).error?.issues ?? [])
      context.addIssue({ code: "custom", path: [...path], message });
  });
