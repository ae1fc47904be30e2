import { BackendError } from "../../domain/error.ts";
import type { TextFile } from "../text-file.ts";

/** Asks for a range; rejects with `BackendError`. */
export type AskRange = (range: string) => Promise<{
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}>;

/** A file of the blob store, read by ranges of bytes. */
export function createBlobFile(ask: AskRange): TextFile {
  async function sizeOf(): Promise<number> {
    const first = await askOrNull(ask, "bytes=0-0");
    return first === null ? 0 : totalOf(first);
  }
  return {
    async read(start, length) {
      const answer = await askOrNull(ask, `bytes=${start}-${start + length - 1}`);
      // Nothing lies at `start`: the file is empty, has not grown, or is another, shorter one by now.
      if (answer === null) {
        const total = start === 0 ? 0 : await sizeOf();
        return { start, bytes: Buffer.alloc(0), total, identity: null };
      }
      const { status, body } = answer;
      // An answer to the call without its range is the whole file.
      const bytes = status === 206 ? body : body.subarray(start, start + length);
      return { start, bytes, total: totalOf(answer), identity: identityOf(answer) };
    },
  };
}

type Answer = Awaited<ReturnType<AskRange>>;

/** Null for 416: the file has no byte there. A file that does not exist yet has none at all. */
async function askOrNull(ask: AskRange, range: string): Promise<Answer | null> {
  try {
    return await ask(range);
  } catch (error) {
    if (error instanceof BackendError && (error.status === 416 || error.status === 404)) return null;
    throw error;
  }
}

/** `bytes 4096-4223/4224` ends with the size of the file. */
function totalOf({ status, headers, body }: Answer): number {
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get("content-range") ?? "") ?? [];
  if (status !== 206) return body.length;
  return total === undefined || total === "*" ? Number(start ?? 0) + body.length : Number(total);
}

/** An append blob grows without being made anew, so that its time of creation tells it from another of its name. */
function identityOf({ headers }: Answer): string | null {
  return headers.get("x-ms-blob-type") === "AppendBlob" ? headers.get("x-ms-creation-time") : null;
}
