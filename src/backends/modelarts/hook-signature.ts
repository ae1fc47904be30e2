import { verify, type X509Certificate } from "node:crypto";

/** Message of a topic; of what it holds beside the text, these fields are signed. */
export interface SmnMessage {
  readonly type: "Notification" | "SubscriptionConfirmation" | "UnsubscribeConfirmation";
  readonly subject: string | null;
  readonly message: string;
  readonly message_id: string;
  readonly topic_urn: string;
  readonly timestamp: string;
  /** Base64. */
  readonly signature: string;
  readonly subscribe_url: string | null;
}

/** Tells whether the holder of a certificate signed a message: RSA PKCS#1 v1.5 over SHA-256. */
export function isSignedBy(message: SmnMessage, { publicKey }: X509Certificate): boolean {
  if (publicKey.asymmetricKeyType !== "rsa") return false;
  return verify(
    "sha256",
    Buffer.from(signedText(message)),
    publicKey,
    Buffer.from(message.signature, "base64"),
  );
}

/** Names and values, each on a line of its own, by name; a subject that is empty is left out. "Sample Code" of the user guide. */
function signedText(message: SmnMessage): string {
  const { type, subject, subscribe_url } = message;
  const own = type === "Notification" ? { subject } : { subscribe_url: subscribe_url ?? "" };
  const { message: content, message_id, timestamp, topic_urn } = message;
  const fields = { message: content, message_id, ...own, timestamp, topic_urn, type };
  return Object.entries(fields)
    .filter(([, value]) => value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}\n${value}\n`)
    .join("");
}
