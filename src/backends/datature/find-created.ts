import { BackendError } from "../../domain/error.ts";
import { epochMs, type Instant, instantOf } from "../../domain/instant.ts";
import type { JobReading } from "../../domain/job.ts";
import { isJsonObject } from "../../domain/json.ts";
import { type JobReader, readAnswer, readPage } from "./jobs.ts";
import type { Answer } from "./service.ts";

/** As many as the vendor's page on jobs names; a smaller page than was asked for does no harm. */
const pageSize = 1000;
/** How far the vendor's clock may stand from ours. */
const clockSlackMs = 3_600_000;

/**
 * Jobs of a name that were created since. The list has neither filters nor an end to begin from: it is walked from the
 * latest place that is known to lie before them, and from its beginning where none is. Rejects when a job of the name
 * is there and cannot be read.
 */
export async function findCreated(
  reader: JobReader,
  name: string,
  since: Instant,
  signal: AbortSignal,
): Promise<JobReading[]> {
  const earliest = instantOf(epochMs(since) - clockSlackMs) ?? since;
  const found = await walkFrom(reader, name, reader.places.before(earliest), signal);
  const readings = await Promise.all(found.map((answer) => readAnswer(reader, answer, signal)));
  return readings.filter(({ core }) => core.createdAt === null || core.createdAt >= earliest);
}

async function walkFrom(
  reader: JobReader,
  name: string,
  place: string | null,
  signal: AbortSignal,
): Promise<Answer[]> {
  try {
    return await walk(reader, name, place, signal);
  } catch (error) {
    if (place === null || !(error instanceof BackendError) || error.retryable) throw error;
    // It may be that the vendor knows the place no more; if it is something else, it comes again.
    reader.places.forget(place);
    return walk(reader, name, null, signal);
  }
}

/** Documents of the jobs of a name behind a place, whatever else they hold, each job once. */
async function walk(
  { service }: JobReader,
  name: string,
  place: string | null,
  signal: AbortSignal,
): Promise<Answer[]> {
  const found = new Map<unknown, Answer>();
  const walked = new Set<string | null>();
  for (let cursor = place; !walked.has(cursor); ) {
    walked.add(cursor);
    const { data, nextPage, nowMs } = await readPage(service, "findCreated", { cursor, pageSize }, signal);
    for (const body of data)
      if (isJsonObject(body) && body.name === name) found.set(body.id ?? body, { body, nowMs });
    if (nextPage === null) return [...found.values()];
    cursor = nextPage;
  }
  const message = "findCreated: got pages that lead in a circle";
  throw new BackendError("MALFORMED", message, { backend: service.backend });
}
