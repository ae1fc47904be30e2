/** A hyperparameter as algorithms and jobs carry it; the value is always text. */
export interface Parameter {
  readonly name: string;
  readonly description: string;
  readonly i18n_description: null;
  readonly value: string;
  readonly constraint: {
    readonly type: "Integer" | "Float" | "String" | "Boolean";
    readonly editable: boolean;
    readonly required: boolean;
    readonly sensitive: boolean;
    readonly valid_type: "None" | "Range" | "Choice";
    readonly valid_range: readonly string[];
  };
}

/** Builds a parameter; `range` is a lower and an upper bound, more or fewer entries are a choice. */
export function parameter(name: string, value: string, range: readonly string[] = []): Parameter {
  return {
    name,
    description: "",
    i18n_description: null,
    value,
    constraint: {
      type: typeOf(value),
      editable: true,
      required: false,
      sensitive: false,
      valid_type: range.length === 0 ? "None" : range.length === 2 ? "Range" : "Choice",
      valid_range: range,
    },
  };
}

/** The parameter as one that must have a value. */
export function required(one: Parameter): Parameter {
  return { ...one, constraint: { ...one.constraint, required: true } };
}

/** The parameter as one that jobs cannot change. */
export function fixed(one: Parameter): Parameter {
  return { ...one, constraint: { ...one.constraint, editable: false } };
}

function typeOf(value: string): Parameter["constraint"]["type"] {
  if (value === "True" || value === "False") return "Boolean";
  if (/^-?\d+$/.test(value)) return "Integer";
  return value !== "" && Number.isFinite(Number(value)) ? "Float" : "String";
}
