import { hash, randomUUID } from "node:crypto";
import type { Problem, SharingEffect } from "../../domain/command.ts";
import type { BackendId } from "../../domain/id.ts";
import { epochMs, type Instant } from "../../domain/instant.ts";
import { canonicalJson } from "../../domain/json.ts";
import type { KeyValue } from "../../domain/spec.ts";
import type { Journal } from "../../journal/contract.ts";

/** How long a key gives its first result again, in milliseconds. */
const keptMs = 24 * 3_600_000;
const prefix = "command:";

export type CommandName =
  | "createJob"
  | "updateJob"
  | "renameJob"
  | "updateJobLabels"
  | "cancelJob"
  | "cancelJobs"
  | "deleteJob"
  | "deleteJobs"
  | "retryJob"
  | "archiveJob"
  | "restoreJob"
  | "modifyJobSharing"
  | "disableJobSharing";

/** That a vendor is going to be asked to do something: written down before it is, so that no crash forgets it. */
export interface Intent {
  readonly command: CommandName;
  readonly actor: string;
  readonly backend: BackendId;
  /** Native id of the job; null for a new one. */
  readonly nativeId: string | null;
  /** What a new job is found by; null for other commands. */
  readonly create: CreateMark | null;
  /** Whether the caller gave a key: the result is kept. */
  readonly isKeyed: boolean;
  /** Hash of command and input. */
  readonly fingerprint: string;
  readonly startedAt: Instant;
  /** `SENT`: the vendor has been asked, or is about to be; it is not known what it did. */
  readonly state: { readonly kind: "SENT" } | { readonly kind: "DONE"; readonly outcome: Outcome };
}

/** What tells the job of a create whose answer was lost from others. */
export interface CreateMark {
  readonly name: string;
  /** Jobs that were created before, by the vendor's clock, are others. */
  readonly since: Instant;
  /** Native ids of jobs created since then that are others: known before the vendor was asked, or made by another create. */
  readonly known: readonly string[];
  /** What it is to be labelled with: some vendors take labels in a call of its own. */
  readonly labels: readonly KeyValue[];
  /** Native id of the job that it is made again from. */
  readonly retryOf: string | null;
}

/** What a command did. */
export interface Outcome {
  /** Native id of the job that it was about, or made. */
  readonly nativeId: string;
  /** What was not done although the rest was. */
  readonly problems: readonly Problem[];
  /** `LATER`: the vendor deletes it in its own time. Null for a command that deletes nothing. */
  readonly deletion: "GONE" | "LATER" | null;
  readonly effect: SharingEffect | null;
  /** False while the journal does not have what was done: the intent stays open. */
  readonly isRecorded: boolean;
}

/** The intents of all commands, in the journal. */
export interface Intents {
  /** What is known under a key. */
  find(key: string): Promise<Intent | null>;
  /** Writes an intent down; gives the one that was there first, null when this one was. */
  claim(key: string, intent: Intent): Promise<Intent | null>;
  /** Keeps the outcome under a caller's key, and one that is not at its end; forgets it otherwise. */
  settle(key: string, intent: Intent, outcome: Outcome): Promise<void>;
  /** Forgets it: nothing was done, or nothing can be done about it. */
  drop(key: string): Promise<void>;
  /** Reads them all, those of earlier processes too, and forgets whose time is over. */
  scan(nowMs: number): Promise<void>;
  /** Those that are not at their ends, as far as this process has met them. */
  readonly open: ReadonlyMap<string, Intent>;
}

export function createIntents(journal: Journal): Intents {
  const parse = (value: string) => JSON.parse(value) as Intent; // claim and settle wrote it
  const open = new Map<string, Intent>();

  async function drop(key: string): Promise<void> {
    await journal.removeState(key);
    open.delete(key);
  }

  /** Tells creates of the same name that are not cleared up that this job is not theirs. */
  async function tellRivals(own: string, { backend, create: mark }: Intent, nativeId: string): Promise<void> {
    for (const [key, rival] of open) {
      const { create, state } = rival;
      const isRival = key !== own && state.kind === "SENT" && rival.backend === backend;
      if (!isRival || !create || create.name !== mark?.name || create.known.includes(nativeId)) continue;
      const told = { ...rival, create: { ...create, known: [...create.known, nativeId] } };
      open.set(key, told);
      await journal.saveState(key, JSON.stringify(told));
    }
  }

  return {
    open,
    drop,
    async find(key) {
      const value = await journal.loadState(key);
      return value === null ? null : parse(value);
    },
    async claim(key, intent) {
      const first = await journal.claimState(key, JSON.stringify(intent));
      if (first !== null) return parse(first);
      if (isOpen(intent)) open.set(key, intent);
      return null;
    },
    async settle(key, intent, outcome) {
      await tellRivals(key, intent, outcome.nativeId);
      // Nothing is told by them any more, and they may be many.
      const create = intent.create && { ...intent.create, known: [] };
      const settled: Intent = { ...intent, create, state: { kind: "DONE", outcome } };
      if (!intent.isKeyed && !isOpen(settled)) return drop(key);
      await journal.saveState(key, JSON.stringify(settled));
      if (isOpen(settled)) open.set(key, settled);
      else open.delete(key);
    },
    async scan(nowMs) {
      const over: string[] = [];
      for (const { key, value } of await journal.states(prefix)) {
        const intent = parse(value);
        if (isOpen(intent)) open.set(key, intent);
        else if (isOver(intent, nowMs)) over.push(key);
      }
      // Not in between: what is open may come to its end meanwhile.
      for (const key of over) await drop(key);
    },
  };
}

/** Whether something is still to be found out or waited for. */
function isOpen({ state }: Intent): boolean {
  return state.kind === "SENT" || state.outcome.deletion === "LATER" || !state.outcome.isRecorded;
}

/** Where an intent is kept: the same for the same actor and key; a place of its own without a key. */
export function placeOf(actor: string, idempotencyKey: string | null): string {
  if (idempotencyKey === null) return `${prefix}${randomUUID()}`;
  return `${prefix}${hash("sha256", JSON.stringify([actor, idempotencyKey]))}`;
}

/** Creates of one name at one backend run one after the other, and so does what clears them up. */
export function createLockOf(backend: BackendId, name: string): string {
  return `create ${backend} ${name}`;
}

/** Tells one input from another. */
export function fingerprintOf(command: CommandName, input: object): string {
  return hash("sha256", canonicalJson([command, input]));
}

export function isOver({ startedAt }: Intent, nowMs: number): boolean {
  return nowMs - epochMs(startedAt) > keptMs;
}
