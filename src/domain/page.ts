import { InputError } from "./error.ts";

/** Arguments of a connection as the client gave them. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
  readonly offset?: number | null | undefined;
}

/** Which part of a list is wanted: so many records from one end of what lies between two cursors. */
export interface PageWindow {
  readonly size: number;
  readonly fromEnd: boolean;
  readonly after: string | null;
  readonly before: string | null;
  /** Records to skip from the start; only with `first`. */
  readonly offset: number;
}

/** Bounds of a connection. */
export interface PageBounds {
  readonly defaultSize: number;
  readonly maxSize: number;
  readonly maxOffset?: number;
}

export const listBounds: PageBounds = { defaultSize: 50, maxSize: 100, maxOffset: 10_000 };
export const logBounds: PageBounds = { defaultSize: 100, maxSize: 1000 };

/** Checks the arguments of a connection; throws `InputError` that names the argument and its bounds. */
export function parsePageWindow(given: PageArguments, bounds: PageBounds): PageWindow {
  const size = (name: "first" | "last") => {
    const value = given[name];
    if (value === null || value === undefined) return null;
    if (value >= 1 && value <= bounds.maxSize) return value;
    throw new InputError("LIMIT_EXCEEDED", [name], value, `1 to ${bounds.maxSize}`);
  };
  const first = size("first");
  const last = size("last");
  if (first !== null && last !== null)
    throw new InputError("INVALID_ARGUMENT", ["last"], last, "only one of first and last");
  const window = {
    size: first ?? last ?? bounds.defaultSize,
    fromEnd: last !== null,
    after: given.after ?? null,
    before: given.before ?? null,
  };
  return { ...window, offset: parseOffset(given.offset ?? null, window, bounds) };
}

function parseOffset(offset: number | null, window: Omit<PageWindow, "offset">, bounds: PageBounds): number {
  if (offset === null) return 0;
  const max = bounds.maxOffset ?? 0;
  if (offset < 0 || offset > max) throw new InputError("LIMIT_EXCEEDED", ["offset"], offset, `0 to ${max}`);
  if (window.fromEnd || window.after !== null || window.before !== null) {
    throw new InputError("INVALID_ARGUMENT", ["offset"], offset, "no last, after or before beside it");
  }
  return offset;
}

/** Part of a list with what the page info says about the rest. */
export interface PageOf<T> {
  readonly items: readonly T[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}
