import { setImmediate } from "node:timers/promises";
import { BackendError, InputError, InvalidCursor } from "../domain/error.ts";
import { canonicalJson } from "../domain/json.ts";
import { itemsOf } from "../domain/log.ts";
import { compileLogFilter, type LogCondition, type LogFilter } from "../domain/log-filter.ts";
import type { Following, Place } from "../fanout/contract.ts";
import type { LogTail } from "../sync/log-tail.ts";
import { isLasting } from "../sync/log-tail-pace.ts";
import type { LogRing } from "../sync/log-tail-ring.ts";
import type { FollowedTail } from "../sync/log-tails.ts";
import { type LogCursors, logCursors } from "./log-cursor.ts";
import { createLogFeed } from "./log-feed.ts";
import { type LogIdentity, type LogMessage, placeItems, tellAll } from "./log-messages.ts";
import { formatPlace } from "./log-place.ts";
import { searchLog } from "./log-search.ts";
import type { JobView } from "./views.ts";

/** How a subscriber wants to follow a log. */
export interface LogStart {
  readonly after?: string | null | undefined;
  readonly tail?: number | null | undefined;
  readonly filter?: LogFilter | null | undefined;
}

const mostTail = 1000;
/** Longest time that the first message waits to see whether the vendor takes a cursor, in milliseconds. */
const checkMs = 2000;

/** Checks what can be checked before anything is read; throws `InputError`. */
export function parseLogStart({ tail, filter }: LogStart): LogCondition | null {
  if (tail !== null && tail !== undefined && (tail < 0 || tail > mostTail))
    throw new InputError("LIMIT_EXCEEDED", ["tail"], tail, `0 to ${mostTail}`);
  return compileLogFilter(filter);
}

/** Lets a subscriber into a log that is followed. Takes the tail over: it is left with the feed, or when this rejects. */
export async function enterLog(
  { snapshot }: JobView,
  followed: FollowedTail,
  { after, tail: wanted, filter }: LogStart,
  accepts: LogCondition | null,
  signal: AbortSignal,
): Promise<Following<LogMessage>> {
  using parts = new DisposableStack();
  const { tail } = parts.use(followed);
  let identity: LogIdentity | null = null;
  const identify = () => {
    if (!tail.source) throw new Error("The log has no source yet.");
    identity ??= { source: tail.source, cursors: logCursors(snapshot.job.id, tail.source.nativeId) };
    return identity;
  };
  const cursors = () => (tail.source ? identify().cursors : logCursors(snapshot.job.id, null));
  const feed = createLogFeed({
    followed,
    filterKey: canonicalJson(filter ?? null),
    accepts,
    identity: identify,
    cursorAt: (position) => cursors().at(position),
  });
  const start = async () => {
    if (after !== null && after !== undefined)
      return { from: await placeAfter(tail, cursors(), after, signal), first: [] };
    if (wanted !== null && wanted !== undefined)
      return findTail(await tail.ready(signal), tail, wanted, accepts, identify, signal);
    await waitPatiently(tail, signal);
    return { from: formatPlace({ ordinal: null, position: "" }), first: [] };
  };
  const { from, first } = await start();
  parts.move();
  return { feed, from, first };
}

/** Waits for the ring, which saves the vendor a call, but not through a failure that passes. */
async function waitPatiently(tail: LogTail, signal: AbortSignal): Promise<void> {
  try {
    await tail.ready(signal);
  } catch (error) {
    if (!(error instanceof BackendError) || isLasting(error)) throw error;
  }
}

async function placeAfter(
  tail: LogTail,
  cursors: LogCursors,
  after: string,
  signal: AbortSignal,
): Promise<Place> {
  const position = cursors.parse(after, ["after"]);
  await waitPatiently(tail, signal);
  const place = formatPlace({ ordinal: null, position });
  const isKnown = position === "" || (tail.ring?.find(position) ?? null) !== null;
  if (isKnown) return place;
  const patience = AbortSignal.timeout(checkMs);
  try {
    await tail.pages.after(position, AbortSignal.any([signal, patience]));
  } catch (error) {
    if (error instanceof BackendError && error.kind === "INVALID")
      throw new InvalidCursor(after, "a cursor that this API has given");
    if (error !== patience.reason) throw error;
  }
  return place;
}

/** Finds the last entries that match: in the ring first, then as far back as one search goes. */
async function findTail(
  ring: LogRing,
  tail: LogTail,
  wanted: number,
  accepts: LogCondition | null,
  identify: () => LogIdentity,
  signal: AbortSignal,
): Promise<{ from: Place; first: readonly LogMessage[] }> {
  // The ring moves on while the search goes on.
  const [start, end, base] = [ring.start, ring.end, ring.positionAt(ring.start)];
  const items = ring.slice(start, end);
  let missing = wanted;
  let index = items.length;
  for (; index > 0 && missing > 0; index -= 1) {
    const item = items[index - 1]?.item;
    if (item?.kind === "entry" && (accepts === null || accepts(item.entry))) missing -= 1;
    if (accepts !== null && index % 200 === 0) await setImmediate();
  }
  const position = items[index - 1]?.position ?? base;
  const from = formatPlace({ ordinal: start + index, position });
  const oldest = items.find(({ item }) => item.kind === "entry");
  const hasEarlier = index === 0 && position !== "";
  if (missing === 0 || !hasEarlier || !oldest) return { from, first: [] };
  const query = { direction: "backward", position: oldest.position, limit: missing } as const;
  const { page } = await searchLog((asked) => tail.readNow(asked, signal), query, accepts);
  const placed = placeItems(itemsOf(page), "", oldest.observedAt);
  const first: LogMessage[] = [];
  for await (const message of tellAll(placed, identify(), null)) first.push(message);
  return { from, first };
}
