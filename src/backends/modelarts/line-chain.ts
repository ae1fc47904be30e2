import { type Block, type Line, type ReadLines, readBlock } from "./line-block.ts";

/**
 * Numbers of the lines that the blocks of one log begin with, each the last line of the block before: so a line has
 * the same place whichever way it is read. What is missing at the end is found by reading on, what is wrong after the
 * log was replaced is dropped when the log is read from its beginning.
 */
export interface LineChain {
  readonly anchors: bigint[];
}

/** Blocks that are read on from what is known to find the end of the log; beyond, places are not worth the calls. */
const mostSteps = 20;

export function createLineChain(): LineChain {
  return { anchors: [] };
}

/** Notes what reading a block has shown. */
export function extendChain({ anchors }: LineChain, anchor: bigint | null, { oldest, next }: Block): void {
  if (anchor === null && oldest !== null && anchors[0] !== oldest) anchors.splice(0, Infinity, oldest);
  if (anchor !== null && next !== null && next !== anchor && anchors.at(-1) === anchor) anchors.push(next);
}

/** Reads on to the end of the log; false when that is too far. */
export async function reachEnd(read: ReadLines, chain: LineChain): Promise<boolean> {
  const { anchors } = chain;
  extendChain(chain, null, await readBlock(read, null, 1));
  for (let step = 0; step < mostSteps; step += 1) {
    const last = anchors.at(-1);
    if (last === undefined) return true;
    const block = await readBlock(read, last);
    const length = anchors.length;
    extendChain(chain, last, block);
    if (anchors.length === length) return true;
  }
  return false;
}

/** The last `limit` lines of the blocks up to one, or all there are before. */
export async function readChain(
  read: ReadLines,
  { anchors }: LineChain,
  upTo: number,
  limit: number,
): Promise<{ readonly lines: readonly Line[]; readonly hasMore: boolean }> {
  const lines: Line[] = [];
  for (let index = upTo; index >= 0; index -= 1) {
    const anchor = anchors[index];
    if (anchor === undefined) break;
    const block = await readBlock(read, anchor);
    // The line that a block begins with is the last one of the block before.
    const own = block.lines.filter(({ place }) => place.distance > 0);
    lines.unshift(...(index === 0 ? await firstLine(read, block) : []), ...own);
    if (lines.length >= limit)
      return { lines: lines.slice(-limit), hasMore: lines.length > limit || index > 0 };
  }
  return { lines, hasMore: false };
}

async function firstLine(read: ReadLines, { lines, hasAnchor }: Block): Promise<readonly Line[]> {
  return (hasAnchor ? lines : (await readBlock(read, null, 1)).lines).slice(0, 1);
}
