import type { KeyValue, Parameter } from "../../domain/spec.ts";

/** A value that the algorithm does not take. */
interface Mismatch {
  /** Within the given parameters; empty: something is missing. */
  readonly path: readonly (string | number)[];
  readonly expected: string;
  /** Whether the algorithm keeps the value secret. */
  readonly isSecret: boolean;
}

/** Compares values with the constraints of an algorithm; `isOpen` when it takes others than it names. */
export function compareParameters(
  given: readonly KeyValue[],
  known: readonly Parameter[],
  isOpen: boolean,
): Mismatch[] {
  const byName = new Map(known.map((parameter) => [parameter.name, parameter]));
  const mismatches = given.flatMap(({ key, value }, index): Mismatch[] => {
    const parameter = byName.get(key);
    if (!parameter) {
      const expected = known.length > 0 ? `one of ${[...byName.keys()].join(", ")}` : "no parameters";
      return isOpen ? [] : [{ path: [index, "key"], expected, isSecret: false }];
    }
    const expected = expectedOf(parameter, value);
    const isSecret = parameter.constraint?.sensitive ?? false;
    return expected === null ? [] : [{ path: [index, "value"], expected, isSecret }];
  });
  const names = new Set(given.map(({ key }) => key));
  const missing = known.filter(
    ({ name, constraint, defaultValue }) => constraint?.required && !defaultValue && !names.has(name),
  );
  return [
    ...mismatches,
    ...missing.map(({ name }) => ({
      path: [],
      expected: `a value for ${name}, which must have one`,
      isSecret: false,
    })),
  ];
}

/** What the parameter would take instead of the value; null when it takes it. */
function expectedOf({ type, constraint, defaultValue }: Parameter, value: string): string | null {
  const {
    editable = true,
    required = false,
    sensitive = false,
    validType,
    validRange = [],
  } = constraint ?? {};
  if (!editable) {
    // A secret default is not known here.
    const isDefault = !sensitive && value === (defaultValue ?? "");
    return isDefault
      ? null
      : `${sensitive ? "nothing" : JSON.stringify(defaultValue ?? "")}: it cannot be changed`;
  }
  if (value === "") return required ? "a value" : null;
  if (type === "INT" && !/^[-+]?\d+$/.test(value)) return "a whole number";
  if (type === "FLOAT" && (value.trim() === "" || !Number.isFinite(Number(value)))) return "a number";
  if (type === "BOOL" && !/^(?:true|false)$/i.test(value)) return "True or False";
  const [lowest, highest] = validRange;
  if (validType?.toLowerCase() === "range" && lowest !== undefined && highest !== undefined) {
    const isWithin = Number(value) >= Number(lowest) && Number(value) <= Number(highest);
    return isWithin ? null : `${lowest} to ${highest}`;
  }
  const isOpen =
    validType?.toLowerCase() !== "choice" || validRange.length === 0 || validRange.includes(value);
  return isOpen ? null : `one of ${validRange.join(", ")}`;
}
