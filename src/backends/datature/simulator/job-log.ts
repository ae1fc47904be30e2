import type { LogLine, LogSources, SimulatedJob, World } from "../../../simulator/contract.ts";
import { createRandom, hash32 } from "../../../simulator/random.ts";
import type { Datasets } from "./datasets.ts";
import { deliveredAt, shareOf } from "./item-counters.ts";
import { faultsOf, outcomeOf } from "./item-faults.ts";
import { ITEM_PROBLEMS } from "./item-result.ts";
import { requestOf } from "./job-document.ts";
import { isDocument, type WireDocument } from "./wire-document.ts";

/** The only log of a job. */
export const ITEM_LOG = "items";

/** More entries than this never have one time: clients that page by time would not get past a whole page of it. */
const MOST_PER_MS = 500;

/** An entry as it is sent; what the control port wrote may have more keys, and other values than these types. */
export type LogEntry = WireDocument & { readonly createTime: number; readonly id: string };

/** What the framework has to know: records, one for each item that comes out of the pipeline. */
export function logSources(world: World, datasets: Pick<Datasets, "itemCount" | "itemUrl">): LogSources {
  return {
    resolve: (_job, source = ITEM_LOG) => (source === ITEM_LOG ? ITEM_LOG : null),
    acceptsRecords: true,
    generated: (job) => generateLines(world, datasets, job),
  };
}

/** Entries of a log, newest first, of equal time by descending id. */
export function entriesOf(world: World, job: SimulatedJob): readonly LogEntry[] {
  const lines = world.logs.lines(job, ITEM_LOG) ?? [];
  const known = entered.get(lines) ?? { newestFirst: [], count: 0, time: 0, sameTime: 0 };
  entered.set(lines, known);
  const fresh = lines.slice(known.count).map((line) => enter(known, job, line));
  known.count = lines.length;
  if (fresh.length > 0) known.newestFirst = [...fresh.toReversed(), ...known.newestFirst].sort(newestFirst);
  return known.newestFirst;
}

interface EnteredLines {
  newestFirst: LogEntry[];
  count: number;
  time: number;
  sameTime: number;
}

/** Lists of lines grow in place, so that only what is new is entered. */
const entered = new WeakMap<readonly LogLine[], EnteredLines>();

/** Makes the entry of a line and gives it a time that not too many have. */
function enter(known: EnteredLines, job: SimulatedJob, { at, line }: LogLine): LogEntry {
  const own = Math.max(known.time, Math.floor(at));
  const createTime = own === known.time && known.sameTime >= MOST_PER_MS ? own + 1 : own;
  known.sameTime = createTime === known.time ? known.sameTime + 1 : 1;
  known.time = createTime;
  const record = isDocument(line) ? line : { item: line };
  return { ...defaults(job, record, createTime, known.sameTime), ...record };
}

function newestFirst(a: LogEntry, b: LogEntry): number {
  return b.createTime - a.createTime || (a.id < b.id ? 1 : -1);
}

function generateLines(
  world: World,
  datasets: Pick<Datasets, "itemCount" | "itemUrl">,
  job: SimulatedJob,
): readonly LogLine[] {
  const { datasetId } = requestOf(world, job).spec;
  const itemCount = datasets.itemCount(datasetId);
  const faults = faultsOf(job);
  const lines: LogLine[] = [];
  for (const state of job.history) {
    const end = deliveredAt(shareOf(state) ?? 0, itemCount);
    // Those of one step come out together, when the counters move.
    while (lines.length < end) {
      const outcome = outcomeOf(faults, lines.length);
      const item = datasets.itemUrl(datasetId, lines.length);
      const problem = outcome === "Delivered" ? {} : { level: "Error", reason: ITEM_PROBLEMS[outcome] };
      lines.push({ at: state.at, line: { item, status: outcome, ...problem } });
    }
  }
  return lines;
}

/** An entry of this time, the `ordinal`-th of its millisecond; ids ascend with time and ordinal. */
function defaults(job: SimulatedJob, record: WireDocument, createTime: number, ordinal: number) {
  const item = typeof record.item === "string" ? record.item : "";
  const content = hash32(job.seed, item);
  const id = hex(createTime, 11) + hex(ordinal, 5) + hex(content, 8);
  const timeMs = createRandom(content, "time").int(900_000, 12_000_000) / 1000;
  const { kind, level, status } = { kind: "ItemPredicted", level: "Info", status: "Delivered" };
  return { kind, createTime, id, level, item, status, timeMs, reason: "" };
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}
