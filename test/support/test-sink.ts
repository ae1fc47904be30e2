import type { Sink } from "../../src/fanout/sink.ts";

/** A connection that a test holds up and lets flow. */
export class TestSink implements Sink {
  readonly framing = frame;
  /** What was sent, as far as the connection took it or will take it. */
  readonly frames: Buffer[] = [];
  isComplete = false;
  hasFailed = false;
  unsentBytes = 0;
  #isStuck = false;
  #onDrained: (() => void)[] = [];

  get messages(): readonly { readonly type: string; readonly value: number; readonly error?: string }[] {
    return this.frames.map((bytes) => JSON.parse(String(bytes)));
  }

  /** Values of the messages of the order itself. */
  get numbers(): number[] {
    return this.messages.filter(({ type }) => type === "Number").map(({ value }) => value);
  }

  send(bytes: Buffer): void {
    this.frames.push(bytes);
    if (this.#isStuck) this.unsentBytes += bytes.length;
  }

  onceDrained(listener: () => void): void {
    this.#onDrained.push(listener);
  }

  complete(): void {
    this.isComplete = true;
  }

  fail(): void {
    this.hasFailed = true;
  }

  hold(): void {
    this.#isStuck = true;
  }

  flow(): void {
    this.#isStuck = false;
    this.unsentBytes = 0;
    for (const listener of this.#onDrained.splice(0)) listener();
  }
}

const frame = (json: string) => Buffer.from(json);
