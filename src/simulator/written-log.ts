import type { LogLine, LogRecord } from "./contract.ts";

const lineFeed = 0x0a;

/**
 * Lines that were written to one source, as a list and as one text. Both grow in place, so that a log of hundreds of
 * thousands of lines is neither copied nor joined at each read.
 */
export class WrittenLog {
  #lines: LogLine[] = [];
  #text = Buffer.alloc(0);
  #size = 0;
  /** Whether the text was cut inside its last line, so that the next line goes on in it. */
  #isCut = false;

  /** Lines that have ended, oldest first; the same list as long as nothing in it changes but its length. */
  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  /** All that was written as UTF-8 text, a line break after each line. */
  get text(): Buffer {
    return this.#text.subarray(0, this.#size);
  }

  append({ at, line }: LogLine): void {
    if (this.#isCut) {
      this.#isCut = false;
      const start = this.#size === 0 ? 0 : this.#text.lastIndexOf(lineFeed, this.#size - 1) + 1;
      const begun = this.#text.toString("utf8", start, this.#size);
      this.#lines.push({ at, line: begun + toText(line) });
    } else this.#lines.push({ at, line });
    this.#write(`${toText(line)}\n`);
  }

  /** Keeps the first `sizeBytes` of the text, no part of a character; a record that does not fit is dropped whole. */
  cut(sizeBytes: number): void {
    let count = 0;
    let end = 0;
    for (const { line } of this.#lines) {
      const next = end + Buffer.byteLength(toText(line)) + 1;
      if (next > sizeBytes) break;
      end = next;
      count += 1;
    }
    const rest = this.#lines[count]?.line;
    if (rest !== undefined) this.#lines = this.#lines.slice(0, count);
    const isText = typeof (rest ?? "") === "string";
    this.#size = isText ? characterEnd(this.text, Math.min(this.#size, Math.max(end, sizeBytes))) : end;
    this.#isCut = this.#size > end;
  }

  #write(text: string): void {
    const size = this.#size + Buffer.byteLength(text);
    if (size > this.#text.length) {
      const grown = Buffer.allocUnsafe(Math.max(size, 2 * this.#text.length));
      this.#text.copy(grown, 0, 0, this.#size);
      this.#text = grown;
    }
    this.#size += this.#text.write(text, this.#size);
  }
}

function toText(line: string | LogRecord): string {
  return typeof line === "string" ? line : JSON.stringify(line);
}

/** The nearest place at or before `end` that is inside no character. */
function characterEnd(text: Buffer, end: number): number {
  let at = end;
  while (at > 0 && ((text[at] ?? 0) & 0xc0) === 0x80) at -= 1;
  return at;
}
