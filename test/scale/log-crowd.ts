import { openEventStream } from "../support/event-stream.ts";
import type { SimulatedWorld } from "../support/gateway.ts";
import { startWorld } from "../support/gateway.ts";
import { startGatewayProcess, tirelessProgram } from "../support/gateway-process.ts";
import { eventually, query } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";
import { usageOf } from "../support/memory.ts";
import { overWebSocket } from "../support/transports.ts";
import { wordFor } from "../support/words.ts";

export interface CrowdOptions {
  /** Of the whole run, in three logs that follow on each other. */
  readonly lines: number;
  readonly lineLength: number;
  readonly followers: number;
  /** How many lines the slow reader takes a second while the log is written; 0 for none at all. */
  readonly slowLinesPerSecond: number;
}

export interface CrowdReport {
  /** What differs from what was written; empty when all is well. */
  readonly wrong: readonly string[];
  readonly gapsOfSlow: readonly string[];
  readonly linesOfSlow: number;
  readonly vendorReads: number;
  readonly seconds: number;
  readonly peakMb: number;
}

const kind = "AZURE_ML";
const keptLines = 10;
const chunk = 2_000;
const withinMs = 300_000;
const subscription = `subscription ($jobId: ID!, $after: String) {
  jobLogs(jobId: $jobId, after: $after) { __typename ... on LogBatch { entries { text } } ... on Gap { reason } }
}`;

interface Sent {
  readonly jobLogs: {
    readonly entries?: readonly { readonly text: string }[];
    readonly reason?: string;
  };
}

/**
 * Plays a log that is written, rotated, written, cut off and written again, to many who keep up and one who does not.
 * The gateway runs in a process of its own.
 */
export async function runLogCrowd(options: CrowdOptions): Promise<CrowdReport> {
  const { lines, lineLength, followers } = options;
  await using world = await startWorld({ jobs: tireless.length, definitions: tireless });
  await using gateway = await startGatewayProcess(world, { program: tirelessProgram });
  const { nativeId, jobId } = await startJob(world, gateway.url);
  const perPart = Math.floor(lines / 3);
  const parts = [0, 1, 2].map((part) => linesOf(part, perPart, lineLength));
  const [first = [], second = [], third = []] = parts;
  const startedMs = Date.now();
  const readsBefore = await countReads(world);

  const crowd = Array.from({ length: followers }, () => takeAll(gateway.url, jobId));
  const slow = takeSlowly(gateway.url, jobId, options.slowLinesPerSecond);
  const haveAll = async (count: number) => {
    const have = () =>
      crowd.reduce((least, { texts }) => Math.min(least, texts.length), Number.MAX_SAFE_INTEGER);
    await eventually(
      async () => have(),
      (least) => least >= count,
      withinMs,
    );
  };
  const write = async (texts: readonly string[]) => {
    for (let from = 0; from < texts.length; from += chunk)
      await world.control.writeLog(kind, nativeId, { lines: texts.slice(from, from + chunk) });
  };
  await write(first);
  await haveAll(first.length);
  await world.control.writeLog(kind, nativeId, { rotate: true });
  await write(second);
  await haveAll(first.length + 1 + second.length);
  const kept = second.slice(0, keptLines);
  await world.control.writeLog(kind, nativeId, { truncateBytes: Buffer.byteLength(`${kept.join("\n")}\n`) });
  await write(third);
  await haveAll(first.length + 2 + second.length + kept.length + third.length);
  await world.control.changeJob(kind, nativeId, { native: wordFor(kind, "SUCCEEDED") });
  await Promise.all(crowd.map(({ ended }) => ended));
  slow.hurry();
  await slow.ended;

  const told = [...first, "<gap>", ...second, "<gap>", ...kept, ...third];
  const wrong = crowd.flatMap(({ texts }, index) => {
    const place = told.findIndex((text, at) => texts[at] !== text);
    const at = place === -1 && texts.length !== told.length ? told.length : place;
    return at === -1 ? [] : [`follower ${index}, line ${at}: ${shown(texts[at])} for ${shown(told[at])}`];
  });
  return {
    wrong: [...wrong, ...mistakesOf(slow.texts, [first, second, [...kept, ...third]])],
    gapsOfSlow: slow.gaps,
    linesOfSlow: slow.texts.length - slow.gaps.length,
    vendorReads: (await countReads(world)) - readsBefore,
    seconds: (Date.now() - startedMs) / 1000,
    peakMb: usageOf(gateway.pid).peakMb,
  };
}

