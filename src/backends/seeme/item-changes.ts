import { isJsonObject, type Json, type JsonObject } from "../../domain/json.ts";
import { valueTypes } from "./item.ts";
import { type ItemInput, toItem } from "./item-rules.ts";
import { findSecretMistake, unmasked } from "./item-secrets.ts";

/** Something wrong with a change, within the list of changes. */
interface ItemProblem {
  readonly path: readonly [index: number, member: keyof ItemInput];
  readonly expected: string;
}

/** What comes of changes: all settings, those that nobody names exactly as they were. */
export interface ChangedItems {
  readonly items: readonly Json[];
  readonly problems: readonly ItemProblem[];
}

/** Lays changes over the settings of a job, found by id or else by name, and adds the others. */
export function changeItems(stored: readonly Json[], changes: readonly ItemInput[]): ChangedItems {
  const items = [...stored];
  const problems: ItemProblem[] = [];
  const changed = new Set<Json | undefined>();
  for (const [index, change] of changes.entries()) {
    const refuse = (member: keyof ItemInput, expected: string) =>
      problems.push({ path: [index, member], expected });
    const found = stored.filter((item) => isMeant(item, change));
    const [item] = found;
    const mistake = findSecretMistake(isJsonObject(item) ? item : null, change);
    if (change.id && item === undefined) refuse("id", "the id of a setting of the job, or none");
    else if (found.length > 1) refuse("id", `the id of one of its ${found.length} settings of this name`);
    else if (changed.has(item)) refuse(change.id ? "id" : "name", "each setting once");
    else if (isTaken(change.name, items, item)) refuse("name", "each name once");
    else if (mistake) refuse(mistake.member, mistake.expected);
    else if (!isJsonObject(item)) items.push(toItem(change));
    else {
      changed.add(item);
      items[stored.indexOf(item)] = changeItem(item, change);
    }
  }
  return { items, problems };
}

function isMeant(item: Json, { id, name }: ItemInput): boolean {
  return isJsonObject(item) && (id ? item.id === id : item.name === name);
}

/** Whether a new name is one of another setting; a job that has two of a name already may keep them. */
function isTaken(name: string, items: readonly Json[], item: Json | undefined): boolean {
  const isKept = isJsonObject(item) && item.name === name;
  return !isKept && items.some((other) => isJsonObject(other) && other.name === name);
}

/** Absent members stay, null clears. */
function changeItem(item: JsonObject, change: ItemInput): JsonObject {
  const { name, label, description, value, defaultValue, valueType } = change;
  return {
    ...item,
    name,
    ...(label !== undefined && { label: label || name }),
    ...(description !== undefined && { description: description ?? "" }),
    value: unmasked(item, "value", value),
    ...(defaultValue !== undefined && {
      default_value: unmasked(item, "default_value", defaultValue ?? ""),
    }),
    value_type: valueTypes[valueType],
  };
}
