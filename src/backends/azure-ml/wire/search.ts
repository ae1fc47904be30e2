import type { JsonObject } from "../../../domain/json.ts";
import type { SearchPolicy } from "../../../domain/spec.ts";
import { document, record, text, toText } from "./lenient.ts";

const wireSweep = record({
  objective: record({ primaryMetric: text, goal: text }),
  samplingAlgorithm: document,
  earlyTermination: document,
  searchSpace: document,
});

type SearchParameter = SearchPolicy["parameters"][number];
const goals = { maximize: "MAXIMIZE", minimize: "MINIMIZE" } as const;

/** What a sweep searches, how, and for what. */
export function toSearchPolicy(properties: JsonObject): SearchPolicy {
  const { objective, samplingAlgorithm, earlyTermination, searchSpace } = wireSweep.parse(properties);
  const goal = objective.goal?.toLowerCase() ?? "";
  return {
    configUri: null,
    frameworkUri: null,
    rewards:
      objective.primaryMetric === null
        ? []
        : [
            {
              name: objective.primaryMetric,
              goal: goal === "maximize" || goal === "minimize" ? goals[goal] : "UNKNOWN",
              logPattern: null,
            },
          ],
    parameters: Object.entries(searchSpace).map(([name, value]) => toParameter(name, value)),
    algorithms: [
      ...toAlgorithm(samplingAlgorithm, "samplingAlgorithmType"),
      ...toAlgorithm(earlyTermination, "policyType"),
    ],
  };
}

/** The word that tells the kind is the name, the other settings are parameters. */
function toAlgorithm(settings: JsonObject, discriminator: string): SearchPolicy["algorithms"] {
  const name = toText(settings[discriminator]);
  if (name === null) return [];
  const parameters = Object.entries(settings).flatMap(([key, member]) => {
    const value = toText(member);
    return key === discriminator || value === null ? [] : [{ key, value, type: null }];
  });
  return [{ name, parameters }];
}

/** On the wire: the name of a distribution, then the list of its arguments. */
function toParameter(name: string, value: unknown): SearchParameter {
  const [word, given] = Array.isArray(value) ? value : [];
  const distribution = String(word).toLowerCase();
  const list: readonly unknown[] = Array.isArray(given) ? given : [];
  const open = { name, lowerBound: null, upperBound: null, discretePoints: null, values: [] };
  const [first, second] = list.map((argument) => (typeof argument === "number" ? argument : null));
  switch (distribution) {
    case "choice": {
      const choices = Array.isArray(list[0]) ? list[0] : list;
      const values = choices.map((choice) => toText(choice) ?? JSON.stringify(choice));
      return { ...open, kind: "DISCRETE", discretePoints: values.length, values };
    }
    case "randint": {
      // From 0 up to, and without, its argument.
      const points = first ?? null;
      const upperBound = points === null ? null : points - 1;
      return { ...open, kind: "DISCRETE", lowerBound: 0, upperBound, discretePoints: points };
    }
    case "uniform":
      return { ...open, kind: "CONTINUOUS", lowerBound: first ?? null, upperBound: second ?? null };
    case "quniform":
      return { ...open, kind: "DISCRETE", lowerBound: first ?? null, upperBound: second ?? null };
    // Mean and deviation bound nothing, and the bounds of a logarithm are none of the value.
    case "loguniform":
    case "normal":
    case "lognormal":
      return { ...open, kind: "CONTINUOUS" };
    case "qloguniform":
    case "qnormal":
    case "qlognormal":
      return { ...open, kind: "DISCRETE" };
    default:
      return { ...open, kind: "UNKNOWN" };
  }
}
