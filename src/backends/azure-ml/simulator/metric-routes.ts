import type { Route, VendorRequest, World } from "../../../simulator/contract.ts";
import { json, parseBody } from "./answers.ts";
import type { Door } from "./door.ts";
import { invalid, runNotFound } from "./errors.ts";
import { type MetricValue, metricsOf, valuesOf } from "./metrics.ts";
import { findRun } from "./runs.ts";
import { textAt, type WireDocument } from "./wire-document.ts";

const MOST_SAMPLES = 100;
const FULL_PAGE = 500;

/** The metrics service: which metrics a run has, a sample of one, all values of one in pages. */
export function metricRoutes(world: World, { metrics }: Door): readonly Route[] {
  const jobOf = (request: VendorRequest) => {
    const id = request.params.run ?? "";
    const run = findRun(world, id);
    if (!run) throw runNotFound(id);
    return run.job;
  };
  const read = (request: VendorRequest) => {
    const body = parseBody(request);
    const name = textAt(body, "metricName");
    if (name === "") throw invalid("metricName", "is required");
    const job = jobOf(request);
    return { body, name, job, values: valuesOf(world, job, name) };
  };
  return [
    metrics("POST", "/runs/{run}/list", (request) =>
      json(200, { value: metricsOf(world, jobOf(request)), continuationToken: null, nextLink: null }),
    ),
    metrics("POST", "/runs/{run}/sample", (request) => {
      const { name, job, values } = read(request);
      const every = Math.max(1, Math.ceil(values.length / MOST_SAMPLES));
      const sampled = values.filter((_, at) => at % every === 0);
      return json(200, toSeries(job.id, name, sampled, values.length, null));
    }),
    metrics("POST", "/runs/{run}/full", (request) => {
      const { body, name, job, values } = read(request);
      const since = instantOf(body, "startTime") ?? Number.NEGATIVE_INFINITY;
      const until = instantOf(body, "endTime") ?? Number.POSITIVE_INFINITY;
      const wanted = values.filter(({ at }) => at >= since && at <= until);
      const from = Number(textAt(body, "continuationToken") || 0);
      if (!Number.isInteger(from)) throw invalid("continuationToken", "not a continuation of this list");
      const next = from + FULL_PAGE;
      const token = next < wanted.length ? String(next) : null;
      return json(200, toSeries(job.id, name, wanted.slice(from, next), values.length, token));
    }),
  ];
}

function toSeries(
  runId: string,
  name: string,
  values: readonly MetricValue[],
  numValuesLogged: number,
  continuationToken: string | null,
): WireDocument {
  return {
    derivedLabelValues: null,
    isPartialResult: false,
    numValuesLogged,
    dataContainerId: `dcid.${runId}`,
    name,
    columns: { [name]: "Double" },
    properties: { uxMetricType: "azureml.v1.scalar" },
    namespace: null,
    standardSchemaId: null,
    value: values.map(({ document }) => document),
    continuationToken,
    nextLink: null,
  };
}

function instantOf(body: unknown, name: string): number | null {
  const text = textAt(body, name);
  if (text === "") return null;
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) throw invalid(name, "expected an ISO 8601 time");
  return instant;
}
