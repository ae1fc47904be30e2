import { createRandom, type Random } from "../../src/simulator/random.ts";
import { type SimulatedWorld, startWorld } from "../support/gateway.ts";
import { query } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";
import { overWebSocket } from "../support/transports.ts";
import { wordFor } from "../support/words.ts";

export interface ShortJobsOptions {
  readonly seed: number;
  readonly jobs: number;
  readonly atOnce: number;
}

export interface ShortJobsReport {
  readonly jobs: number;
  readonly seconds: number;
  /** Jobs whose lines came otherwise than they were written; empty when all is well. */
  readonly wrong: readonly string[];
}

const kinds = ["MODELARTS", "AZURE_ML", "DATATURE", "QAI_HUB"];
const subscription = `subscription ($jobId: ID!, $after: String) {
  jobLogs(jobId: $jobId, after: $after) { __typename ... on LogBatch { entries { text } } ... on Gap { reason } }
}`;

interface Sent {
  readonly jobLogs: { readonly entries?: readonly { readonly text: string }[]; readonly reason?: string };
}

/** Runs jobs that write some lines and end, the last line shortly before or after the end, each with a follower. */
export async function runShortJobs({ seed, jobs, atOnce }: ShortJobsOptions): Promise<ShortJobsReport> {
  await using world = await startWorld({ jobs: tireless.length, definitions: tireless });
  await using gateway = await world.startGateway();
  const random = createRandom(seed);
  const startedMs = Date.now();
  const wrong: string[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < jobs; index = next++) {
      const kind = kinds[index % kinds.length] ?? "";
      const mistake = await runJob(world, gateway.url, kind, random);
      if (mistake !== null) wrong.push(`job ${index} of ${kind}: ${mistake}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { jobs, seconds: (Date.now() - startedMs) / 1000, wrong };
}

async function runJob(
  { control, vendor }: SimulatedWorld,
  url: string,
  kind: string,
  random: Random,
): Promise<string | null> {
  const nativeId = await control.addJob(kind, [{ native: wordFor(kind, "RUNNING"), afterMs: 0 }]);
  const text = `query ($backend: ID!, $id: String!) { jobByNativeId(backend: $backend, nativeId: $id) { id } }`;
  const variables = { backend: vendor(kind).config.id, id: nativeId };
  const { jobByNativeId } = await query<{ jobByNativeId: { id: string } }>(url, text, variables);
  const texts: string[] = [];
  const take = ({ jobLogs: { entries, reason } }: Sent) =>
    void texts.push(
      ...(entries?.map((entry) => entry.text) ?? (reason === undefined ? [] : [`<${reason}>`])),
    );
  const { signal } = new AbortController();
  const wanted = { query: subscription, variables: { jobId: jobByNativeId.id } };
  const following = overWebSocket<Sent>(url, wanted, null, take, signal);

  const lines = Array.from({ length: random.int(1, 4) }, (_, index) => `${nativeId} line ${index}`);
  for (const line of lines.slice(0, -1)) {
    await pause(random.int(0, 60));
    await control.writeLog(kind, nativeId, { lines: [line] });
  }
  await pause(random.int(0, 60));
  const writeLast = () => control.writeLog(kind, nativeId, { lines: lines.slice(-1) });
  const end = () => control.changeJob(kind, nativeId, { native: wordFor(kind, "SUCCEEDED") });
  if (random.chance(0.5)) {
    await writeLast();
    await end();
  } else {
    await end();
    await pause(random.int(0, 80));
    await writeLast();
  }
  const ending = await following;
  // Where a vendor's logs are records, the line is one of the texts of a record; those of one moment have no order.
  const came = kind === "DATATURE" ? texts.toSorted() : texts;
  const isRight = came.length === lines.length && lines.every((line, index) => came[index]?.includes(line));
  return ending === "complete" && isRight
    ? null
    : `${ending}, ${JSON.stringify(came)} for ${JSON.stringify(lines)}`;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
