import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { VendorRequest, World } from "../../../simulator/contract.ts";
import { toUuid } from "../../../simulator/native-id.ts";
import { readBody, resourceName } from "./body.ts";
import { PROJECT_ID } from "./identifiers.ts";
import { createShelf, type Kept } from "./shelf.ts";

/** Where results of jobs are sent. */
export interface Webhook extends Kept {
  readonly name: string;
  readonly endpoint: string;
  readonly retries: { readonly maxRetries: number; readonly maxBackoffMs: number };
  /** Base64; it never leaves the service. */
  readonly secret: string;
  readonly updatedAt: number;
}

/** Webhooks that are there from the start; the first is the one of the vendor's documentation. */
export const WEBHOOK_IDS = [
  "webhook_ed981529-0160-4704-8794-e7702a8de470",
  `webhook_${toUuid(60, 1)}`,
  `webhook_${toUuid(60, 2)}`,
] as const;

/** Secret of those: the bytes 0 to 31, so that a receiver can be set up without asking. */
const GENERATED_SECRET = Buffer.from(Uint8Array.from({ length: 32 }, (_, byte) => byte)).toString("base64");

const DAY_MS = 24 * 3_600_000;

const endpoint = z.url({ protocol: /^https?$/ });
const retries = z.object({ maxRetries: z.int().min(0).max(5), maxBackoffMs: z.int().min(0).max(60_000) });
const secret = z.object({ contents: z.string().min(1) });
const createBody = z.object({
  name: resourceName,
  spec: z.object({
    endpoint,
    secret,
    retries: retries.default({ maxRetries: 3, maxBackoffMs: 15_000 }),
  }),
});
const updateBody = z.object({
  spec: z.object({ endpoint: endpoint.optional(), retries: retries.optional() }),
});

export type Webhooks = ReturnType<typeof createWebhooks>;

/** The webhooks of the project. `onAddress` is told of each address that clients give. */
export function createWebhooks(world: World, onAddress: (endpoint: string) => void) {
  const shelf = createShelf<Webhook>("webhook", generate(world.now()));
  const change = (id: string, changes: Partial<Webhook>) => {
    const changed = { ...shelf.get(id), ...changes, updatedAt: world.now() };
    shelf.put(changed);
    onAddress(changed.endpoint);
    return toDocument(changed);
  };

  return {
    all: shelf.all,
    find: shelf.find,
    get: shelf.get,
    remove: shelf.remove,
    toDocument,
    create(request: VendorRequest) {
      const { name, spec } = readBody(request, createBody);
      const createdAt = shelf.createdAt(world.now());
      const id = `webhook_${randomUUID()}`;
      const rest = { retries: spec.retries, createdAt, updatedAt: createdAt };
      const webhook = { id, name, endpoint: spec.endpoint, secret: spec.secret.contents, ...rest };
      shelf.put(webhook);
      onAddress(webhook.endpoint);
      return toDocument(webhook);
    },
    update(id: string, request: VendorRequest) {
      const { spec } = readBody(request, updateBody);
      const old = shelf.get(id);
      return change(id, { endpoint: spec.endpoint ?? old.endpoint, retries: spec.retries ?? old.retries });
    },
    rotateSecret(id: string, request: VendorRequest) {
      shelf.get(id);
      return change(id, { secret: readBody(request, secret).contents });
    },
  };
}

function generate(start: number): readonly Webhook[] {
  const names = ["aws-lambda", "warehouse", "labelling"];
  return WEBHOOK_IDS.map((id, at) => ({
    id,
    name: names[at] ?? "",
    endpoint: `https://hooks.example.com/${names[at]}`,
    retries: { maxRetries: 3, maxBackoffMs: 15_000 },
    secret: GENERATED_SECRET,
    createdAt: start - (89 - at) * DAY_MS,
    updatedAt: start - (89 - at) * DAY_MS,
  }));
}

function toDocument({ id, name, endpoint, retries, createdAt, updatedAt }: Webhook) {
  return {
    id,
    object: "webhook",
    projectId: PROJECT_ID,
    name,
    endpoint,
    retries,
    createDate: Math.floor(createdAt),
    updateDate: Math.floor(updatedAt),
  };
}
