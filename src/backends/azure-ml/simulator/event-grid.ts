import { randomUUID } from "node:crypto";
import type { SimulatedJob, State, World } from "../../../simulator/contract.ts";
import { WORKSPACE_ID } from "./account.ts";
import { assumedNumber, isAssumed } from "./assumptions.ts";
import { experimentIdOf } from "./experiments.ts";
import { propertiesOf } from "./job-document.ts";
import { toTime } from "./timestamps.ts";
import { isDocument, textAt, type WireDocument } from "./wire-document.ts";

/** Pushes of the workspace's event topic to one address. */
export interface EventGrid {
  /** Asks the address to confirm itself, then pushes what happens from here on; takes the place of the last address. */
  readonly subscribe: (url: string) => void;
  /** Ends pushes, those under way too. */
  readonly stop: () => void;
}

/** Waits between attempts, on the wall clock, ms; the last one repeats. */
const RETRY_AFTER_MS = [10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000, 3_600_000];
const MOST_ATTEMPTS = 30;
const ANSWER_WITHIN_MS = 30_000;

export function createEventGrid(world: World): EventGrid {
  let subscription = new AbortController();

  async function start(url: string, signal: AbortSignal): Promise<void> {
    if (!(await confirms(world, url, signal)) || signal.aborted) return;
    const undo = world.onState((job, state) => {
      const before = job.history[job.history.indexOf(state) - 1];
      // A step of progress is no change of status.
      if (before?.native === state.native) return;
      for (const event of eventsOf(world, job, state)) {
        const copies = Math.max(1, assumedNumber(world, "eventCopies"));
        for (let copy = 0; copy < copies; copy++) void deliver(world, url, event, signal);
      }
    });
    signal.addEventListener("abort", undo, { once: true });
  }

  return {
    subscribe(url) {
      subscription.abort();
      subscription = new AbortController();
      void start(url, subscription.signal);
    },
    stop: () => subscription.abort(),
  };
}

/** The handshake: the address must send back a code, or name the origin where events follow the other schema. */
async function confirms(world: World, url: string, signal: AbortSignal): Promise<boolean> {
  if (isAssumed(world, "eventSchema", "CloudEvents")) {
    const headers = { "WebHook-Request-Origin": "eventgrid.azure.net" };
    const answer = await send(url, { method: "OPTIONS", headers }, signal);
    const allowed = answer?.headers.get("webhook-allowed-origin") ?? "";
    return answer?.status === 200 && ["*", "eventgrid.azure.net"].includes(allowed);
  }
  const validationCode = randomUUID();
  const event = {
    id: randomUUID(),
    topic: WORKSPACE_ID,
    subject: "",
    data: { validationCode },
    eventType: "Microsoft.EventGrid.SubscriptionValidationEvent",
    eventTime: toTime(world.now()),
    metadataVersion: "1",
    dataVersion: "1",
  };
  const answer = await send(url, toPost([event], "SubscriptionValidation"), signal);
  // Only 200 counts here, though events may be answered otherwise.
  if (answer?.status !== 200) return false;
  const body: unknown = await answer.json().catch(() => null);
  return isDocument(body) && body.validationResponse === validationCode;
}

/** The events of one reached state: its change, and for a success the completion. */
function eventsOf(world: World, job: SimulatedJob, state: State): readonly WireDocument[] {
  const shown = propertiesOf(job, world.origin);
  const experimentName = textAt(shown, "experimentName");
  const experimentId = experimentIdOf(experimentName);
  const data = {
    experimentId,
    experimentName,
    runId: job.id,
    runType: null,
    runTags: shown.tags,
    runProperties: shown.properties,
  };
  const isTold = isAssumed(world, "statusEvents", "all") || state.native === "Failed";
  const runStatus = isAssumed(world, "statusEventCase", "native") ? state.native : state.native.toLowerCase();
  const subject = `experiments/${experimentId}/runs/${job.id}`;
  const event = (name: string, content: WireDocument) => toEvent(world, name, subject, state.at, content);
  return [
    ...(isTold ? [event("RunStatusChanged", { ...data, runStatus })] : []),
    ...(state.native === "Completed" ? [event("RunCompleted", data)] : []),
  ];
}

function toEvent(world: World, name: string, subject: string, at: number, data: WireDocument): WireDocument {
  const type = `Microsoft.MachineLearningServices.${name}`;
  const id = randomUUID();
  const time = toTime(at);
  if (isAssumed(world, "eventSchema", "CloudEvents")) {
    return { source: WORKSPACE_ID, subject, type, time, id, data, specversion: "1.0" };
  }
  return {
    topic: WORKSPACE_ID,
    subject,
    eventType: type,
    eventTime: time,
    id,
    data,
    dataVersion: "",
    metadataVersion: "1",
  };
}

/** Sends an event until the address takes it; never rejects. */
async function deliver(world: World, url: string, event: WireDocument, signal: AbortSignal): Promise<void> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS && !signal.aborted; attempt++) {
    const isCloud = isAssumed(world, "eventSchema", "CloudEvents");
    const type = isCloud ? "application/cloudevents-batch+json; charset=utf-8" : "application/json";
    const answer = await send(url, toPost([event], "Notification", type), signal);
    if (answer && answer.status >= 200 && answer.status <= 204) return;
    await pause(RETRY_AFTER_MS[Math.min(attempt, RETRY_AFTER_MS.length - 1)] ?? 0, signal);
  }
}

function toPost(
  events: readonly WireDocument[],
  type: string,
  contentType = "application/json",
): RequestInit {
  const headers = { "content-type": contentType, "aeg-event-type": type };
  return { method: "POST", headers, body: JSON.stringify(events) };
}

/** The answer; null when there was none in time. */
async function send(url: string, init: RequestInit, signal: AbortSignal): Promise<Response | null> {
  try {
    return await fetch(url, {
      ...init,
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    });
  } catch {
    return null;
  }
}

/** Waits on the wall clock without keeping the process alive; an abort ends it early. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms).unref();
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    resolve();
  });
  return promise;
}
