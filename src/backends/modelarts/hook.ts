import { z } from "zod";
import { BackendError } from "../../domain/error.ts";
import type { BackendTools, HookRequest, HookResult } from "../contract.ts";
import { parseHookBody, requireSecret } from "../hook.ts";
import { certificateHosts, type ModelartsConfig } from "./config.ts";
import { createHookFetcher } from "./hook-fetcher.ts";
import { isSignedBy, type SmnMessage } from "./hook-signature.ts";
import { instant, text } from "./wire/lenient.ts";

/** Messages are dated by their first delivery and repeated when that fails, so that they may be some time on their way. */
const mostAgeMs = 60 * 60_000;
/** How far the vendor lets clocks differ elsewhere. */
const mostAheadMs = 15 * 60_000;

const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;

const wireMessage = z.object({
  type: z.enum(["Notification", "SubscriptionConfirmation", "UnsubscribeConfirmation"]),
  subject: text,
  message: z.string(),
  message_id: z.string(),
  topic_urn: z.string(),
  timestamp: z.string(),
  signature: z.string(),
  signing_cert_url: z.string(),
  subscribe_url: text,
});

/** Reads what the Simple Message Notification service sends of a topic that training jobs notify. */
export interface HookReceiver {
  receive(request: HookRequest, signal: AbortSignal): Promise<HookResult>;
}

/**
 * Makes the receiver of one project. "Message Signature Verification" of the service's user guide; what stands in the
 * text of a message is documented nowhere, so all that is taken from it are ids.
 */
export function createHookReceiver(config: ModelartsConfig, tools: BackendTools): HookReceiver {
  const { secret } = config.hook;
  const backend = tools.id;
  const fetcher = createHookFetcher(certificateHosts(config), tools);

  async function receive(request: HookRequest, signal: AbortSignal): Promise<HookResult> {
    if (request.method !== "POST") {
      throw new BackendError("UNSUPPORTED", "messages are sent by POST", { backend });
    }
    if (secret !== undefined) requireSecret(backend, request, secret);
    // Which type the service says is not documented.
    const message = wireMessage.safeParse(parseHookBody(backend, request, /^([\w.+-]+\/[\w.+-]+)?$/)).data;
    if (!message) throw new BackendError("INVALID", "the push is no message of a topic", { backend });
    requireRecent(message);
    const certificate = await fetcher.certificate(message.signing_cert_url, signal);
    if (!isSignedBy(message, certificate)) {
      throw new BackendError("UNAUTHENTICATED", "the signature of the push is wrong", { backend });
    }
    if (!isOwnTopic(config, message.topic_urn)) return { nativeIds: [], wakes: false, ignored: 1 };
    if (message.type === "SubscriptionConfirmation") {
      await fetcher.confirm(message.subscribe_url ?? "", signal);
    }
    if (message.type !== "Notification") return { nativeIds: [], wakes: false, ignored: 0 };
    const ids = `${message.subject ?? ""} ${message.message}`.match(uuid) ?? [];
    const nativeIds = [...new Set(ids.map((id) => id.toLowerCase()))];
    return { nativeIds, wakes: nativeIds.length === 0, ignored: 0 };
  }

  function requireRecent({ timestamp }: SmnMessage): void {
    const sent = instant.parse(timestamp);
    const ageMs = tools.now() - Date.parse(sent ?? "");
    if (ageMs <= mostAgeMs && ageMs >= -mostAheadMs) return;
    const message = "the timestamp of the push is missing, too old or in the future";
    throw new BackendError("UNAUTHENTICATED", message, { backend });
  }

  return { receive };
}

/** A topic of this project: anybody can have a topic of their own send to any address. */
function isOwnTopic({ projectId, region }: ModelartsConfig, topic: string): boolean {
  const [, topicRegion, topicProject] = /^urn:smn:([^:]+):([^:]+):[^:]+$/.exec(topic) ?? [];
  if (topicProject === undefined) return false;
  return (projectId ?? topicProject) === topicProject && (region ?? topicRegion) === topicRegion;
}
