import type { JobChange } from "../../domain/command.ts";
import type { DraftProblem } from "../../domain/draft.ts";
import type { Job } from "../../domain/job.ts";
import { isJsonObject } from "../../domain/json.ts";
import type { KeyValue } from "../../domain/spec.ts";
import { problemsOf, refused, wordIssue } from "../draft-problems.ts";
import { changeRules, mostWords } from "./draft.ts";
import type { Service } from "./service.ts";
import { toOwnProperties } from "./wire/definition.ts";
import { toLabels } from "./wire/job.ts";
import { record, textMap } from "./wire/lenient.ts";

const wireMaps = record({ tags: textMap, properties: textMap });

/**
 * What is wrong with a change, by the rules and by what the job has now: a property keeps its value for good. Labels
 * stand at `set` and `remove`, as in their own input.
 */
export async function validateChange(
  service: Service,
  { nativeId }: Job,
  { displayName, description, properties = [], labels }: JobChange,
  signal: AbortSignal,
): Promise<DraftProblem[]> {
  const { set = [], remove = [] } = labels ?? {};
  const given = { displayName, description, properties, set, remove };
  const checked = changeRules.safeParse(given, { error: wordIssue });
  const problems = checked.success ? [] : problemsOf(checked.error, given);
  if (displayName === null) {
    const reason = "a display name can be changed but not taken away: the vendor merges what it is sent";
    problems.push(refused("UNSUPPORTED", ["displayName"], reason));
  }
  if (!checked.success || properties.length + set.length === 0) return problems;
  const found = await service.manage("validateChange", ["jobs", nativeId], {}, signal);
  const has = wireMaps.parse(isJsonObject(found) ? found.properties : {});
  const kept = toLabels(has.tags).filter(({ key }) => !remove.includes(key));
  return [
    ...problems,
    ...properties.flatMap(({ key, value }, index) => {
      if (!Object.hasOwn(has.properties, key) || has.properties[key] === value) return [];
      const reason = `the job has a property ${JSON.stringify(key)} already, and the vendor never changes one`;
      return [refused("FAILED_PRECONDITION", ["properties", index, "key"], reason)];
    }),
    ...tooMany("properties", toOwnProperties(has.properties), properties),
    ...tooMany("set", kept, set),
  ];
}

/** That the job would have more of these than the vendor keeps, with those that stay and those that come. */
function tooMany(
  field: "properties" | "set",
  stay: readonly KeyValue[],
  come: readonly KeyValue[],
): DraftProblem[] {
  const { size } = new Set([...stay, ...come].map(({ key }) => key));
  if (come.length === 0 || size <= mostWords) return [];
  const words = field === "set" ? "labels" : field;
  const reason = `the job would have ${size} ${words}, and the vendor keeps at most ${mostWords}`;
  return [refused("FAILED_PRECONDITION", [field], reason)];
}
