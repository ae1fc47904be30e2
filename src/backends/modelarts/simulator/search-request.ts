import { ServiceError } from "./errors.ts";
import { isDocument } from "./wire-document.ts";

/** The body of `training-job-searches`, checked, with the service's defaults filled in. */
export interface SearchRequest {
  readonly offset: number;
  readonly limit: number;
  readonly order: "asc" | "desc";
  readonly groupBy: string;
  readonly workspaceId: string;
  readonly trainType: "job" | "ftjob" | null;
  /** Conditions that say something; empty ones are left out. All of them have to hold. */
  readonly conditions: readonly Condition[];
  /** All of them have to hold; one holds by any of its values, without values by its key. */
  readonly tags: readonly TagCondition[];
  readonly hostIps: readonly string[];
}

/** One filter; `create_time` has a span in milliseconds (both ends included), the rest has values. */
export type Condition =
  | { readonly operator: "between"; readonly key: "create_time"; readonly from: number; readonly to: number }
  | {
      readonly operator: "in" | "not" | "like";
      readonly key: Exclude<FilterKey, "create_time">;
      readonly values: readonly string[];
    };

export interface TagCondition {
  readonly key: string;
  readonly values: readonly string[];
}

export const FILTER_KEYS = [
  "id",
  "name",
  "kind",
  "phase",
  "algorithm_id",
  "algorithm_name",
  "create_time",
  "user_id",
  "pool_id",
  "training_experiment_id",
  "runtime_type",
  "priority",
] as const;
export type FilterKey = (typeof FILTER_KEYS)[number];

/** The longest span of a `create_time` filter, and what tag and host filters look at without one. */
export const LONGEST_SPAN_MS = 31 * 24 * 3_600_000;

/** Checks a search body; throws the documented errors. `undefined` is a request without a body. */
export function parseSearchRequest(body: unknown): SearchRequest {
  if (body === undefined) return parseSearchRequest({});
  if (!isDocument(body)) throw new ServiceError("2788", "body");
  const sortBy = text(body.sort_by, "sort_by");
  if (sortBy !== "" && sortBy !== "create_time") throw new ServiceError("2790");
  const order = text(body.order, "order") || "desc";
  if (order !== "asc" && order !== "desc") throw new ServiceError("2788", "order");
  const trainType = text(body.train_type, "train_type") || null;
  if (trainType !== null && trainType !== "job" && trainType !== "ftjob") {
    throw new ServiceError("2788", "train_type");
  }
  return {
    offset: integer(body.offset, "offset", 0, Number.MAX_SAFE_INTEGER, 0),
    limit: integer(body.limit, "limit", 1, 50, 50),
    order,
    groupBy: text(body.group_by, "group_by"),
    workspaceId: text(body.workspace_id, "workspace_id") || "0",
    trainType,
    conditions: list(body.filters, "filters", 20).flatMap(parseCondition),
    tags: parseTagConditions(body.tags),
    hostIps: texts(body.host_ips, "host_ips", 10),
  };
}

/** Checks a list of tag conditions; `undefined` and `null` are none. */
export function parseTagConditions(value: unknown): readonly TagCondition[] {
  return list(value, "tags", 10).map((entry) => {
    if (!isDocument(entry) || typeof entry.key !== "string" || entry.key === "") {
      throw new ServiceError("2788", "tags");
    }
    return { key: entry.key, values: texts(entry.values, "tags.values", 10) };
  });
}

function parseCondition(entry: unknown): readonly Condition[] {
  if (!isDocument(entry)) throw new ServiceError("2788", "filters");
  const key = FILTER_KEYS.find((known) => known === entry.key);
  if (!key) throw new ServiceError("2807", String(entry.key));
  const operator = entry.operator ?? "in";
  const isSpan = key === "create_time";
  const values = list(entry.value, "filters.value", 10).map((value) => {
    if (typeof value !== "string") throw new ServiceError("2809", JSON.stringify(value));
    return value;
  });
  const given = values.filter((value) => value !== "");

  if (isSpan && operator === "between") return given.length === 0 ? [] : [parseSpan(values)];
  if (isSpan || (operator !== "in" && operator !== "not" && operator !== "like")) {
    throw new ServiceError("2808", String(operator));
  }
  return given.length === 0 ? [] : [{ operator, key, values: given }];
}

/** Accepts RFC 3339 text and epoch milliseconds, because the sources disagree about the format. */
function parseSpan(values: readonly string[]): Condition {
  const [from, to] = values.map((value) => {
    const time = /^\d+$/.test(value) ? Number(value) : Date.parse(value);
    if (Number.isNaN(time)) throw new ServiceError("2809", value);
    return time;
  });
  const isSpan = values.length === 2 && from !== undefined && to !== undefined;
  if (!isSpan || from > to || to - from > LONGEST_SPAN_MS) {
    throw new ServiceError("2809", values.join(","));
  }
  return { operator: "between", key: "create_time", from, to };
}

/** Reads a whole number from JSON or from a query; throws 2788 outside the bounds. */
export function integer(
  value: unknown,
  name: string,
  lowest: number,
  highest: number,
  fallback: number,
): number {
  if (value === undefined || value === null) return fallback;
  const isText = typeof value === "string" && /^-?\d+$/.test(value);
  const number = isText ? Number(value) : value;
  const isValid = typeof number === "number" && Number.isInteger(number);
  if (!isValid || number < lowest || number > highest) throw new ServiceError("2788", name);
  return number;
}

function text(value: unknown, name: string): string {
  if (value === undefined || value === null) return "";
  if (typeof value !== "string") throw new ServiceError("2788", name);
  return value;
}

function texts(value: unknown, name: string, most: number): readonly string[] {
  return list(value, name, most).map((entry) => {
    if (typeof entry !== "string") throw new ServiceError("2788", name);
    return entry;
  });
}

function list(value: unknown, name: string, most: number): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || value.length > most) throw new ServiceError("2788", name);
  return value;
}
