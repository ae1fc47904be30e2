import { sign } from "node:crypto";

/** What the message service has to sign with. */
export interface SmnSigner {
  /** PEM. */
  readonly key: string;
  /** Address of the certificate. */
  readonly certUrl: string;
}

/** A message as it goes out. */
export interface SmnPost {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Makes a signed message; `about` are the fields that its type has beside those that all have. */
export function toPost(
  signer: SmnSigner,
  type: "SubscriptionConfirmation" | "Notification",
  common: {
    readonly message: string;
    readonly message_id: string;
    readonly topic_urn: string;
    readonly timestamp: string;
  },
  about: Readonly<Record<string, string>>,
): SmnPost {
  const { message, message_id, topic_urn, timestamp } = common;
  // In the order of their names, as the text to be signed wants them.
  const signed = [
    ["message", message],
    ["message_id", message_id],
    ...(about.subject ? [["subject", about.subject]] : []),
    ...(about.subscribe_url ? [["subscribe_url", about.subscribe_url]] : []),
    ["timestamp", timestamp],
    ["topic_urn", topic_urn],
    ["type", type],
  ];
  const text = signed.map(([name, value]) => `${name}\n${value}\n`).join("");
  const signature = sign("sha256", Buffer.from(text), signer.key).toString("base64");
  const body = {
    ...common,
    ...about,
    type,
    signature,
    signature_version: "v1",
    signing_cert_url: signer.certUrl,
  };
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "x-smn-message-type": type,
    "x-smn-message-id": message_id,
    "x-smn-topic-urn": topic_urn,
  };
  return { headers, body: JSON.stringify(body) };
}
