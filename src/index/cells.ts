import { ownerKeys } from "../domain/filter.ts";
import type { BackendId } from "../domain/id.ts";
import { formatId } from "../domain/id.ts";
import type { Instant } from "../domain/instant.ts";
import { epochMs } from "../domain/instant.ts";
import { type Job, jobKinds } from "../domain/job.ts";
import { outcomes, phases } from "../domain/status.ts";
import { Dictionary, type Entry } from "./dictionary.ts";
import { hashNumber } from "./hash.ts";

/** Columns of Float64: milliseconds, NaN for none; `tie` orders jobs whose keys are equal. */
export const floatNames = ["createdAt", "updatedAt", "startedAt", "endedAt", "duration", "tie"] as const;
/** Columns of codes in dictionaries that grow with the jobs. */
export const codeNames = [
  "backend",
  "nativeState",
  "owner",
  "project",
  "workspace",
  "experiment",
  "algorithm",
  "flavor",
  "createdDay",
] as const;
/** Columns of bytes: `state` (see below), and places in a closed list, from 1. */
export const byteNames = ["state", "kind", "phase", "outcome"] as const;

export type FloatName = (typeof floatNames)[number];
export type CodeName = (typeof codeNames)[number];
export type ByteName = (typeof byteNames)[number];

/** Values of the column `state`: what a slot holds. */
export const slotState = { free: 0, shown: 1, archived: 2 } as const;

/** Closed lists of the byte columns, in the order of their codes. */
export const closedLists = { kind: jobKinds, phase: phases, outcome: outcomes } as const;

export type Dictionaries = Readonly<Record<CodeName | "label", Dictionary>>;

/** Makes empty dictionaries. */
export function createDictionaries(): Dictionaries {
  return {
    backend: new Dictionary(readPlain),
    nativeState: new Dictionary(readPlain),
    owner: new Dictionary(readOwner),
    project: new Dictionary(readReference),
    workspace: new Dictionary(readReference),
    experiment: new Dictionary(readPlain),
    algorithm: new Dictionary(readReference),
    flavor: new Dictionary(readReference),
    createdDay: new Dictionary(readPlain),
    label: new Dictionary(readLabel),
  };
}

/** Name of a label's key, and of key and value, in the dictionary of labels. */
export const labelKey = {
  any: (key: string) => `k${key}`,
  one: (key: string, value: string) => `p${pair(key, value)}`,
};

const floatBytes = floatNames.length * 8;
/** Bytes before the labels of a job's cells: floats, codes, number of labels, bytes. */
const fixedBytes = floatBytes + codeNames.length * 4 + 4 + byteNames.length;

