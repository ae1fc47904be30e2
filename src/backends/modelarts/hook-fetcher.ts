import { X509Certificate } from "node:crypto";
import { LRUCache } from "lru-cache";
import { BackendError } from "../../domain/error.ts";
import type { BackendTools } from "../contract.ts";
import { createSharedLoad, type SharedLoad } from "../shared-load.ts";
import { anonymous, createProtocol } from "./protocol.ts";

/** A region signs with one certificate at a time. */
const mostCertificates = 8;
const mostAddressLength = 2_000;
/** Anybody can make us look for certificates: the budget keeps that from becoming a nuisance to the vendor. */
const clientOptions = {
  // These calls count towards no bound that the vendor sets.
  isFirstProcess: true,
  timeoutMs: 5_000,
  deadlineMs: 10_000,
  maxRetries: 1,
  concurrency: 2,
  queue: 20,
  callsPerMinute: 60,
  maxResponseBytes: 64 * 1024,
};

/** Fetches what messages name, from hosts that are allowed, without any credentials. */
export interface HookFetcher {
  /** The certificate at an address. UNAUTHENTICATED when the address is not allowed or holds none that is valid now. */
  certificate(address: string, signal: AbortSignal): Promise<X509Certificate>;
  /** Confirms a subscription. FORBIDDEN when the address is not allowed. */
  confirm(address: string, signal: AbortSignal): Promise<void>;
}

/** Makes the fetcher of one backend. Certificates are kept; of failures nothing is. */
export function createHookFetcher(hosts: readonly string[], tools: BackendTools): HookFetcher {
  const { id: backend } = tools;
  const client = tools.connect(createProtocol(anonymous), clientOptions);
  const certificates = new LRUCache<string, X509Certificate>({ max: mostCertificates });
  const loads = new Map<string, SharedLoad<X509Certificate>>();

  async function load(url: URL, signal: AbortSignal): Promise<X509Certificate> {
    const { body } = await client.send({ operation: "readHookCertificate", method: "GET", url }, signal);
    let certificate: X509Certificate;
    try {
      certificate = new X509Certificate(body);
    } catch {
      throw new BackendError("MALFORMED", "it is none", { backend });
    }
    certificates.set(url.href, certificate);
    return certificate;
  }

  /** Those who want the same certificate at once share one call. */
  async function loadOnce(url: URL, signal: AbortSignal): Promise<X509Certificate> {
    const loading = loads.get(url.href) ?? createSharedLoad((forever) => load(url, forever));
    loads.set(url.href, loading);
    try {
      return await loading.get(signal);
    } catch (error) {
      if (!(error instanceof BackendError) || error.retryable) throw error;
      throw refusal(`cannot be had: ${error.message}`);
    } finally {
      loads.delete(url.href);
    }
  }

  function refusal(why: string): BackendError {
    return new BackendError("UNAUTHENTICATED", `the certificate that the push names ${why}`, { backend });
  }

  return {
    async certificate(address, signal) {
      const url = allowedUrl(hosts, address);
      if (url === null || url.search !== "")
        throw refusal("is at a host that hook.certificateHosts lacks, or not at https");
      const certificate = certificates.get(url.href) ?? (await loadOnce(url, signal));
      const { validFromDate, validToDate } = certificate;
      const now = tools.now();
      if (now >= validFromDate.getTime() && now <= validToDate.getTime()) return certificate;
      // It may have been renewed at the same address.
      certificates.delete(url.href);
      throw refusal("is not valid at this time");
    },
    async confirm(address, signal) {
      const url = allowedUrl(hosts, address);
      if (url === null) {
        const message = "the subscription is to be confirmed at a host that hook.certificateHosts lacks";
        throw new BackendError("FORBIDDEN", message, { backend });
      }
      await client.send({ operation: "confirmSubscription", method: "GET", url }, signal);
    },
  };
}

/** The address when it is at one of the hosts and safe from listeners; null when not. */
function allowedUrl(hosts: readonly string[], address: string): URL | null {
  const url = URL.parse(address);
  if (url === null || address.length > mostAddressLength || url.username !== "" || url.password !== "")
    return null;
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback)) return null;
  // A host without a port means the usual one; a loopback host has none.
  const isNamed = hosts.includes(url.host) || (isLoopback && hosts.includes(url.hostname));
  if (!isNamed) return null;
  url.hash = "";
  return url;
}
