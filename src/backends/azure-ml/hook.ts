import { BackendError } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
import type { HookAnswer, HookRequest, HookResult } from "../contract.ts";
import { parseHookBody, requireSecret } from "../hook.ts";
import { type AzureMlConfig, workspacePath } from "./config.ts";
import { record, records, text } from "./wire/lenient.ts";

/** Both schemas of Event Grid, one event or many. "CloudEvents v1.0 schema with Azure Event Grid". */
const contentTypes = /^application\/(cloudevents(-batch)?\+)?json$/i;
const validationType = "Microsoft.EventGrid.SubscriptionValidationEvent";
const jobTypes: ReadonlySet<string> = new Set([
  "Microsoft.MachineLearningServices.RunCompleted",
  "Microsoft.MachineLearningServices.RunStatusChanged",
]);

const wireEvents = records({
  topic: text,
  source: text,
  subject: text,
  eventType: text,
  type: text,
  data: record({ runId: text, validationCode: text }),
});
type WireEvent = ReturnType<typeof wireEvents.parse>[number];

/**
 * Reads what Event Grid sends. Its events are not signed: who sends them is told by the secret that the operator put
 * into the address. Without a secret in the configuration a push names no job.
 */
export function receiveHook(config: AzureMlConfig, backend: BackendId, request: HookRequest): HookResult {
  const { secret } = config.hook;
  if (secret !== undefined) requireSecret(backend, request, secret);
  if (request.method === "OPTIONS") return handshake(allowOrigin(backend, request));
  const events = wireEvents.parse([parseHookBody(backend, request, contentTypes)].flat());
  const typeOf = ({ eventType, type }: WireEvent) => eventType ?? type;
  if (events.length === 0 || events.some((event) => typeOf(event) === null)) {
    throw new BackendError("INVALID", "the push holds no events", { backend });
  }

  const validation = events.find((event) => typeOf(event) === validationType);
  if (validation) return handshake(validate(backend, validation));

  const workspace = workspacePath(config).toLowerCase();
  const own = events.filter((event) => {
    const place = (event.topic ?? event.source ?? "").toLowerCase();
    return place === workspace && jobTypes.has(typeOf(event) ?? "");
  });
  const runIds = own.map(runIdOf);
  const isUnclear = secret === undefined || runIds.includes(null);
  return {
    nativeIds: secret === undefined ? [] : [...new Set(runIds.filter((runId) => runId !== null))],
    wakes: own.length > 0 && isUnclear,
    ignored: events.length - own.length,
  };
}

function handshake(answer: HookAnswer): HookResult {
  return { nativeIds: [], wakes: false, ignored: 0, answer };
}

/** Proves that we want these events. Only 200 counts. "Endpoint validation with Event Grid schema". */
function validate(backend: BackendId, { data: { validationCode } }: WireEvent): HookAnswer {
  if (validationCode === null) {
    throw new BackendError("INVALID", "the validation event has no validationCode", { backend });
  }
  return { status: 200, json: { validationResponse: validationCode } };
}

/** The same for cloud events, which ask by the abuse protection of "HTTP 1.1 Web Hooks for Event Delivery". */
function allowOrigin(backend: BackendId, { headers }: HookRequest): HookAnswer {
  const origin = headers["webhook-request-origin"];
  if (origin === undefined) {
    throw new BackendError("INVALID", "the request has no WebHook-Request-Origin", { backend });
  }
  return { status: 200, headers: { "webhook-allowed-origin": origin, "webhook-allowed-rate": "*" } };
}

function runIdOf({ data, subject }: WireEvent): string | null {
  return data.runId ?? /\/runs\/([^/]+)$/.exec(subject ?? "")?.[1] ?? null;
}