/** Cells of one job, read from where `load` has put them. */
export class CellReader {
  readonly #buffer = new ArrayBuffer(1 << 20);
  readonly #bytes = new Uint8Array(this.#buffer);
  readonly floats = new Float64Array(this.#buffer, 0, floatNames.length);
  readonly codes = new Uint32Array(this.#buffer, floatBytes, codeNames.length + 1);
  readonly bytes = new Uint8Array(this.#buffer, fixedBytes - byteNames.length, byteNames.length);
  #length = 0;

  /** Takes cells that `writeCells` made. */
  load(cells: Uint8Array): void {
    this.#bytes.set(cells);
    this.#length = cells.length;
  }

  get labels(): Uint32Array {
    return new Uint32Array(this.#buffer, fixedBytes, this.codes[codeNames.length]);
  }

  /** UTF-8 of the name. */
  get name(): Uint8Array {
    return this.#bytes.subarray(fixedBytes + this.labels.byteLength, this.#length);
  }
}

/** Most bytes of a name that order it; the rest is left to the tie. */
const maxNameBytes = 1024;
/** Most labels of a job, far above what a vendor allows. */
const maxLabels = 10_000;

/** Packs what columns hold of a job into bytes, as they are stored. New texts get codes. */
export function writeCells(job: Job, dictionaries: Dictionaries): Uint8Array {
  const name = Buffer.from(job.core.name).subarray(0, maxNameBytes);
  const labels = job.labels
    .slice(0, maxLabels)
    .map(({ key, value }) => dictionaries.label.encode(pair(key, value)));
  const buffer = new ArrayBuffer(fixedBytes + labels.length * 4 + name.length);
  const floats = floatCells(job);
  new Float64Array(buffer, 0, floatNames.length).set(floatNames.map((column) => floats[column]));
  const texts = codeTexts(job);
  const codes = codeNames.map((column) => dictionaries[column].encode(texts[column]));
  new Uint32Array(buffer, floatBytes, codeNames.length + 1).set([...codes, labels.length]);
  const bytes = byteCells(job);
  const packed = new Uint8Array(buffer);
  packed.set(
    byteNames.map((column) => bytes[column]),
    fixedBytes - byteNames.length,
  );
  new Uint32Array(buffer, fixedBytes, labels.length).set(labels);
  packed.set(name, fixedBytes + labels.length * 4);
  return packed;
}

function floatCells({ id, core }: Job): Record<FloatName, number> {
  const { status } = core;
  const startedAt = toMs(status.startedAt);
  const endedAt = toMs(status.endedAt);
  return {
    createdAt: toMs(core.createdAt),
    updatedAt: toMs(core.updatedAt),
    startedAt,
    endedAt,
    duration: status.phaseClass === "TERMINAL" ? endedAt - startedAt : Number.NaN,
    tie: hashNumber(id),
  };
}

function toMs(instant: Instant | null): number {
  return instant === null ? Number.NaN : epochMs(instant);
}

function byteCells({ core }: Job): Record<ByteName, number> {
  const { status } = core;
  return {
    state: core.archived ? slotState.archived : slotState.shown,
    kind: jobKinds.indexOf(core.kind) + 1,
    phase: phases.indexOf(status.phase) + 1,
    outcome: status.outcome === null ? 0 : outcomes.indexOf(status.outcome) + 1,
  };
}

function codeTexts({ backend, core }: Job): Record<CodeName, string | null> {
  const { owner, project, workspace } = core;
  return {
    backend,
    nativeState: core.status.native.value,
    owner: owner && JSON.stringify([owner.nativeId, owner.name, owner.email]),
    project: project && JSON.stringify([project.nativeId, project.name]),
    workspace: workspace && JSON.stringify([workspace.nativeId, workspace.name]),
    experiment: core.experiment?.name ?? null,
    algorithm:
      core.algorithm && JSON.stringify([globalId("algorithm", backend, core.algorithm), core.algorithm.name]),
    flavor: core.flavor && JSON.stringify([globalId("flavor", backend, core.flavor), core.flavor.name]),
    createdDay: core.createdAt?.slice(0, 10) ?? null,
  };
}

/** Global id of what a job refers to, as filters take it. */
function globalId(
  type: "algorithm" | "flavor",
  backend: BackendId,
  reference: { readonly nativeId: string },
): string {
  return formatId(type, backend, reference.nativeId);
}

function pair(key: string, value: string): string {
  return JSON.stringify([key, value]);
}

function readPlain(text: string): Entry {
  return { keys: [text], label: null };
}

function readReference(text: string): Entry {
  const [value, label] = JSON.parse(text) as [string, string | null]; // `codeTexts` wrote it
  return { keys: [value], label };
}

function readOwner(text: string): Entry {
  const [nativeId, name, email] = JSON.parse(text) as [string | null, string | null, string | null]; // `codeTexts` wrote it
  return { keys: ownerKeys({ nativeId, name, email }), label: name ?? email };
}

function readLabel(text: string): Entry {
  const [key, value] = JSON.parse(text) as [string, string]; // `pair` wrote it
  return { keys: [labelKey.any(key), labelKey.one(key, value)], label: null };
}
