import { z } from "zod";
import type { JsonObject } from "../../domain/json.ts";
import { type ItemType, isOfType, valueTypes } from "./item.ts";
import { isMasked } from "./item-secrets.ts";

/** Members of `SeemeJobItemInput`; how they must fit each other is for `checkValues`. */
export const itemRules = z.object({
  id: z.string().nullish().describe("Of a setting that is there; a new job has none."),
  name: z.string().min(1, "the name of a setting"),
  label: z.string().nullish().describe("The name when absent."),
  description: z.string().nullish(),
  value: z.string(),
  defaultValue: z.string().nullish(),
  valueType: z.enum(["INT", "FLOAT", "NUMBER", "TEXT", "BOOL", "CHOICE", "STRING_LIST"]),
});

/** A setting that somebody wants. */
export type ItemInput = z.output<typeof itemRules>;

/** How values are written, by their type. */
const forms: Readonly<Record<ItemType, string>> = {
  INT: "a whole number, as text",
  FLOAT: "a number, as text",
  NUMBER: "a number, as text",
  BOOL: "true or false",
  TEXT: "text",
  CHOICE: "text",
  STRING_LIST: "text",
};

/** Refuses values that are not of the setting's type; a mask stands for one that nobody sees. */
export function checkValues(item: ItemInput, context: Pick<z.core.$RefinementCtx, "addIssue">): void {
  const { name, value, defaultValue, valueType } = item;
  const isWrong = (text: string) => !isMasked(name, text) && !isOfType(valueType, text);
  const refuse = (path: string) =>
    context.addIssue({ code: "custom", path: [path], message: forms[valueType] });
  if (isWrong(value)) refuse("value");
  if (defaultValue && isWrong(defaultValue)) refuse("defaultValue");
}

/** Writes a new setting as its document has it; the vendor wants a label and takes no null for one. */
export function toItem(item: ItemInput): JsonObject {
  return {
    name: item.name,
    description: item.description ?? "",
    value: item.value,
    default_value: item.defaultValue ?? "",
    value_type: valueTypes[item.valueType],
    label: item.label || item.name,
  };
}
