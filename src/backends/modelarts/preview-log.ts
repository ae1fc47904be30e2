import type { LogPage } from "../../domain/log.ts";
import type { LogQuery } from "../contract.ts";
import { createTextFile } from "../text-file.ts";
import { countBreaks } from "../text-line.ts";
import { readTextLog } from "../text-log.ts";
import { type Preview, toLine } from "./wire/log.ts";

/**
 * Reads a page out of a preview. Lines are told by their bytes from the end of the log, which stay the same while its
 * head is cut off. The vendor does not tell a log that was cut off at its end from one that has replaced it.
 */
export async function readPreview(
  { content, fullSize }: Preview,
  query: LogQuery,
  hasEnded: boolean,
): Promise<LogPage> {
  const bytes = Buffer.from(content);
  const firstByte = Math.max(0, (fullSize ?? 0) - bytes.length);
  const file = createTextFile(bytes, firstByte);
  const page = await readTextLog(file, query, { hasEnded, toEntry: toLine });
  if (firstByte > 0) return page;
  const hasRest = hasEnded && bytes.length > 0 && bytes.at(-1) !== 0x0a;
  return { ...page, totalCount: countBreaks(bytes) + (hasRest ? 1 : 0) };
}
