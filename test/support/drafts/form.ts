import {
  buildSchema,
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
} from "graphql";
import { definitions } from "../../../src/backends/registry.ts";
import type { ParameterType } from "../../../src/domain/spec.ts";
import { inputKeyOf } from "../../../src/federation/drafts.ts";
import { printClientSchema, readTypeDefinitions } from "../../../src/graphql/schema.ts";

/** What the schema says of one field that a form has. */
export interface FormInput {
  /** Types that a form may give it. */
  readonly types: readonly ParameterType[];
  /** Values of an enum; null for other types. */
  readonly values: readonly string[] | null;
  /** Whether it must be given where the object around it is. */
  readonly required: boolean;
  /** Undefined: none. */
  readonly defaultValue: unknown;
}

const schema = buildSchema(printClientSchema(readTypeDefinitions(definitions.map((one) => one.schema))));

const types: Readonly<Record<string, readonly ParameterType[]>> = {
  Int: ["INT"],
  Float: ["NUMBER", "FLOAT"],
  Milliseconds: ["NUMBER", "INT"],
  Boolean: ["BOOL"],
  String: ["TEXT", "CHOICE"],
  ID: ["TEXT", "CHOICE"],
  DateTime: ["TEXT"],
  JSON: ["UNKNOWN"],
};

/** Fields of `CreateJobInput` with one vendor's part, by dotted path; entries of a list stand at `0`. */
export function formOf(kind: string): ReadonlyMap<string, FormInput> {
  const form = new Map<string, FormInput>();
  addFields(schema.getType("CreateJobInput") as GraphQLInputType, []);
  return form;

  function addFields(type: GraphQLInputType, path: readonly string[]): void {
    if (!isInputObjectType(type)) return;
    for (const field of Object.values(type.getFields())) {
      if (type.name === "JobDraftInput" && field.name !== inputKeyOf(kind)) continue;
      addField(field, [...path, field.name]);
    }
  }

  function addField(field: GraphQLInputField, path: readonly string[]): void {
    const isList = isListType(getNullableType(field.type));
    const named = getNamedType(field.type);
    if (isInputObjectType(named)) {
      addFields(named, isList ? [...path, "0"] : path);
      return;
    }
    form.set(path.join("."), {
      types: isList ? ["STRING_LIST", "UNKNOWN"] : isEnumType(named) ? ["CHOICE"] : (types[named.name] ?? []),
      values: isEnumType(named) ? named.getValues().map(({ name }) => name) : null,
      required: isRequiredInputField(field),
      defaultValue: field.defaultValue,
    });
  }
}