async function startJob({ control, vendor }: SimulatedWorld, url: string) {
  const nativeId = await control.addJob(kind, [{ native: wordFor(kind, "RUNNING"), afterMs: 0 }]);
  await control.writeLog(kind, nativeId, { lines: [] });
  const text = `query ($backend: ID!, $id: String!) { jobByNativeId(backend: $backend, nativeId: $id) { id } }`;
  const variables = { backend: vendor(kind).config.id, id: nativeId };
  const { jobByNativeId } = await query<{ jobByNativeId: { id: string } }>(url, text, variables);
  return { nativeId, jobId: jobByNativeId.id };
}

function linesOf(part: number, count: number, length: number): string[] {
  return Array.from({ length: count }, (_, index) => `log ${part} line ${index} é `.padEnd(length, "x"));
}

async function countReads({ control }: SimulatedWorld): Promise<number> {
  const { items } = await control.requests(kind);
  return items.filter(({ path }) => path.includes("std_log")).length;
}

const textsOf = ({ jobLogs: { entries, reason } }: Sent): string[] => {
  if (entries) return entries.map(({ text }) => text);
  return reason === undefined ? [] : ["<gap>"];
};

function takeAll(url: string, jobId: string) {
  const texts: string[] = [];
  const taking = async () => {
    const take = (sent: Sent) => void texts.push(...textsOf(sent));
    const { signal } = new AbortController();
    const ending = await overWebSocket<Sent>(
      url,
      { query: subscription, variables: { jobId } },
      null,
      take,
      signal,
    );
    if (ending !== "complete") texts.push("<the connection was lost>");
  };
  return { texts, ended: taking() };
}

/** Reads one event, rests as long as its lines should take, and reads the next. */
function takeSlowly(url: string, jobId: string, linesPerSecond: number) {
  const texts: string[] = [];
  const gaps: string[] = [];
  const { promise: hurried, resolve: hurry } = Promise.withResolvers<void>();
  const taking = async () => {
    using stream = await openEventStream(url, { query: subscription, variables: { jobId } });
    for (let event = await stream.next(); event !== null; event = await stream.next()) {
      if (event.event !== "next" || event.data === "") continue;
      const { data } = JSON.parse(event.data) as { data: Sent }; // of the form that the subscription asks for
      const told = textsOf(data);
      texts.push(...told);
      if (data.jobLogs.reason !== undefined) gaps.push(data.jobLogs.reason);
      await Promise.race([
        hurried,
        rest(linesPerSecond === 0 ? null : (told.length * 1000) / linesPerSecond),
      ]);
    }
  };
  return { texts, gaps, hurry, ended: taking() };
}

function rest(ms: number | null): Promise<void> {
  return new Promise((resolve) => {
    if (ms !== null) setTimeout(resolve, ms).unref();
  });
}

/** What is wrong with lines of which some may be missing, but only where a gap says so, and not the last one. */
function mistakesOf(texts: readonly string[], logs: readonly (readonly string[])[]): string[] {
  const all = logs.flat();
  // Lines that were kept stand in two logs: which of them is meant shows only by what follows.
  const placesOf = new Map<string, number[]>();
  for (const [place, text] of all.entries()) placesOf.set(text, [...(placesOf.get(text) ?? []), place]);
  let possible: readonly number[] = [0];
  let mayMiss = false;
  for (const text of texts) {
    if (text === "<gap>") {
      mayMiss = true;
      continue;
    }
    const places = placesOf.get(text) ?? [];
    const least = Math.min(...possible);
    const next = places.filter((place) => possible.includes(place) || (mayMiss && place >= least));
    if (next.length === 0) return [`the slow one: ${shown(text)} for ${shown(all[least])}`];
    possible = next.map((place) => place + 1);
    mayMiss = false;
  }
  return possible.includes(all.length) ? [] : [`the slow one ends before ${shown(all[possible[0] ?? 0])}`];
}

function shown(text: string | undefined): string {
  return text === undefined ? "nothing" : text.slice(0, 30);
}
