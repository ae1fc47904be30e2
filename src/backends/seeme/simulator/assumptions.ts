import type { Assumption } from "../../../simulator/contract.ts";

/**
 * What nobody knows of the service, as switches; the first choice is the default. What is assumed without a switch:
 * error bodies are `{"message", "severity"}`; a PUT may store any known status and leaves the server's own fields
 * alone; a job put back to `waiting` without times and agent runs again; a delete takes effect at once and leaves the
 * model; a validation adds metrics and a conversion a flag to the version that it was given; the account sees
 * everybody's jobs, as the agents' accounts do; continuing a model whose application cannot is accepted and fails.
 */
export const assumptions: readonly Assumption[] = [
  choice("headerForms", ["both", "bearer", "raw"], "forms of the Authorization header that are accepted"),
  choice("createStatus", [200, 201], "status code of a create"),
  choice("deleteReply", ["204", "json", "empty"], "answer to a delete: 204, 200 with {}, 200 without a body"),
  choice("emptyFilter", ["all", "none"], "jobs listed when status or jobType is missing or empty"),
  choice("listItems", ["filled", "null"], "items of the jobs in a list"),
  choice("requiredFields", ["lenient", "strict"], "whether a create without its required fields is refused"),
  choice("listOrder", ["newest", "oldest", "unordered"], "order of the list, by created_at"),
  choice("putItems", ["merge", "replace"], "whether items that a PUT leaves out stay or go"),
  choice(
    "unknownReference",
    ["late", "refuse"],
    "a create with an unknown application fails in its run or at once",
  ),
  choice("administrator", [true, false], "whether the account may see what is booked"),
  choice("logoutEndsKey", [false, true], "whether login gives a key of its own that logout ends"),
];

function choice(
  key: string,
  choices: readonly [Assumption["default"], ...Assumption["default"][]],
  meaning: string,
) {
  return { key, default: choices[0], choices, meaning };
}
