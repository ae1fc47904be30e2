import type { ChangeField, JobChange, Problem } from "../../domain/command.ts";
import type { KeyValue } from "../../domain/spec.ts";
import type { ConnectedBackend } from "../../sync/sync.ts";
import { inputKeyOf } from "../drafts.ts";
import type { LabelsCommand, UpdateCommand } from "./contract.ts";
import { problem } from "./problems.ts";
import { canChange } from "./refusals.ts";

const plainFields = ["name", "displayName", "description", "properties"] as const;

/** The change that an update asks for, once `changeProblems` has found nothing wrong with it. */
export function toChange(connected: Vendor, command: UpdateCommand): JobChange {
  const { name, displayName, description, properties, patch, force } = command;
  const own = patch?.[inputKeyOf(connected.definition.kind)];
  return {
    force,
    ...(typeof name === "string" && { name }),
    ...(displayName !== undefined && { displayName }),
    ...(description !== undefined && { description }),
    ...(properties && { properties }),
    ...(own !== undefined && { patch: own as JobChange["patch"] }), // an input object of the vendor's
  } as JobChange;
}

/** The change that an update of labels asks for. */
export function toLabelChange({ set, remove }: LabelsCommand): JobChange {
  return { force: true, labels: { set: set ?? [], remove: remove ?? [] } };
}

type Vendor = Pick<ConnectedBackend, "id" | "backend" | "definition">;

/** What is wrong with an update before any vendor's rule: nothing to change, or what the vendor does not keep. */
export function changeProblems(connected: Vendor, command: UpdateCommand): Problem[] {
  const given = plainFields.filter((field) => command[field] !== undefined);
  const { patch } = command;
  if (given.length === 0 && !patch) {
    const expected = "at least one field to change";
    return [problem("INVALID", `got no field to change, expected ${expected}`, null, expected)];
  }
  const problems = given
    .filter((field) => !canChange(connected, field))
    .map((field) => notKept(connected, field));
  if (command.name === null && canChange(connected, "name"))
    problems.push(problem("INVALID", "name: got null, expected a name", ["name"], "a name"));
  if (command.properties === null)
    problems.push(
      problem(
        "INVALID",
        "properties: got null, expected a list",
        ["properties"],
        "a list of keys and values",
      ),
    );
  if (patch) problems.push(...patchProblems(connected, patch));
  return problems;
}

function notKept({ definition }: Vendor, field: ChangeField): Problem {
  const action = field === "name" ? "rename" : field === "labels" ? "updateLabels" : "update";
  const message = [`${field}: ${definition.title} cannot change it.`, definition.instead?.[action]];
  return problem("UNSUPPORTED", message.filter(Boolean).join(" "), [field]);
}

function patchProblems(connected: Vendor, patch: Readonly<Record<string, unknown>>): Problem[] {
  const { id, definition } = connected;
  const own = inputKeyOf(definition.kind);
  const [key = ""] = Object.keys(patch);
  if (key !== own) {
    const expected = `${own}: ${id} is of ${definition.title}`;
    return [problem("INVALID", `patch: got ${key}, expected ${expected}`, ["patch", key], expected)];
  }
  return canChange(connected, "patch") ? [] : [notKept(connected, "patch")];
}

/** What is wrong with an update of labels before any vendor's rule. */
export function labelProblems({ set, remove }: LabelsCommand): Problem[] {
  const wrong = (path: string[], got: string, expected: string) =>
    problem("INVALID", `${path.join(".")}: got ${got}, expected ${expected}`, path, expected);
  if (!set?.length && !remove?.length) {
    const expected = "labels to set or to remove";
    return [problem("INVALID", `got none, expected ${expected}`, null, expected)];
  }
  const removed = new Set(remove);
  const keys = new Set<string>();
  const twice = ({ key }: KeyValue, index: number) => {
    const path = ["set", String(index), "key"];
    if (removed.has(key)) return [wrong(path, JSON.stringify(key), "a key that is not to be removed too")];
    if (keys.has(key)) return [wrong(path, JSON.stringify(key), "each key once")];
    keys.add(key);
    return [];
  };
  return (set ?? []).flatMap(twice);
}
