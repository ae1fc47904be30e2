import { z } from "zod";
import type { SearchPolicy } from "../../../domain/spec.ts";
import { anyText, integer, number, record, records, text } from "./lenient.ts";

/** `algorithm.policies` of a job. */
export const wirePolicies = record({
  auto_search: record({
    reward_attrs: records({ name: text, mode: text, regex: text }),
    search_params: records({
      name: text,
      param_type: text,
      lower_bound: number,
      upper_bound: number,
      discrete_points_num: integer,
      discrete_values: z.unknown().optional(),
    }),
    algo_configs: records({ name: text, params: records({ key: text, value: anyText, type: text }) }),
  }),
});

/** Where a search by code of one's own has its settings. */
export interface SearchPaths {
  readonly configUri: string | null;
  readonly frameworkUri: string | null;
}

const goals = { max: "MAXIMIZE", min: "MINIMIZE" } as const;
const kinds = { continuous: "CONTINUOUS", discrete: "DISCRETE" } as const;

/** Search settings; null when the job has none. */
export function toSearchPolicy(
  policies: z.output<typeof wirePolicies>,
  paths: SearchPaths,
): SearchPolicy | null {
  const { reward_attrs, search_params, algo_configs } = policies.auto_search;
  const policy = {
    ...paths,
    rewards: reward_attrs.flatMap(({ name, mode, regex }) =>
      name === null ? [] : [{ name, goal: lookUp(goals, mode), logPattern: regex }],
    ),
    parameters: search_params.flatMap((parameter) =>
      parameter.name === null
        ? []
        : [
            {
              name: parameter.name,
              kind: lookUp(kinds, parameter.param_type),
              lowerBound: parameter.lower_bound,
              upperBound: parameter.upper_bound,
              discretePoints: parameter.discrete_points_num,
              values: toValues(parameter.discrete_values),
            },
          ],
    ),
    algorithms: algo_configs.flatMap(({ name, params }) =>
      name === null
        ? []
        : [
            {
              name,
              parameters: params.flatMap(({ key, value, type }) =>
                key === null ? [] : [{ key, value: value ?? "", type }],
              ),
            },
          ],
    ),
  };
  const isEmpty = policy.rewards.length + policy.parameters.length + policy.algorithms.length === 0;
  return isEmpty && paths.configUri === null && paths.frameworkUri === null ? null : policy;
}

function lookUp<T>(table: Readonly<Record<string, T>>, word: string | null): T | "UNKNOWN" {
  const key = word?.toLowerCase() ?? "";
  return Object.hasOwn(table, key) ? (table[key] as T) : "UNKNOWN";
}

/** A list on jobs, text with commas on algorithms. */
function toValues(values: unknown): string[] {
  const list = typeof values === "string" ? values.split(",").map((value) => value.trim()) : values;
  if (!Array.isArray(list)) return [];
  return list
    .filter((value) => ["string", "number", "boolean"].includes(typeof value) && value !== "")
    .map(String);
}
