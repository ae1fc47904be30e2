import { z } from "zod";
import type { TemplateField } from "../domain/draft.ts";
import type { Json } from "../domain/json.ts";
import { namesSecret } from "../domain/secret.ts";
import type { ParameterConstraint, ParameterType } from "../domain/spec.ts";

/** What is read of the JSON Schema that zod makes of a schema. */
interface Node {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly enum?: readonly string[];
  readonly default?: Json;
  readonly title?: string;
  readonly description?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/**
 * Lists the fields of a schema, in its order, as a form has them; an object's own fields stand in its place, those of a
 * list's entries at position `0`. A field's label is its name in words unless `.meta({ title })` says otherwise, its
 * description what `.describe()` says. `required` is for any draft, `constraint.required` where the object around the
 * field is given.
 */
export function fieldsOf(schema: z.ZodType, prefix: readonly string[] = []): TemplateField[] {
  // zod's own type of it allows booleans as schemas, which it does not write here.
  const root = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Node;
  return fieldsIn(root, prefix, true);
}

function fieldsIn(node: Node, path: readonly string[], isGiven: boolean): TemplateField[] {
  const { properties, required = [] } = node;
  return Object.entries(properties ?? {}).flatMap(([name, member]) => {
    const isRequired = required.includes(name);
    return fieldsAt(withoutNull(member), [...path, name], { isRequired, isGiven });
  });
}

interface Need {
  /** Within the object around it. */
  readonly isRequired: boolean;
  /** Whether the object around it is in any draft. */
  readonly isGiven: boolean;
}

function fieldsAt(node: Node, path: readonly string[], need: Need): TemplateField[] {
  if (node.type === "null") return [];
  if (node.properties) return fieldsIn(node, path, need.isRequired && need.isGiven);
  const entry = node.items && withoutNull(node.items);
  if (entry?.properties) return fieldsIn(entry, [...path, "0"], false);
  return [toField(node, path, need)];
}

/** A nullable schema is the schema or null; what is said of the whole is kept. */
function withoutNull({ anyOf, ...rest }: Node): Node {
  const type = typeof rest.type === "object" ? rest.type.find((word) => word !== "null") : rest.type;
  const branches = anyOf?.filter((branch) => branch.type !== "null") ?? [];
  const [only] = branches;
  if (anyOf && only === undefined) return { type: "null" };
  const merged = { ...(branches.length === 1 ? only && withoutNull(only) : {}), ...rest };
  return type === undefined ? merged : { ...merged, type };
}

function toField(node: Node, path: readonly string[], { isRequired, isGiven }: Need): TemplateField {
  const name = path.at(-1) ?? "";
  return {
    path,
    label: node.title ?? inWords(name),
    description: node.description ?? null,
    type: typeOf(node),
    required: isRequired && isGiven,
    defaultValue: node.default ?? null,
    constraint: constraintOf(node, isRequired, namesSecret(name)),
  };
}

/** Makes `Node count` of `nodeCount`. */
function inWords(name: string): string {
  const words = name.replace(
    /([a-z\d])([A-Z])/g,
    (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
  );
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function typeOf(node: Node): ParameterType {
  if (node.enum) return "CHOICE";
  switch (node.type) {
    case "string":
      return "TEXT";
    case "integer":
      return "INT";
    case "number":
      return "NUMBER";
    case "boolean":
      return "BOOL";
    case "array":
      return node.items?.type === "string" ? "STRING_LIST" : "UNKNOWN";
    default:
      return "UNKNOWN";
  }
}

function constraintOf(node: Node, required: boolean, sensitive: boolean): ParameterConstraint | null {
  const form = formOf(node);
  if (form === null && !required && !sensitive) return null;
  const [validType, validRange] = form ?? [null, []];
  return { nativeType: null, editable: true, required, sensitive, validType, validRange };
}

/** Allowed values: `Choice`, `Pattern`, or the bounds of a number (`Range`), a text (`Length`), a list (`Count`); `*` is no bound. */
function formOf(node: Node): readonly [string, readonly string[]] | null {
  const choices = node.enum ?? node.items?.enum;
  if (choices) return ["Choice", choices];
  if (node.pattern !== undefined) return ["Pattern", [node.pattern]];
  return (
    bounds("Range", safe(node.minimum), safe(node.maximum)) ??
    bounds("Length", node.minLength, node.maxLength) ??
    bounds("Count", node.minItems, node.maxItems)
  );
}

function bounds(
  form: string,
  lowest: number | undefined,
  highest: number | undefined,
): readonly [string, readonly string[]] | null {
  if (lowest === undefined && highest === undefined) return null;
  return [form, [String(lowest ?? "*"), String(highest ?? "*")]];
}

/** Bounds of what a number can hold at all are none. */
function safe(bound: number | undefined): number | undefined {
  return bound === undefined || Math.abs(bound) >= Number.MAX_SAFE_INTEGER ? undefined : bound;
}
