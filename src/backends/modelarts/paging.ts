/** What `offset` counts: pages of `limit` rows, or rows. The vendor's documents disagree, by age and by call. */
export type OffsetUnit = "page" | "item";

/** One answer of a list. */
export interface ListPage<Row> {
  readonly rows: readonly Row[];
  /** Figures that should be the whole number of rows; some endpoints count the rows of the page instead. */
  readonly sizes: readonly (number | null)[];
}

/** A list that is read by offset. */
export interface PageSource<Row> {
  read(offset: number, limit: number): Promise<ListPage<Row>>;
  /** What tells rows apart; null for a row that cannot be told. */
  keyOf(row: Row): string | null;
}

/** Where a walk through a list stands. Plain data: it goes into cursors. */
export interface Place {
  /** From 0. */
  readonly page: number;
  readonly limit: number;
  readonly unit: OffsetUnit;
  /** What the page before has shown; null at the start. */
  readonly seen: {
    /** Keys of its first two rows. */
    readonly head: readonly (string | null)[];
    readonly sizes: readonly (number | null)[];
  } | null;
}

/** Rows of a page and where to go on; null at the end. */
export interface Step<Row> {
  readonly rows: readonly Row[];
  readonly next: Place | null;
}

/** Where a walk begins. */
export function firstPlace(limit: number, unit: OffsetUnit): Place {
  return { page: 0, limit, unit, seen: null };
}

/**
 * Reads the page at a place. There is no snapshot to page through, so two things are watched: an endpoint that counts
 * rows shows the second row of a page again as the first of the next, and a list that has become shorter has moved
 * rows to pages that were read already, so the walk goes back as far as they can have moved. Rows may come twice; none
 * that stays in the list is missed.
 */
export async function readPage<Row>(source: PageSource<Row>, place: Place): Promise<Step<Row>> {
  let { unit } = place;
  let answer = await source.read(offsetOf(place), place.limit);
  if (await countsItems(source, place, answer)) {
    unit = "item";
    answer = await source.read(offsetOf({ ...place, unit }), place.limit);
  }
  const { rows } = answer;
  const sizes = answer.sizes.map((size, index) =>
    trustedSize(size, rows.length, place.seen?.sizes[index] ?? null),
  );
  const lost = Math.max(
    0,
    ...sizes.map((size, index) => (place.seen?.sizes[index] ?? 0) - (size ?? Infinity)),
  );
  const at = { limit: place.limit, unit };
  if (lost > 0 && place.page > 0) {
    const page = Math.max(0, place.page - Math.ceil(lost / place.limit));
    return { rows, next: { ...at, page, seen: { head: [], sizes } } };
  }
  if (rows.length < place.limit) return { rows, next: null };
  const head = rows.slice(0, 2).map((row) => source.keyOf(row));
  return { rows, next: { ...at, page: place.page + 1, seen: { head, sizes } } };
}

/** Reads all rows of a list, each once, in the order of the list. */
export async function readAll<Row>(source: PageSource<Row>, limit: number, unit: OffsetUnit): Promise<Row[]> {
  const rows: Row[] = [];
  const keys = new Set<string>();
  let furthest = -1;
  for (let place: Place | null = firstPlace(limit, unit); place !== null; ) {
    const step: Step<Row> = await readPage(source, place);
    const fresh = step.rows.filter((row) => isFresh(source.keyOf(row), keys));
    rows.push(...fresh);
    // A new page with nothing new: the endpoint does not page at all.
    if (place.page > furthest && fresh.length === 0) break;
    furthest = Math.max(furthest, place.page);
    place = step.next;
  }
  return rows;
}

function isFresh(key: string | null, keys: Set<string>): boolean {
  if (key === null) return true;
  const isNew = !keys.has(key);
  keys.add(key);
  return isNew;
}

function offsetOf({ page, limit, unit }: Place): number {
  return unit === "page" ? page : page * limit;
}

/**
 * Tells whether a page shows that the offset counts rows. New rows could have moved the second row there just as well,
 * so the page before is read again: with new rows it begins otherwise.
 */
async function countsItems<Row>(
  source: PageSource<Row>,
  place: Place,
  { rows }: ListPage<Row>,
): Promise<boolean> {
  const [first, second] = place.seen?.head ?? [];
  const [row] = rows;
  if (place.unit === "item" || row === undefined || !first || !second || first === second) return false;
  if (source.keyOf(row) !== second) return false;
  const [again] = (await source.read(offsetOf({ ...place, page: place.page - 1 }), place.limit)).rows;
  return again !== undefined && source.keyOf(again) === first;
}

/** A figure counts the list when it was ever larger than its page. */
function trustedSize(size: number | null, rows: number, before: number | null): number | null {
  return size !== null && (size > rows || before !== null) ? size : null;
}
