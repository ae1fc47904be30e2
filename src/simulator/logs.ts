import type { Clock } from "./clock.ts";
import type { LogLine, LogRecord, LogSources, Logs, SimulatedJob } from "./contract.ts";

/** What the control port or the vendor did to one source of one job. */
interface Written {
  /** What a truncation left over. */
  kept: readonly LogLine[];
  /** Whether the last kept line was cut before its end, so that the next line goes on in it. */
  isCut: boolean;
  /** Generated lines up to here are gone. */
  goneUntil: number;
  appended: LogLine[];
}

/** The logs of one world: generated lines are derived on each read, only what was written or cut off is stored. */
export class LogStore implements Logs {
  readonly #clock: Clock;
  readonly #written = new Map<string, Map<string, Written>>();
  /** Set once the vendor's simulator stands; a vendor without logs leaves it null. */
  sources: LogSources | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  lines(job: SimulatedJob, source: string): readonly LogLine[] | null {
    const parts = this.#parts(job, source);
    if (!parts) return null;
    const { kept, isCut, rest } = parts;
    return isCut ? joinCut(kept, rest) : [...kept, ...rest];
  }

  text(job: SimulatedJob, source: string): string | null {
    const parts = this.#parts(job, source);
    if (!parts) return null;
    const kept = parts.kept.map(({ line }) => toText(line)).join("\n");
    const border = parts.kept.length > 0 && !parts.isCut ? "\n" : "";
    return kept + border + parts.rest.map(({ line }) => `${toText(line)}\n`).join("");
  }

  written(job: SimulatedJob): readonly string[] {
    return [...(this.#written.get(job.id)?.keys() ?? [])];
  }

  append(job: SimulatedJob, source: string, lines: readonly (string | LogRecord)[]): void {
    const written = this.#open(job, source);
    const at = this.#clock.now();
    for (const line of lines) written.appended.push({ at, line });
  }

  /** Starts a new, empty log; what the old one held is gone. */
  rotate(job: SimulatedJob, source: string): void {
    this.#restart(job, source, [], false);
  }

  /** Keeps the first `sizeBytes` of the log, of records the whole ones that fit. */
  truncate(job: SimulatedJob, source: string, sizeBytes: number): void {
    const kept: LogLine[] = [];
    let left = sizeBytes;
    for (const entry of this.lines(job, source) ?? []) {
      const size = Buffer.byteLength(toText(entry.line)) + 1;
      if (size > left) {
        const rest = typeof entry.line === "string" ? cutText(entry.line, left) : "";
        if (rest !== "") kept.push({ at: entry.at, line: rest });
        this.#restart(job, source, kept, rest !== "");
        return;
      }
      kept.push(entry);
      left -= size;
    }
    this.#restart(job, source, kept, false);
  }

  remove(jobId: string): void {
    this.#written.delete(jobId);
  }

  /** What is left of before and what came after; null when there never was anything. */
  #parts(job: SimulatedJob, source: string) {
    const written = this.#written.get(job.id)?.get(source);
    const generated = job.origin === "control" ? [] : (this.sources?.generated(job, source) ?? []);
    if (!written) return generated.length === 0 ? null : { kept: [], isCut: false, rest: generated };
    const remaining = generated.filter((line) => line.at > written.goneUntil);
    // Stable: of one instant the generated lines were there first.
    const rest = [...remaining, ...written.appended].sort((a, b) => a.at - b.at);
    return { kept: written.kept, isCut: written.isCut, rest };
  }

  #restart(job: SimulatedJob, source: string, kept: readonly LogLine[], isCut: boolean): void {
    Object.assign(this.#open(job, source), { kept, isCut, goneUntil: this.#clock.now(), appended: [] });
  }

  #open(job: SimulatedJob, source: string): Written {
    const sources = this.#written.get(job.id) ?? new Map<string, Written>();
    this.#written.set(job.id, sources);
    const written = sources.get(source) ?? { kept: [], isCut: false, goneUntil: 0, appended: [] };
    sources.set(source, written);
    return written;
  }
}

/** Continues the last kept line, which has no line break, with the first of the rest. */
function joinCut(kept: readonly LogLine[], rest: readonly LogLine[]): LogLine[] {
  const [last, first] = [kept.at(-1), rest[0]];
  if (!last || !first) return [...kept, ...rest];
  const joined = { at: first.at, line: toText(last.line) + toText(first.line) };
  return [...kept.slice(0, -1), joined, ...rest.slice(1)];
}

function toText(line: string | LogRecord): string {
  return typeof line === "string" ? line : JSON.stringify(line);
}

/** The longest beginning that fits, never a part of a character. */
function cutText(text: string, sizeBytes: number): string {
  let end = Math.min(sizeBytes, Buffer.byteLength(text));
  const bytes = Buffer.from(text);
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.toString("utf8", 0, end);
}
