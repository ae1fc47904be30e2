import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { signCertificate } from "../../../simulator/certificate.ts";
import type { Route, SimulatedJob, State, World } from "../../../simulator/contract.ts";
import { assumedNumber, isAssumed } from "./assumptions.ts";
import type { Door } from "./door.ts";
import { documentOf } from "./job-document.ts";
import { type SmnPost, type SmnSigner, toPost } from "./smn-message.ts";
import { listAt, textAt } from "./wire-document.ts";

/** A topic of the Simple Message Notification service that training jobs notify, with one subscriber. */
export interface Notifications {
  /** Where the service answers: certificate and confirmation. */
  readonly routes: readonly Route[];
  /** Invites an address, and pushes what happens once it has confirmed; takes the place of the last address. */
  readonly subscribe: (url: string) => void;
  /** Ends pushes, those under way too. */
  readonly stop: () => void;
}

/** Waits between attempts, on the wall clock, ms: up to six more after the first. */
const RETRY_AFTER_MS = [2_000, 5_000, 10_000, 30_000, 60_000, 120_000];
const ANSWER_WITHIN_MS = 15_000;

/** The events of training jobs by the phase that brings them. */
const EVENTS: Readonly<Record<string, string>> = {
  Running: "JobStarted",
  Completed: "JobCompleted",
  Failed: "JobFailed",
  Terminated: "JobTerminated",
  Abnormal: "JobHanged",
};

/** Builds the topic of one project; it sends nothing and has no certificate until an address is known. */
export function createNotifications(
  world: World,
  { open }: Door,
  account: { readonly region: string; readonly projectId: string },
): Notifications {
  const { region, projectId } = account;
  const topic = `urn:smn:${region}:${projectId}:training-events`;
  const certPath = `/smn/SMN_${region}_${randomBytes(16).toString("hex")}.pem`;
  let certificate: ReturnType<typeof signCertificate> | null = null;
  /** Invitations that wait for their confirmation. */
  const invitations = new Map<string, () => void>();
  let subscription = new AbortController();

  async function signer(): Promise<SmnSigner> {
    certificate ??= signCertificate();
    return { key: (await certificate).key, certUrl: `${world.origin}${certPath}` };
  }

  function common(message: string) {
    // Receivers compare it with their own clock.
    const timestamp = new Date(world.wallNow()).toISOString().replace(/\.\d+/, "");
    return { message, message_id: randomBytes(16).toString("hex"), topic_urn: topic, timestamp };
  }

  async function invite(url: string, signal: AbortSignal): Promise<void> {
    const token = randomBytes(48).toString("hex");
    invitations.set(token, () => watch(url, signal));
    const query = new URLSearchParams({ token, topic_urn: topic, region, region_id: region });
    const subscribe_url = `${world.origin}/smn/subscription/confirm?${query}`;
    const text = `You are invited to subscribe to topic: ${topic}.`;
    await deliver(
      url,
      toPost(await signer(), "SubscriptionConfirmation", common(text), { subscribe_url }),
      signal,
    );
  }

  function watch(url: string, signal: AbortSignal): void {
    if (signal.aborted) return;
    const undo = world.onState((job, state) => void notify(job, state, url, signal));
    signal.addEventListener("abort", undo, { once: true });
  }

  async function notify(job: SimulatedJob, state: State, url: string, signal: AbortSignal): Promise<void> {
    const event = EVENTS[state.native];
    // A step of progress is no event.
    if (event === undefined || job.history[job.history.indexOf(state) - 1]?.native === state.native) return;
    const document = documentOf(job, world.now());
    const wanted = listAt(document, "spec", "notification", "events");
    if (wanted.length > 0 && !wanted.includes(event)) return;
    const name = textAt(document, "metadata", "name");
    const text = isAssumed(world, "notificationText", "id")
      ? `${event} ${name} ${job.id}`
      : `${event} ${name}`;
    const unsubscribe_url = `${world.origin}/smn/subscription/unsubscribe?subscription_urn=${topic}:1`;
    const about = { subject: "ModelArts training event", unsubscribe_url };
    const post = toPost(await signer(), "Notification", common(text), about);
    const copies = Math.max(1, assumedNumber(world, "notificationCopies"));
    await Promise.all(Array.from({ length: copies }, () => deliver(url, post, signal)));
  }

  return {
    routes: [
      { method: "GET", path: certPath, handle: certificateAnswer },
      open("GET", "/smn/subscription/confirm", ({ search }) => {
        const token = search.get("token") ?? "";
        const accept = invitations.get(token);
        if (!accept) return { status: 404, json: { code: "SMN.00012001", message: "Invalid token." } };
        invitations.delete(token);
        accept();
        return { status: 200, json: { subscription_urn: `${topic}:${token.slice(0, 32)}` } };
      }),
    ],
    subscribe(url) {
      subscription.abort();
      invitations.clear();
      subscription = new AbortController();
      void invite(url, subscription.signal);
    },
    stop: () => subscription.abort(),
  };

  async function certificateAnswer() {
    if (certificate === null) return { status: 404 };
    const { cert } = await certificate;
    return { status: 200, headers: { "content-type": "application/x-x509-ca-cert" }, body: cert };
  }
}

/** Sends a message until the address takes it or the attempts are used up; never rejects. */
async function deliver(url: string, post: SmnPost, stopped: AbortSignal): Promise<void> {
  for (let attempt = 0; !stopped.aborted; attempt++) {
    const signal = AbortSignal.any([stopped, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
    const answer = await fetch(url, { method: "POST", ...post, signal, redirect: "manual" }).catch(
      () => null,
    );
    await answer?.arrayBuffer().catch(() => undefined);
    const pause = RETRY_AFTER_MS[attempt];
    if (answer?.ok || pause === undefined) return;
    await wait(pause, undefined, { ref: false, signal: stopped }).catch(() => undefined);
  }
}
