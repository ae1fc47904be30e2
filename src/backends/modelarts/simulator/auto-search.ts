/** A search algorithm as `search-algorithms` lists it. */
export interface SearchAlgorithm {
  readonly name: string;
  readonly description: string;
  readonly params: readonly { readonly key: string; readonly value: string; readonly type: string }[];
}

/** The three search algorithms of the service. */
export const searchAlgorithms: readonly SearchAlgorithm[] = [
  {
    name: "bayes_opt_search",
    description: "Bayesian optimisation",
    params: [
      { key: "kind", value: "ucb", type: "String" },
      { key: "kappa", value: "2.5", type: "Float" },
      { key: "xi", value: "0.0", type: "Float" },
      { key: "num_samples", value: "8", type: "Integer" },
      { key: "seed", value: "1", type: "Integer" },
    ],
  },
  {
    name: "tpe_search",
    description: "Tree-structured Parzen estimator",
    params: [
      { key: "gamma", value: "0.25", type: "Float" },
      { key: "n_initial_points", value: "20", type: "Integer" },
      { key: "num_samples", value: "20", type: "Integer" },
      { key: "seed", value: "1", type: "Integer" },
    ],
  },
  {
    name: "anneal_search",
    description: "Simulated annealing",
    params: [
      { key: "avg_best_idx", value: "2.0", type: "Float" },
      { key: "shrink_coef", value: "0.1", type: "Float" },
      { key: "num_samples", value: "20", type: "Integer" },
    ],
  },
];

/** The search settings that a searchable algorithm has. */
export function searchOfAlgorithm(searchAlgorithm: SearchAlgorithm): object {
  return settings(searchAlgorithm, (values) => values.join(","));
}

/** The search settings of a job; lists of values are arrays here and text on algorithms. */
export function searchOfJob(searchAlgorithm: SearchAlgorithm): object {
  return settings(searchAlgorithm, (values) => values);
}

function settings(
  { name, params }: SearchAlgorithm,
  toDiscreteValues: (values: readonly string[]) => unknown,
): object {
  return {
    skip_search_params: "",
    reward_attrs: [{ name: "acc", mode: "max", regex: "acc: ([0-9.]+)" }],
    search_params: [
      {
        name: "learning_rate",
        param_type: "continuous",
        lower_bound: "0.001",
        upper_bound: "0.1",
        discrete_points_num: "",
        discrete_values: toDiscreteValues([]),
      },
      {
        name: "batch_size",
        param_type: "discrete",
        lower_bound: "",
        upper_bound: "",
        discrete_points_num: "",
        discrete_values: toDiscreteValues(["16", "32", "64"]),
      },
    ],
    algo_configs: [{ name, params }],
  };
}
