import { createHash } from "node:crypto";
import { REGION } from "./account.ts";
import { toTime } from "./timestamps.ts";
import type { WireDocument } from "./wire-document.ts";

/** A refusal; the plane that answers puts it into its own shape. */
export class Refusal extends Error {
  readonly status: number;
  /** The coarse code: `UserError` and its kin from the service, a plain one from the resource manager. */
  readonly code: string;
  /** The precise reason, outermost code first; empty for refusals by the resource manager itself. */
  readonly reasons: readonly string[];
  /** The message with names in braces, and what stands for them. */
  readonly format: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Path of the field that is wrong; null when there is none. */
  readonly target: string | null;

  constructor(
    status: number,
    code: string,
    format: string,
    more: {
      readonly reasons?: readonly string[];
      readonly parameters?: Readonly<Record<string, string>>;
      readonly headers?: Readonly<Record<string, string>>;
      readonly target?: string;
    } = {},
  ) {
    const { reasons = [], parameters = {}, headers = {}, target = null } = more;
    super(format.replace(/\{(\w+)\}/g, (whole, name: string) => parameters[name] ?? whole));
    this.status = status;
    this.code = code;
    this.format = format;
    this.reasons = reasons;
    this.parameters = parameters;
    this.headers = headers;
    this.target = target;
  }
}

/** A job that the management plane does not know. */
export function jobNotFound(jobId: string): Refusal {
  const parameters = { jobId };
  return new Refusal(404, "UserError", "Job {jobId} not found.", {
    reasons: ["NotFound", "JobNotFound"],
    parameters,
  });
}

/** A run that run history does not know. */
export function runNotFound(runId: string): Refusal {
  const parameters = { runId };
  return new Refusal(404, "UserError", "Run {runId} was not found", {
    reasons: ["NotFoundError"],
    parameters,
  });
}

/** Anything else in the workspace that is not there. */
export function notFound(what: string, name: string): Refusal {
  const parameters = { name };
  return new Refusal(404, "UserError", `${what} {name} not found.`, {
    reasons: ["NotFound", `${what}NotFound`],
    parameters,
  });
}

/** A member of a body or a query that is missing or wrong; `target` is its path. */
export function invalid(target: string, text: string): Refusal {
  return new Refusal(400, "ValidationError", `${target}: ${text}`, {
    reasons: ["BadArgument", "ArgumentInvalid"],
    target,
  });
}

/** The body of a refusal on the management plane. */
export function toManagementError(refusal: Refusal, now: number): WireDocument {
  const { code, message, reasons, format, parameters, target } = refusal;
  if (reasons.length === 0) return { error: { code, message } };
  const entries: readonly (readonly [type: string, value: unknown])[] = [
    ["ComponentName", "managementfrontend"],
    ["Correlation", correlationOf(message, now)],
    ["Environment", REGION],
    ["Location", REGION],
    ["Time", toTime(now)],
    ["InnerError", nest(reasons)],
    ["MessageFormat", format],
    ["MessageParameters", parameters],
  ];
  const additionalInfo = entries.map(([type, value]) => ({ type, info: { value } }));
  return { error: { code, message, ...(target !== null && { target }), details: [], additionalInfo } };
}

/** The body of a refusal on the data plane, which has the context beside the error. */
export function toDataError(refusal: Refusal, now: number, component: string): WireDocument {
  const { code, message, reasons, format, parameters, target } = refusal;
  return {
    error: {
      code,
      severity: null,
      message,
      messageFormat: format,
      messageParameters: parameters,
      referenceCode: null,
      detailsUri: null,
      target,
      details: [],
      innerError: nest(reasons),
      additionalInfo: null,
    },
    correlation: correlationOf(message, now),
    environment: REGION,
    location: REGION,
    time: toTime(now),
    componentName: component,
  };
}

/** Codes as the service nests them: each one holds the next. */
export function nest(reasons: readonly string[]): WireDocument | null {
  const [code, ...rest] = reasons;
  return code === undefined ? null : { code, innerError: nest(rest) };
}

function correlationOf(message: string, now: number): WireDocument {
  const digest = createHash("md5").update(`${now} ${message}`).digest("hex");
  return { operation: digest, request: digest.slice(0, 16) };
}
