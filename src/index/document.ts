import type { Snapshot } from "../journal/contract.ts";

/** Snapshot as stored: in parts, because most answers need neither the native document nor the transitions. */
export interface DocumentText {
  /** Everything else. */
  readonly head: string;
  readonly native: string;
  readonly transitions: string;
}

/** Writes a snapshot as text. */
export function writeDocument(snapshot: Snapshot): DocumentText {
  const { transitions, job, ...rest } = snapshot;
  const { native, ...head } = job;
  return {
    head: JSON.stringify({ ...rest, job: head }),
    native: JSON.stringify(native),
    transitions: JSON.stringify(transitions),
  };
}

/** Reads a snapshot; its native document and its transitions are parsed when they are first looked at. */
export function readDocument({ head, native, transitions }: DocumentText): Snapshot {
  const snapshot = JSON.parse(head) as Snapshot; // `writeDocument` wrote it, but for the two parts below
  defineLazily(snapshot, "transitions", transitions);
  defineLazily(snapshot.job, "native", native);
  return snapshot;
}

function defineLazily<T extends object>(target: T, name: keyof T, text: string): void {
  Object.defineProperty(target, name, {
    configurable: true,
    enumerable: true,
    get: () => {
      const value: unknown = JSON.parse(text);
      Object.defineProperty(target, name, { value, enumerable: true });
      return value;
    },
  });
}
