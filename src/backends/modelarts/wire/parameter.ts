import type { z } from "zod";
import type { Json } from "../../../domain/json.ts";
import type { Parameter, ParameterType } from "../../../domain/spec.ts";
import { anyText, flag, record, records, text, texts } from "./lenient.ts";

/** Hyperparameters of a job or an algorithm. */
export const wireParameters = records({
  name: text,
  description: text,
  value: anyText,
  i18n_description: records({ language: text, description: anyText }),
  constraint: record({
    type: text,
    editable: flag,
    required: flag,
    sensitive: flag,
    valid_type: text,
    valid_range: texts,
  }),
});
type WireParameter = z.output<typeof wireParameters>[number];

const types: Readonly<Record<string, ParameterType>> = {
  integer: "INT",
  float: "FLOAT",
  string: "TEXT",
  boolean: "BOOL",
};

/** Domain parameters; one without a name is left out. `values` tells whether the value is one asked for or a default. */
export function toParameters(parameters: readonly WireParameter[], values: "asked" | "default"): Parameter[] {
  return parameters.flatMap((parameter) => {
    const { name, value, constraint } = parameter;
    if (name === null) return [];
    const nativeType = constraint.type;
    const type = types[nativeType?.toLowerCase() ?? ""] ?? "UNKNOWN";
    const descriptions = parameter.i18n_description.flatMap(({ language, description }) =>
      language === null ? [] : [{ language, text: description ?? "" }],
    );
    return [
      {
        nativeId: null,
        name,
        label: null,
        description: parameter.description,
        descriptions,
        value: values === "asked" ? value : null,
        typedValue: values === "asked" ? toTypedValue(value, type) : null,
        defaultValue: values === "default" ? value : null,
        type,
        nativeType,
        constraint: {
          nativeType,
          editable: constraint.editable ?? true,
          required: constraint.required ?? false,
          sensitive: constraint.sensitive ?? false,
          validType: constraint.valid_type,
          validRange: constraint.valid_range,
        },
        createdAt: null,
        updatedAt: null,
      },
    ];
  });
}

/** Reads a value by its type; text where it does not fit, null where there is none. */
function toTypedValue(value: string | null, type: ParameterType): Json {
  if (value === null) return null;
  if (type === "BOOL" && /^(true|false)$/i.test(value)) return value.toLowerCase() === "true";
  if (type !== "INT" && type !== "FLOAT") return value;
  if (value.trim() === "") return null;
  const number = Number(value);
  // Text keeps what a number would lose.
  const isExact = type === "INT" ? Number.isSafeInteger(number) : Number.isFinite(number);
  return isExact ? number : value;
}
