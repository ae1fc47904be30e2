import { createHmac, randomBytes } from "node:crypto";
import type { Route, VendorRequest, VendorResponse, World } from "../../../simulator/contract.ts";
import { assumedNumber } from "./assumptions.ts";

/** What a link is good for: the method, and the key of one object. */
interface Grant {
  readonly method: "GET" | "PUT" | "POST";
  readonly key: string;
}

/** The object store of the service, where whoever has a signed link reads or writes one object. */
export interface Storage {
  readonly link: (grant: Grant) => string;
  /** The form fields that allow one upload to `formUrl`. */
  readonly formFields: (key: string) => Readonly<Record<string, string>>;
  readonly formUrl: string;
  /** What a client put under a key; null when nobody did. */
  readonly uploaded: (key: string) => Buffer | null;
  readonly put: (key: string, bytes: Buffer) => void;
  readonly routes: readonly Route[];
}

/** The form field that carries the bytes of an upload. */
export const FILE_FIELD = "file";

const PATH = "/storage/objects";
const FORM_PATH = "/storage/uploads";

/** Builds a store; `generated` makes the objects that nobody uploaded. Links expire by the wall clock. */
export function createStorage(world: World, generated: (key: string) => Buffer | null): Storage {
  const secret = randomBytes(32);
  const objects = new Map<string, Buffer>();

  const sign = ({ method, key }: Grant, expires: string) =>
    createHmac("sha256", secret).update(`${method} ${key} ${expires}`).digest("hex").slice(0, 32);
  const newExpiry = () =>
    String(Math.floor((world.wallNow() + assumedNumber(world, "linkLifetimeMs")) / 1000));

  const check = (request: VendorRequest, grant: Grant, expires: string, signature: string) => {
    if (request.header("authorization") !== null)
      return refusal(400, "InvalidArgument", "Only one auth mechanism allowed");
    if (signature === "") return refusal(403, "AccessDenied", "Access Denied");
    if (signature !== sign(grant, expires))
      return refusal(403, "SignatureDoesNotMatch", "The signature does not match");
    if (Number(expires) * 1000 <= world.wallNow()) return refusal(403, "AccessDenied", "Request has expired");
    return null;
  };
  const checkLink = (request: VendorRequest, grant: Grant) =>
    check(request, grant, request.search.get("expires") ?? "", request.search.get("signature") ?? "");

  const read = (request: VendorRequest): VendorResponse => {
    const key = request.params.key ?? "";
    const refused = checkLink(request, { method: "GET", key });
    if (refused) return refused;
    const body = objects.get(key) ?? generated(key);
    if (!body) return refusal(404, "NoSuchKey", "The specified key does not exist.");
    return { status: 200, headers: { "content-type": "application/octet-stream" }, body };
  };

  const write = (request: VendorRequest): VendorResponse => {
    const key = request.params.key ?? "";
    const refused = checkLink(request, { method: "PUT", key });
    if (refused) return refused;
    objects.set(key, request.body);
    return { status: 200, headers: { etag: etagOf(request.body) } };
  };

  const upload = async (request: VendorRequest): Promise<VendorResponse> => {
    const form = await readForm(request);
    if (!form) return refusal(400, "MalformedPOSTRequest", "The body is no form.");
    const field = (name: string) => String(form.get(name) ?? "");
    const key = field("key");
    const refused = check(request, { method: "POST", key }, field("policy"), field("signature"));
    if (refused) return refused;
    const file = form.get(FILE_FIELD);
    if (!(file instanceof File)) return refusal(400, "InvalidArgument", "The form has no file.");
    objects.set(key, Buffer.from(await file.arrayBuffer()));
    return { status: 204 };
  };

  return {
    link: (grant) => {
      const expires = newExpiry();
      const query = new URLSearchParams({ signature: sign(grant, expires), expires });
      return `${world.origin}${PATH}/${grant.key}?${query}`;
    },
    formFields: (key) => {
      const policy = newExpiry();
      return { key, policy, signature: sign({ method: "POST", key }, policy) };
    },
    formUrl: world.origin + FORM_PATH,
    uploaded: (key) => objects.get(key) ?? null,
    put: (key, bytes) => {
      objects.set(key, bytes);
    },
    routes: [
      { method: "GET", path: `${PATH}/{key*}`, handle: read },
      { method: "PUT", path: `${PATH}/{key*}`, handle: write },
      { method: "POST", path: FORM_PATH, handle: upload },
    ],
  };
}

/** The tag that storage gives to bytes. */
export function etagOf(bytes: Buffer): string {
  return `"${createHmac("sha256", "etag").update(bytes).digest("hex").slice(0, 32)}"`;
}

async function readForm({ header, body }: VendorRequest): Promise<FormData | null> {
  try {
    const headers = { "content-type": header("content-type") ?? "" };
    return await new Response(new Uint8Array(body), { headers }).formData();
  } catch {
    return null;
  }
}

function refusal(status: number, code: string, message: string): VendorResponse {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers: { "content-type": "application/xml" }, body };
}
